"""What somebody else sees of a journal: values that hold what is shared and nothing besides.

What is not shared is not in the value, so no page, no JSON and no mistake in a template can show it. How much is
shared is told by whoever decided it; here nobody is asked for a permission. Everything that is not there for the
reader raises one and the same NotFoundError, whether it is absent or not shared.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, NamedTuple

from smallwins.journal.insights import insights_of
from smallwins.journal.ports import Journal, WeekTally, WinFilter
from smallwins.journal.weeks import momentum_of
from smallwins.journal.wordings import Answered, answers_of
from smallwins.method.answers import Answers
from smallwins.method.errors import NotFoundError
from smallwins.method.goal import GoalStatus, Possible
from smallwins.method.momentum import Trend
from smallwins.method.questions import signal_labels
from smallwins.method.reasons import explain
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.review_questions import quiet
from smallwins.method.saying import say
from smallwins.method.signals.reading import Reading
from smallwins.method.step import StepStatus
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week, week_of
from smallwins.method.win import Kind, VerdictName

NOBODY = -1  # an account that no remark has
SharedState = Literal["done", "quiet", "paused"]


class Titled(NamedTuple):
    """A win by its title and verdict; with its id where all of it may be read."""

    title: str
    verdict: VerdictName
    happened_on: date
    win_id: str | None


class WeekLine(NamedTuple):
    """A week as a line of a list; no state where nothing is known of it."""

    week: Week
    state: SharedState | None
    stuck: bool


class SharedWeek(NamedTuple):
    """A closed week: what its owner said of it, how many wins it had, and those that may be named."""

    week: Week
    confidence: int | None
    clarity: int | None
    stuck: bool | None
    note: str | None
    tally: WeekTally
    wins: tuple[Titled, ...]
    remarks: tuple[Remark, ...]
    asked: tuple[Answered, ...] = ()  # what was not asked in the method's words, and what the reader proposed to ask


class SharedStep(NamedTuple):
    """A next step of a shared win."""

    text: str
    status: StepStatus
    due_on: date | None


class SharedWin(NamedTuple):
    """A win that its owner chose to show; of others only those that they chose as well."""

    win_id: str
    title: str
    story: str | None
    kind: Kind | None
    happened_on: date
    verdict: VerdictName
    overruled: str | None  # the owner's reason, where the verdict is their own call
    reason: str
    signals: tuple[tuple[Reading, str], ...]
    answers: Answers  # without the goals, unless goals are shared
    goals: tuple[str, ...]
    steps: tuple[SharedStep, ...]
    opened_by: tuple[Titled, ...]
    led_to: tuple[Titled, ...]
    remarks: tuple[Remark, ...]


class SharedGoal(NamedTuple):
    """A goal, without the wins that point toward it."""

    title: str
    why: str | None
    skills: tuple[str, ...]
    status: GoalStatus
    possible: tuple[Possible, ...]


class SharedInsights(NamedTuple):
    """What the wins say, in sentences and counts; no win is named."""

    findings: tuple[str, ...]
    missing: tuple[str, ...]  # questions that lack wins
    real: int
    early: int
    shiny: int
    momentum: float
    trend: Trend


def shared_lines(journal: Journal, since: date | None, today: date, count: int) -> tuple[WeekLine, ...]:
    """Return the weeks shared up to this one, the latest first; a week that is not closed or paused says nothing."""
    this = week_of(today)
    first = this.ordinal - count + 1 if since is None else max(week_of(since).ordinal, this.ordinal - count + 1)
    reviews = {review.week: review for review in journal.reviews.all()}
    wins = {tally.week: tally.real + tally.early + tally.shiny for tally in journal.wins.week_tallies()}
    weeks = [this.plus(-back) for back in range(this.ordinal - first + 1) if this.ordinal - back >= 0]
    return tuple(_line(week, reviews.get(week), wins.get(week.ordinal, 0)) for week in weeks)


def _line(week: Week, review: Review | None, wins: int) -> WeekLine:
    if review is None or review.status == "open":
        return WeekLine(week, None, stuck=False)
    if review.status == "paused":
        return WeekLine(week, "paused", stuck=False)
    return WeekLine(week, "quiet" if quiet(review, wins) else "done", stuck=review.stuck is True)


def shared_week(
    journal: Journal, week: Week, since: date | None, *, titles: bool, chosen: Collection[str], reader: int = NOBODY
) -> SharedWeek:
    """Return a closed week as its reader sees it."""
    review = journal.reviews.get(week)
    if review is None or review.status != "closed" or (since is not None and week.sunday < since):
        raise nothing_there()
    wins = journal.wins.page(WinFilter(since=week.monday, until=week.sunday, limit=None))
    verdicts = [judged.verdict for judged in wins]
    return SharedWeek(
        week,
        review.confidence,
        review.clarity,
        review.stuck,
        review.note,
        WeekTally(week.ordinal, verdicts.count("real"), verdicts.count("early"), verdicts.count("shiny")),
        _titled((judged for judged in wins if titles or judged.win.id in chosen), chosen),
        _of_reader(journal.remarks.of_week(week), reader),
        _asked(journal, review, reader),
    )


def shared_win(
    journal: Journal, win_id: str, chosen: Collection[str], today: date, *, goals: bool, reader: int = NOBODY
) -> SharedWin:
    """Return a chosen win as its reader sees it."""
    judged = journal.wins.several([win_id]).get(win_id) if win_id in chosen else None
    if judged is None:
        raise nothing_there()
    win, facts = judged.win, journal.wins.facts(win_id)
    named = {goal.id: goal.title for goal in journal.goals.all()} if goals else {}
    return SharedWin(
        win_id=win.id,
        title=win.title,
        story=win.story,
        kind=win.kind,
        happened_on=win.happened_on,
        verdict=judged.verdict,
        overruled=win.overrule.reason if win.overrule else None,
        reason=explain(judged, facts, today).sentence,
        signals=tuple((reading, label) for _, reading, label in signal_labels(judged, facts)),
        answers=win.answers if goals else win.answers._replace(goals=()),
        goals=tuple(named[goal] for goal in win.answers.goals if goal in named),
        steps=tuple(
            SharedStep(step.text, step.status, step.due_on) for step in journal.steps.of_wins([win_id]).get(win_id, ())
        ),
        opened_by=_chosen(journal, journal.doors.openers_of(win_id), chosen),
        led_to=_chosen(journal, journal.doors.opened_by(win_id), chosen),
        remarks=_of_reader(journal.remarks.of_wins([win_id]).get(win_id, ()), reader),
    )


def shared_wins(journal: Journal, chosen: Collection[str]) -> tuple[Titled, ...]:
    """Return the chosen wins that there still are, the latest first."""
    return _chosen(journal, chosen, chosen)


def shared_goals(journal: Journal) -> tuple[SharedGoal, ...]:
    """Return all goals, the active ones first."""
    goals = sorted(journal.goals.all(), key=lambda goal: goal.status != "active")
    return tuple(SharedGoal(goal.title, goal.why, goal.skills, goal.status, goal.possible) for goal in goals)


def shared_insights(journal: Journal, today: date) -> SharedInsights:
    """Return what the wins say."""
    found, momentum = insights_of(journal, today), momentum_of(journal, today).momentum
    tallies = journal.wins.week_tallies()
    return SharedInsights(
        findings=tuple(finding.text for finding in found.findings),
        missing=tuple(f"{silent.id}" for silent in found.silent if silent.missing),
        real=sum(tally.real for tally in tallies),
        early=sum(tally.early for tally in tallies),
        shiny=sum(tally.shiny for tally in tallies),
        momentum=momentum.weeks[-1].momentum if momentum.weeks else 0.0,
        trend=momentum.trend,
    )


def _chosen(journal: Journal, win_ids: Iterable[str], chosen: Collection[str]) -> tuple[Titled, ...]:
    return _titled(journal.wins.several(win_id for win_id in win_ids if win_id in chosen).values(), chosen)


def _titled(wins: Iterable[JudgedWin], chosen: Collection[str]) -> tuple[Titled, ...]:
    latest_first = sorted(wins, key=lambda judged: (judged.win.happened_on, judged.win.number), reverse=True)
    return tuple(
        Titled(
            judged.win.title,
            judged.verdict,
            judged.win.happened_on,
            judged.win.id if judged.win.id in chosen else None,
        )
        for judged in latest_first
    )


def _asked(journal: Journal, review: Review, reader: int) -> tuple[Answered, ...]:
    """Keep the words of answers that are shown anyway, and the answers to what the reader proposed to ask."""
    if not review.worded:
        return ()
    own = {offer.id for offer in journal.offers.of_author(reader) if offer.state == "accepted"}
    shown = {"confidence", "clarity", "stuck", "note", *own}
    return tuple(one for one in answers_of(journal, review) if one.place in shown)


def _of_reader(remarks: Iterable[Remark], reader: int) -> tuple[Remark, ...]:
    """Keep what the reader wrote: what another coach and the owner say to each other is between them."""
    return tuple(remark for remark in remarks if remark.author == reader)


def nothing_there() -> NotFoundError:
    """Say that there is nothing, whether it is absent or not shared."""
    return NotFoundError("page", say("at this address"))
