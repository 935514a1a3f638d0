"""Rendering: values are escaped and bounded, dates and languages are right."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.say import Clipped, Say, Style, Toast, Words, button, say, text
from bot.texts.bundles import MissingText
from bot.texts.render import Renderer, personal

RENDER = Renderer(ZoneInfo("Europe/Berlin"))


def words(answer: Any, language: str = "de") -> str:
    return str(RENDER(answer, language).params["text"])


def test_markup_in_a_persons_words_is_shown_and_not_obeyed() -> None:
    shown = words(say("welcome", name="<b>&lt;Tom", company="A & B"))
    assert "&lt;b&gt;&amp;lt;Tom" in shown
    assert "A &amp; B" in shown


def test_control_characters_are_dropped_and_right_to_left_text_is_isolated() -> None:
    assert personal("a\x00b\x1b[31mc", 50) == "ab[31mc"
    assert personal("\u202eabc", 50) == "\u2068\u202eabc\u2069"
    assert personal("שלום", 50) == "\u2068שלום\u2069"


def test_a_long_value_is_clipped_and_a_long_message_keeps_whole_lines() -> None:
    assert len(personal("x" * 5000, 700)) == 700
    long = Say([text("stranger", company="y" * 600)] * 12)
    shown = words(long)
    assert len(shown) <= 4002
    assert shown.endswith("\n…")
    assert "von zzzzzzzzz…." in words(say("stranger", company=Clipped("z" * 99, 10)))


def test_an_emoji_counts_as_telegram_counts_it() -> None:
    shown = words(Say([text("stranger", company="😀" * 600)] * 12))
    assert len(shown.encode("utf-16-le")) // 2 <= 4002


def test_dates_are_told_in_full_on_the_companys_wall_clock() -> None:
    summer = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert RENDER.moment(summer, "de") == "Do, 02.07.2026, 00:30"
    assert RENDER.moment(summer, "en") == "Thu, 2 Jul 2026, 00:30"
    assert RENDER.day(date(2026, 11, 24), "de") == "Di, 24.11.2026"
    assert RENDER.day(date(2026, 9, 1), "en") == "Tue, 1 Sep 2026"


def test_texts_nest_and_lists_are_joined_without_empty_parts() -> None:
    value = Words(["Huber", "", text("role-rep")], " · ")
    assert "Huber · Außendienst" in words(say("stranger", company=value))


def test_a_missing_key_or_value_is_an_error_and_never_a_gap() -> None:
    with pytest.raises(MissingText):
        words(say("no-such-text"))
    with pytest.raises(MissingText):
        words(say("stranger"))


def test_buttons_carry_their_style_and_never_more_than_64_bytes() -> None:
    made = RENDER(
        say("stranger", company="x", buttons=[[button("help-button", "help:", Style.SUCCESS)]]),
        "de",
    )
    markup: Any = made.params["reply_markup"]
    assert markup["inline_keyboard"] == [
        [{"text": "Hilfe", "callback_data": "help:", "style": "success"}]
    ]
    with pytest.raises(ValueError, match="64 bytes"):
        button("help-button", "ü" * 33)


def test_a_toast_is_plain_and_short() -> None:
    shown = RENDER(Toast(text("person-unreachable", name="<i>" + "x" * 300)), "de").params["text"]
    assert "<b>" not in str(shown)
    assert len(str(shown)) <= 190


@given(st.text(max_size=3000), st.sampled_from(["de", "en"]))
def test_no_text_breaks_the_markup(value: str, language: str) -> None:
    shown = words(say("invitation-accepted-by", name=value, role=text("role-rep")), language)
    inside = shown.split("<b>", 1)[1].split("</b>")[0]
    assert "<" not in inside
    assert ">" not in inside
    assert len(shown) < 4096 * 5
