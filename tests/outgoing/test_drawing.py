"""Pictures: they are what phones show, and everything in the data is in them."""

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from bot.outgoing.case_weeks import TEMPLATE
from bot.outgoing.drawing import NotDrawn, draw

WORDS = {"title": "Vorgänge je Woche", "opened": "eröffnet", "resolved": "gelöst",
         "late": "Frist überschritten"}  # fmt: skip
WEEKS = [
    {"label": f"KW {one}", "opened": one % 7, "resolved": one % 5, "late": one % 2}
    for one in range(40, 48)
]
BIG = {"label": "KW 53", "opened": 9_999, "resolved": 1_234, "late": 999}


def with_(**changed: Any) -> dict[str, Any]:
    return {**WORDS, "weeks": WEEKS, **changed}


def corner(png: bytes) -> bytes:
    """The first pixel, as it is coded."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return zlib.decompress(data)[1:5]


def test_the_picture_is_a_small_opaque_png_of_the_size_of_a_phone() -> None:
    made = draw(TEMPLATE, with_())
    assert made.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", made[16:24]) == (1280, 800)
    assert 10_000 < len(made) < 200_000
    assert corner(made) == b"\xff\xff\xff\xff"


@pytest.mark.parametrize("name", WORDS)
def test_every_word_is_in_the_picture(name: str) -> None:
    assert draw(TEMPLATE, with_(**{name: "Ein anderes"})) != draw(TEMPLATE, with_())


@pytest.mark.parametrize("name", BIG)
def test_every_figure_is_in_the_picture(name: str) -> None:
    other = [*WEEKS[:-1], {**WEEKS[-1], name: BIG[name]}]
    assert draw(TEMPLATE, with_(weeks=other)) != draw(TEMPLATE, with_())


@pytest.mark.parametrize(
    "weeks",
    [
        pytest.param([BIG] * 8, id="thousands"),
        pytest.param([{**BIG, "opened": 0, "resolved": 0, "late": 0}] * 8, id="nothing"),
    ],
)
def test_any_figures_fit_on_one_picture(weeks: list[dict[str, Any]]) -> None:
    made = draw(TEMPLATE, with_(weeks=weeks))
    assert struct.unpack(">II", made[16:24]) == (1280, 800)


def test_words_are_words_and_no_commands() -> None:
    title = "#panic() $x_1$ *fett* @wer \\ [ ] <b>"
    assert draw(TEMPLATE, with_(title=title)) != draw(TEMPLATE, with_())


@pytest.mark.parametrize("page", ["#panic()", "#pagebreak() two", "= unclosed #("])
def test_what_is_no_picture_is_told(page: str, tmp_path: Path) -> None:
    template = tmp_path / "x.typ"
    template.write_text(page, encoding="utf-8")
    with pytest.raises(NotDrawn):
        draw(template, {})
    with pytest.raises(NotDrawn):
        draw(tmp_path / "absent.typ", {})
