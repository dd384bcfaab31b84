"""Facts that need no test: the values behind each picture (METHOD section 8, last sentence), counted from columns."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import product, repeat
from typing import Any, Final, Literal, NamedTuple, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.columns import REAL, SHINY, UNKNOWN, Columns, Lists
from smallwins.insights.decided import Flags, days_of, values_of, weeks_of
from smallwins.insights.evidence import Evidence
from smallwins.method.answers import skills_of
from smallwins.method.goal import Goal, Possible
from smallwins.method.momentum import WeekMomentum, by_week
from smallwins.method.review import ReviewStatus
from smallwins.method.week import Week, at_ordinal, ordinal_of
from smallwins.method.win import LOOKS, VERDICTS, VerdictName

Quarter = Literal["quiet win", "loud win", "cotton candy", "passing time"]  # unsaid: its name
HALF = 2  # from here on a win looks impressive (of 0 to 4), and moves its owner (of four signals)
ALL_WEEKS = 10_000
FEW = 4  # wins alike in looks and moves that a picture can show one by one
SIGNALS = 4
EPOCH: Final = date(1970, 1, 1).toordinal()  # where numpy begins to count days
Numbers = NDArray[np.int32]
_Found = TypeVar("_Found")
_Row = TypeVar("_Row", bound=tuple[Any, ...])


class Keep(Protocol):
    """Returns what the work comes to; where the inputs are those of last time, perhaps what it came to then."""

    def __call__(self, name: str, inputs: object, work: Callable[[], _Found], /) -> _Found: ...  # noqa: D102 - as above


class Moved(NamedTuple):
    """One judged win by its looks and its moves."""

    id: str
    number: int
    title: str
    looks: int
    moves: int  # signals that read yes
    verdict: VerdictName
    quarter: Quarter


class Cell(NamedTuple):
    """The judged wins of one verdict that look alike and moved alike."""

    looks: int
    moves: int  # signals that read yes
    verdict: VerdictName
    quarter: Quarter
    wins: int
    few: tuple[str, ...]  # their ids where no more than FEW have these looks and moves, else none


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

    cells: tuple[Cell, ...]  # of looks against moves
    weeks: tuple[WeekOfWins, ...]
    momentum: tuple[WeekMomentum, ...]
    stretch: tuple[WeekOfStretch, ...]
    pulses: tuple[WeekOfPulse, ...]
    rearview: tuple[MonthBehind, ...]
    goals: tuple[TowardGoal, ...]


def worked_out(_name: str, _inputs: object, work: Callable[[], _Found]) -> _Found:
    """Keep nothing."""
    return work()


def facts(columns: Columns, goals: Iterable[Goal] = (), keep: Keep = worked_out) -> Facts:
    """Gather the facts of a journal; `keep` may have those of a goal from the last time, where all is as it was."""
    verdicts = values_of(columns.wins.verdicts).astype(np.int32)
    weeks, of_each = _counted(weeks_of(columns), verdicts, len(VERDICTS))  # in their order, as WeekOfWins has them
    return Facts(
        cells=_cells(columns, verdicts),
        weeks=_rows(WeekOfWins, map(at_ordinal, weeks), *of_each.T.tolist()),
        momentum=_momentum(dict(zip(weeks, of_each[:, REAL].tolist(), strict=True)), columns),
        stretch=_stretch(weeks_of(columns), values_of(columns.wins.stretches)),
        pulses=tuple(
            WeekOfPulse(review.week, review.status, review.confidence, review.clarity, review.stuck)
            for review in columns.reviews
        ),
        rearview=_rearview(days_of(columns), verdicts == SHINY),
        goals=tuple(_goal(goal, columns, verdicts, keep) for goal in goals),
    )


def moved(evidence: Evidence) -> tuple[Moved, ...]:
    """Return each judged win whose looks are known; one with nothing answered moved and held back nobody yet."""
    return tuple(
        Moved(row.id, row.number, row.title, row.looks, moves, row.verdict, quarter(row.looks, moves))
        for row in evidence.wins
        if row.looks is not None and row.signals != ("open",) * SIGNALS
        for moves in [row.signals.count("yes")]
    )


def quarter(looks: int, moves: int) -> Quarter:
    """Name the quarter of the picture that a win lies in."""
    if moves >= HALF:
        return "loud win" if looks >= HALF else "quiet win"  # unsaid: its name
    return "cotton candy" if looks >= HALF else "passing time"  # unsaid: its name


def _cells(columns: Columns, verdicts: Numbers) -> tuple[Cell, ...]:
    looks, moves = values_of(columns.wins.looks), values_of(columns.wins.all_moves)
    (known,) = np.nonzero((looks != UNKNOWN) & (moves != UNKNOWN))
    places = (looks[known] * np.int32(SIGNALS + 1) + moves[known]) * len(VERDICTS) + verdicts[known]
    counts = np.bincount(places, minlength=len(LOOKS) * (SIGNALS + 1) * len(VERDICTS)).reshape(-1, len(VERDICTS))
    crowded = counts.sum(axis=1) > FEW
    few: dict[int, list[str]] = {}
    alone = ~crowded[places // len(VERDICTS)]
    for place, win in zip(places[alone].tolist(), known[alone].tolist(), strict=True):
        few.setdefault(place, []).append(columns.wins.ids[win])
    return tuple(
        Cell(look, move, verdict, quarter(look, move), wins, tuple(few.get(place, ())))
        for place, ((look, move, verdict), wins) in enumerate(
            zip(product(LOOKS, range(SIGNALS + 1), VERDICTS), counts.ravel().tolist(), strict=True)
        )
        if wins
    )


def _counted(times: Numbers, what: Numbers, kinds: int) -> tuple[list[int], NDArray[np.int64]]:
    """Return the weeks or months that there are, and of each how many there were of each kind."""
    if not len(times):
        return [], np.zeros((0, kinds), dtype=np.int64)
    first, count = int(times.min()), int(np.ptp(times)) + 1
    counts = np.bincount((times - first) * kinds + what, minlength=count * kinds).reshape(-1, kinds)
    (found,) = np.nonzero(counts.any(axis=1))
    return (found + first).tolist(), counts[found]


def _momentum(real: Mapping[int, int], columns: Columns) -> tuple[WeekMomentum, ...]:
    counts = {week: wins for week, wins in real.items() if wins}
    return by_week(counts, columns.steps_done, ordinal_of(columns.today), ALL_WEEKS).weeks


def _stretch(weeks: Numbers, stretches: NDArray[np.uint8]) -> tuple[WeekOfStretch, ...]:
    known = stretches != UNKNOWN
    found, counts = _counted(weeks[known], stretches[known].astype(np.int32), 5)
    lowest, highest = (counts > 0).argmax(axis=1), 4 - (counts[:, ::-1] > 0).argmax(axis=1)
    wins, felt = counts.sum(axis=1).tolist(), (counts @ np.arange(5)).tolist()
    means = [round(all_felt / of, 2) for all_felt, of in zip(felt, wins, strict=True)]
    return _rows(WeekOfStretch, map(at_ordinal, found), wins, means, lowest.tolist(), highest.tolist())


def _rearview(days: Numbers, shiny: Flags) -> tuple[MonthBehind, ...]:
    months = (days - EPOCH).astype("M8[D]").astype("M8[M]").astype(np.int64).astype(np.int32)
    found, counts = _counted(months, shiny.astype(np.int32), 2)
    names = np.datetime_as_string(np.array(found, dtype="M8[M]")).tolist()
    return _rows(MonthBehind, names, counts[:, 1].tolist(), counts.sum(axis=1).tolist())


def _goal(goal: Goal, columns: Columns, verdicts: Numbers, keep: Keep) -> TowardGoal:
    toward = _with(columns.wins.goals, goal.id)
    built = np.bincount(_places(columns.wins.gains)[toward], minlength=len(columns.wins.gains.known)).tolist()
    gains = [(each, wins) for each, wins in zip(columns.wins.gains.known, built, strict=True) if wins]
    weeks, of_each = weeks_of(columns)[toward], verdicts[toward]
    inputs = goal, gains, weeks.tobytes(), of_each.tobytes()
    return keep(f"toward {goal.id}", inputs, lambda: _stacked(goal, gains, weeks, of_each))


def _stacked(goal: Goal, gains: Iterable[tuple[tuple[str, ...], int]], weeks: Numbers, verdicts: Numbers) -> TowardGoal:
    skills = dict.fromkeys(goal.skills, 0)
    for each, wins in gains:
        for skill in skills_of(each):
            skills[skill] = skills.get(skill, 0) + wins
    found, counts = _counted(weeks, verdicts, len(VERDICTS))
    so_far = _rows(WeekTowardGoal, map(at_ordinal, found), *counts.cumsum(axis=0).T.tolist())
    return TowardGoal(goal.id, goal.title, goal.status, so_far, goal.possible, skills)


def _rows(kind: type[_Row], *columns: Iterable[object]) -> tuple[_Row, ...]:
    """Make a value of each row, as kind._make does; of thousands, and so without a call of Python's for each."""
    return tuple(map(tuple.__new__, repeat(kind), zip(*columns, strict=True)))


def _with(lists: Lists, word: str) -> Flags:
    has = np.array([word in each for each in lists.known], dtype=np.bool_)
    return has[_places(lists)]


def _places(lists: Lists) -> Numbers:
    return np.frombuffer(lists.places, dtype=np.int32)
