"""Where a text looks back: verbs in the past, auxiliaries with participles, "seit"."""

from collections.abc import Iterator, Sequence

from bot.when.lexicon import Lexicon
from bot.when.values import Span, Token

_THANKS = ("dank", "danke", "thanks", "thank")
_FOR = ("for", "fur")
_AS = ("wie", "as")
_STATES = ("is", "are", "be", "been", "being", "it's", "that's")
"""What "is fixed" is of now."""
_SINCE = ("seit", "since")
_SINCE_REACHES = 30
"""Characters."""
_TIME_KINDS = "WwDAMmNno.:!hPU@~dirK-/"


def spans_looking_back(tokens: Sequence[Token], words: Lexicon) -> tuple[Span, ...]:
    """The parts between commas whose verb is in the past; one without any verb goes with the
    part before it."""
    spans: list[Span] = []
    was_past = False
    for part in _parts(tokens, words):
        verb = _past_verb(part, words)
        if verb is not None:
            was_past = True
        elif any(one.kind == "x" for one in part):
            was_past = False
        ahead = _ahead(part, verb or 0, words)
        if was_past and (verb is not None or ahead is None):
            end = part[-1].end if ahead is None else _start_of_time(part, ahead)
            spans.append((part[0].start, end))
        was_past = was_past and ahead is None
    since = (token.start for token in tokens if token.raw in _SINCE)
    return (*spans, *((start, start + _SINCE_REACHES) for start in since))


def _parts(tokens: Sequence[Token], words: Lexicon) -> Iterator[list[Token]]:
    part: list[Token] = []
    for token in tokens:
        if token.kind != "," and token.raw not in words.splitting:
            part.append(token)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _past_verb(part: Sequence[Token], words: Lexicon) -> int | None:
    """Where the verb in the past stands, the participle after its auxiliary."""
    may_follow = not words.auxiliaries
    is_ahead = is_state = False
    for at, one in enumerate(part):
        if one.raw in words.modals:
            return None
        if at and part[at - 1].raw in _AS:  # "wie besprochen"
            continue
        if _is_past(part, at, words):
            return at
        if one.raw in words.no_past:
            may_follow = not words.auxiliaries
        elif may_follow and not is_state and words.participle.fullmatch(one.raw):
            return None if is_ahead else at
        is_state = is_state or one.raw in _STATES
        may_follow = may_follow or one.raw in words.auxiliaries
        is_ahead = is_ahead or one.raw in words.future_words
    return None


def _is_past(part: Sequence[Token], at: int, words: Lexicon) -> bool:
    """A verb that needs no auxiliary; "danke für" too speaks of what was."""
    raw, rest = part[at].raw, part[at + 1 :]
    if raw in words.past_verbs:
        return True
    if raw in _THANKS:
        return bool(rest) and rest[0].raw in _FOR
    return raw in words.state_or_past and not any(other.kind == "x" for other in rest)


def _ahead(part: Sequence[Token], verb: int, words: Lexicon) -> int | None:
    """Where after the verb the part begins to speak of what is to come."""
    return next((at for at in range(verb + 1, len(part)) if _looks_ahead(part, at, words)), None)


def _looks_ahead(part: Sequence[Token], at: int, words: Lexicon) -> bool:
    """A word for what is to come; "for Friday"."""
    raw = part[at].raw
    if raw in ("for", "fur", "to") or part[at].kind == "<":
        return at + 1 < len(part) and part[at + 1].kind in "WDMrKA"
    return raw in words.future_words or raw in words.modals


def _start_of_time(part: Sequence[Token], ahead: int) -> int:
    """The verb comes last in German: a time right before "anrufen" belongs to it."""
    at = ahead
    while at > 0 and part[at - 1].kind in _TIME_KINDS:
        at -= 1
    return part[at].start
