"""The journal that this server serves, opened for one request."""

from contextlib import AbstractContextManager
from functools import cache

from django.conf import settings

from smallwins import bootstrap
from smallwins.journal.ports import Journal, Journals


def open_journal(*, reading: bool = False) -> AbstractContextManager[Journal]:
    """Open the journal as one transaction for a `with` block; say `reading=True` where nothing changes."""
    return _journals(str(settings.SMALLWINS.journal)).journal_of(bootstrap.LOCAL, reading=reading)


@cache
def _journals(path: str) -> Journals:
    return bootstrap.local_journals(path)
