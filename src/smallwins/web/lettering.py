"""How much room words take in a picture, measured without a browser: a little more than they need, never less."""

import functools
from collections.abc import Mapping
from typing import Literal
from unicodedata import combining, east_asian_width

from smallwins.web import type_widths

Face = Literal["serif", "sans"]

TABLES: dict[Face, dict[int, str]] = {"serif": type_widths.SERIF, "sans": type_widths.SANS}
SPARE = 1.03
WIDE, UNKNOWN = 1100, 800  # letters that another font has to show
INVISIBLE = "\u200b\u200c\u200d\ufe0e\ufe0f\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\u200e\u200f"


def width_of(text: str, face: Face, size: float) -> float:
    """Measure a line of words, in pixels."""
    return SPARE * size / 1000 * sum(map(_widths(face).__getitem__, text))


def wrapped(text: str, face: Face, size: float, width: float, lines: int) -> tuple[str, ...]:
    """Break words into at most so many lines that fit; what does not fit ends in an ellipsis."""
    done: list[str] = []
    line = ""
    words = text.split()
    for at, word in enumerate(words):
        joined = f"{line} {word}" if line else word
        if width_of(joined, face, size) <= width:
            line = joined
            continue
        if line and len(done) + 1 < lines:
            done.append(line)
            line = word
            if width_of(word, face, size) <= width:
                continue
            joined = word
        return (*done, _cut(" ".join([joined, *words[at + 1 :]]), face, size, width))
    return (*done, line)


def _cut(text: str, face: Face, size: float, width: float) -> str:
    """Cut a line that is too long, as far on as it fits with its ellipsis."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle] + "…", face, size) <= width:
            low = middle
        else:
            high = middle - 1
    return text if low == len(text) else text[:low].rstrip(" ,.;:-–") + "…"


def _width_elsewhere(letter: str) -> int:
    if combining(letter) or letter in INVISIBLE:
        return 0
    return WIDE if east_asian_width(letter) in "WF" or ord(letter) > 0xFFFF else UNKNOWN


class _Widths(dict[str, int]):
    """The width of each letter that the font has; of another letter what it takes in another font."""

    def __missing__(self, letter: str) -> int:
        return _width_elsewhere(letter)


@functools.cache
def _widths(face: Face) -> Mapping[str, int]:
    found = _Widths()
    for width, written in TABLES[face].items():
        for run in written.split():
            first, _, last = run.partition("-")
            found.update((chr(code), width) for code in range(int(first, 16), int(last or first, 16) + 1))
    return found
