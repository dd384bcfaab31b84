"""Everything that the six steps of a week's review show (METHOD section 5)."""

from datetime import date
from typing import Literal, NamedTuple

from smallwins.journal.crossroads import crossroads_due
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal, WeekTally, WinFilter
from smallwins.journal.queries import WinLine, lines, wins_in_week
from smallwins.journal.settings import settings_of
from smallwins.journal.sharing import Said, said_of_week, waiting_remarks, with_what_came_before
from smallwins.journal.weeks import is_stuck
from smallwins.journal.wordings import Answered, answers_of, questions_in_use
from smallwins.method.crossroads import Crossroads
from smallwins.method.goal import Goal
from smallwins.method.momentum import Momentum, by_week
from smallwins.method.review import Review
from smallwins.method.review_questions import (
    Remaining,
    checks_due,
    doors_to_ask,
    offered,
    quiet,
    remaining,
    road_behind,
    road_days,
    week_to_review,
    weeks_kept,
)
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week, week_of
from smallwins.method.wording import Question, added

WeekState = Literal["kept", "quiet", "pause", "begun", "not opened"]  # unsaid: their names
LOOKED_THROUGH = 4  # times as many of the last wins as are shown, for those that are not shiny
MOST_ARRIVED = 100  # from elsewhere, shown at a time; as one is decided the next moves up


class WeekPicture(NamedTuple):
    """The week in one picture (step six)."""

    tally: WeekTally
    doors_opened: int  # doors that lead into a win of this week
    momentum: Momentum
    to_rearview: tuple[JudgedWin, ...]


class WeekReview(NamedTuple):
    """The review of one week with all that it asks and shows, step by step."""

    review: Review
    begun: bool  # whether anything of it is kept yet
    offered: bool  # from the review day on; an earlier week always
    weeks_kept: int
    road_behind: WinLine | None
    crossroads_due: tuple[Crossroads, ...]  # decisions whose day to look back has come
    doors: tuple[WinLine, ...]  # whose door is asked about
    wins: tuple[WinLine, ...]  # of the week, newest day first
    goals: tuple[Goal, ...]  # the active ones
    checks: tuple[Goal, ...]  # asked once a quarter whether they still are goals
    stuck: bool  # whether to ask if this is moving the person forward
    steps: tuple[tuple[NextStep, str], ...]  # open, each with the title of its win
    left: Remaining
    picture: WeekPicture
    waiting: tuple[Said, ...] = ()  # what a coach asked or said, about whatever, and nobody answered yet
    said: tuple[Said, ...] = ()  # what a coach asked or said about this week
    arrived: tuple[InboxItem, ...] = ()  # what happened in this week, came in from elsewhere and waits: the first of it
    words: tuple[Question, ...] = ()  # how the review asks: the method's questions, and those added
    answered: tuple[Answered, ...] = ()  # what was not asked in the method's words, under the words of then


class OneOfTheWeeks(NamedTuple):
    """A week as a line of a list: how far its review has come."""

    week: Week
    state: WeekState
    wins: int


def recent_weeks(journal: Journal, today: date, count: int = 8) -> tuple[OneOfTheWeeks, ...]:
    """Return so many weeks with the state of their reviews, this one first."""
    reviews = {review.week: review for review in journal.reviews.all()}
    wins = {tally.week: tally.real + tally.early + tally.shiny for tally in journal.wins.week_tallies()}
    this = week_of(today)
    weeks = [this.plus(-back) for back in range(min(count, this.ordinal + 1))]
    return tuple(
        OneOfTheWeeks(week, _state(reviews.get(week), wins.get(week.ordinal, 0)), wins.get(week.ordinal, 0))
        for week in weeks
    )


def _state(review: Review | None, wins: int) -> WeekState:
    if review is None:
        return "not opened"  # unsaid: its name
    if review.status == "open":
        return "begun"
    if review.status == "paused":
        return "pause"
    return "quiet" if quiet(review, wins) else "kept"


