"""The person's journal, opened for a request: one transaction, committed when the block ends well."""

import functools
from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest

from smallwins import bootstrap
from smallwins.journal.ports import Journal, Journals


def journal_of(request: HttpRequest, *, reading: bool = False) -> AbstractContextManager[Journal]:
    """Open the journal of whoever sent the request; on this machine there is one person, whom the guard let in."""
    del request
    return _journals(str(settings.SMALLWINS.journal)).journal_of(bootstrap.LOCAL, reading=reading)


@functools.cache
def _journals(path: str) -> Journals:
    return bootstrap.local_journals(path)
