"""One call of a command: which journal it is for, whether a program reads the answer, and when it is."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING

from smallwins.bootstrap import journal_path, local_journal, now
from smallwins.cli.errors import UsageError
from smallwins.cli.terminal import Terminal, look, person_answers
from smallwins.cli.text import wrap
from smallwins.journal.settings import today_of
from smallwins.method.saying import say

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.journal.ports import Journal


class Call:
    """What every command needs besides its own words."""

    def __init__(self, place: str, terminal: Terminal, at: datetime, *, json: bool) -> None:
        self.place = place
        self.terminal = terminal
        self.at = at
        self.json = json

    def open(self) -> AbstractContextManager[Journal]:
        """Open the journal to change it: one transaction, kept on a clean exit."""
        return local_journal(self.place, ask=ask_passphrase)

    def read(self) -> AbstractContextManager[Journal]:
        """Open the journal to look only."""
        return local_journal(self.place, reading=True, ask=ask_passphrase)

    def today(self, journal: Journal) -> date:
        """Return the day it is for the person."""
        return today_of(journal, self.at)

    def day(self, journal: Journal, text: str | None, option: str, *, ahead: bool = False) -> date | None:
        """Read a day that was given as an option."""
        if text is None:
            return None
        from smallwins.cli.days import read_day  # noqa: PLC0415 - most wins are of today

        return read_day(text, self.today(journal), option, ahead=ahead)

    @property
    def asks(self) -> bool:
        """Whether there is a person to ask: at a terminal, and not for a program."""
        return not self.json and person_answers()

    def put(self, lines: Iterable[str]) -> None:
        """Print lines for people."""
        for line in lines:
            print(line)

    def say(self, message: str) -> None:
        """Tell a person something that is no part of the answer."""
        there = look(sys.stderr)
        for line in wrap(message, there.width) if there.is_one else (message,):
            print(line, file=sys.stderr)


def ask_passphrase(path: str) -> str | None:
    """Ask for what opens an encrypted journal, where there is somebody at a terminal."""
    from smallwins.cli.passphrases import ask  # noqa: PLC0415 - few journals are encrypted

    return ask(path)


def begin(place: str | None, *, json: bool) -> Call:
    """Begin a call on the journal named, or on the person's own."""
    return Call(place or journal_path(), look(), now(), json=json)


def one_text(words: tuple[str, ...], what: str) -> str:
    """Join the words of an argument."""
    text = " ".join(words).strip()
    if not text:
        raise UsageError(say("{what} is empty.", what=what))
    return text


def from_stdin() -> str:
    """Read all of standard input as text."""
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(say("Standard input is not UTF-8 text (byte {place}).", place=error.start)) from None
