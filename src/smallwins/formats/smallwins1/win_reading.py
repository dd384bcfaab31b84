"""A win of the file, with everything that hangs on it, as values."""

from datetime import UTC, datetime, time

from msgspec import UNSET

from smallwins.formats.smallwins1.parsing import shaped
from smallwins.formats.smallwins1.places import check_id, kept
from smallwins.formats.smallwins1.shapes import AnswersShape, EntryShape, Maybe, OverruleShape, StepShape, WinShape
from smallwins.formats.smallwins1.shaping import utc, utc_or_none
from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.answers import checked as checked_answers
from smallwins.method.document import WinRecord
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.history import Entry
from smallwins.method.step import NextStep
from smallwins.method.step import checked as checked_step
from smallwins.method.win import NOTHING_EXTRA, Overrule, Win
from smallwins.method.win import checked as checked_win

NOON = time(12, tzinfo=UTC)  # on its own day nearly everywhere


def read_win(plain: object, at: str = "win") -> WinRecord:
    """Read a win as `plain.win_json` writes it; its numbers are for the journal to give."""
    return win_of(shaped(plain, WinShape, at), at)


def win_of(shape: WinShape, at: str) -> WinRecord:
    """Make a win of its shape."""
    check_id(shape.id, at)
    win = _win(shape, at)
    try:
        checked_win(win)
    except InputError as error:
        raise ImportFileError(f"{at}.{error.field}", error.problem) from None
    return WinRecord(
        win,
        shape.opened_by or (),
        tuple(_step(step, shape.id, f"{at}.steps[{place}]") for place, step in enumerate(shape.steps or ())),
        tuple(_entry(entry, f"{at}.history[{place}]") for place, entry in enumerate(shape.history or ())),
    )


def _win(shape: WinShape, at: str) -> Win:
    return Win(
        shape.id,
        0,
        shape.title,
        None if shape.story is UNSET else shape.story,
        shape.kind or None,
        shape.tags or (),
        shape.happened_on,
        utc(shape.logged_at or datetime.combine(shape.happened_on, NOON), at, "logged_at"),
        None if shape.looks is UNSET else shape.looks,
        shape.gut or None,
        shape.celebrated_on or None,
        answers_of(shape.answers, at),
        _overrule(shape.overrule, at) if shape.overrule else None,
        shape.origin or "own",
        shape.extra or NOTHING_EXTRA,
    )


def answers_of(shape: Maybe[AnswersShape], at: str) -> Answers:
    """Make the answers about a win or an option of their shape."""
    if not shape:
        return NO_ANSWERS
    answers = Answers(
        shape.direction or None,
        shape.goals or (),
        shape.motive or None,
        shape.opened or None,
        None if shape.door_note is UNSET else shape.door_note,
        shape.look_again or None,
        None if shape.stretch is UNSET else shape.stretch,
        None if shape.gains is UNSET else shape.gains,
    )
    try:
        return checked_answers(answers)
    except InputError as error:
        raise ImportFileError(f"{at}.answers.{error.field}", error.problem) from None


def _overrule(shape: OverruleShape, at: str) -> Overrule:
    return Overrule(shape.verdict, shape.reason or "", utc_or_none(shape.at, f"{at}.overrule", "at"))


def _step(shape: StepShape, win_id: str, at: str) -> NextStep:
    check_id(shape.id, at)
    step = NextStep(
        shape.id,
        0,
        win_id,
        shape.text,
        shape.due_on or None,
        shape.status or "open",
        shape.done_on or None,
        shape.extra or NOTHING_EXTRA,
    )
    try:
        return checked_step(step)
    except InputError as error:
        raise ImportFileError(f"{at}.{error.field}", error.problem) from None


def _entry(shape: EntryShape, at: str) -> Entry:
    change = kept(shape.change, f"{at}.change") if shape.change else NOTHING_EXTRA
    return Entry(utc(shape.at, at, "at"), shape.cause, shape.verdict, change, shape.extra or NOTHING_EXTRA)
