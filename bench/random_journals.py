"""Random journals as the insights see them: without any pattern, with moods or not, or with one that was planted."""

import math
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from bench.moods import NO_MOODS, moods
from smallwins.insights.evidence import Evidence, JudgedRow, gathered
from smallwins.insights.finding import QuestionId
from smallwins.method.answers import Answers
from smallwins.method.review import Review
from smallwins.method.signals import Facts
from smallwins.method.verdict import judge
from smallwins.method.week import at_ordinal, ordinal_of
from smallwins.method.win import KINDS

TODAY = date(2026, 11, 22)
PLANTED_KIND = "conversation"
PLANTED_SHARE = 2.5  # as many of them as of other kinds
PULSE_SWAY = 1.5  # points of a pulse for each unit of a mood
LONGEST_WAIT = 50  # days until a planted door opens: within eight weeks, so that the truth is what was planted


class Planted(NamedTuple):
    """One pattern in an otherwise pattern-free journal, and how strong it is (what it means: see _Habits)."""

    question: QuestionId
    size: float


# For each pattern a weak, a middling and a strong one: odds ratios; doors for each step of stretch; signals for each
# step of looks; stretch a week; odds ratio; points of a pulse (its noise has a standard deviation of 1); how often the
# gut is right.
SIZES: Mapping[QuestionId, tuple[float, float, float]] = {
    "doors-by-kind": (2.0, 3.5, 7.0),
    "doors-by-motive": (2.0, 3.5, 7.0),
    "doors-by-stretch": (0.05, 0.09, 0.14),
    "looks-vs-moves": (-0.04, -0.08, -0.14),
    "comfort-drift": (-0.08, -0.16, -0.33),
    "goal-drift": (1 / 2, 1 / 4, 1 / 10),
    "pulse-after-real": (0.6, 1.2, 2.0),
    "gut-calibration": (0.62, 0.72, 0.85),
}


class _Habits:
    """How one person writes: drawn anew for each journal without a pattern, the same for all with a planted one."""

    def __init__(self, chance: random.Random, planted: Planted | None) -> None:
        self.planted = planted
        self.moods = NO_MOODS
        free = planted is None
        pick = chance.uniform if free else lambda low, high: (low + high) / 2
        self.rate = pick(1.5, 6.5)  # wins a week
        # What a person writes about, how it looks and what they call it may change over time; that is no pattern.
        self.kinds = _weights(chance, 10, free), _weights(chance, 10, free)
        self.looks = _weights(chance, 5, free), _weights(chance, 5, free)
        self.called_real = pick(0.3, 0.8), pick(0.3, 0.8)
        self.stretch = _weights(chance, 5, free)
        self.door = pick(0.15, 0.75)
        self.wait = pick(4, 30)  # days until a door opens, on average
        self.toward, self.meaningful, self.gain = pick(0.4, 0.9), pick(0.3, 0.8), pick(0.3, 0.9)
        self.left_open = pick(0, 0.4) if free else 0.1  # share of questions not answered
        self.reviewed = pick(0.5, 1.0) if free else 0.95
        self.restless = free and chance.random() < 0.5  # the pulse wanders, instead of coming back to a level

    def size_of(self, question: QuestionId, none: float) -> float:
        return self.planted.size if self.planted and self.planted.question == question else none


def _weights(chance: random.Random, count: int, free: bool) -> list[float]:
    if free:
        return [chance.expovariate(1) + 0.02 for _ in range(count)]
    return [1.0] * count if count == 5 else [PLANTED_SHARE, *[1.0] * (count - 1)]


