"""Ids by the thousand: one text, a line each, as a database makes it; cut into strings only where asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload


class Ids(Sequence[str]):
    """Ids in their order. Nearly always all are as long as each other, and then any of them is found by counting."""

    __slots__ = ("_cut", "_size", "text", "width")

    def __init__(self, text: str) -> None:
        self.text = text  # no id has two lines, and none is empty
        width = max(text.find("\n"), 0) or len(text)
        self._size = text.count("\n") + 1 if text else 0
        alike = text.isascii() and text[width :: width + 1] == "\n" * (self._size - 1)
        self.width = width if alike and len(text) == self._size * (width + 1) - 1 else None
        """How long every one of them is; None where one is longer than another, or has other letters than ASCII's."""
        self._cut = None if self.width else text.split("\n") if text else []

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if self._cut is not None or isinstance(place, slice):
            return self._all()[place]
        begin = range(self._size)[place] * (self.width or 0) + range(self._size)[place]
        return self.text[begin : begin + (self.width or 0)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, Ids) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def _all(self) -> list[str]:
        return self.text.split("\n") if self._cut is None else self._cut
