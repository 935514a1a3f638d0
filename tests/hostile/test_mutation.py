"""Corpus entries, combined and damaged, at every place where input is taken."""

from tests.hostile.campaign import Report, campaign

SEED = 2026
INPUTS = 200


def test_mutated_input_at_every_place_does_no_harm() -> None:
    report = campaign(SEED, INPUTS)
    assert report.failures == []
    assert report.inputs == INPUTS


def test_the_same_seed_makes_the_same_input() -> None:
    once, again = Report(), Report()
    for report in (once, again):
        report.seen.update(campaign(SEED, 20, first=300).seen)
    assert once.seen == again.seen
