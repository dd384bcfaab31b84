"""The weekly review of a journal: begin, go on at any step, answer, close, pause, reopen."""

from datetime import datetime

from smallwins.journal.changes import remember, through
from smallwins.journal.commands import (
    AnswerPulse,
    CloseReview,
    EditGoal,
    MoveReview,
    PauseWeek,
    ReopenReview,
    SkipQuestion,
    Unset,
)
from smallwins.journal.goals import edit_goal
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.journal.weekly import doors_of
from smallwins.method.history import Entry
from smallwins.method.review import STAGES, Review, checked, closed, moved_to, paused, reopened
from smallwins.method.review_questions import asked_about
from smallwins.method.week import Week


def move_review(journal: Journal, command: MoveReview) -> Review:
    """Begin the review of a week, or stand at another of its steps; where one stands is kept."""
    review = _begun(journal, command.week, command.at)
    if review.stage == "doors" and STAGES.index(command.stage) > 0:
        review = _doors_asked(journal, review, command.at)
    return _saved(journal, moved_to(review, command.stage))


def answer_pulse(journal: Journal, command: AnswerPulse) -> Review:
    """Keep what was answered about the week as a whole, and how possible each goal feels."""
    review = _begun(journal, command.week, command.at)
    given = {
        field: value
        for field in ("confidence", "clarity", "stuck", "note", "no_step")
        if not isinstance(value := getattr(command, field), Unset)
    }
    review = checked(
        review._replace(
            **given,
            possible={**review.possible, **dict(command.possible)},
            checks={**review.checks, **dict(command.checks)},
        )
    )
    if command.via:
        remember(journal, command.at, f"answered {command.week}{through(command.via)}", reviews=[command.week])
    for goal, value in command.possible:
        edit_goal(journal, EditGoal(goal=goal, at=command.at, on=command.on, possible=value, via=command.via))
    return _saved(journal, review)


def skip_question(journal: Journal, command: SkipQuestion) -> Review:
    """Leave one question about one win for another time."""
    review = _begun(journal, command.week, command.at)
    judged = journal.wins.get(command.win)
    if command.via:
        said = f"{command.question} of {judged.win.number} left for another time{through(command.via)}"
        remember(journal, command.at, said, reviews=[command.week])
        cause = f"left for another time: {command.question}{through(command.via)}"
        journal.history.append([(judged.win.id, Entry(command.at, cause, judged.verdict))])
    skipped = (judged.win.id, command.question)
    return _saved(journal, review._replace(skipped=tuple(dict.fromkeys((*review.skipped, skipped)))))


def close_review(journal: Journal, command: CloseReview) -> Review:
    """Close the week, with whatever is left open."""
    review = _doors_asked(journal, _begun(journal, command.week, command.at), command.at)
    remember(journal, command.at, f"closed the review of {command.week}{through(command.via)}", reviews=[command.week])
    return _saved(journal, closed(review, command.at))


def pause_week(journal: Journal, command: PauseWeek) -> Review:
    """Mark the week as a pause."""
    review = journal.reviews.get(command.week) or Review(command.week)
    remember(journal, command.at, f"paused {command.week}", reviews=[command.week])
    return _saved(journal, paused(review))


def reopen_review(journal: Journal, command: ReopenReview) -> Review:
    """Open a closed or paused week again, with all that was answered."""
    review = _begun(journal, command.week, command.at)
    remember(journal, command.at, f"reopened the review of {command.week}", reviews=[command.week])
    return _saved(journal, reopened(review))


def _begun(journal: Journal, week: Week, at: datetime) -> Review:
    return journal.reviews.get(week) or Review(week, started_at=at)


def _saved(journal: Journal, review: Review) -> Review:
    review = review._replace(origin="own")  # what a person touched is theirs, also where it came as a sample
    journal.reviews.save(review)
    return review


def _doors_asked(journal: Journal, review: Review, at: datetime) -> Review:
    """Note which doors this review has asked about in vain: at two reviews at most (METHOD section 2)."""
    return asked_about(review, doors_of(journal, journal.reviews.all(), review, today_of(journal, at)))
