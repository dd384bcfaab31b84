"""What was worked out of a journal, kept in the process until that journal changes; never another person's."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from smallwins.journal.ports import Journal

MOST = 24  # for a server's few threads, each with its own connection to the journal; the one unused longest goes
_Found = TypeVar("_Found")
_kept: OrderedDict[tuple[object, ...], object] = OrderedDict()
MOST_PARTS = 200  # about ten of a person; the one unused longest goes
_parts: OrderedDict[tuple[object, str], tuple[object, object]] = OrderedDict()  # (inputs, found) by whose, and the name
_lock = Lock()


def kept(journal: Journal, work: Callable[..., _Found], *given: object) -> _Found:
    """Return work(journal, *given), worked out anew only after a change or where something else is given.

    The stamp names the owner beside the state of the journal, so two people never share an entry. While a journal has
    changes that are not committed it has no stamp, and nothing of it is kept.
    """
    stamp = journal.stamp()
    if stamp is None:
        return work(journal, *given)
    key = stamp, work, *given
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]  # type: ignore[return-value]  # what stands under this key came from this work
    with _no_search_for_circles():
        found = work(journal, *given)
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return found


def kept_by(journal: Journal, name: str, inputs: object, work: Callable[[], _Found]) -> _Found:
    """Return work(), worked out anew only where its inputs differ from those of the last time, in whatever way.

    It is for a part that a change of the journal seldom touches. The work must be made of these inputs alone; they are
    compared as a whole, and nobody may change them afterwards. Of each part the last is kept, under its owner's name.
    """
    key = journal.whose(), name
    with _lock:
        last = _parts.get(key)
        if last is not None:
            _parts.move_to_end(key)
    if last is not None and last[0] == inputs:
        return last[1]  # type: ignore[return-value]  # what stands under this name came from this work
    found = work()
    with _lock:
        _parts[key] = inputs, found
        _parts.move_to_end(key)
        while len(_parts) > MOST_PARTS:
            _parts.popitem(last=False)
    return found


@contextmanager
def _no_search_for_circles() -> Iterator[None]:
    """Have Python look for no values that hold each other: thousands are made here, all to be kept, and none do."""
    searched = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searched:  # of works within works, and of threads side by side, the one that found it on turns it on again
            gc.enable()


def forget() -> None:
    """Forget what was kept, so that the next to ask has it worked out."""
    with _lock:
        _kept.clear()
        _parts.clear()
