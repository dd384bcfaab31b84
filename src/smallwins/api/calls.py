"""One call of the API: the journal it reaches, open as one transaction, with the time and the person's day."""

import functools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from smallwins import bootstrap
from smallwins.accounts.rules import Reach
from smallwins.journal.ports import Journal, Journals
from smallwins.journal.settings import today_of


class Call(NamedTuple):
    """An open journal, the time, and the day it is for the person."""

    journal: Journal
    at: datetime
    today: date


@contextmanager
def reading(request: HttpRequest, *, heavy: bool = False) -> Iterator[Call]:
    """Open the journal that server/access.py has let this request reach, to read.

    What is `heavy` to read may come from a replica of the database, where it holds what the person wrote last.
    """
    with _opened(_owner(request), reading=True, heavy=heavy) as call:
        yield call


@contextmanager
def writing(request: HttpRequest) -> Iterator[Call]:
    """Open it to write; what was written is kept when the block ends well, before anything is answered."""
    with _opened(_owner(request), reading=False) as call:
        yield call


@contextmanager
def reading_of(reach: Reach) -> Iterator[Call]:
    """Open the journal of one client of a coach who reaches several, to read; a replica may answer."""
    with _opened(reach.owner, reading=True, heavy=True) as call:
        yield call


def asking(request: HttpRequest) -> int:
    """Return the number of the person whose token it is."""
    person: int = request.person  # type: ignore[attr-defined]  # set by server/access.py
    return person


def address_of(page: str, *values: str) -> str:
    """Return the address of a page as others need it; the host comes from the settings, never from a request."""
    shared = settings.SMALLWINS_SHARED
    assert shared is not None  # the API is a shared server's
    return f"{shared.url.rstrip('/')}{reverse(page, args=values)}"


def _owner(request: HttpRequest) -> int:
    owner: int = request.owner  # type: ignore[attr-defined]  # set by server/access.py
    return owner


@contextmanager
def _opened(owner: int, *, reading: bool, heavy: bool = False) -> Iterator[Call]:
    shared = settings.SMALLWINS_SHARED
    assert shared is not None  # the API is a shared server's
    with _journals(shared.database, shared.replica).journal_of(owner, reading=reading, heavy=heavy) as journal:
        at = bootstrap.now()
        yield Call(journal, at, today_of(journal, at))


@functools.cache
def _journals(url: str, replica: str) -> Journals:
    return bootstrap.server_journals(url, replica)
