"""Two days that nothing is spared, of one seed; `make simulate` lives through those of many."""

import pytest

from tests.simulated import days, deeds

pytestmark = pytest.mark.early


@pytest.mark.parametrize("seed", [1, pytest.param(3, marks=pytest.mark.long)])
def test_two_days_of_misfortune_leave_nothing_wrong(seed: int) -> None:
    figures = days.lived(seed)
    assert figures.asked > 50
    assert figures.saved > 10
    assert figures.rung > 5
    assert figures.befell.total() > 10
    assert figures.wrong == [], f"python -m tests.simulated.days --seeds 1 --from {seed}"


def test_the_same_seed_is_the_same_life(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deeds, "SPAN", 3 * deeds.HOUR)
    assert days.lived(4) == days.lived(4)
    assert days.lived(4) != days.lived(5)
