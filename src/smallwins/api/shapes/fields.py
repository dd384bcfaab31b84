"""The fields that bodies are made of: what each may hold, said once for the parser and for the document."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from smallwins.journal.commands import UNSET
from smallwins.method.errors import InputError
from smallwins.method.texts import LINE_LIMIT, PROSE_LIMIT
from smallwins.method.week import Week, parse
from smallwins.method.win import TAG_LIMIT

LINE = r"^[^\n\r\x00]*\S[^\n\r\x00]*$"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch  # Python reads more forms of the same day
MOST_TAGS = 100
MOST_GOALS = 100
MOST_OPENERS = 200
MOST_GAINS = 50
MOST_SKILLS = 100
MOST_NUMBER = 2**53 - 1
T = TypeVar("T")


LEFT_OUT: Any = None
"""Where a field is not sent, and null would mean nothing."""


class Body(BaseModel):
    """What comes in: a key that is not named here is refused, and no value is bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True)

    def given(self, *names: str) -> dict[str, Any]:
        """Return the named fields that were sent; one that was not is UNSET, which is not the same as null."""
        return {name: getattr(self, name) if name in self.model_fields_set else UNSET for name in names}


def field_names() -> set[str]:
    """Name every field that some body has; any other key was made up by who sent it."""
    return {name for body in Body.__subclasses__() for name in body.model_fields}


class Paged(BaseModel):
    """Which page of a list."""

    cursor: str | None = Field(None, max_length=400, description="`next` of the page before.")
    limit: int = Field(50, ge=1, le=200, examples=[20])


NEXT: Any = Field(description="Send it as `cursor` for the next page; null on the last.")


class Shown(BaseModel):
    """What goes out; it describes answers in the document, and no answer is built by it."""


def _read(read: Callable[[str], T], problem: str) -> Callable[[object], T]:
    def before(value: object) -> T:
        try:
            if isinstance(value, str):
                return read(value)
        except (ValueError, InputError):
            pass
        raise PydanticCustomError("text", problem)

    return before


def _day(text: str) -> date:
    if not DAY(text):
        raise ValueError(text)
    return date.fromisoformat(text)


Day = Annotated[
    date,
    BeforeValidator(_read(_day, "is not a day such as 2026-11-22")),
    WithJsonSchema({"type": "string", "format": "date"}),
]
WeekName = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])$"), Field(description="An ISO week.")
]


def _number(value: object) -> object:
    """Let only plain digits stand for a number in an address."""
    if isinstance(value, str) and not (value.isascii() and value.isdecimal()):
        raise PydanticCustomError("number", "is not a whole number")
    return value


Number = Annotated[int, BeforeValidator(_number), Field(ge=1, le=MOST_NUMBER)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
NewId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"),
    Field(description="A UUIDv7 of your own making; sent twice with the same body, it makes one record."),
]
Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE_LIMIT, pattern=LINE)]
Tag = Annotated[str, StringConstraints(min_length=1, max_length=TAG_LIMIT, pattern=LINE)]
Prose = Annotated[str, StringConstraints(max_length=PROSE_LIMIT)]
Gain = Annotated[
    str,
    StringConstraints(max_length=LINE_LIMIT, pattern=r"^(clarity|confidence|skill:[^\n\r\x00]*\S[^\n\r\x00]*)$"),
]
Level = Annotated[int, Field(ge=0, le=4)]
Pulse = Annotated[int, Field(ge=0, le=10)]
Moment = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]


def week_named(name: str) -> Week:
    """Read a week that has the right form already; some years have no week 53."""
    try:
        return parse(name)
    except InputError:
        raise InputError("week", "is not a week that there is; some years have no week 53") from None
