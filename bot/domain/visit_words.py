"""A visit told in one sentence, read into its parts: whom, when, how it ended, what comes next."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import islice

from bot.domain.days_meant import readings_of
from bot.when import Moment, Unclear, find_when, looks_back

Span = tuple[int, int]

_FOLLOW_UP_TIME = time(9)
_OLDEST_DAYS = 60  # a yearless date further back is something talked about, not the visit's own
_FURTHEST_PLAN = timedelta(days=200)
_OUTCOMES = ("order", "interested", "no_need", "not_met", "problem")  # tell of what has been
_MOST_TRIES = 5
_GONE = "\x01"  # stands where something was taken out


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


_NOT = _pattern(r"\b(kein\w*|nicht|ohne|no|not|without|never|\w+n't)\s(\w+\s)?$")
_RESULTS = (
    ("not_met", _pattern(
        r"\b(nicht (an)?getroffen|nicht (da|im haus)|keiner? (da|dort)\b|niemand\w*$"
        r"|niemand\w* (da|dort|an(ge)?\w+)"
        r"|war zu\b|(war )?geschlossen|not (there|in\b)|wasn't (there|in\b)|nobody|no one"
        r"|(was|were) closed|didn't meet)")),
    ("no_need", _pattern(
        r"\b((kein\w*|nicht|no|not|isn't|wenig) (\w+ ){0,2}(interess\w*|interest\w*|bedarf|need)\b"
        r"|(braucht|brauchen|will|wollen) (nichts|nix)|need(s|ed)? nothing|doesn't need"
        r"|abgelehnt|lehnt\w* ab|declined|rejected|turned (us )?down)")),
    ("problem", _pattern(
        r"\b(reklam\w+|problem(?!los)\w*|kaputt\w*|defekt\w*|beschwer\w+|beschädigt\w*|mangel"
        r"|mängel|ärger|complain\w*|broken|damaged|faulty|defective)")),
    ("order", _pattern(
        r"\b((auftrag|aufträge)(?! (verloren|storniert))|bestell(t|ung|ungen|en)\b|gekauft"
        r"|order(s|ed)?\b(?! to\b)|bought|purchased)")),
    ("quote_wanted", _pattern(
        r"\b(angebot\w*(?! (\w+ ){0,2}(übergeben|abgegeben|vorgelegt|geschickt))|offerte\w*"
        r"|kostenvoranschl\w*|quot(e|es|ed|ation)\b"
        r"|offer(s|ed)?\b)")),
    ("interested", _pattern(
        r"\b(interess(e|iert|ant)\b|interested|interest\b"
        r"|(will|möchte|braucht|bräuchte|wants?|needs?|would like) (\w+ )?\d)")),
)  # fmt: skip
_FOLLOW_UP = _pattern(
    r"\b(wiedervorlage|wv|nach(zu)?(fassen|haken)|(noch ?mals?|wieder) "
    r"(an(zu)?rufen|melden|besuchen|vorbei\w*|hin\w*)|rückruf|(zurück|an)rufen|erinnere? mich"
    r"|follow[- ]?up|call (him |her |them |us )?(back|again)|check back|chase|remind me)\b:?"
)
_PERHAPS_FOLLOW_UP = _pattern(  # asks for one only where a time stands beside it
    r"\b(melde\w*( mich)?|wieder|again|ring back|phone back|next step)\b:?"
)
_INFINITIVE = _pattern(r"\b[a-zäöü]{2,}(en|ern|eln)\W*$")  # "Reklamation klären" is to come
_ITSELF = _pattern(r"^(wiedervorlage|wv|erinnere? mich|remind me|follow[- ]?up)\b")
_CLAUSE_END = re.compile(r",(?!\d)|[;!?\n]|:(?!\d)|(?<!\d)\.(?=\s|$)|\s[-–]\s")
_DAY_AND_MONTH = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.(?!\d)")
_PAST_VERB = _pattern(
    r"\b(war|waren|hatten?|gewesen|besucht|(an)?getroffen|gesprochen|besprochen|besuch bei"
    r"|(was|were) (at|with|in)|visited|met|went to|been (at|to)|talked|spoke|discussed|had a)\b"
)
_NOT_ITS_OWN = _pattern(
    r"\b(bis|ab|vor|nach|seit|zum|spätestens|by|until|till|from|before|after|since)\s(zum\s)?$"
)
_CUE = _pattern(
    r"\b(bei|beim|at|besuch|besuche|visit|visited|met)\s+((der|dem|the|firma|company)\s+){0,2}$"
)
_AUXILIARY = "ich|wir|habe|haben|hatten?|war|waren|i|we|had|have|was|were"
_ALONE = _pattern(rf"(^|[,;:.!?\x01]|\b({_AUXILIARY}))\s*$")
_FRONT = _pattern(rf"^(?:[\s\x01,;:–-]|\b(?:{_AUXILIARY}|und|and|besucht|visited)\b)+")
_TAIL = _pattern(
    rf"(?:[\s\x01,;:–-]+|\b(?:{_AUXILIARY}|und|and|oder|or|bei|beim|am|um|on|at|to|by|bis|zum|vor"
    r"|nach|ab|before|after|from|with|besucht|visited|getroffen|gewesen)\b)$"
)
_LONGEST_TAIL = 20


@dataclass(frozen=True, slots=True)
class VisitWords:
    """What a sentence says of a visit; a follow-up without readings is wanted, but not when."""

    customers: tuple[int, ...]
    at: Moment | Unclear
    result: str
    follow_up: Moment | Unclear | None
    notes: str


def read_visit(
    text: str,
    now: datetime,
    language: str,
    mentioned: Callable[[str], list[tuple[int, Span]]],
) -> VisitWords:
    """Read it all; what is not understood stays in the notes, no word is lost.

    `mentioned` tells the customers a text names and where. `now` is aware, in the company's zone.
    """
    text = _clean(text)
    named = mentioned(text)
    names = list(dict.fromkeys(span for _, span in named))
    customers = [_with_cue(text, span) for span in names]
    follow_up, follow_spans = _follow_up(text, now, language)
    hidden = _hide(text, customers + follow_spans)
    at = _own_time(hidden, now, language, customers)
    own = _spans(at) if at else []
    told = _hide(text, follow_spans + own, _GONE)
    places = [  # not "mit Frau Huber" or "Angebot für Huber", which belong to the notes
        full
        for name, full in zip(names, customers, strict=True)
        if full != name or _ALONE.search(told, 0, name[0])
    ]
    return VisitWords(
        tuple(dict.fromkeys(customer for customer, _ in named)),
        at or _unsaid(hidden, now),
        _result(hidden),
        follow_up,
        _notes(_hide(told, places, _GONE)),
    )


def _unsaid(text: str, now: datetime) -> Moment | Unclear:
    """No time was said: now; a day that no month has, such as 31.02.: to be asked."""
    for day, month in _DAY_AND_MONTH.findall(text):
        if not 1 <= int(month) <= 12 or not 1 <= int(day) <= monthrange(2024, int(month))[1]:
            return Unclear(())
    return Moment(now, has_time=False, span=(0, 0))


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a sentence says of something to come: with whom, when, and what."""

    customers: tuple[int, ...]
    at: Moment | Unclear
    what: str


