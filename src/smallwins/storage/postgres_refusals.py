"""What the errors of PostgreSQL are called in a person's words, by the beginning of their SQLSTATE."""

from collections.abc import Callable

from smallwins.method.errors import (
    JournalBusyError,
    JournalDamagedError,
    JournalError,
    JournalFullError,
    JournalReadOnlyError,
    SmallwinsError,
)
from smallwins.method.saying import say

AWAY = say(
    "The journals cannot be reached just now: the database does not answer. Nothing was changed. Try again soon."
)
UNKNOWN = say(
    "The connection to the database was lost while this was being kept, so it may be kept or not. Try again soon; sent"
    " again with the same id it is kept once."
)
_BUSY = say(
    "Another program is writing to this journal and does not come to an end. Nothing was changed. Try again soon."
)
_FULL = say("The disk of the database is full, so nothing was changed. Free some space, then try again.")


def _forbidden(text: str) -> str:
    return say("The database may only be read here, so nothing was changed ({text}).", text=text)


def _other(text: str) -> str:
    return say(
        "The database does not have the tables that journals lie in ({text}). Bring it up to date: smallwins migrate.",
        text=text,
    )


def _damaged(text: str) -> str:
    return say(
        "The database is damaged ({text}). It was left as it is. Bring back a backup of the database.", text=text
    )


# By the beginning of the SQLSTATE: the longer one first.
REFUSALS: tuple[tuple[str, type[SmallwinsError], str | Callable[[str], str]], ...] = (
    ("25006", JournalReadOnlyError, _forbidden),
    ("53100", JournalFullError, _FULL),
    ("53", JournalBusyError, AWAY),  # too many connections, out of memory
    ("55P03", JournalBusyError, _BUSY),
    ("57014", JournalBusyError, _BUSY),
    ("40", JournalBusyError, _BUSY),  # a deadlock, or two transactions that cannot be put in a row
    ("57", JournalBusyError, AWAY),  # it is being shut down, or started
    ("08", JournalBusyError, AWAY),
    ("25P03", JournalBusyError, AWAY),  # we were silent for too long
    ("42P01", JournalError, _other),
    ("42703", JournalError, _other),
    ("XX001", JournalDamagedError, _damaged),
    ("XX002", JournalDamagedError, _damaged),
)