def review_of(journal: Journal, week: Week, today: date) -> WeekReview:
    """Return the review of a week as it stands, begun or not."""
    settings, reviews = settings_of(journal), journal.reviews.all()
    kept = next((review for review in reviews if review.week == week), None)
    review = kept or Review(week)
    wins = wins_in_week(journal, week)
    goals = journal.goals.all()
    active = tuple(goal for goal in goals if goal.status == "active")
    doors = doors_of(journal, reviews, review, today)
    checks = checks_due(goals, reviews, week)
    due = crossroads_due(journal, min(today, week.sunday))
    steps = journal.steps.open()
    titles = journal.wins.several({step.win_id for step in steps})
    words = questions_in_use(journal)
    return WeekReview(
        review=review,
        begun=kept is not None,
        offered=offered(week, today, settings.review_day),
        weeks_kept=weeks_kept(reviews),
        road_behind=_road(journal, week),
        crossroads_due=due,
        doors=lines(journal, doors),
        wins=wins,
        goals=active,
        checks=checks,
        stuck=is_stuck(journal, settings, min(today, week.sunday)),
        steps=tuple((step, titles[step.win_id].win.title) for step in steps),
        left=remaining(review, doors, [line.judged for line in wins], goals, checks, steps, added(words))._replace(
            crossroads=tuple(found.id for found in due)
        ),
        picture=_picture(journal, week, wins),
        waiting=with_what_came_before(journal, waiting_remarks(journal)),
        said=said_of_week(journal, week),
        arrived=journal.inbox.waiting(MOST_ARRIVED, None, week.monday, week.sunday),
        words=words,
        answered=answers_of(journal, review),
    )


def review_due(journal: Journal, today: date) -> Week | None:
    """Return the week whose review is offered today and not closed yet, or None."""
    return week_to_review(today, settings_of(journal).review_day, journal.reviews.all())


def step_sources(journal: Journal, view: WeekReview, limit: int) -> tuple[JudgedWin, ...]:
    """Return the wins that a next step is asked of: the week's, real ones first, else the last ones; none is shiny."""
    week = [line.judged for line in view.wins if line.judged.verdict != "shiny"]
    if not week:
        found = journal.wins.page(WinFilter(limit=LOOKED_THROUGH * limit))
        return tuple(judged for judged in found if judged.verdict != "shiny")[:limit]
    return tuple(sorted(week, key=lambda judged: judged.verdict != "real"))[:limit]


def doors_of(journal: Journal, reviews: tuple[Review, ...], review: Review, today: date) -> tuple[JudgedWin, ...]:
    """Return the wins whose door a review asks about."""
    day = min(today, review.week.sunday)
    look_again = journal.wins.look_again_by(day)
    celebrated, written = journal.wins.last_celebrated(), journal.wins.last_not_shiny()
    return doors_to_ask(celebrated, written, look_again, reviews, review, today)


def _road(journal: Journal, week: Week) -> WinLine | None:
    first, last = road_days(week)
    wins = journal.wins.page(WinFilter(since=first, until=last, limit=None))
    opened: dict[str, list[str]] = {}
    for door in journal.doors.touching(judged.win.id for judged in wins):
        opened.setdefault(door.earlier, []).append(door.later)
    chosen = road_behind(wins, opened, week)
    return lines(journal, [chosen])[0] if chosen else None


def _picture(journal: Journal, week: Week, wins: tuple[WinLine, ...]) -> WeekPicture:
    tallies = {tally.week: tally for tally in journal.wins.week_tallies()}
    real = {ordinal: tally.real for ordinal, tally in tallies.items() if tally.real}
    return WeekPicture(
        tally=tallies.get(week.ordinal, WeekTally(week.ordinal, 0, 0, 0)),
        doors_opened=sum(len(line.opened_by) for line in wins),
        momentum=by_week(real, dict(journal.steps.done_tallies()), week.ordinal),
        to_rearview=tuple(line.judged for line in wins if line.judged.verdict == "shiny"),
    )
