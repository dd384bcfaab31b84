"""Wins as the pictures of the insights see them: few columns of every win, with the day of its first door."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from smallwins.insights.evidence import JudgedRow
from smallwins.method.saying import say
from smallwins.method.signals.reading import Signals
from smallwins.storage.moments import day_at, strings_at
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_signals = lru_cache(maxsize=81)(Signals._make)  # there are no more
_row = JudgedRow._make
_few = lru_cache(maxsize=1024)(strings_at)


def judged_rows(connection: Connection, owner: int, door_days: Mapping[str, date]) -> tuple[JudgedRow, ...]:
    """Return every win in the order of the numbers, with the day of its first door."""
    rows = connection.execute(
        "SELECT id, number, title, happened_on, verdict, alignment, momentum, stretch_reads, gain,"
        " kind, direction, motive, stretch, gains, goals, looks, gut"
        f" FROM win WHERE {connection.AFTER_NUMBER} ORDER BY place",
        (owner, 0),
    )
    try:
        return tuple(
            [
                _row(
                    (win_id, number, title, day_at(day), verdict, _signals((a, m, s, g)), kind, direction, motive,
                    stretch, gains and _few(gains), _few(goals) if goals else (), looks, gut, door_days.get(win_id)),
                )
                for win_id, number, title, day, verdict, a, m, s, g, kind, direction, motive, stretch, gains, goals,
                looks, gut in rows
            ]
        )  # fmt: skip
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a win that makes no sense")) from error