def read_plan(
    text: str,
    now: datetime,
    language: str,
    mentioned: Callable[[str], list[tuple[int, Span]]],
) -> PlanWords | None:
    """ "Müller Do 15:30 Angebot besprechen": a time ahead, no verb in the past, no outcome; None
    where the sentence is nothing of the kind."""
    text = _clean(text)
    named = mentioned(text)
    names = list(dict.fromkeys(span for _, span in named))
    hidden = _hide(text, names)
    if not named or has_past_verb(hidden, language):
        return None
    found = find_when(hidden, now, language)
    if found is None or not _is_ahead(found, now):
        return None
    before = find_when(hidden, now, language, past=True)
    may_have_been = before is not None and _was_lately(before, now)
    if may_have_been and _result(text) in _OUTCOMES and not _INFINITIVE.search(text):
        return None
    cues = [cue.span() for cue in _FOLLOW_UP.finditer(text) if _ITSELF.match(cue[0])]
    places = [_with_cue(text, span) for span in names]
    what = _notes(_hide(text, [*places, *cues, *_spans(found)], _GONE))
    return PlanWords(tuple(dict.fromkeys(customer for customer, _ in named)), found, what)


def _is_ahead(found: Moment | Unclear, now: datetime) -> bool:
    """Whether every reading is yet to come, of a week under way its end; a day of next year may
    just as well be one that was."""
    moments = readings_of(found)
    return bool(moments) and all(
        now < (one.end or one.at) and one.at < now + _FURTHEST_PLAN for one in moments
    )


def without(text: str, found: Moment | Unclear) -> str:
    """The words that are left when the time is taken out."""
    return _notes(_hide(_clean(text), _spans(found), _GONE))


def _was_lately(found: Moment | Unclear, now: datetime) -> bool:
    moments = readings_of(found)
    return any(now - timedelta(days=_OLDEST_DAYS) < one.at <= now for one in moments)


def _clean(text: str) -> str:
    return text.replace("\0", " ").replace(_GONE, " ")


def has_past_verb(text: str, language: str) -> bool:
    """Whether a sentence tells of something that was."""
    return bool(_PAST_VERB.search(text)) or looks_back(text, language)


def looks_like_a_visit(text: str, now: datetime, language: str) -> bool:
    """A past verb, or a time beside other words, tells of a visit; all else is a look-up."""
    if has_past_verb(text, language):
        return True
    found = find_when(text, now, language, past=True)
    return found is not None and bool(re.search(r"[^\W\d_]{2}", _hide(text, _spans(found))))


