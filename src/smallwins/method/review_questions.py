"""What a weekly review asks, and of which wins: the choices of METHOD section 5, as pure functions."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from smallwins.method.goal import Goal
from smallwins.method.questions import OPENED, questions_left
from smallwins.method.review import STAGES, Review, Stage
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week, ordinal_of, week_of
from smallwins.method.wording import Question

QUARTER = 13  # weeks
ABOUT = 3  # weeks to either side of "a quarter ago"
ASKED_AT_MOST = 2  # reviews that ask about one day to look again; then the win rests
PULSE_FIELDS = ("confidence", "clarity", "stuck")


def doors_to_ask(
    celebrated: JudgedWin | None,
    written: JudgedWin | None,
    look_again: Iterable[JudgedWin],
    reviews: Collection[Review],
    review: Review,
    today: date,
) -> tuple[JudgedWin, ...]:
    """Return the wins whose door this review asks about.

    First the last one celebrated, or else the last one written that is not shiny; then every one whose day to look
    again has come, the longest waiting first. A win is left out whose door is known (its momentum reads yes or no),
    whose day to look again is still to come, or which rests because earlier reviews asked about it twice in vain.
    """
    day = min(today, review.week.sunday)
    others = [other for other in reviews if other.week != review.week]

    def ask(judged: JudgedWin) -> bool:
        waits_until = judged.win.answers.look_again if judged.win.answers.opened == "not_yet" else None
        come = waits_until is None or waits_until <= day
        return come and judged.judgement.signals.momentum == "open" and not rests(judged, others)

    first = next((judged for judged in (celebrated, written) if judged is not None and ask(judged)), None)
    due = [judged for judged in look_again if _waits(judged) and ask(judged)]
    due.sort(key=lambda judged: (judged.win.answers.look_again or day, judged.win.number))
    chosen = [first, *due] if first else due
    return tuple({judged.win.id: judged for judged in chosen}.values())


def _waits(judged: JudgedWin) -> bool:
    return judged.win.answers.opened == "not_yet" and judged.win.answers.look_again is not None


def rests(judged: JudgedWin, reviews: Iterable[Review]) -> bool:
    """Tell whether a win is no longer asked for its door: two reviews have asked since its day to look again.

    It still reads open. A new day to look again starts the count anew, as does every other answer that sets one.
    """
    since = judged.win.answers.look_again
    asked = [
        review for review in reviews if judged.win.id in review.asked and (since is None or review.week.sunday >= since)
    ]
    return len(asked) >= ASKED_AT_MOST


def asked_about(review: Review, wins: Iterable[JudgedWin]) -> Review:
    """Note the wins whose door this review has asked about."""
    return review._replace(asked=tuple(dict.fromkeys((*review.asked, *(judged.win.id for judged in wins)))))


def road_days(week: Week) -> tuple[date, date]:
    """Return the first and the last day of what counts as about a quarter before a week."""
    oldest, latest = (max(0, week.ordinal - QUARTER + away) for away in (-ABOUT, ABOUT))
    return date.fromordinal(oldest * 7 + 1), date.fromordinal(latest * 7 + 7)


def road_behind(wins: Iterable[JudgedWin], opened: Mapping[str, Collection[str]], week: Week) -> JudgedWin | None:
    """Choose the win of about a quarter ago to look back on, if there is one that is not shiny.

    One that has opened something since (win id -> ids of the wins it opened) comes first, then a real one, then the
    one nearest to a quarter ago, then the one written down first.
    """
    first, last = road_days(week)
    quarter_ago = week.ordinal - QUARTER
    candidates = [judged for judged in wins if judged.verdict != "shiny" and first <= judged.win.happened_on <= last]
    return min(
        candidates,
        key=lambda judged: (
            not opened.get(judged.win.id),
            judged.verdict != "real",
            abs(ordinal_of(judged.win.happened_on) - quarter_ago),
            judged.win.number,
        ),
        default=None,
    )


def offered(week: Week, today: date, review_day: int) -> bool:
    """Tell whether the review of a week can be done: from the review day on, and late for every earlier week."""
    days_in = (today - week.monday).days
    return days_in >= review_day - 1


def week_to_review(today: date, review_day: int, reviews: Iterable[Review]) -> Week | None:
    """Return the week whose review is offered today: this one from the review day on, else the one before.

    None where that one is closed or paused. Weeks further back are never brought up; they can be opened by name.
    """
    this_week = week_of(today)
    if not offered(this_week, today, review_day):
        if this_week.ordinal == 0:
            return None
        this_week = this_week.plus(-1)
    done = any(review.week == this_week and review.status != "open" for review in reviews)
    return None if done else this_week


def checks_due(goals: Iterable[Goal], reviews: Collection[Review], week: Week) -> tuple[Goal, ...]:
    """Return the active goals to ask, in this week's review: is this still where I want to go, and whose reason is it?

    Once a quarter for each: a quarter after it was named, and then when no other review within a quarter asked.
    """
    return tuple(
        goal
        for goal in goals
        if goal.status == "active"
        and week.ordinal - ordinal_of(goal.created_on) >= QUARTER
        and not any(
            goal.id in review.checks and review.week != week and abs(week.ordinal - review.week.ordinal) < QUARTER
            for review in reviews
        )
    )


def quiet(review: Review, wins_in_week: int) -> bool:
    """Tell whether the week was a quiet one: its review is closed, and no win was written down. A full answer."""
    return review.status == "closed" and wins_in_week == 0


def weeks_kept(reviews: Iterable[Review]) -> int:
    """Count the weeks kept. It only grows: a pause or a missed week takes nothing away, nor does reopening one."""
    return sum(review.kept for review in reviews)


def step_chosen(review: Review, steps: Iterable[NextStep]) -> bool:
    """Tell whether the fifth step is answered: a next step due in the week to come, or the explicit "none"."""
    first = review.week.sunday + min(timedelta(days=1), date.max - review.week.sunday)
    return review.no_step or any(
        step.status != "dropped" and step.due_on is not None and week_of(step.due_on) == week_of(first)
        for step in steps
    )


class Remaining(NamedTuple):
    """What a review has not had an answer to yet, step by step; a review can be closed with all of it left."""

    doors: tuple[str, ...] = ()  # ids of wins
    crossroads: tuple[str, ...] = ()  # ids of decisions whose day to look back has come
    questions: tuple[tuple[str, str], ...] = ()  # (win id, field of Answers)
    pulse: tuple[str, ...] = ()  # fields of Review
    possible: tuple[str, ...] = ()  # ids of goals
    checks: tuple[str, ...] = ()  # ids of goals
    added: tuple[str, ...] = ()  # keys of added questions
    step: bool = False  # no step chosen for next week, and no explicit "none"

    def at(self, stage: Stage) -> int:
        """Count what is left at one step; writing wins down and closing leave nothing to count."""
        left = {
            "doors": len(self.doors) + len(self.crossroads),
            "questions": len(self.questions),
            "pulse": len(self.pulse) + len(self.possible) + len(self.checks) + len(self.added),
            "step": int(self.step),
        }
        return left.get(stage, 0)

    @property
    def total(self) -> int:
        """Count what is left in all."""
        return sum(self.at(stage) for stage in STAGES)


def remaining(
    review: Review,
    doors: Iterable[JudgedWin],
    wins: Iterable[JudgedWin],
    goals: Iterable[Goal],
    checks: Iterable[Goal],
    steps: Iterable[NextStep],
    added: Iterable[Question] = (),
) -> Remaining:
    """Return what a review has not had an answer to: its doors_to_ask, its wins, active goals, checks_due, next steps.

    What was skipped in this review is not asked again in it.
    """
    return Remaining(
        doors=tuple(judged.win.id for judged in doors if (judged.win.id, OPENED.field) not in review.skipped),
        questions=tuple(
            (judged.win.id, question.field)
            for judged in wins
            for question in questions_left(judged)
            if (judged.win.id, question.field) not in review.skipped
        ),
        pulse=tuple(field for field in PULSE_FIELDS if getattr(review, field) is None),
        possible=tuple(goal.id for goal in goals if goal.status == "active" and goal.id not in review.possible),
        checks=tuple(goal.id for goal in checks if goal.id not in review.checks),
        added=tuple(question.key for question in added if question.key not in review.told),
        step=not step_chosen(review, steps),
    )
