"""Keys as they are pressed, one at a time, from a terminal that can; whole lines from one that cannot."""

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

from smallwins.language import _

ENTER = "\n"
SKIP_SEQUENCE = 0.02  # seconds in which the rest of an arrow key arrives


class Keyboard(Protocol):
    """How the person's answers come in."""

    def key(self) -> str:
        """Return one key; ENTER for a bare Enter. Raise EOFError where the input has ended."""

    def line(self, prompt: str) -> str:
        """Return one line of text, without its end."""


class LineKeyboard:
    """A terminal without raw keys: the first letter of a line counts as the key."""

    def key(self) -> str:
        """Return the first character of a line."""
        return (self.line("") or ENTER)[0]

    def line(self, prompt: str) -> str:
        """Return one line of text."""
        while True:
            try:
                return input(prompt).strip()
            except UnicodeDecodeError:
                print(_("(That could not be read as text. Once more, please.)"))


class RawKeyboard(LineKeyboard):
    """A terminal that hands over each key at once."""

    def __init__(self, keys: "Modes") -> None:
        self._modes = keys
        self._descriptor = sys.stdin.fileno()

    def key(self) -> str:
        """Return one key; arrow and function keys are passed over."""
        while True:
            first = os.read(self._descriptor, 1)
            if not first or first == b"\x04":
                raise EOFError
            if first == b"\x1b":
                self._pass_over_sequence()
                continue
            whole = first + b"".join(os.read(self._descriptor, 1) for _ in range(_bytes_after(first[0])))
            char = whole.decode(errors="replace")
            return ENTER if char in "\r\n" else char

    def line(self, prompt: str) -> str:
        """Return one line, edited as the terminal edits lines."""
        self._modes.lines()
        try:
            return super().line(prompt)
        finally:
            self._modes.keys()

    def _pass_over_sequence(self) -> None:
        import select  # noqa: PLC0415 - only for arrow keys

        while select.select([self._descriptor], [], [], SKIP_SEQUENCE)[0]:
            if os.read(self._descriptor, 1).isalpha():
                return


class Modes:
    """The two ways a terminal can stand: keys at once, or lines with their own echo."""

    def __init__(self) -> None:
        import termios  # noqa: PLC0415 - not on every platform
        import tty  # noqa: PLC0415 - not on every platform

        self._termios: Any = termios
        self._tty: Any = tty
        self._descriptor = sys.stdin.fileno()
        self._before: list[Any] = termios.tcgetattr(self._descriptor)

    def keys(self) -> None:
        """Hand over each key at once; what was typed ahead is kept."""
        self._tty.setcbreak(self._descriptor, self._termios.TCSADRAIN)

    def lines(self) -> None:
        """Stand as the terminal stood before."""
        self._termios.tcsetattr(self._descriptor, self._termios.TCSADRAIN, self._before)


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """Give the keys of the terminal for a while, and leave it as it was, whatever happens."""
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401, PLC0415 - loading it is what lets people edit a line
    modes = _modes()
    if modes is None:
        yield LineKeyboard()
        return
    before = {
        number: signal.signal(number, handler)
        for number, handler in ((signal.SIGTERM, _end), (signal.SIGCONT, lambda _number, _frame: modes.keys()))
    }
    modes.keys()
    try:
        yield RawKeyboard(modes)
    finally:
        modes.lines()
        for number, handler in before.items():
            signal.signal(number, handler)


def _modes() -> Modes | None:
    if os.environ.get("TERM") == "dumb":
        return None
    try:
        return Modes()
    except Exception:  # noqa: BLE001 - termios.error cannot be named where there is no termios
        return None


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _bytes_after(first: int) -> int:
    """Count the bytes that follow the first one of a UTF-8 character."""
    if first < 0xC0:
        return 0
    return 1 if first < 0xE0 else 2 if first < 0xF0 else 3