def _spans(found: Moment | Unclear) -> list[Span]:
    """Where it was said, the first piece first."""
    return list(found.spans) if isinstance(found, Moment) else [found.span]


def _hide(text: str, spans: Iterable[Span], by: str = " ") -> str:
    for start, end in spans:
        text = text[:start] + by * (end - start) + text[end:]
    return text


def _with_cue(text: str, span: Span) -> Span:
    """The name together with the "bei" before it."""
    cue = _CUE.search(text, 0, span[0])
    return (cue.start() if cue else span[0]), span[1]


def _result(text: str) -> str:
    for result, words in _RESULTS:
        for match in words.finditer(text):
            if not _NOT.search(text, max(0, match.start() - 40), match.start()):
                return result
    return "other"


def _follow_up(
    text: str, now: datetime, language: str
) -> tuple[Moment | Unclear | None, list[Span]]:
    """The time beside the first word that asks for a follow-up, and the words to leave out."""
    wanted = None
    cues = [*islice(_FOLLOW_UP.finditer(text), _MOST_TRIES)]
    if cues:
        wanted = Unclear(())
    for cue in (*cues, *islice(_PERHAPS_FOLLOW_UP.finditer(text), _MOST_TRIES)):
        left = max((m.end() for m in _CLAUSE_END.finditer(text, 0, cue.start())), default=0)
        for start, end in ((cue.end(), len(text)), (left, cue.start())):
            found = find_when(text[start:end], now, language, past=False)
            if not found:
                continue
            first, last = _spans(found)[0]
            span = start + first, start + last
            if start == cue.end() and _CLAUSE_END.search(text, start, span[0]):
                continue
            if coming := _coming(found, span, now):
                return coming, [cue.span(), span]
    return wanted, []


def _coming(found: Moment | Unclear, span: Span, now: datetime) -> Moment | Unclear | None:
    """The readings that lie ahead; a day without a time means nine in the morning."""
    moments = readings_of(found)
    placed = [
        replace(moment, span=span, at=moment.at if moment.has_time else _at_nine(moment.at))
        for moment in moments
    ]
    ahead = tuple(moment for moment in placed if moment.at > now)
    if not ahead:
        return None
    return ahead[0] if len(ahead) == 1 and isinstance(found, Moment) else Unclear(ahead)


def _at_nine(at: datetime) -> datetime:
    return datetime.combine(at.date(), _FOLLOW_UP_TIME, at.tzinfo)


def _own_time(
    text: str, now: datetime, language: str, customers: list[Span]
) -> Moment | Unclear | None:
    """The first time that is the visit's own, not of what was talked about."""
    for _ in range(_MOST_TRIES):
        found = find_when(text, now, language, past=True)
        if not found:
            return None
        if _is_its_own(text, found, now, customers):
            return found
        text = _hide(text, _spans(found), _GONE)
    return None


def _is_its_own(text: str, found: Moment | Unclear, now: datetime, customers: list[Span]) -> bool:
    start, end = _spans(found)[0]
    if _NOT_ITS_OWN.search(text, 0, start) or text[start:end].lower().startswith("zum "):
        return False
    moments = readings_of(found)
    if all(moment.at > now for moment in moments) and _PAST_VERB.search(text):
        return False
    far = all((now - moment.at).days > _OLDEST_DAYS for moment in moments)
    if far and not re.search(r"20\d\d", text[start:end]):
        return False
    left = max((m.end() for m in _CLAUSE_END.finditer(text, 0, start)), default=0)
    right = next((m.start() for m in _CLAUSE_END.finditer(text, end)), len(text))
    rest = text[left:start] + " " + text[end:right]
    return (
        left == 0
        or any(left <= at < right for at, _ in customers)
        or bool(_PAST_VERB.search(rest))
        or not re.search(r"\w", _tidy(rest))
    )


def _notes(text: str) -> str:
    """The clauses, those with something taken out tidied at their edges or left out when empty."""
    kept, start = "", 0
    for stop in [*_CLAUSE_END.finditer(text), None]:
        clause = text[start : stop.start() if stop else len(text)]
        if _GONE in clause:
            clause = _tidy(clause)
            clause = " " + clause if clause else ""
        if clause:
            kept += clause + (stop[0] if stop else "")
        start = stop.end() if stop else start
    return re.sub(r"[^\S\n]+", " ", kept).strip(" ,;:–-\n")


def _tidy(clause: str) -> str:
    """A clause without the words left hanging where something was taken out."""
    clause = _FRONT.sub("", clause)
    end = len(clause)
    while end and (tail := _TAIL.search(clause, max(0, end - _LONGEST_TAIL), end)):
        end = tail.start()
    return re.sub("\x01+", " ", clause[:end]).strip()
