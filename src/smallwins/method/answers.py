"""What a person answered to the four questions about a win (METHOD section 2).

Every answer may be missing. A missing answer is never a no.
"""

from datetime import date, timedelta
from typing import Literal, NamedTuple, get_args

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.texts import LINE_LIMIT, check_length, check_prose, check_text

Direction = Literal["toward", "unsure", "away"]
Motive = Literal["meaningful", "available"]
Opened = Literal["door", "not_yet", "nothing"]
Gain = str  # "clarity", "confidence" or "skill:NAME"

DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
MOTIVES: tuple[Motive, ...] = get_args(Motive)
OPENED: tuple[Opened, ...] = get_args(Opened)
STRETCH_WORDS = (
    say("effortless"),
    say("comfortable"),
    say("slightly uncomfortable"),
    say("hard"),
    say("overwhelming"),
)
SKILL = "skill:"
NOTHING_GAINED: tuple[Gain, ...] = ()
LOOK_AGAIN_AFTER = timedelta(weeks=4)  # unless the person says otherwise


class Answers(NamedTuple):
    """The answers about one win; None stands for a question not answered."""

    direction: Direction | None = None
    goals: tuple[str, ...] = ()  # ids of the goals that the win points toward
    motive: Motive | None = None
    opened: Opened | None = None
    door_note: str | None = None
    look_again: date | None = None
    stretch: int | None = None  # 0 effortless … 4 overwhelming
    gains: tuple[Gain, ...] | None = None  # () is the explicit "nothing: it only looks good from the outside"


NO_ANSWERS = Answers()
QUESTION_FIELDS = ("direction", "motive", "opened", "stretch", "gains")


def checked(answers: Answers) -> Answers:
    """Return the answers as given, or raise InputError that names the first that is none."""
    _one_of("direction", answers.direction, DIRECTIONS)
    _one_of("motive", answers.motive, MOTIVES)
    _one_of("opened", answers.opened, OPENED)
    if answers.stretch is not None and answers.stretch not in range(5):
        raise InputError("stretch", say("not a number from 0 (effortless) to 4 (overwhelming)"))
    for gain in answers.gains or ():
        if gain not in ("clarity", "confidence") and not (gain.startswith(SKILL) and gain[len(SKILL) :].strip()):
            raise InputError("gains", say("{gain} is not clarity, confidence or skill:NAME", gain=repr(gain)))
        check_length("gains", gain, LINE_LIMIT)
        check_text("gains", gain)
    check_prose("door_note", answers.door_note)
    return answers


def dated(answers: Answers, today: date, after: timedelta = LOOK_AGAIN_AFTER) -> Answers:
    """Return the answers with a day to look again where a door has not opened yet and none was given."""
    if answers.opened != "not_yet" or answers.look_again is not None:
        return answers
    return answers._replace(look_again=today + min(after, date.max - today))


def _one_of(field: str, value: str | None, allowed: tuple[str, ...]) -> None:
    if value is not None and value not in allowed:
        raise InputError(field, say("{value} is not one of {join}", value=repr(value), join=", ".join(allowed)))


def skills_of(gains: tuple[Gain, ...] | None) -> tuple[str, ...]:
    """Name the skills among the gains."""
    return tuple(gain[len(SKILL) :] for gain in gains or () if gain.startswith(SKILL))


def aimed(answers: Answers) -> Answers:
    """Let the direction and the goals say the same: a goal named is a direction, and another direction has no goals."""
    if answers.goals and answers.direction is None:
        return answers._replace(direction="toward")
    return answers._replace(goals=()) if answers.direction in ("away", "unsure") else answers
