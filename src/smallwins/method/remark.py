"""A remark: what a coach asks or says about a win or a week, and what the person answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.texts import check_length, check_line, check_text
from smallwins.method.week import Week
from smallwins.method.win import NOTHING_EXTRA

GONE = say("a coach who has left")
"""What somebody is called whose account is gone."""
REMARK_LIMIT = 5_000  # characters, of a remark and of its answer


class Remark(NamedTuple):
    """What somebody with a share in the journal wrote about one win or one week; it belongs to the journal's owner."""

    id: str
    at: datetime  # UTC
    author_name: str  # as they were called when they wrote it
    text: str
    asks: bool = False  # a question; else a comment
    win_id: str | None = None  # what it is about: a win,
    week: Week | None = None  # or a week
    answer: str | None = None
    answered_at: datetime | None = None  # also set, without an answer, where the owner leaves it at that
    author: int | None = None  # the account that wrote it, on the server where it was written; never in a file
    extra: Mapping[str, object] = NOTHING_EXTRA

    @property
    def waits(self) -> bool:
        """Whether the owner has not yet answered it, or said that they leave it at that."""
        return self.answered_at is None


def checked(remark: Remark) -> Remark:
    """Return the remark as given, or raise InputError that names the first field that is not what it should be."""
    check_line("by", remark.author_name, say("say who writes"))
    _check_words("text", remark.text, say("write down what you want to ask or say"))
    if (remark.win_id is None) == (remark.week is None):
        raise InputError("win", say("a remark is about one win or about one week"))
    if remark.answer is not None:
        _check_words("answer", remark.answer, say("write an answer, or leave it at that"))
        if remark.answered_at is None:
            raise InputError("answered_at", say("is missing, though there is an answer"))
    return remark


def answered(remark: Remark, text: str | None, at: datetime) -> Remark:
    """Answer a remark, or leave it at that where there is no text; an earlier answer gives way."""
    return checked(remark._replace(answer=(text or "").strip() or None, answered_at=at))


def _check_words(field: str, text: str, advice: str) -> None:
    if not text.strip():
        raise InputError(field, say("is empty; {advice}", advice=advice))
    check_length(field, text, REMARK_LIMIT)
    check_text(field, text)
