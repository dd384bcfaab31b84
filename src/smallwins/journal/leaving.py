"""Take the journal out in a format of others; smallwins/1, the lossless one, is in journal/exchange.py."""

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from smallwins.formats import leaving
from smallwins.journal.ports import Journal
from smallwins.method.saying import say

LeavingFormat = Literal["markdown", "csv", "jrnl"]


class Way(NamedTuple):
    """A format that a journal can leave in."""

    called: str  # for people
    ending: str
    media_type: str
    write: Callable[[leaving.Leaving], bytes]


WAYS: Mapping[LeavingFormat, Way] = {
    "markdown": Way(say("a folder of Markdown files"), "zip", "application/zip", leaving.markdown_zip),
    "csv": Way("a table (CSV)", "csv", "text/csv; charset=utf-8", leaving.table),
    "jrnl": Way(say("jrnl’s text"), "txt", "text/plain; charset=utf-8", leaving.jrnl),
}


def export_as(journal: Journal, format_name: LeavingFormat) -> bytes:
    """Write every win in a format of others, as far as it can hold them."""
    openers: dict[str, list[str]] = {}
    for door in journal.doors.everything():
        openers.setdefault(door.later, []).append(door.earlier)
    wins = tuple(journal.wins.everything())
    steps = journal.steps.of_wins([judged.win.id for judged in wins])
    going = leaving.Leaving(wins, openers, journal.goals.all(), steps)
    return WAYS[format_name].write(going)
