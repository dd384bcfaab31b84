"""The weekly review of a journal: begin, go on at any step, answer, close, pause, reopen."""

from collections.abc import Mapping
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
from smallwins.journal.wordings import worded_now
from smallwins.method.errors import NotFoundError
from smallwins.method.history import Entry
from smallwins.method.review import STAGES, Review, checked, closed, moved_to, paused, reopened
from smallwins.method.review_questions import asked_about
from smallwins.method.saying import say_in
from smallwins.method.week import Week
from smallwins.method.wording import METHOD_QUESTIONS, Told, check_told, key_of, question_of


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
            told=_told(journal, review, command),
        )
    )
    review = review._replace(worded=_worded(journal, review, command, given))
    if command.via:
        remember(
            journal,
            command.at,
            through(say_in("history", "answered {week}", week=command.week), command.via),
            reviews=[command.week],
        )
    for goal, value in command.possible:
        edit_goal(journal, EditGoal(goal=goal, at=command.at, on=command.on, possible=value, via=command.via))
    return _saved(journal, review)


def _told(journal: Journal, review: Review, command: AnswerPulse) -> dict[str, Told]:
    """Return the answers to added questions with those of the command put over them."""
    told = dict(review.told)
    wordings = journal.wordings.all() if command.told else ()
    for key, answer in command.told:
        question = question_of(wordings, key)
        if not question.added:
            raise NotFoundError("question", key)
        told.pop(key, None)
        if answer is not None:
            told[key] = check_told(question.kind, answer)
    return told


def _worded(journal: Journal, review: Review, command: AnswerPulse, given: Mapping[str, object]) -> dict[str, str]:
    """Return which version each answer was given to: the one that was shown, else the one that holds now."""
    answered = [field for field in given if field in METHOD_QUESTIONS]
    answered += [f"possible:{goal}" for goal, _ in command.possible]
    for goal, check in command.checks:
        before = journal.reviews.get(review.week)
        known = before.checks.get(goal) if before else None
        answered += [f"still:{goal}"] if known is None or known.still != check.still else []
        answered += [f"whose:{goal}"] if check.reason and (known is None or known.reason != check.reason) else []
    answered += [key for key, _ in command.told]
    worded = {place: version for place, version in review.worded.items() if place not in answered}
    gone = {field for field, value in (*given.items(), *command.told) if value is None}
    places = [place for place in answered if place not in gone]
    now, seen = worded_now(journal, places), dict(command.seen or ())
    known_versions = {one.id: one.key for one in journal.wordings.all()} if seen else {}
    for place in places:
        shown = seen.get(place)
        if shown is not None and (not shown or known_versions.get(shown) == key_of(place)):
            now.pop(place, None)
            if shown:
                now[place] = shown
    return {**worded, **now}


def skip_question(journal: Journal, command: SkipQuestion) -> Review:
    """Leave one question about one win for another time."""
    review = _begun(journal, command.week, command.at)
    judged = journal.wins.get(command.win)
    if command.via:
        said = through(
            say_in(
                "history", "{question} of {win} left for another time", question=command.question, win=judged.win.number
            ),
            command.via,
        )
        remember(journal, command.at, said, reviews=[command.week])
        cause = through(say_in("history", "left for another time: {question}", question=command.question), command.via)
        journal.history.append([(judged.win.id, Entry(command.at, cause, judged.verdict))])
    skipped = (judged.win.id, command.question)
    return _saved(journal, review._replace(skipped=tuple(dict.fromkeys((*review.skipped, skipped)))))


def close_review(journal: Journal, command: CloseReview) -> Review:
    """Close the week, with whatever is left open."""
    review = _doors_asked(journal, _begun(journal, command.week, command.at), command.at)
    remember(
        journal,
        command.at,
        through(say_in("history", "closed the review of {week}", week=command.week), command.via),
        reviews=[command.week],
    )
    return _saved(journal, closed(review, command.at))


def pause_week(journal: Journal, command: PauseWeek) -> Review:
    """Mark the week as a pause."""
    review = journal.reviews.get(command.week) or Review(command.week)
    remember(journal, command.at, say_in("history", "paused {week}", week=command.week), reviews=[command.week])
    return _saved(journal, paused(review))


def reopen_review(journal: Journal, command: ReopenReview) -> Review:
    """Open a closed or paused week again, with all that was answered."""
    review = _begun(journal, command.week, command.at)
    remember(
        journal,
        command.at,
        say_in("history", "reopened the review of {week}", week=command.week),
        reviews=[command.week],
    )
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
