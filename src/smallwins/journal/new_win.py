"""The command that writes a win down, apart from the others, so that `smallwins add` loads this one alone."""

from datetime import date, datetime
from typing import NamedTuple

from smallwins.method.win import Gut, Kind, Origin


class AddWin(NamedTuple):
    """Write a win down."""

    id: str
    at: datetime
    title: str
    happened_on: date
    story: str | None = None
    kind: Kind | None = None
    tags: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()  # ids; naming one answers the direction: toward
    opened_by: tuple[str, ...] = ()  # ids of earlier wins
    looks: int | None = None
    gut: Gut | None = None
    origin: Origin = "own"
    via: str = ""  # who or what sent it, when that is not the person at a page or terminal
