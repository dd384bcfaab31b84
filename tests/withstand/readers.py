"""Every reader of a file under one name: what is fuzzed, what it begins with, and what is a find."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from smallwins.bootstrap import source_of
from smallwins.formats.archives import is_archive, unpacked
from smallwins.formats.recognising import recognised
from smallwins.formats.registry import FORMATS, Format, found_in
from smallwins.formats.smallwins1.reading import read
from smallwins.formats.source import Source, is_readable
from smallwins.method.errors import SmallwinsError
from tests.formats.foreign import FIXTURES, TERMS, handed_over

Reader = Callable[[bytes], object]


def _journal(data: bytes) -> None:
    read(data)


def _archive(data: bytes) -> None:
    if is_archive(data):
        for _ in unpacked(data, is_readable):
            pass


def _anything(data: bytes) -> None:
    chosen, source = recognised(source_of("x.txt", data))
    _all(chosen, source)


def _all(chosen: Format, source: Source) -> None:
    for _ in found_in(source, chosen, TERMS):
        pass


def _in(chosen: Format) -> Reader:
    def one(data: bytes) -> None:
        source = source_of("x.txt", data)
        chosen.recognise(source)
        _all(chosen, source)

    return one


READERS: dict[str, Reader] = {
    "smallwins-1": _journal,
    "zip": _archive,
    "recognised": _anything,
    **{one.name: _in(one) for one in FORMATS},
}


def beginnings(reader: str) -> Iterator[bytes]:
    """Return what to begin with: the files that are kept for the tests of the format, or for all of them."""
    if reader == "smallwins-1":
        yield (FIXTURES / "contract-example.json").read_bytes()
        return
    names = [reader] if (FIXTURES / reader).is_dir() else [one.name for one in FIXTURES.iterdir() if one.is_dir()]
    for name in names:
        for one in sorted((FIXTURES / name).iterdir()):
            data = handed_over(f"{name}/{one.name}").data
            if reader != "zip" or is_archive(data):
                yield data


def takes(reader: str, data: bytes) -> None:
    """Let a reader read: what it refuses in words is well; anything else is raised."""
    with suppress(SmallwinsError):
        READERS[reader](data)
