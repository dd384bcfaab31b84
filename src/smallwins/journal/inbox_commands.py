"""What a person asks of the inbox, and of a file from elsewhere, as values; see journal/commands.py."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from smallwins.formats.candidate import NO_COLUMNS, TAG_SYMBOLS
from smallwins.formats.source import Source


class ImportForeign(NamedTuple):
    """Take a file of another program into the inbox."""

    at: datetime
    source: Source
    format: str | None = None  # None: recognise it
    columns: Mapping[str, str] = NO_COLUMNS  # field -> the column that holds it
    day_first: bool | None = None  # 03/04 is the third of April; None: as the file itself tells
    tag_symbols: str = TAG_SYMBOLS  # of jrnl: the signs that begin a tag


class KeepItem(NamedTuple):
    """Make a win of something in the inbox."""

    id: str  # of the win
    item: str
    at: datetime
    toward: tuple[str, ...] = ()  # ids of the person's own goals; naming one answers the direction: toward
    new_goals: tuple[tuple[str, str], ...] = ()  # id and title; each a goal that the item names, and the person wants
    via: str = ""  # who or what sent it, when that is not the person at a page or terminal


class MergeItem(NamedTuple):
    """Put something in the inbox into a win that there is."""

    item: str
    win: str
    at: datetime
    via: str = ""  # as in KeepItem


class LetGoItem(NamedTuple):
    """Let something in the inbox go."""

    item: str
    at: datetime
    via: str = ""  # as in KeepItem
