"""Where each win stands among the columns, found by its id: for ten thousand ids at once, without a string of each."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from smallwins.insights.ids import Ids

NOWHERE: Final = -1
SPARE: Final = 4  # so many doublings more slots than wins, so that few wins share one
LEAST: Final = 8  # doublings
_SPREAD: Final = np.array(  # odd and without a pattern: what is alike in two ids is not in their products
    [0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F],
    dtype=np.uint64,
)
_EIGHT: Final = 8  # bytes of a number
Keys = NDArray[np.uint64]
Places = NDArray[np.intp]


class Standing:
    """Tells where wins stand. Each id is eight letters a number; a slot in a table leads from these to the place."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._width = ids.width if ids.width and ids.width <= len(_SPREAD) * _EIGHT else None
        self._by_id: Mapping[str, int] | None = None
        if self._width is None:
            return
        self._keys = _keys(ids, self._width)
        self._bits = max(len(ids).bit_length() + SPARE, LEAST)
        slots, each = _slots(self._keys, self._bits), np.arange(len(ids), dtype=np.int32)
        self._table = np.zeros(1 << self._bits, dtype=np.int32)  # an id that is compared with another's is not found
        self._table[slots] = each
        (shared,) = np.nonzero(self._table[slots] != each)
        self._others = {self._keys[:, place].tobytes(): place for place in shared.tolist()}

    def of(self, ids: Ids) -> Places:
        """Return the place of each id, NOWHERE where it is none of the wins."""
        if not len(ids):
            return np.zeros(0, dtype=np.intp)
        if self._width is None or ids.width != self._width:
            return self._one_by_one(ids)
        keys = _keys(ids, self._width)
        places = self._table[_slots(keys, self._bits)].astype(np.intp)
        (elsewhere,) = np.nonzero((self._keys[:, places] != keys).any(axis=0))
        for one in elsewhere.tolist():
            places[one] = self._others.get(keys[:, one].tobytes(), NOWHERE)
        return places

    def _one_by_one(self, ids: Ids) -> Places:
        if self._by_id is None:
            self._by_id = {win: place for place, win in enumerate(self._ids)}
        return np.array([self._by_id.get(win, NOWHERE) for win in ids], dtype=np.intp)


def _keys(ids: Ids, width: int) -> Keys:
    """Return of all ids the first eight letters as numbers, then the next eight."""
    letters = np.frombuffer(f"{ids.text}\n".encode("ascii"), dtype=np.uint8).reshape(-1, width + 1)
    keys = np.zeros((len(ids), -(-width // _EIGHT)), dtype=np.uint64)
    keys.view(np.uint8)[:, :width] = letters[:, :width]
    return np.ascontiguousarray(keys.T)


def _slots(keys: Keys, bits: int) -> Places:
    spread = keys * _SPREAD[: len(keys), np.newaxis]
    slots: Places = (np.bitwise_xor.reduce(spread, axis=0) >> np.uint64(64 - bits)).astype(np.intp)
    return slots
