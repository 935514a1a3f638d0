"""A week of complaints and enquiries in figures, and who hears of it each Monday.

A case that goes on in another one counts nowhere: it is the same matter twice. A case counts as
resolved in the week at whose end it still was, once more in the week of its next solution if it
is opened anew later. A target counts as missed in the week in which its time ran out, by the
priority that the case has now; a rating in the week in which it was given. So what was told of a
week stays.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from bot.domain.actor import Actor, Role
from bot.domain.case_course import Course
from bot.domain.cases import LOW_RATING
from bot.domain.desk import Desk
from bot.domain.mornings import morning, next_week_morning
from bot.storage import Session, case_weeks, follow_up_lists, jobs
from bot.storage.case_weeks import CaseLine, Rating, StepLine

REMINDER = LINE = "case-week"
TABLE = "case-week-table"
A_WEEK, A_MINUTE = timedelta(days=7), timedelta(minutes=1)


@dataclass(frozen=True)
class Past:
    """What there is to know of a span, read at one instant."""

    lines: Sequence[CaseLine]
    steps: Mapping[int, Sequence[StepLine]]
    ratings: Sequence[Rating]


@dataclass(frozen=True)
class Story:
    """A case, its course, and when each of its targets was missed."""

    line: CaseLine
    course: Course
    late_answer: datetime | None
    late_solutions: Sequence[datetime]

    @property
    def topic(self) -> str:
        """A category, "enquiry", or "none"."""
        return "enquiry" if self.line.kind == "enquiry" else self.line.category or "none"


@dataclass(frozen=True)
class Figures:
    """One week. Times are medians in minutes of business time without the pauses, None: of none.
    `open` is how many were so at its end, `stars` the sum of all ratings; topics: what is most
    asked about comes first."""

    opened: int
    resolved: int
    open: int
    answered: int
    answer_time: int | None
    solution_time: int | None
    late_answers: int
    late_solutions: int
    ratings: int
    stars: int
    low: int
    topics: Sequence[tuple[str, int]]

    @property
    def late(self) -> int:
        """How many targets were missed."""
        return self.late_answers + self.late_solutions

    def is_quiet(self) -> bool:
        """Whether nothing happened at all."""
        return not (self.opened or self.resolved or self.answered or self.late or self.ratings)


@dataclass(frozen=True)
class Week:
    """From Monday to Sunday on the company's wall clock: longer or shorter when clocks change."""

    since: datetime
    until: datetime

    def holds(self, instant: datetime | None) -> bool:
        """Whether this was in the week."""
        return instant is not None and self.since <= instant < self.until


def week(desk: Desk, monday: date) -> Week:
    """The week that begins on this day."""
    return Week(morning(desk, monday, 0), morning(desk, monday + A_WEEK, 0))


def past(session: Session, actor: Actor, span: Week) -> Past:
    """Three queries, however much there is."""
    return Past(
        case_weeks.lines(session, actor, span.since, span.until),
        case_weeks.steps(session, actor, span.since, span.until),
        case_weeks.ratings(session, actor, span.since, span.until),
    )


def stories(desk: Desk, known: Past) -> list[Story]:
    """The cases of the span; no short work where there are many."""
    return [_story(desk, line, known.steps.get(line.id, [])) for line in known.lines]


def _story(desk: Desk, line: CaseLine, steps: Sequence[StepLine]) -> Story:
    course = Course(line.opened_at, line.answered_at, steps)
    target, now = desk.targets[line.priority], desk.now()
    return Story(
        line,
        course,
        course.late_answer(desk.hours, target, now),
        course.late_solutions(desk.hours, target, now),
    )


def figures(desk: Desk, told: Sequence[Story], ratings: Sequence[Rating], one: Week) -> Figures:
    """The week's."""
    opened = [story for story in told if one.holds(story.course.opened)]
    answers = _times(desk, ((story, _answered(story, one)) for story in told))
    solutions = _times(desk, ((story, _resolved(story, one)) for story in told))
    last = {rating.case_id: rating.stars for rating in ratings if one.holds(rating.at)}
    topics = Counter(story.topic for story in opened)
    return Figures(
        opened=len(opened),
        resolved=len(solutions),
        open=sum(story.course.was_open(one.until) for story in told),
        answered=len(answers),
        answer_time=_median(answers),
        solution_time=_median(solutions),
        late_answers=sum(one.holds(story.late_answer) for story in told),
        late_solutions=sum(one.holds(at) for story in told for at in story.late_solutions),
        ratings=len(last),
        stars=sum(last.values()),
        low=sum(stars <= LOW_RATING for stars in last.values()),
        topics=sorted(topics.items(), key=lambda topic: (-topic[1], topic[0])),
    )


def of_week(told: Sequence[Story], ratings: Sequence[Rating], one: Week) -> dict[int, Story]:
    """By id the cases that the week's figures are of."""
    rated = {rating.case_id for rating in ratings if one.holds(rating.at)}
    return {
        story.line.id: story
        for story in told
        if one.holds(story.course.opened)
        or _answered(story, one)
        or _resolved(story, one)
        or any(one.holds(at) for at in (story.late_answer, *story.late_solutions))
        or story.line.id in rated
    }


def _answered(story: Story, one: Week) -> datetime | None:
    return story.course.answered if one.holds(story.course.answered) else None


def _resolved(story: Story, one: Week) -> datetime | None:
    return story.course.resolved_in(one.since, one.until)


def _times(desk: Desk, ends: Iterable[tuple[Story, datetime | None]]) -> list[timedelta]:
    return [story.course.time_until(desk.hours, end) for story, end in ends if end]


def _median(times: Sequence[timedelta]) -> int | None:
    return round(median(time / A_MINUTE for time in times)) if times else None


def ask_for(session: Session, actor: Actor, kind: str, monday: date, *, pushed: bool) -> None:
    """Have the week's line or table made and sent, unless that is under way."""
    args, now = {"week": monday.isoformat(), "pushed": pushed}, actor.desk.now()
    if not jobs.is_under_way(session, kind, actor.chat_id, args, now):
        jobs.add(session, kind, args, actor.chat_id, actor.person_id, now)


def keep_scheduled(session: Session, desk: Desk) -> None:
    """Make sure that every manager hears each week of the one before."""
    for person_id in follow_up_lists.without_reminder(session, [Role.MANAGER], REMINDER):
        schedule(session, desk, person_id)


def schedule(session: Session, desk: Desk, person_id: int) -> None:
    """The next morning on which this person hears of a week."""
    due = next_week_morning(desk, desk.now())
    follow_up_lists.ensure_reminder(session, REMINDER, person_id, due, desk.zone)
