"""Facts that need no test and no scipy: the values behind each picture (METHOD section 8, last sentence)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from smallwins.insights.evidence import Evidence, JudgedRow
from smallwins.method.answers import skills_of
from smallwins.method.goal import Goal, Possible
from smallwins.method.momentum import WeekMomentum, by_week
from smallwins.method.review import ReviewStatus
from smallwins.method.week import Week, at_ordinal, ordinal_of, week_of
from smallwins.method.win import VerdictName

Quarter = Literal["quiet win", "loud win", "cotton candy", "passing time"]
HALF = 2  # from here on a win looks impressive (of 0 to 4), and moves its owner (of four signals)
ALL_WEEKS = 10_000


class Moved(NamedTuple):
    """One judged win in the picture of looks against moves."""

    id: str
    number: int
    title: str
    looks: int
    moves: int  # signals that read yes
    verdict: VerdictName
    quarter: Quarter


class WeekOfWins(NamedTuple):
    """How many wins of a week count as what."""

    week: Week
    real: int
    early: int
    shiny: int


class WeekOfStretch(NamedTuple):
    """How far the wins of a week stretched their owner."""

    week: Week
    wins: int
    mean: float
    lowest: int
    highest: int


class WeekOfPulse(NamedTuple):
    """What a review said of the week."""

    week: Week
    status: ReviewStatus
    confidence: int | None
    clarity: int | None
    stuck: bool | None


class MonthBehind(NamedTuple):
    """How much of a month lies in the rearview."""

    month: str  # 2026-11
    shiny: int
    wins: int


class WeekTowardGoal(NamedTuple):
    """All wins toward a goal up to the end of a week, stacked."""

    week: Week
    real: int
    early: int
    shiny: int


class TowardGoal(NamedTuple):
    """A goal with the wins stacked toward it, how possible it felt, and the skills built for it."""

    id: str
    title: str
    status: str
    stacked: tuple[WeekTowardGoal, ...]
    possible: tuple[Possible, ...]
    skills: Mapping[str, int]  # name -> wins that built it; also those still at none


class Facts(NamedTuple):
    """What the page shows besides its findings."""

    looks_against_moves: tuple[Moved, ...]
    weeks: tuple[WeekOfWins, ...]
    momentum: tuple[WeekMomentum, ...]
    stretch: tuple[WeekOfStretch, ...]
    pulses: tuple[WeekOfPulse, ...]
    rearview: tuple[MonthBehind, ...]
    goals: tuple[TowardGoal, ...]


def facts(
    evidence: Evidence,
    goals: Iterable[Goal] = (),
    steps_done: Mapping[int, int] | None = None,
) -> Facts:
    """Gather the facts of a journal; steps_done counts next steps by Week.ordinal, as momentum does."""
    weeks = _weeks(evidence.wins)
    return Facts(
        looks_against_moves=tuple(_moved(row) for row in evidence.wins if row.looks is not None and _judged(row)),
        weeks=weeks,
        momentum=_momentum(weeks, steps_done or {}, evidence.today),
        stretch=_stretch(evidence.wins),
        pulses=tuple(
            WeekOfPulse(review.week, review.status, review.confidence, review.clarity, review.stuck)
            for review in evidence.reviews
        ),
        rearview=_rearview(evidence.wins),
        goals=_goals(evidence.wins, goals),
    )


def _judged(row: JudgedRow) -> bool:
    """Tell whether anything is known of the win: one with nothing answered moved nobody yet, and held nobody back."""
    return row.signals != ("open",) * 4


def _moved(row: JudgedRow) -> Moved:
    looks, moves = row.looks or 0, row.signals.count("yes")
    return Moved(row.id, row.number, row.title, looks, moves, row.verdict, quarter(looks, moves))


def quarter(looks: int, moves: int) -> Quarter:
    """Name the quarter of the picture that a win lies in."""
    if moves >= HALF:
        return "loud win" if looks >= HALF else "quiet win"
    return "cotton candy" if looks >= HALF else "passing time"


def _weeks(rows: Iterable[JudgedRow]) -> tuple[WeekOfWins, ...]:
    counts: dict[int, dict[VerdictName, int]] = {}
    for row in rows:
        count = counts.setdefault(ordinal_of(row.day), {"real": 0, "early": 0, "shiny": 0})
        count[row.verdict] += 1
    return tuple(WeekOfWins(at_ordinal(week), **counts[week]) for week in sorted(counts))


def _momentum(weeks: Iterable[WeekOfWins], steps_done: Mapping[int, int], today: date) -> tuple[WeekMomentum, ...]:
    real = {week.week.ordinal: week.real for week in weeks if week.real}
    return by_week(real, steps_done, week_of(today).ordinal, ALL_WEEKS).weeks


def _stretch(rows: Iterable[JudgedRow]) -> tuple[WeekOfStretch, ...]:
    felt: dict[int, list[int]] = {}
    for row in rows:
        if row.stretch is not None:
            felt.setdefault(ordinal_of(row.day), []).append(row.stretch)
    return tuple(
        WeekOfStretch(at_ordinal(week), len(each), round(sum(each) / len(each), 2), min(each), max(each))
        for week, each in sorted(felt.items())
    )


def _rearview(rows: Iterable[JudgedRow]) -> tuple[MonthBehind, ...]:
    months: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        count = months.setdefault((row.day.year, row.day.month), [0, 0])
        count[0] += row.verdict == "shiny"
        count[1] += 1
    return tuple(MonthBehind(f"{year:04}-{month:02}", *months[year, month]) for year, month in sorted(months))


def _goals(rows: Iterable[JudgedRow], goals: Iterable[Goal]) -> tuple[TowardGoal, ...]:
    toward: dict[str, list[JudgedRow]] = {}
    for row in rows:
        for goal in row.goals:
            toward.setdefault(goal, []).append(row)
    return tuple(_goal(goal, toward.get(goal.id, ())) for goal in goals)


def _goal(goal: Goal, rows: Sequence[JudgedRow]) -> TowardGoal:
    skills = dict.fromkeys(goal.skills, 0)
    for row in rows:
        for skill in skills_of(row.gains):
            skills[skill] = skills.get(skill, 0) + 1
    real = early = shiny = 0
    stacked = []
    for week in _weeks(rows):
        real, early, shiny = real + week.real, early + week.early, shiny + week.shiny
        stacked.append(WeekTowardGoal(week.week, real, early, shiny))
    return TowardGoal(goal.id, goal.title, goal.status, tuple(stacked), goal.possible, skills)
