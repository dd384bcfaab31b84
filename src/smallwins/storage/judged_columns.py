"""Wins as the questions of the insights count them: column by column, each made one text within SQLite.

Ten thousand rows of a dozen values take four times as long to become Python's as a dozen texts of ten thousand.
"""

import json
from array import array
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from smallwins.insights.columns import UNKNOWN, JudgedColumns, Lists, PicturedColumns, lists_of
from smallwins.method.answers import MOTIVES
from smallwins.method.win import GUTS, KINDS, VERDICTS
from smallwins.storage.moments import day_at, moment_at, strings_at
from smallwins.storage.places import MOST_WINS, place_of
from smallwins.storage.sqlite import Connection, damaged


def _place_in(column: str, values: Iterable[str]) -> str:
    cases = " ".join(f"WHEN '{value}' THEN {place}" for place, value in enumerate(values))
    return f"CASE {column} {cases} END"


_ANSWERED: Final = "direction IS NOT NULL AND stretch IS NOT NULL AND gains IS NOT NULL"
_READ_YES: Final = "(alignment = 'yes') + (stretch_reads = 'yes') + (gain = 'yes')"
_ANSWERS: Final = (  # in the order of JudgedColumns; each comes to one digit, or to NULL where nothing was answered
    _place_in("verdict", VERDICTS),
    _place_in("kind", KINDS),
    _place_in("motive", MOTIVES),
    _place_in("gut", GUTS),
    "stretch",
    "looks",
    "CASE WHEN direction IS NOT NULL THEN alignment = 'yes' END",
    f"CASE WHEN {_ANSWERED} THEN {_READ_YES} END",
    "opened IS 'door'",
)
_COLUMNS: Final = ", ".join(f"group_concat(coalesce({answer}, '-'), '')" for answer in _ANSWERS)
_MOVES: Final = (
    "CASE WHEN NOT (alignment = 'open' AND momentum = 'open' AND stretch_reads = 'open' AND gain = 'open')"
    f" THEN (momentum = 'yes') + {_READ_YES} END"
)
_VALUE_OF: Final = bytes(value - 48 if 48 <= value < 58 else UNKNOWN for value in range(256))  # "0" is 48


def judged_columns(connection: Connection, owner: int) -> JudgedColumns:
    """Return every win in the order of the numbers, which is that of the places, in which SQLite reads them."""
    row = connection.execute(
        f"SELECT json_group_array(id), json_group_array(happened_on), {_COLUMNS} FROM win"
        " WHERE place > ? AND place <= ?",
        (place_of(owner, 0), place_of(owner, MOST_WINS)),
    ).fetchone()
    try:
        ids, days = json.loads(row[0]), json.loads(row[1])
        ordinals = {day: day_at(day).toordinal() for day in set(days)}
        columns = [_values_of(digits or "", len(ids)) for digits in row[2:]]
        return JudgedColumns(ids, array("i", map(ordinals.__getitem__, days)), *columns)
    except (ValueError, TypeError) as error:
        raise damaged("file", "holds a win that makes no sense") from error


def pictured_columns(connection: Connection, owner: int) -> PicturedColumns:
    """Return of every win, in the same order, what the pictures count besides."""
    goals, gains, moves = connection.execute(
        f"SELECT json_group_array(goals), json_group_array(gains), group_concat(coalesce({_MOVES}, '-'), '') FROM win"
        " WHERE place > ? AND place <= ?",
        (place_of(owner, 0), place_of(owner, MOST_WINS)),
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
        "SELECT win_id, max(at) FROM history WHERE owner = ? AND instr(change, '\"opened\"')"
        " AND json_extract(change, '$.opened[1]') = 'door' GROUP BY win_id",
        (owner,),
    )
    return {win_id: moment_at(at) for win_id, at in rows}
