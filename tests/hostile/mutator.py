"""Corpus entries, combined and damaged: the same dice make the same input."""

import base64
import html
import random
import unicodedata
from collections.abc import Callable
from itertools import chain
from typing import Any
from urllib.parse import quote

from tests.hostile import corpus

LONGEST = 4096
_SIGNS = "\0\t\n\r \u200b\u202e\ud800\ufffd\"'&<>=+-@/\\%{}$#|:;,.*_0\u0663\u00df\U0001f600"

Change = Callable[["Mutator", str], str]


class Mutator:
    """Makes input out of the corpus."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        answers = chain.from_iterable(one.values() for one in corpus.fields().values())
        self._pools: dict[str, list[str]] = {
            **{f"text: {name}": found for name, found in corpus.texts().items()},
            "answers": [*chain.from_iterable(answers)],
            "buttons": corpus.buttons(),
            "starts": corpus.starts(),
            "names": corpus.names(),
        }

    def text(self, most: int = LONGEST) -> tuple[str, str]:
        """The class of an input, and the input."""
        name = self.dice.choice(sorted(self._pools))
        made = self.dice.choice(self._pools[name])
        for _ in range(self.dice.choice((0, 1, 1, 2, 3))):
            made = self.dice.choice(CHANGES)(self, made)[: 2 * LONGEST]
        return name, made[:most]

    def entry(self) -> str:
        """Some text of the corpus as it is."""
        return self.dice.choice(self._pools[self.dice.choice(sorted(self._pools))])

    def update(self) -> tuple[str, Any]:
        """The class of an update, and the update, with parts changed for others."""
        gets = self.dice.choice(["ANSWER", "NOTHING"])
        known = corpus.updates()
        name = self.dice.choice(sorted(known[gets]))
        made = known[gets][name]
        for _ in range(self.dice.choice((0, 1, 2))):
            made = self._swapped(made)
        return f"update: {name}", made

    def _swapped(self, value: Any) -> Any:
        """With some part, perhaps deep inside, replaced by something of any kind."""
        if isinstance(value, dict) and value and self.dice.random() < 0.8:
            name = self.dice.choice(sorted(value))
            return {**value, name: self._swapped(value[name])}
        return self.dice.choice([
            None, True, -1, 0, 2**63, 1.5, "", self.entry(), [], [value], {}, {"id": value},
            "@chat", "@user", [[[[value]]]], float("inf"),
        ])  # fmt: skip

    def place(self, text: str) -> int:
        """Somewhere in the text."""
        return self.dice.randrange(len(text) + 1)


def _insert(mutator: Mutator, text: str) -> str:
    at = mutator.place(text)
    return text[:at] + mutator.dice.choice(_SIGNS) + text[at:]


def _delete(mutator: Mutator, text: str) -> str:
    at = mutator.place(text)
    return text[:at] + text[at + mutator.dice.randrange(1, 9) :]


def _repeat(mutator: Mutator, text: str) -> str:
    at = mutator.place(text)
    piece = text[at : at + mutator.dice.randrange(1, 12)]
    return text[:at] + piece * mutator.dice.choice((2, 30, 1000)) + text[at:]


def _splice(mutator: Mutator, text: str) -> str:
    other = mutator.entry()
    return text[: mutator.place(text)] + other[mutator.place(other) :]


def _join(mutator: Mutator, text: str) -> str:
    return f"{text}{mutator.dice.choice((' ', ', ', chr(10), ': '))}{mutator.entry()}"


def _encode(mutator: Mutator, text: str) -> str:
    raw = text[:1000].encode("utf-8", "replace")
    ways: list[Callable[[], str]] = [
        lambda: quote(raw), lambda: html.escape(text), lambda: base64.b64encode(raw).decode(),
        lambda: raw.decode("latin-1"), lambda: raw.decode("utf-16-le", "replace"),
        lambda: raw.decode("utf-7", "replace"), lambda: ascii(text),
        lambda: unicodedata.normalize("NFKD", text), text.upper, text.swapcase,
    ]  # fmt: skip
    return mutator.dice.choice(ways)()


def _nest(mutator: Mutator, text: str) -> str:
    before, after = mutator.dice.choice(
        (
            ("(", ")"),
            ("<b>", "</b>"),
            ("\u2068", "\u2069"),
            ("{", "}"),
            ('"', '"'),
            ("/kunde ", ""),
        )
    )
    times = mutator.dice.choice((1, 5, 200))
    return before * times + text + after * times


def _in_a_sentence(mutator: Mutator, text: str) -> str:
    frames = ("Huber gestern 15 Uhr: {}", "Freitag um 10 bei {} anrufen", "{} Müller morgen",
              "bei {}: Auftrag, nachfassen {}", "/besuch {}", "/kunde {}")  # fmt: skip
    return mutator.dice.choice(frames).replace("{}", text)


CHANGES: tuple[Change, ...] = (
    _insert, _delete, _repeat, _splice, _join, _encode, _nest, _in_a_sentence,
)  # fmt: skip
