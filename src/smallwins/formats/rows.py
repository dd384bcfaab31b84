"""The rows of a table in a text: CSV with commas or semicolons, or TSV, with names in the first row."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Protocol

from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say, say_number

SEPARATORS = ",;\t|"
LONGEST_CELL = 4_000_000
MOST_COLUMNS = 400
csv.field_size_limit(LONGEST_CELL)


class Reader(Protocol):
    """A reader of rows that knows in which line it is."""

    @property
    def line_num(self) -> int: ...  # noqa: D102
    def __iter__(self) -> Iterator[list[str]]: ...


def header_of(source: Source) -> tuple[str, ...]:
    """Return the names of the columns; none where the text is no table."""
    lines = _lines(source)
    names = next(lines, [])
    return tuple(name.strip() for name in names) if 1 < len(names) <= MOST_COLUMNS else ()


def rows_of(source: Source) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Go through the rows below the header, each with its place; empty ones are passed over."""
    header = header_of(source)
    for line, cells in enumerate_lines(source):
        if any(cell.strip() for cell in cells):
            yield say("line {line}", line=say_number(line)), dict(zip(header, cells, strict=False))


def enumerate_lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Go through the rows below the header with the number of the line in which each begins."""
    reader = _reader(source)
    began = 0
    for cells in _unbroken(reader):
        if began:
            yield began, cells
        began = reader.line_num + 1


def _lines(source: Source) -> Iterator[list[str]]:
    return _unbroken(_reader(source))


def _reader(source: Source) -> Reader:
    text = (source.text or "").lstrip("\n")
    first = text.split("\n", 1)[0]
    if first[:4] == "sep=" and len(first) == 5:  # a line that Excel reads and nobody else
        text, first = text[6:], text[6:].split("\n", 1)[0]
    separator = max(SEPARATORS, key=lambda sign: (_cells(first, sign), -SEPARATORS.index(sign)))
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def _cells(line: str, separator: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=separator), []))
    except csv.Error:
        return 0


def _unbroken(reader: Reader) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise ImportFileError(
            say("line {line}", line=say_number(reader.line_num)),
            say("cannot be read as a table ({error})", error=error),
        ) from None
