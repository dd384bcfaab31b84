"""Wins as the questions of the insights count them: column by column, each made one text within the database.

Ten thousand rows of a dozen values take four times as long to become Python's as a dozen texts of ten thousand.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from smallwins.insights.columns import UNKNOWN, JudgedColumns, Lists, PicturedColumns, lists_of
from smallwins.method.answers import MOTIVES
from smallwins.method.win import GUTS, KINDS, VERDICTS
from smallwins.storage.moments import day_at, moment_at, strings_at
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection


def _place_in(column: str, values: Iterable[str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(values))
    return f"CASE {column} {cases} END"


_ANSWERED: Final = "direction IS NOT NULL AND stretch IS NOT NULL AND gains IS NOT NULL"
_READ_YES: Final = " + ".join(f"CAST({signal} = 'yes' AS INTEGER)" for signal in ("alignment", "stretch_reads", "gain"))
_ANSWERS: Final = (  # in the order of JudgedColumns; each comes to one digit, or to NULL where nothing was answered
    _place_in("verdict", VERDICTS),
    _place_in("kind", KINDS),
    _place_in("motive", MOTIVES),
    _place_in("gut", GUTS),
    "stretch",
    "looks",
    "CASE WHEN direction IS NOT NULL THEN CAST(alignment = 'yes' AS INTEGER) END",
    f"CASE WHEN {_ANSWERED} THEN {_READ_YES} END",
    "CASE opened WHEN 'door' THEN 1 ELSE 0 END",
)
_MOVES: Final = (
    "CASE WHEN NOT (alignment = 'open' AND momentum = 'open' AND stretch_reads = 'open' AND gain = 'open')"
    f" THEN CAST(momentum = 'yes' AS INTEGER) + {_READ_YES} END"
)
_VALUE_OF: Final = bytes(value - 48 if 48 <= value < 58 else UNKNOWN for value in range(256))  # "0" is 48


def judged_columns(connection: Connection, owner: int) -> JudgedColumns:
    """Return every win in the order of the numbers."""
    columns = [connection.AS_LIST.format(column, "place") for column in ("id", "happened_on")]
    columns += [connection.AS_TEXT.format(f"coalesce(CAST({answer} AS TEXT), '-')", "place") for answer in _ANSWERS]
    row = connection.execute(
        f"SELECT {', '.join(columns)} FROM win WHERE {connection.AFTER_NUMBER}",
        (owner, 0),
    ).fetchone()
    try:
        ids, days = json.loads(row[0]), json.loads(row[1])
        ordinals = {day: day_at(day).toordinal() for day in set(days)}
        values = [_values_of(digits or "", len(ids)) for digits in row[2:]]
        return JudgedColumns(ids, array("i", map(ordinals.__getitem__, days)), *values)
    except (ValueError, TypeError) as error:
        raise damaged("file", "holds a win that makes no sense") from error


def pictured_columns(connection: Connection, owner: int) -> PicturedColumns:
    """Return of every win, in the same order, what the pictures count besides."""
    columns = [connection.AS_LIST.format(column, "place") for column in ("goals", "gains")]
    columns.append(connection.AS_TEXT.format(f"coalesce(CAST({_MOVES} AS TEXT), '-')", "place"))
    goals, gains, moves = connection.execute(
        f"SELECT {', '.join(columns)} FROM win WHERE {connection.AFTER_NUMBER}", (owner, 0)
    ).fetchone()
    try:
        written = json.loads(goals)
        return PicturedColumns(_values_of(moves or "", len(written)), _lists(written), _lists(json.loads(gains)))
    except (ValueError, TypeError) as error:
        raise damaged("file", "holds a win that makes no sense") from error


def _lists(written: list[str | None]) -> Lists:
    read = {each: () if each is None else strings_at(each) for each in dict.fromkeys(written)}
    return lists_of([read[each] for each in written])


def _values_of(digits: str, count: int) -> bytes:
    if len(digits) != count:
        raise ValueError("an answer that no question gives")
    return digits.encode("ascii").translate(_VALUE_OF)


def claimed_at(connection: Connection, owner: int) -> dict[str, datetime]:
    """Return when each win was last answered `opened: door`, where history knows; also where that was taken back."""
    rows = connection.execute(
        f"SELECT win_id, max(at) FROM history WHERE owner = ? AND {connection.CLAIMED_DOOR} GROUP BY win_id",
        (owner,),
    )
    return {win_id: moment_at(at) for win_id, at in rows}
