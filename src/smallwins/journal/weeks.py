"""The week at a glance, and momentum week by week."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from smallwins.journal.ports import GoalTally, Journal, WeekTally, WinFilter
from smallwins.journal.queries import WinLine, lines, wins_in_week
from smallwins.journal.settings import zone_of
from smallwins.method.crossroads import Crossroads, look_back_due
from smallwins.method.goal import Goal
from smallwins.method.momentum import Momentum, by_week, stuck, stuck_since
from smallwins.method.review import Review
from smallwins.method.settings import Settings, local_day
from smallwins.method.step import NextStep
from smallwins.method.week import Week, week_of

ALL_WEEKS = 10_000


class GoalStack(NamedTuple):
    """The wins that point toward a goal, laid side by side."""

    goal: Goal
    real: int
    early: int
    shiny: int


class MomentumPage(NamedTuple):
    """Momentum by week, and whether to ask if this is moving the person forward."""

    momentum: Momentum
    stuck: bool


class LookBackDue(NamedTuple):
    """A decision whose day to look back has come."""

    place: int  # in the list, from 1
    crossroads: Crossroads


class ThisWeek(NamedTuple):
    """What the first page shows."""

    week: Week
    today: date
    settings: Settings
    empty: bool  # nothing was ever written down
    ask: WinLine | None  # the win whose door is asked about
    wins: tuple[WinLine, ...]
    momentum: MomentumPage
    goals: tuple[GoalStack, ...]  # the active ones
    steps: tuple[tuple[NextStep, str], ...]  # what is still to do, with the title of its win
    review: Review | None
    weeks_kept: int
    in_rearview: int
    look_back: tuple[LookBackDue, ...]


def this_week(journal: Journal, today: date, weeks: int = 12) -> ThisWeek:
    """Return this week at a glance."""
    settings = journal.settings.get()
    tallies = journal.wins.week_tallies()
    asked = door_to_ask(journal, today)
    steps = journal.steps.open(limit=8)
    titles = {win_id: judged.win.title for win_id, judged in journal.wins.several({s.win_id for s in steps}).items()}
    reviews = journal.reviews.all()
    week = week_of(today)
    return ThisWeek(
        week=week,
        today=today,
        settings=settings,
        empty=not tallies,
        ask=asked,
        wins=wins_in_week(journal, week),
        momentum=_momentum(journal, settings, tallies, today, weeks),
        goals=goal_stacks(journal, only_active=True),
        steps=tuple((step, titles[step.win_id]) for step in steps),
        review=next((review for review in reviews if review.week == week), None),
        weeks_kept=sum(review.kept for review in reviews),
        in_rearview=sum(tally.shiny for tally in tallies),
        look_back=tuple(
            LookBackDue(place, found)
            for place, found in enumerate(journal.crossroads.all(), 1)
            if look_back_due(found, today)
        ),
    )


def door_to_ask(journal: Journal, today: date) -> WinLine | None:
    """Return the win whose door this visit asks about, or None: the last one celebrated, else the last not shiny.

    A win that was never celebrated gets two days before it is asked about: nobody knows on the day.
    """
    celebrated = journal.wins.last_celebrated()
    written = journal.wins.last_not_shiny(today - timedelta(days=2))
    for judged in (celebrated, written):
        if judged and judged.win.answers.opened is None and judged.judgement.signals.momentum == "open":
            return lines(journal, [judged])[0]
    return None


def goal_stacks(journal: Journal, *, only_active: bool = False) -> tuple[GoalStack, ...]:
    """Return the goals, each with the wins that point toward it."""
    tallies = {tally.goal: tally for tally in journal.wins.goal_tallies()}
    return tuple(
        GoalStack(goal, *tallies.get(goal.id, GoalTally(goal.id, 0, 0, 0))[1:])
        for goal in journal.goals.all()
        if goal.status == "active" or not only_active
    )


def momentum_of(journal: Journal, today: date, weeks: int = ALL_WEEKS) -> MomentumPage:
    """Return momentum week by week up to this one."""
    return _momentum(journal, journal.settings.get(), journal.wins.week_tallies(), today, weeks)


def _momentum(
    journal: Journal, settings: Settings, tallies: tuple[WeekTally, ...], today: date, weeks: int
) -> MomentumPage:
    real = {tally.week: tally.real for tally in tallies if tally.real}
    done = dict(journal.steps.done_tallies())
    momentum = by_week(real, done, week_of(today).ordinal, weeks)
    return MomentumPage(momentum, is_stuck(journal, settings, today))


def is_stuck(journal: Journal, settings: Settings, today: date) -> bool:
    """Tell whether to ask: is this moving you forward, or a temporary high?"""
    zone = zone_of(settings)
    since = datetime.combine(stuck_since(today), time.min, zone)
    recent = journal.wins.written_since(since)
    return stuck(((local_day(one.win.logged_at, zone), one.judgement.signals.momentum) for one in recent), today)


def in_rearview(journal: Journal) -> int:
    """Count what lies in the rearview."""
    return journal.wins.count(WinFilter(verdict="shiny", limit=None))
