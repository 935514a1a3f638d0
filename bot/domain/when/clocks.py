"""Times of day in words, as business talk means them."""

import re
from dataclasses import dataclass
from datetime import time

from bot.domain.when.days import Day
from bot.domain.when.moments import Span, around
from bot.domain.when.vocabulary import NUMBERS, any_of, number, pattern

_HOURS_OF = {"früh": 9, "morgen": 9, "morning": 9, "vormittag": 10, "mittag": 12, "noon": 12}
_HOURS_OF |= {"nachmittag": 15, "afternoon": 15, "abend": 18, "evening": 18}
_MINUTES_TO = {"halb": (-30,), "half past": (30,), "half": (30, -30), "viertel": (-45,)}
_MINUTES_TO |= {"dreiviertel": (-15,), "viertel vor": (-15,), "quarter to": (-15,)}
_MINUTES_TO |= {"viertel nach": (15,), "quarter past": (15,)}
_ARTICLES = {"eine", "einer", "einem", "einen", "a", "an"}
_HOUR = rf"(?P<h>\d{{1,2}}|{any_of(NUMBERS.keys() - _ARTICLES)})"
_CLOCK = pattern(
    r"\b(?:(?:ab|bis|vor|nach|ca\.?|etwa|spätestens|frühe?stens|after|before|by|about)\s){0,2}"
    rf"(?P<lead>(?:um|gegen|at|around)\s)?(?:ca\.?\s|etwa\s)?(?:(?P<to>{any_of(_MINUTES_TO)})\s)?(?<![\d.,:/]){_HOUR}"
    r"(?:(?P<sep>[:.])(?P<m>\d\d)(?::\d\d)?)?(?:\s?(?P<mark>uhr|o'clock|h|[ap]\.m\.|[ap]m))?"
    r"(?:(?<=uhr)\s(?P<m2>\d\d))?"
    r"(?![\w%€]|[.,:/]\d|\s(?:%|€|prozent|percent|euro|stück|paletten|pieces|pallets))"
)
_PART = pattern(rf"\s(?:in the |am )?(?P<part>{any_of(_HOURS_OF)})s?\b")
_UNREAD_DATE = re.compile(r"\d[./]\d{1,2}\.?\s(\w+\.?\s){0,3}$")
_GAP = re.compile(r"[\s,]{0,80}")
_ENDS = pattern(
    r"\s{0,3}($|[,;:.!?)]|(bei|beim|mit|am|in|im|war|was|with|on|and|und|heute|gestern)\b)"
)


@dataclass(frozen=True, slots=True)
class Clock:
    times: list[time]
    span: Span


def clock_of(text: str, language: str, day: Day | None) -> Clock | None:
    """The time of day next to the day, or the first one when no day is named."""
    start, end = day.span if day else (0, 0)
    part = _PART.match(text, end) if day else None
    end = part.end() if part else end
    rest = text[:start] + "\1" * (end - start) + text[end:]
    for match in _CLOCK.finditer(rest):
        near = bool(day) and bool(
            _GAP.fullmatch(text, end, match.start()) or _GAP.fullmatch(text, match.end(), start)
        )
        stop, marked = _marked(match, language)
        alone = match["to"] and match.span() == (0, len(text))
        said = marked or alone or (match["lead"] and (near or _ENDS.match(text, stop)))
        unread = _UNREAD_DATE.search(text, max(0, match.start() - 40), match.start())
        if (
            said
            and (near or (not day and not unread))
            and (read := _times(match, language, text, part))
        ):
            return read
    if part:
        return Clock([time(_HOURS_OF[part["part"].lower()])], part.span())
    return None


def _marked(match: re.Match[str], language: str) -> tuple[int, bool]:
    """Where the clock time ends, and whether it is surely one; "um 3 am Montag" has no a.m."""
    if language == "de" and match["mark"] and match["mark"].lower() == "am":
        return match.end("m") if match["m"] else match.end("h"), match["sep"] == ":"
    vague = (match["to"] or "").lower() in ("", "half", "viertel")
    return match.end(), bool(match["mark"]) or match["sep"] == ":" or not vague


def _times(
    match: re.Match[str], language: str, text: str, part: re.Match[str] | None
) -> Clock | None:
    end, _ = _marked(match, language)
    after = _PART.match(text, end)
    part_hour = _HOURS_OF[(after or part or {"part": "noon"})["part"].lower()]
    hour, minute = number(match["h"]), int(match["m"] or match["m2"] or 0)
    if hour > 23 or minute > 59 or (match["h"].lower() == "ein" and not match["mark"]):
        return None
    half = {"a": 0, "p": 12}.get((match["mark"] or "")[:1].lower()) if end == match.end() else None
    exact = hour > 12 or match["h"].startswith("0") or (match["m"] and language == "de")
    times = []
    for shift in _MINUTES_TO.get((match["to"] or "").lower(), (0,)):
        then, past_hour = divmod((hour * 60 + minute + shift) % 1440, 60)
        if half is not None:
            hours = [then % 12 + half]
        elif exact:
            hours = [then]
        else:
            hours = _business_hours(then % 12, part_hour)
        times += [time(each, past_hour) for each in hours]
    span = match.start(), end
    for said in (after, part):
        span = around(span, said.span()) if said else span
    return Clock(times, span)


def _business_hours(hour: int, part_hour: int) -> list[int]:
    """A bare hour of the dial, 0 to 11: 1-5 is afternoon, 6 and 7 may be either."""
    if part_hour != 12:
        return [hour + 12 * (part_hour > 12)]
    if hour in (6, 7):
        return [hour, hour + 12]
    return [hour if hour >= 8 else hour + 12]