def journal(chance: random.Random, wins: int, planted: Planted | None = None, *, moody: bool = False) -> Evidence:
    """Make a journal of so many wins up to TODAY."""
    habits = _Habits(chance, planted)
    days = int(wins / habits.rate * 7)
    if moody:
        habits.moods = moods(chance, ordinal_of(TODAY) - days // 7 - 1, ordinal_of(TODAY), free=planted is None)
    ages = sorted((chance.randrange(days) for _ in range(wins)), reverse=True)
    rows = [_win(chance, habits, number, age, 1 - age / days) for number, age in enumerate(ages, 1)]
    return gathered(TODAY, rows, _reviews(chance, habits, rows, days))


def median_wait(chance: random.Random) -> int | None:
    """Return the true median of days until a first door of the pattern-free journal of that seed; None: no median."""
    habits = _Habits(chance, None)
    opened_by = (habits.door * (1 - math.exp(-(day + 1) / habits.wait)) for day in range(2000))
    return next((day for day, share in enumerate(opened_by) if share >= 0.5), None)


def _win(chance: random.Random, habits: _Habits, number: int, age: int, when: float) -> JudgedRow:
    def answered(value: Any) -> Any:
        return None if chance.random() < habits.left_open else value

    day = TODAY - timedelta(days=age)
    week, (deeds, doors, feelings) = ordinal_of(day), habits.moods
    kind = _drifting(chance, KINDS, habits.kinds, deeds.sways(when, week))
    looks = _drifting(chance, range(5), habits.looks, feelings.sways(when, week))
    motive = "meaningful" if chance.random() < deeds.sways(habits.meaningful, week) else "available"
    stretch = _stretch(chance, habits, week)
    pull = habits.size_of("looks-vs-moves", 0.0) * (looks - 2)
    door_on = _door(chance, habits, doors.sways(_door_share(habits, kind, motive, stretch) + pull, week), day)
    if habits.size_of("looks-vs-moves", 0.0):
        stretch = chance.choice([2, 3, 4]) if chance.random() < 0.5 + pull else chance.choice([0, 1])
    aligned = _scaled(habits.toward, habits.size_of("goal-drift", 1.0) if age < 56 else 1.0) + pull
    aligned = deeds.sways(aligned, week)
    answers = Answers(
        direction=answered("toward" if chance.random() < aligned else chance.choice(["unsure", "away"])),
        motive=answered(motive),
        opened=answered(chance.choice(["not_yet", "nothing"])),
        stretch=answered(stretch),
        gains=answered(("clarity",) if chance.random() < deeds.sways(habits.gain + pull, week) else ()),
    )
    judgement = judge(answers, Facts(opened_a_win=door_on is not None))
    gut = _gut(chance, habits, judgement.computed, when, week)
    return JudgedRow(
        id=str(number), number=number, title=f"Win {number}", day=day, verdict=judgement.computed,
        signals=judgement.signals, kind=answered(kind), direction=answers.direction, motive=answers.motive,
        stretch=answers.stretch, gains=answers.gains, looks=answered(looks), gut=answered(gut), door_on=door_on,
    )  # fmt: skip


def _drifting(
    chance: random.Random, values: Sequence[Any], weights: tuple[list[float], list[float]], when: float
) -> Any:
    return chance.choices(values, weights[chance.random() < when])[0]


def _stretch(chance: random.Random, habits: _Habits, week: int) -> int:
    slope = habits.size_of("comfort-drift", 0.0)
    if not slope:
        return chance.choices(range(5), _tilted(habits.stretch, habits.moods.deeds.of(week)))[0]
    weeks_to_go = ordinal_of(TODAY) - week
    share = habits.moods.deeds.sways(min(max((0.2 - slope * min(weeks_to_go, 16)) / 4, 0), 1), week)
    return sum(chance.random() < share for _ in range(4))


def _tilted(weights: list[float], mood: float) -> list[float]:
    """Weigh the higher values more, or the lower ones: the outermost by as much as a mood sways a share."""
    return [weight * math.exp(mood * (value - 2) / 2) for value, weight in enumerate(weights)] if mood else weights


def _door_share(habits: _Habits, kind: str, motive: str, stretch: int) -> float:
    share = habits.door
    if kind == PLANTED_KIND:
        share = _scaled(share, habits.size_of("doors-by-kind", 1.0))
    if motive == "meaningful":
        share = _scaled(share, habits.size_of("doors-by-motive", 1.0))
    return share + habits.size_of("doors-by-stretch", 0.0) * (stretch - 2)


def _scaled(share: float, odds_ratio: float) -> float:
    odds = share / (1 - share) * odds_ratio
    return odds / (1 + odds)


def _door(chance: random.Random, habits: _Habits, share: float, day: date) -> date | None:
    if chance.random() >= share:
        return None
    wait = int(chance.expovariate(1 / habits.wait)) if habits.planted is None else chance.randrange(LONGEST_WAIT)
    opens = day + timedelta(days=wait)
    return opens if opens <= TODAY else None


def _gut(chance: random.Random, habits: _Habits, verdict: str, when: float, week: int) -> str:
    right = habits.size_of("gut-calibration", 0.0)
    if right and verdict != "early":
        return verdict if chance.random() < right else {"real": "shiny", "shiny": "real"}[verdict]
    called_real = habits.moods.feelings.sways(habits.called_real[chance.random() < when], week)
    return "real" if chance.random() < called_real else "shiny"


def _reviews(chance: random.Random, habits: _Habits, rows: Sequence[JudgedRow], days: int) -> list[Review]:
    real = {ordinal_of(row.day) for row in rows if row.verdict == "real"}
    lift = habits.size_of("pulse-after-real", 0.0)
    last = ordinal_of(TODAY)
    reviews, levels = [], [5.0, 5.0]
    for week in range(last - days // 7, last + 1):
        felt = [level + chance.gauss(0, 1) for level in levels]
        if habits.restless:
            levels = felt = [min(max(value, 0), 10) for value in felt]
        felt[0] += lift * (week in real) - lift / 2
        felt = [value + PULSE_SWAY * habits.moods.feelings.of(week) for value in felt]
        if chance.random() < habits.reviewed:
            confidence, clarity = (min(max(round(value), 0), 10) for value in felt)
            reviews.append(Review(at_ordinal(week), "closed", confidence=confidence, clarity=clarity))
    return reviews
