"""Wins as the insights count them: column by column, the whole journal as few long texts made within the database.

Ten thousand rows take several times as long to become Python's as a few texts of ten thousand words.
Loaded with the insights alone, as numpy is.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.columns import UNKNOWN, JudgedColumns, Lists, lists_of
from smallwins.insights.decided import Bytes, values_of
from smallwins.insights.ids import Ids
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, STRETCH_WORDS, Gain
from smallwins.method.saying import say
from smallwins.method.signals import alignment, gain, stretch
from smallwins.method.signals.reading import READINGS
from smallwins.method.win import GUTS, KINDS, LOOKS, VERDICTS
from smallwins.storage.many_days import LENGTH, ordinals_at
from smallwins.storage.moments import moment_at, strings_at
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_FELT: Final = range(len(STRETCH_WORDS))
_SIGNED: Final[tuple[tuple[tuple[object, ...], int], ...]] = (  # all that can be answered, and which sign tells it
    (VERDICTS, 0),
    (READINGS, 0),  # of momentum
    (KINDS, 2),
    (MOTIVES, 0),
    (GUTS, 0),
    ((*_FELT,), 0),
    ((*LOOKS,), 0),
    (DIRECTIONS, 0),
    (OPENED, 3),
)
_TOLD: Final = LENGTH + len(_SIGNED)  # the day comes first
_WRONG: Final = 254


def judged_columns(connection: Connection, owner: int) -> JudgedColumns:
    """Return every win in the order of the numbers."""
    columns = [connection.AS_LINES.format(column, "number") for column in ("id", "lists")]
    columns.append(connection.AS_ONE.format("told", "number"))
    ids, lists, told = connection.execute(
        f"SELECT {', '.join(columns)} FROM win WHERE owner = ? AND number > 0", (owner,)
    ).fetchone()
    try:
        wins = Ids(ids or "")
        signs = (told or "").encode("ascii")
        answers = _answers(signs, len(wins))
        goals, gains, of_each = _few(lists, len(wins))
        gain_reads = np.array([READINGS.index(gain.read(_gains(text))) for text in gains], dtype=np.uint8)
        verdicts, _, kinds, motives, guts, stretches, looks, *_ = answers
        aligned, moves, claimed, all_moves = _read(answers, gain_reads[of_each])
        on, toward, built = ordinals_at(signs, _TOLD), _lists(goals, of_each), _lists(gains, of_each)
        return JudgedColumns(
            wins,
            on,
            verdicts,
            kinds,
            motives,
            guts,
            stretches,
            looks,
            aligned,
            moves,
            claimed,
            all_moves,
            toward,
            built,
        )
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a win that makes no sense")) from error


def _table_of(words: tuple[object, ...], sign: int) -> bytes:
    """Return the place of each word by its sign; a win's `told` has the same sign of it."""
    table = bytearray([_WRONG] * 256)
    table[ord("-")] = UNKNOWN
    for place, word in enumerate(words):
        table[ord(str(word)[sign])] = place
    return bytes(table)


_TABLES: Final = tuple(_table_of(*each) for each in _SIGNED)


def _answers(signs: bytes, count: int) -> list[bytes]:
    """Return the place of each answer among all that there are; UNKNOWN where there is none."""
    if len(signs) != count * _TOLD:
        raise ValueError("a win that is told of too much or too little")  # unsaid: for developers
    answers = [signs[place::_TOLD].translate(table) for place, table in enumerate(_TABLES, LENGTH)]
    if any(_WRONG in answer for answer in answers):
        raise ValueError("an answer that no question gives")  # unsaid: for developers
    return answers


def _reads(*answers: Bytes, table: NDArray[np.uint8]) -> Bytes:
    """Look up what a signal reads; the last place of each side of the table is for no answer."""
    places = (np.minimum(answer, size - 1) for answer, size in zip(answers, table.shape, strict=True))
    found: Bytes = table[tuple(places)]
    return found


def _read(answers: list[bytes], gain_reads: Bytes) -> Iterable[bytes]:
    """Return what alignment and all signals read, as JudgedColumns has it."""
    _, momentum_reads, _, motive, _, felt, _, direction, opened = map(values_of, answers)
    reads = [
        _reads(direction, motive, table=_ALIGNMENT),
        _reads(felt, table=_STRETCH),
        gain_reads,
    ]
    aligned, *others = (each == _YES for each in reads)
    moves = np.sum([aligned, *others], axis=0, dtype=np.uint8)
    all_open = np.all([each == _OPEN for each in (*reads, momentum_reads)], axis=0)
    answered = (direction != UNKNOWN) & (felt != UNKNOWN) & (gain_reads != _OPEN)
    yield np.where(direction != UNKNOWN, aligned, UNKNOWN).astype(np.uint8).tobytes()
    yield np.where(answered, moves, UNKNOWN).astype(np.uint8).tobytes()
    yield (opened == OPENED.index("door")).tobytes()
    yield np.where(all_open, UNKNOWN, moves + (momentum_reads == _YES)).astype(np.uint8).tobytes()


_YES, _OPEN = READINGS.index("yes"), READINGS.index("open")
_ALIGNMENT: Final = np.array(
    [[READINGS.index(alignment.read(way, motive)) for motive in (*MOTIVES, None)] for way in (*DIRECTIONS, None)],
    dtype=np.uint8,
)
_STRETCH: Final = np.array([READINGS.index(stretch.read(felt)) for felt in (*_FELT, None)], dtype=np.uint8)


def _gains(text: str) -> tuple[Gain, ...] | None:
    return strings_at(text) if text else None


def _few(written: str | None, count: int) -> tuple[list[str], list[str], NDArray[np.int32]]:
    """Return the goals and the gains of the different lines, of which there are few, and the place of each line."""
    lines = (written or "").split("\n") if count else []
    if len(lines) != count:
        raise ValueError("a list that is more than a line")  # unsaid: for developers
    place: defaultdict[str, int] = defaultdict()
    place.default_factory = place.__len__  # each line that is new takes the next place
    of_each = np.fromiter(map(place.__getitem__, lines), dtype=np.int32, count=count)
    different = [line.split("\t") for line in place]
    return [goals for goals, _ in different], [gains for _, gains in different], of_each


def _lists(texts: list[str], of_each: NDArray[np.int32]) -> Lists:
    read = lists_of([strings_at(text) for text in texts])  # nothing and an empty list read alike
    return Lists(read.known, array("i", np.array(read.places, dtype=np.int32)[of_each].tobytes()))


def claimed_at(connection: Connection, owner: int) -> dict[str, datetime]:
    """Return when each win was last answered `opened: door`, where history knows; also where that was taken back."""
    rows: Iterable[tuple[Any, Any]] = connection.execute(
        f"SELECT win_id, max(at) FROM history WHERE owner = ? AND {connection.CLAIMED_DOOR} GROUP BY win_id",
        (owner,),
    )
    return {win_id: moment_at(at) for win_id, at in rows}
