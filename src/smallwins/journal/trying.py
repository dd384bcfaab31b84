"""Doing something for real, so that everything is checked, and keeping nothing of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import NoReturn, TypeVar

Opened = TypeVar("Opened")
Outcome = TypeVar("Outcome")


class _Tried(Exception):  # noqa: N818 - no error: it leaves a transaction without a commit
    pass


def tried(opening: AbstractContextManager[Opened], work: Callable[[Opened], Outcome]) -> Outcome:
    """Do the work in the transaction that opens, roll it all back, and return what came of it."""
    found: list[Outcome] = []
    with suppress(_Tried), opening as opened:
        found.append(work(opened))
        _leave()
    return found[0]


def _leave() -> NoReturn:
    raise _Tried
