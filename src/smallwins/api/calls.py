"""One call of the API: the journal it reaches, open as one transaction, with the time and the person's day."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest

from smallwins import bootstrap
from smallwins.journal.ports import Journal, Journals
from smallwins.journal.settings import today_of


class Call(NamedTuple):
    """An open journal, the time, and the day it is for the person."""

    journal: Journal
    at: datetime
    today: date


@contextmanager
def reading(request: HttpRequest) -> Iterator[Call]:
    """Open the journal that server/access.py has let this request reach, to read."""
    with _call(request, reading=True) as call:
        yield call


@contextmanager
def writing(request: HttpRequest) -> Iterator[Call]:
    """Open it to write; what was written is kept when the block ends well, before anything is answered."""
    with _call(request, reading=False) as call:
        yield call


@contextmanager
def _call(request: HttpRequest, *, reading: bool) -> Iterator[Call]:
    shared = settings.SMALLWINS_SHARED
    assert shared is not None  # the API is a shared server's
    owner: int = request.owner  # type: ignore[attr-defined]  # set by server/access.py
    with _journals(shared.database, shared.replica).journal_of(owner, reading=reading) as journal:
        at = bootstrap.now()
        yield Call(journal, at, today_of(journal, at))


@functools.cache
def _journals(url: str, replica: str) -> Journals:
    return bootstrap.server_journals(url, replica)
