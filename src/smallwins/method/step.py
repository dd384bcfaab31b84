"""A next step: one concrete thing that the person will do because of a win (METHOD section 1)."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.texts import check_prose
from smallwins.method.win import NOTHING_EXTRA

StepStatus = Literal["open", "done", "dropped"]
STEP_STATUSES: tuple[StepStatus, ...] = get_args(StepStatus)


class NextStep(NamedTuple):
    """What will be done because of a win, best put as "when …, I will …"."""

    id: str
    number: int  # short, per journal
    win_id: str
    text: str
    due_on: date | None
    status: StepStatus = "open"
    done_on: date | None = None
    extra: Mapping[str, object] = NOTHING_EXTRA


def checked(step: NextStep) -> NextStep:
    """Return the step as given, or raise InputError that names the first field that is not what it should be."""
    if not step.text.strip():
        raise InputError("text", say("is empty; write one concrete thing that you will do"))
    check_prose("text", step.text)
    if step.status not in STEP_STATUSES:
        raise InputError(
            "status", say("{status} is not one of {join}", status=repr(step.status), join=", ".join(STEP_STATUSES))
        )
    if step.status == "done" and step.done_on is None:
        raise InputError("done_on", say("is missing, though the step is done"))
    return step
