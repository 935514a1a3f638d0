"""Our own phrases, as sales people type them, through the filter.

`python -m tests.when.test_phrases [FILE]` prints how they do; FILE holds other phrases.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.when.lines import answers
from tests.when.scoring import (
    CORPUS,
    Answer,
    Phrase,
    Verdict,
    counted,
    in_all,
    phrases,
    table,
    verdict,
)

RIGHT_AT_LEAST = 0.97
WRONG_AT_MOST = {"de": 0.005, "en": 0.01}


def answered(asked: Iterable[Phrase]) -> list[Answer]:
    """What the filter answers to each."""
    return [json.loads(line) for line in answers(json.dumps(one) for one in asked)]


def misses(asked: Iterable[Phrase], given: Iterable[Answer]) -> str:
    """A line for each phrase that was not understood right."""
    judged = [
        (verdict(one, answer), one, answer) for one, answer in zip(asked, given, strict=True)
    ]
    return "\n".join(
        f"{what} {one['id']} «{one['text']}» at {one['now']}: {one['expect']}, got {answer}"
        for what, one, answer in judged
        if what is not Verdict.RIGHT
    )


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_nearly_all_phrases_are_understood_and_hardly_one_wrong(file: Path) -> None:
    asked = phrases(file)
    given = answered(asked)
    count = in_all(counted(asked, given), file.stem)
    assert count.total() > 1500
    assert count[Verdict.RIGHT] >= RIGHT_AT_LEAST * count.total(), misses(asked, given)
    assert count[Verdict.WRONG] <= WRONG_AT_MOST[file.stem] * count.total(), misses(asked, given)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.stem)
def test_each_phrase_has_its_number_its_reading_and_no_more(file: Path) -> None:
    asked = phrases(file)
    assert [one["id"] for one in asked] == [
        f"{file.stem}-{n:04}" for n in range(1, len(asked) + 1)
    ]
    assert {name for one in asked for name in one} == {
        "id", "text", "now", "lang", "kind", "expect", "accept"
    }  # fmt: skip
    assert len({(one["text"], one["now"]) for one in asked}) == len(asked)


def main(files: Iterable[Path]) -> None:
    """Print the table and what was missed."""
    asked = [one for file in files for one in phrases(file)]
    given = answered(asked)
    print(table(counted(asked, given)), misses(asked, given), sep="\n\n")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or CORPUS)
