"""The person's journal, opened for a request: one transaction, committed when the block ends well."""

import functools
from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest

from smallwins import bootstrap
from smallwins.accounts.rules import Reach
from smallwins.journal.ports import Journal, Journals


def journal_of(request: HttpRequest, *, reading: bool = False, heavy: bool = False) -> AbstractContextManager[Journal]:
    """Open the journal that the guard (or, on a shared server, server/access.py) has let this request reach.

    What is `heavy` to read (lists, insights, all at once) may come from a replica of the database, where it holds what
    the person wrote last.
    """
    owner: int = request.owner  # type: ignore[attr-defined]  # set by the guard
    return _all().journal_of(owner, reading=reading, heavy=heavy)


def journal_at(reach: Reach, *, reading: bool = False, heavy: bool = False) -> AbstractContextManager[Journal]:
    """Open the journal of one client of a coach who reaches several."""
    return _all().journal_of(reach.owner, reading=reading, heavy=heavy)


def _all() -> Journals:
    shared = settings.SMALLWINS_SHARED
    return _shared(shared.database, shared.replica) if shared else _journals(str(settings.SMALLWINS.journal))


@functools.cache
def _journals(path: str) -> Journals:
    return bootstrap.local_journals(path)


@functools.cache
def _shared(url: str, replica: str) -> Journals:
    return bootstrap.server_journals(url, replica)
