"""Wins as the insights count them: column by column, the whole journal as few long texts made within the database.

Ten thousand rows of a dozen values take four times as long to become Python's as a text with a sign for each answer.
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
from smallwins.method.answers import MOTIVES
from smallwins.method.win import GUTS, KINDS, VERDICTS
from smallwins.storage.moments import moment_at, strings_at
from smallwins.storage.sqlite import damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

Bytes = NDArray[np.uint8]
# Each answer becomes the first sign of its word, which tells it from all others; kinds differ in their third.
_WORDS: Final = (
    "verdict",
    "substr(kind, 3)",
    "motive",
    "gut",
    "direction",
    "opened",
    "gains",
    "alignment",
    "momentum",
    "stretch_reads",
    "gain",
)
_NUMBERS: Final = ("stretch", "looks")
_NONE: Final = 32  # a space: not answered
_WRONG: Final = 254  # an answer that no question gives
_WEIGHTS: Final = np.array([1000, 100, 10, 1, 0, 10, 1, 0, 10, 1])  # of the digits of 2026-11-22, each part by itself
_EPOCH: Final = 719163  # date(1970, 1, 1).toordinal(), where numpy begins to count days


def _places(values: Iterable[str]) -> Bytes:
    """Return by the sign of an answer its place among all that there are."""
    places = np.full(256, _WRONG, dtype=np.uint8)
    places[_NONE] = UNKNOWN
    for place, value in enumerate(values):
        places[ord(value)] = place
    return places


_VERDICT, _KIND = _places(word[0] for word in VERDICTS), _places(word[2] for word in KINDS)
_MOTIVE, _GUT = _places(word[0] for word in MOTIVES), _places(word[0] for word in GUTS)
_NUMBER: Final = _places("01234")


def judged_columns(connection: Connection, owner: int) -> JudgedColumns:
    """Return every win in the order of the numbers."""
    columns = [connection.AS_LIST.format(column, "place") for column in ("id", "goals", "gains")]
    signs = connection.signs(_WORDS, _NUMBERS)
    columns += [connection.AS_TEXT.format(column, "place") for column in ("happened_on", signs)]
    ids, goals, gains, days, signs = connection.execute(
        f"SELECT {', '.join(columns)} FROM win WHERE {connection.AFTER_NUMBER}",
        (owner, 0),
    ).fetchone()
    try:
        known = json.loads(ids)
        answers = _table(signs, len(known), len(_WORDS) + len(_NUMBERS))
        return JudgedColumns(
            known, _days(_table(days, len(known), 10)), *_answers(*answers.T), _lists(goals), _lists(gains)
        )
    except (ValueError, TypeError) as error:
        raise damaged("file", "holds a win that makes no sense") from error


def _answers(
    verdict: Bytes, kind: Bytes, motive: Bytes, gut: Bytes, direction: Bytes, opened: Bytes, gains: Bytes,
    *rest: Bytes,
) -> Iterable[bytes]:  # fmt: skip
    """Return the columns of answers in the order of JudgedColumns."""
    *signals, stretch, looks = rest
    alignment, momentum, stretch_reads, gain = (signal == ord("y") for signal in signals)
    moves = np.add(alignment, stretch_reads, dtype=np.uint8) + gain
    all_open = np.logical_and.reduce([signal == ord("o") for signal in signals])
    answered = (direction != _NONE) & (stretch != _NONE) & (gains != _NONE)
    yield from (
        _checked(places[signs])
        for places, signs in (
            (_VERDICT, verdict), (_KIND, kind), (_MOTIVE, motive), (_GUT, gut), (_NUMBER, stretch), (_NUMBER, looks)
        )
    )  # fmt: skip
    yield np.where(direction != _NONE, alignment, UNKNOWN).astype(np.uint8).tobytes()
    yield np.where(answered, moves, UNKNOWN).astype(np.uint8).tobytes()
    yield (opened == ord("d")).tobytes()
    yield np.where(all_open, UNKNOWN, moves + momentum).astype(np.uint8).tobytes()


def _checked(places: Bytes) -> bytes:
    if (places == _WRONG).any():
        raise ValueError("an answer that no question gives")
    return places.tobytes()


def _table(text: str | None, rows: int, width: int) -> Bytes:
    return np.frombuffer((text or "").encode("ascii"), dtype=np.uint8).reshape(rows, width)


def _days(signs: Bytes) -> array[int]:
    """Read days as date.toordinal counts them; one that the calendar has not comes out as another, and is refused."""
    digits = signs.astype(np.int64) - ord("0")
    parts = digits * _WEIGHTS
    years, months, days = parts[:, :4].sum(axis=1), parts[:, 5:7].sum(axis=1), parts[:, 8:].sum(axis=1)
    month = (12 * (years - 1970) + months - 1).astype("M8[M]")
    day = month.astype("M8[D]") + (days - 1)
    separate = np.zeros(10, dtype=np.bool_)
    separate[[4, 7]] = True
    fine = np.where(separate, signs == ord("-"), (digits >= 0) & (digits <= 9)).all()
    if not (
        fine and (years > 0).all() and ((months >= 1) & (months <= 12)).all() and (day.astype("M8[M]") == month).all()
    ):
        raise ValueError("a day that the calendar has not")
    return array("i", (day.astype(np.int64) + _EPOCH).astype(np.int32).tobytes())


def _lists(written: str) -> Lists:
    column: list[str | None] = json.loads(written)
    known: Mapping[str | None, int] = {each: place for place, each in enumerate(dict.fromkeys(column))}
    read = lists_of([strings_at(each) for each in known])  # nothing and an empty list read alike
    return Lists(read.known, array("i", [read.places[known[each]] for each in column]))


def claimed_at(connection: Connection, owner: int) -> dict[str, datetime]:
    """Return when each win was last answered `opened: door`, where history knows; also where that was taken back."""
    rows: Iterable[tuple[Any, Any]] = connection.execute(
        f"SELECT win_id, max(at) FROM history WHERE owner = ? AND {connection.CLAIMED_DOOR} GROUP BY win_id",
        (owner,),
    )
    return {win_id: moment_at(at) for win_id, at in rows}
