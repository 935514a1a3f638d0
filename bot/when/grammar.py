"""The tables of rules in their order, and the way from a text to what it says of times."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.when import (
    clocks,
    dates,
    edges,
    from_now,
    lengths,
    months,
    named_days,
    numbers,
    relations,
    weekdays,
    weeks,
)
from bot.when.combine import Group, groups_of, read, strays
from bot.when.lexicon import Lexicon, lexicon
from bot.when.moments import Moment, Unclear
from bot.when.rules import Rule, rewrite
from bot.when.scan import fold, scan
from bot.when.values import Context, Span, Token

LONGEST = 4096
_MOST_TOKENS = 400
_THANKS = ("dank", "danke", "thanks", "thank")
_STATES = ("is", "are", "be", "been", "being", "it's", "that's")  # "is fixed" is of now
_SINCE = 30  # so far "seit" reaches
_CLAUSE_END = re.compile(
    r"[;!?\n]+|(?<=[^\W\d_]{4})(?<!sept)(?<!vorm)(?<!achm)\.(?=\s+[^\s\d])|\.{2,}"
)

RULES: Sequence[Rule] = (
    *numbers.RULES,
    *lengths.FIRST,
    *clocks.MARKED,
    *dates.LITERALS,
    *clocks.SPOKEN,
    *lengths.RULES,
    *clocks.PARTS,
    *clocks.SPANS,
    *dates.SHORT,
    *dates.DAYS_OF_MONTH,
    *relations.RULES,
    *named_days.RULES,
    *weeks.RULES,
    *months.RULES,
    *edges.RULES,
    *dates.WITH_WEEKDAY,
    *weekdays.RULES,
    *from_now.RULES,
    *dates.RANGES,
    *months.SPANS,
    *clocks.AFTER_DAYS,
    *clocks.BARE,
)


def parsed(tokens: list[Token], context: Context) -> list[Token]:
    """The tokens after all rules."""
    return rewrite(tokens, RULES, context)


def understood(
    text: str, now: datetime, language: str, past: bool | None
) -> list[Moment | Unclear]:
    """Every time a text names, from left to right."""
    text = text[:LONGEST]
    folded = fold(text)
    found: list[Moment | Unclear] = []
    start = 0
    for stop in [*_CLAUSE_END.finditer(folded), None]:
        end = stop.start() if stop else len(folded)
        if end > start:
            found += _of_clause(text, folded, language, start, end, now, past)
        start = stop.end() if stop else end
    return found


def _of_clause(
    text: str, folded: str, language: str, start: int, end: int, now: datetime, past: bool | None
) -> list[Moment | Unclear]:
    words = lexicon(language)
    tokens = scan(text, folded, language, start, end)
    if len(tokens) > _MOST_TOKENS or not tokens:
        return []
    context = Context(
        now, language, past, () if past is not None else _looking_back(tokens, words)
    )
    tokens = parsed(tokens, context)
    groups = _brought_together(_without_now(groups_of(tokens, context), now))
    answers = []
    for group in groups:
        answer = read(group, context)
        if isinstance(answer, Moment) and strays(tokens, group):
            answer = Unclear((answer,), answer.span, answer.has_day)
        if isinstance(answer, Moment) and group.more:
            answer = replace(answer, more=group.more)
        if answer is not None:
            answers.append(answer)
    return answers


def _looking_back(tokens: Sequence[Token], words: Lexicon) -> tuple[Span, ...]:
    """The parts between commas whose verb is in the past; one without any verb goes with the
    part before it."""
    spans: list[Span] = []
    part: list[Token] = []
    was_past = False
    for token in [*tokens, None]:
        if token is not None and token.kind != "," and token.raw not in words.splitting:
            part.append(token)
            continue
        if part:
            verb = _past_verb(part, words)
            if verb is not None:
                was_past = True
            elif any(one.kind == "x" for one in part):
                was_past = False
            ahead = [
                at
                for at, one in enumerate(part)
                if at > (verb or 0) and _looks_ahead(part, at, words)
            ]
            if was_past and (verb is not None or not ahead):
                stop = part[ahead[0]].start if ahead else part[-1].end
                spans.append((part[0].start, stop if not ahead else _before_time(part, ahead[0])))
            was_past = was_past and not ahead
        part = []
    since = [token for token in tokens if token.raw in ("seit", "since")]
    return (*spans, *((one.start, one.start + _SINCE) for one in since))


def _without_now(groups: list[Group], now: datetime) -> list[Group]:
    """ "kommt jetzt Montag": "jetzt" says nothing beside another time."""
    others = [group for group in groups if group.instant is not now]
    return others or groups


def _past_verb(part: Sequence[Token], words: Lexicon) -> int | None:
    """Where the verb in the past stands, the participle after its auxiliary."""
    has_auxiliary = ahead = is_state = False
    for at, one in enumerate(part):
        if one.raw in words.modals:
            return None
        if at and part[at - 1].raw in ("wie", "as"):  # "wie besprochen"
            continue
        if one.raw in words.past_verbs or (
            one.raw in _THANKS and at + 1 < len(part) and part[at + 1].raw in ("for", "fur")
        ):
            return at
        if one.raw in words.state_or_past and not any(
            other.kind == "x" for other in part[at + 1 :]
        ):
            return at
        if one.raw in words.no_past:
            has_auxiliary = False
        elif is_state:
            pass
        elif (has_auxiliary or not words.auxiliaries) and words.participle.fullmatch(one.raw):
            return None if ahead else at
        is_state = is_state or one.raw in _STATES
        has_auxiliary = has_auxiliary or one.raw in words.auxiliaries
        ahead = ahead or one.raw in words.future_words
    return None


def _looks_ahead(part: Sequence[Token], at: int, words: Lexicon) -> bool:
    """A word for what is to come; "for Friday"."""
    raw = part[at].raw
    if raw in ("for", "fur", "to") or part[at].kind == "<":
        return at + 1 < len(part) and part[at + 1].kind in "WDMrKA"
    return raw in words.future_words or raw in words.modals


def _before_time(part: Sequence[Token], ahead: int) -> int:
    """The verb comes last in German: a time right before "anrufen" belongs to it."""
    at = ahead
    while at > 0 and part[at - 1].kind in "WwDAMmNno.:!hPU@~dirK-/":
        at -= 1
    return part[at].start


def _brought_together(groups: list[Group]) -> list[Group]:
    """ "Freitag mit Müller um 10": a day and a clock that have no other in their clause."""
    if len(groups) != 2:
        return groups
    one, other = groups
    if one.until or other.until or one.instant or other.instant:
        return groups
    days = [g for g in groups if g.has_day()]
    bare = [g for g in groups if not g.has_day()]
    if len(days) != 1 or days[0].has_clock() or (days[0].part and bare[0].part):
        return groups
    if bare[0].clock is None and bare[0].clocks is None and bare[0].part is None:
        return groups
    joined = replace(
        days[0],
        clock=bare[0].clock,
        clocks=bare[0].clocks,
        part=days[0].part or bare[0].part,
    )
    joined.more = (bare[0].span,)
    return [joined]
