"""What a person asks of a crossroads, as values; see journal/commands.py."""

from datetime import date, datetime
from typing import NamedTuple

from smallwins.journal.commands import UNSET, Unset
from smallwins.method.answers import Direction, Gain, Motive, Opened


class NewOption(NamedTuple):
    """One way to go, as it is named at first."""

    id: str
    title: str
    looks: int | None = None


class NewCrossroads(NamedTuple):
    """Put an offer down before it is taken."""

    id: str
    at: datetime
    title: str
    options: tuple[NewOption, ...]


class RenameCrossroads(NamedTuple):
    """Call a crossroads by another name."""

    crossroads: str
    at: datetime
    title: str


class AddOption(NamedTuple):
    """Put another way to go beside the others."""

    id: str
    crossroads: str
    at: datetime
    title: str
    looks: int | None = None


class EditOption(NamedTuple):
    """Change what an option is called, or how good it would look to others."""

    crossroads: str
    option: str
    at: datetime
    title: str | Unset = UNSET
    looks: int | None | Unset = UNSET


class RemoveOption(NamedTuple):
    """Take an option out."""

    crossroads: str
    option: str
    at: datetime


class AnswerOption(NamedTuple):
    """Answer some of the questions about an option; None takes an answer back."""

    crossroads: str
    option: str
    at: datetime
    direction: Direction | None | Unset = UNSET
    goals: tuple[str, ...] | Unset = UNSET
    motive: Motive | None | Unset = UNSET
    opened: Opened | None | Unset = UNSET
    door_note: str | None | Unset = UNSET
    stretch: int | None | Unset = UNSET
    gains: tuple[Gain, ...] | None | Unset = UNSET


class Decide(NamedTuple):
    """Write down which option is taken, why, and when to look back."""

    crossroads: str
    option: str
    at: datetime
    on: date  # the person's day
    reason: str
    look_back_on: date | None = None  # a quarter on, unless the person says otherwise


class LookBack(NamedTuple):
    """Write down how it turned out."""

    crossroads: str
    at: datetime
    outcome: str
    via: str = ""  # as in AnswerWin


class PutOffLookingBack(NamedTuple):
    """Choose another day to look back."""

    crossroads: str
    at: datetime
    on: date
    look_back_on: date
    via: str = ""  # as in AnswerWin


class ReopenCrossroads(NamedTuple):
    """Take a decision up again."""

    crossroads: str
    at: datetime


class DeleteCrossroads(NamedTuple):
    """Take a crossroads out of the journal; undo brings it back."""

    crossroads: str
    at: datetime


class TakeAsWin(NamedTuple):
    """Make a win of the option taken."""

    id: str  # of the win
    crossroads: str
    at: datetime
    happened_on: date
    title: str | None = None  # the option's own, unless the person says otherwise


class LinkToWin(NamedTuple):
    """Say which win, written down already, the option taken became."""

    crossroads: str
    win: str
    at: datetime
