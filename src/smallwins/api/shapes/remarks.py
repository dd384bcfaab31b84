"""What coaches ask and say, as it comes in and as it goes out."""

from typing import Annotated

from pydantic import Field, StringConstraints

from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import NEXT, Body, Moment, NewId, Shown, WeekName
from smallwins.method.remark import REMARK_LIMIT

REMARK = "019ab3e0-2c3d-7e4f-8a5b-6c7d8e9f0a1b"
Words = Annotated[str, StringConstraints(min_length=1, max_length=REMARK_LIMIT, pattern=r"\S")]


class ShownRemark(Shown):
    """What a coach asked or said, and what was answered."""

    id: str
    at: Moment
    by: str
    text: str
    asks: bool = Field(description="A question; else a comment.")
    win: str | None
    week: WeekName | None
    answer: str | None
    answered_at: Moment | None = Field(description="Also set, without an answer, where it was left at that.")


class OwnRemark(ShownRemark):
    """What a coach asked or said, in one's own journal."""

    win_number: int | None


class Remarks(Shown):
    """What coaches asked and said, the oldest first."""

    remarks: list[OwnRemark]
    next: str | None = NEXT


class GivenAnswer(Body):
    """An answer to a coach."""

    text: Words | None = Field(description="null leaves it at that.")


class NewRemark(Body):
    """A question or a comment."""

    id: NewId | None = None
    text: Words
    asks: bool = True


class RemovedRemark(Shown):
    """What was taken out; undo brings it back."""

    removed: str
    undo: str | None


remark: examples.Example = {
    "id": REMARK,
    "at": "2026-11-20T09:00:00Z",
    "by": "Cleo",
    "text": "What made it easier this time?",
    "asks": True,
    "win": examples.WIN,
    "week": None,
    "answer": None,
    "answered_at": None,
}
own_remark: examples.Example = {**remark, "win_number": 42}
