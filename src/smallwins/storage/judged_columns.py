"""Wins as the insights count them: column by column, the whole journal as few long texts made within the database.

Ten thousand rows of a dozen values take four times as long to become Python's as a dozen texts of ten thousand words.
Loaded with the insights alone, as numpy is.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.columns import UNKNOWN, JudgedColumns, Lists, lists_of
from smallwins.method.answers import DIRECTIONS, MOTIVES, OPENED, STRETCH_WORDS, Gain
from smallwins.method.signals import alignment, gain, stretch
from smallwins.method.signals.reading import READINGS
from smallwins.method.win import GUTS, KINDS, LOOKS, VERDICTS
from smallwins.storage.moments import moment_at, strings_at
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

Bytes = NDArray[np.uint8]
_FELT: Final = range(len(STRETCH_WORDS))
_ANSWERS: Final[Mapping[str, tuple[object, ...]]] = {  # all that each can be
    "verdict": VERDICTS,
    "kind": KINDS,
    "motive": MOTIVES,
    "gut": GUTS,
    "stretch": (*_FELT,),
    "looks": (*LOOKS,),
    "direction": DIRECTIONS,
    "opened": OPENED,
    "momentum": READINGS,
}
_WEIGHTS: Final = np.array(  # of the digits of 2026-11-22 in its line, for the year, the month and the day
    [[0, 1000, 100, 10, 1, *[0] * 6], [*[0] * 6, 10, 1, *[0] * 3], [*[0] * 9, 10, 1]], dtype=np.int32
)
_SIGNS: Final = np.array([ord(sign) for sign in "\n0000-00-00"], dtype=np.int32)
_BEYOND: Final = 128  # all signs of words, so that a place is never taken for one
_PLACE_OF: Final = bytes(UNKNOWN if sign == UNKNOWN else max(sign - _BEYOND, 0) for sign in range(256))
_EPOCH: Final = 719163  # date(1970, 1, 1).toordinal(), where numpy begins to count days


def judged_columns(connection: Connection, owner: int) -> JudgedColumns:
    """Return every win in the order of the numbers."""
    columns = [connection.AS_LIST.format("id", "place")]
    columns += [connection.AS_LINES.format(column, "place") for column in ("goals", "gains", "happened_on", *_ANSWERS)]
    ids, goals, gains, days, *words = connection.execute(
        f"SELECT {', '.join(columns)} FROM win WHERE {connection.AFTER_NUMBER}",
        (owner, 0),
    ).fetchone()
    try:
        wins = json.loads(ids)
        answers = [_places(*each, len(wins)) for each in zip(words, _ANSWERS.values(), strict=True)]
        texts, of_each = _few(gains, len(wins))
        gain_reads = np.array([READINGS.index(gain.read(_gains(text))) for text in texts], dtype=np.uint8)
        verdicts, kinds, motives, guts, stretches, looks = (answer.tobytes() for answer in answers[:6])
        aligned, moves, claimed, all_moves = _read(answers, gain_reads[of_each])
        on, toward, built = _days(days, len(wins)), _lists(*_few(goals, len(wins))), _lists(texts, of_each)
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
        raise damaged("file", "holds a win that makes no sense") from error


def _places(words: str | None, known: Iterable[object], count: int) -> Bytes:
    """Return the place of each word among all that there are; UNKNOWN where there is none."""
    text = _lines(words, count)
    for place, word in sorted(enumerate(map(str, known)), key=lambda each: -len(each[1])):
        text = text.replace(f"\n{word}".encode("ascii"), bytes([_BEYOND + place]))
    text = text.replace(b"\n", bytes([UNKNOWN]))
    if len(text) != count:
        raise ValueError("an answer that no question gives")
    return np.frombuffer(text.translate(_PLACE_OF), dtype=np.uint8)


def _lines(text: str | None, count: int) -> bytes:
    """Return lines, each with its sign before it, so that no word is found across two of them."""
    return b"\n" + (text or "").encode("ascii") if count else b""


def _reads(*answers: Bytes, table: NDArray[np.uint8]) -> Bytes:
    """Look up what a signal reads; the last place of each side of the table is for no answer."""
    places = (np.minimum(answer, size - 1) for answer, size in zip(answers, table.shape, strict=True))
    found: Bytes = table[tuple(places)]
    return found


def _read(answers: list[Bytes], gain_reads: Bytes) -> Iterable[bytes]:
    """Return what alignment and all signals read, as JudgedColumns has it."""
    _, _, motive, _, felt, _, direction, opened, momentum_reads = answers
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


def _days(words: str | None, count: int) -> array[int]:
    """Read days as date.toordinal counts them; one that the calendar has not comes out as another, and is refused."""
    digits = np.frombuffer(_lines(words, count), dtype=np.uint8).reshape(count, len(_SIGNS)) - _SIGNS
    years, months, days = (digits @ weights for weights in _WEIGHTS)
    month = (12 * (years - 1970) + months - 1).astype("M8[M]")
    day = month.astype("M8[D]") + (days - 1)
    written = (digits >= 0) & (digits <= np.where(_WEIGHTS.any(axis=0), 9, 0))
    there = (years > 0) & (months > 0) & (months <= 12) & (day.astype("M8[M]") == month)
    if not (written.all() and there.all()):
        raise ValueError("a day that the calendar has not")
    return array("i", (day.astype(np.int64) + _EPOCH).astype(np.int32).tobytes())


def _gains(text: str) -> tuple[Gain, ...] | None:
    return strings_at(text) if text else None


def _few(written: str | None, count: int) -> tuple[list[str], NDArray[np.int32]]:
    """Return the different lines of a text, of which there are few, and the place of each line among them."""
    lines = (written or "").split("\n") if count else []
    place = {line: number for number, line in enumerate(dict.fromkeys(lines))}
    if len(lines) != count:
        raise ValueError("a list that is more than a line")
    return list(place), np.fromiter(map(place.__getitem__, lines), dtype=np.int32, count=count)


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
