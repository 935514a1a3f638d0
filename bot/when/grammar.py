"""The tables of rules in their order, and the way from a text to what it says of times."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from bot.when import (
    clock_spans,
    clocks,
    dates,
    day_parts,
    day_spans,
    edges,
    from_now,
    lengths,
    month_days,
    months,
    named_days,
    numbers,
    relations,
    weekdays,
    weeks,
)
from bot.when.groups import Group, brought_together, groups_of, with_lead
from bot.when.lexicon import lexicon
from bot.when.looking_back import spans_looking_back
from bot.when.moments import Moment, Unclear
from bot.when.readings import read
from bot.when.rules import Rule, rewrite
from bot.when.scan import fold, scan
from bot.when.strays import is_denied, strays
from bot.when.values import Context, Span, Token

LONGEST = 4096
"""Characters that are read of a text."""
_CLAUSE_END = re.compile(
    r"[;!?\n]+|(?<=[^\W\d_]{4})(?<!sept)(?<!vorm)(?<!achm)\.(?=\s+[^\s\d])|\.{2,}"
)

RULES: Sequence[Rule] = (
    *numbers.RULES,
    *lengths.FIRST,
    *clocks.MARKED,
    *dates.ISO,
    *day_spans.WRITTEN,
    *dates.RULES,
    *clocks.SPOKEN,
    *lengths.RULES,
    *day_parts.RULES,
    *clock_spans.RULES,
    *dates.SHORT,
    *month_days.RULES,
    *relations.RULES,
    *named_days.RULES,
    *weeks.RULES,
    *months.RULES,
    *edges.RULES,
    *month_days.WITH_WEEKDAY,
    *weekdays.RULES,
    *from_now.RULES,
    *day_spans.NAMED,
    *months.SPANS,
    *clock_spans.AFTER_DAYS,
    *clocks.BARE,
)


def understood(
    text: str, now: datetime, language: str, past: bool | None
) -> list[Moment | Unclear]:
    """Every time a text names, from left to right; none in what has a NUL in it."""
    if "\0" in text:
        return []
    text = text[:LONGEST]
    folded = fold(text)
    return [
        one
        for start, end in _clauses(folded)
        for one in _of_clause(
            scan(text, folded, language, start, end), Context(now, language, past), text
        )
    ]


def looks_back(text: str, language: str) -> bool:
    """Whether a verb in the past says that something was."""
    folded, words = fold(text[:LONGEST]), lexicon(language)
    return any(
        spans_looking_back(scan(text, folded, language, start, end), words)
        for start, end in _clauses(folded)
    )


def _clauses(folded: str) -> Iterator[Span]:
    start = 0
    for stop in _CLAUSE_END.finditer(folded):
        if stop.start() > start:
            yield start, stop.start()
        start = stop.end()
    if start < len(folded):
        yield start, len(folded)


def _of_clause(tokens: list[Token], context: Context, text: str) -> list[Moment | Unclear]:
    if context.past is None and (spans := spans_looking_back(tokens, lexicon(context.language))):
        context = replace(context, past_spans=spans)
    tokens = rewrite(tokens, RULES, context)
    groups = _without_now(groups_of(tokens, context), context.now)
    denied = [group for group in groups if is_denied(tokens, group)]
    groups = [group for group in groups if group not in denied] or groups
    for group in groups:
        group.span = with_lead(group, tokens, text)
    return [_answer(group, tokens, context) for group in brought_together(groups)]


def _answer(group: Group, tokens: Sequence[Token], context: Context) -> Moment | Unclear:
    answer = read(group, context)
    if isinstance(answer, Unclear):
        return answer
    if strays(tokens, group) or is_denied(tokens, group):
        return Unclear((answer,), answer.span, answer.has_day)
    return replace(answer, more=group.more) if group.more else answer


def _without_now(groups: list[Group], now: datetime) -> list[Group]:
    """ "kommt jetzt Montag": "jetzt" says nothing beside another time."""
    others = [group for group in groups if group.instant is not now]
    return others or groups
