"""What the terminal can: whether it is one, how wide it is, whether it shows colour and signs beyond ASCII."""

import os
import sys
from typing import Literal, NamedTuple, TextIO

Tone = Literal["real", "early", "shiny", "strong", "faint"]
TONES: dict[Tone, str] = {"real": "32", "early": "33", "shiny": "35", "strong": "1", "faint": "2"}
SIGNS = {"real": "●", "early": "◷", "shiny": "✧"}
PLAIN_SIGNS = {"real": "*", "early": "o", "shiny": "+"}
WIDEST = 100  # columns of prose; longer lines are hard to read
UNKNOWN_WIDTH = 80
NO_END = 100_000  # columns of a table in a pipe: one line each, so that other programs find it whole


class Terminal(NamedTuple):
    """Where the output goes, and what can be shown there."""

    is_one: bool
    columns: int
    colour: bool
    unicode: bool

    @property
    def width(self) -> int:
        """Columns of prose."""
        return min(self.columns, WIDEST)

    @property
    def table_width(self) -> int:
        """Columns of a table: those of the window; without an end where a program reads."""
        return self.columns if self.is_one else NO_END

    def tone(self, text: str, tone: Tone) -> str:
        """Colour a text, where colour can be shown."""
        return f"\x1b[{TONES[tone]}m{text}\x1b[0m" if self.colour and text else text

    def sign(self, verdict: str) -> str:
        """Return the sign of a verdict: its shape carries the meaning, colour only helps."""
        return (SIGNS if self.unicode else PLAIN_SIGNS)[verdict]


def look(stream: TextIO | None = None) -> Terminal:
    """See what the stream (standard output unless told otherwise) can show."""
    stream = stream or sys.stdout
    is_one = stream.isatty()
    environ = os.environ
    colour = is_one and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    encoding = (getattr(stream, "encoding", None) or "ascii").lower().replace("-", "")
    return Terminal(is_one, _columns(stream) if is_one else UNKNOWN_WIDTH, colour, encoding.startswith("utf"))


def _columns(stream: TextIO) -> int:
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told) > 0:
        return int(told)
    try:
        return os.get_terminal_size(stream.fileno()).columns or UNKNOWN_WIDTH
    except (OSError, ValueError):
        return UNKNOWN_WIDTH


def person_answers() -> bool:
    """Tell whether there is a person to ask: both standard input and output are a terminal."""
    return bool(sys.stdin and sys.stdin.isatty() and sys.stdout.isatty())
