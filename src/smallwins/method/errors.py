"""Everything that smallwins refuses or cannot do, as one small family.

SmallwinsError
├── RefusedError                 what was asked breaks a rule; nothing was changed
│   ├── InputError               one field is not what it should be (names the field)
│   │   └── ImportFileError      one place of an imported file is not what it should be (names the path)
│   ├── DoorError                a door that METHOD does not allow: to itself, in a circle, back in time
│   ├── ChampagneTooEarlyError   celebrated before both alignment questions are answered
│   ├── ReusedKeyError           an id that already stands for something else
│   ├── StaleEditError           changed elsewhere since it was read
│   ├── TooOftenError                as often as it may be done for now (says when again)
│   └── NothingToUndoError
├── NotFoundError                no such win, goal, step …: the same answer for a stranger's as for none
├── JournalError                 the journal cannot be opened safely; it was left as it is
│   ├── JournalLockedError       encrypted, and what opens it was not given
│   ├── JournalMissingError
│   ├── JournalForeignError
│   ├── JournalDamagedError
│   └── JournalNewerError
└── StorageError                 the journal is fine, but cannot be written (or read) just now
    ├── JournalBusyError
    ├── JournalFullError
    └── JournalReadOnlyError
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from smallwins.method.saying import Said, say, say_n

if TYPE_CHECKING:  # errors are loaded by each `smallwins add`, which never waits
    from datetime import timedelta


class SmallwinsError(Exception):
    """Say in one sentence what is wrong and what to do."""


class RefusedError(SmallwinsError):
    """What was asked breaks a rule of the method; nothing was changed."""


class InputError(RefusedError):
    """One field is not what it should be."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(say("{field}: {problem}", field=field, problem=problem))
        self.field = field
        self.problem = problem


class ImportFileError(InputError):
    """One place of an imported file is not what it should be; nothing of the file was taken in."""


class DoorError(RefusedError):
    """A door that the method does not allow."""


class ChampagneTooEarlyError(RefusedError):
    """Celebrated before both alignment questions are answered (METHOD section 3)."""

    def __init__(self) -> None:
        super().__init__(
            say("Not yet: answer the two alignment questions first (does it line up, and why did you do it).")
        )


class ReusedKeyError(RefusedError):
    """An id that already stands for something else."""

    def __init__(self, key: str) -> None:
        super().__init__(
            say("The id {key} already stands for something else; nothing was changed. Use a new one.", key=key)
        )
        self.key = key


class StaleEditError(RefusedError):
    """Changed elsewhere since it was read."""

    def __init__(self) -> None:
        super().__init__(
            say("This was changed elsewhere since you opened it. Look at it again, then make your change.")
        )


class NothingToUndoError(RefusedError):
    """Nothing is left to undo."""

    def __init__(self) -> None:
        super().__init__(say("There is nothing to undo."))


class TooOftenError(RefusedError):
    """Done as often as it may be done for now; it can be done again after a while."""

    seconds = 60

    def __init__(self, problem: str, wait: timedelta) -> None:
        self.seconds = max(1, ceil(wait.total_seconds()))
        super().__init__(say("{problem} Try again in {time}.", problem=problem, time=_about(self.seconds)))


class NotFoundError(SmallwinsError):
    """No such thing in this journal; a stranger's thing gets the same answer."""

    def __init__(self, what: str, name: str) -> None:
        super().__init__(say("There is no {what} {name} in this journal.", what=what, name=name))
        self.what = what
        self.name = name


class JournalError(SmallwinsError):
    """The journal cannot be opened safely; it was left as it is."""


class JournalLockedError(JournalError):
    """The journal is encrypted, and what opens it was not given."""

    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


class JournalMissingError(JournalError):
    """There was a journal here, and its file is gone."""


class JournalForeignError(JournalError):
    """The file is not a smallwins journal."""


class JournalDamagedError(JournalError):
    """The file is a journal, and damaged."""


class JournalNewerError(JournalError):
    """The journal was made by a newer version of smallwins."""


class StorageError(SmallwinsError):
    """The journal is whole, but cannot be written or read just now; nothing was changed."""


class JournalBusyError(StorageError):
    """Another program holds the journal for longer than we wait."""


class JournalFullError(StorageError):
    """The disk is full."""


class JournalReadOnlyError(StorageError):
    """The journal or its folder may only be read."""


def _about(seconds: int) -> Said:
    minutes = ceil(seconds / 60)
    if minutes < 60:
        return say_n("a minute", "{n} minutes", minutes)
    return say_n("an hour", "{n} hours", ceil(minutes / 60))
