"""A zip archive in memory, opened with suspicion: what it holds is counted while it is unpacked, and never trusted."""

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import NamedTuple

from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say, say_number

LARGEST = 20 * 2**20  # bytes of an archive
IN_PARTS = say(
    "Take it out of the other program in parts, such as a year at a time, or without its pictures, and bring in one"
    " after another: what is here already is not brought twice."
)
MOST_UNPACKED = 100 * 2**20
MOST_ENTRIES = 10_000
HIGHEST_RATIO = 200
SMALL = 100_000  # bytes; below it a ratio says nothing
PIECE = 2**16
MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError,
    zlib.error, lzma.LZMAError, struct.error,  # which zipfile lets through as they are
)  # fmt: skip
LINK = stat.S_IFLNK
SYMBOLIC = 0o170000


class Packed(NamedTuple):
    """A file out of an archive or a folder: its name is for people, and never a path."""

    name: str
    data: bytes


def is_archive(data: bytes) -> bool:
    """Tell whether the bytes begin as a zip archive does."""
    return data[:4] in MAGIC


def unpacked(data: bytes, wanted: Callable[[str], bool]) -> Iterator[Packed]:
    """Unpack the files whose names are wanted, or raise ImportFileError where the archive is not to be trusted."""
    if len(data) > LARGEST:
        raise ImportFileError(
            "file",
            say(
                "is larger than {size} MB, the most that is taken in at once. {advice}",
                size=LARGEST // 2**20,
                advice=IN_PARTS,
            ),
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(entries, len(data))
            left = MOST_UNPACKED
            for entry in entries:
                if entry.is_dir() or not wanted(entry.filename):
                    continue
                packed = _inflated(archive, entry, left)
                left -= len(packed.data)
                yield packed
    except DAMAGED as error:
        raise ImportFileError(
            "file", say("is a damaged archive ({error})", error=str(error) or say("it ends too early"))
        ) from None
    except RuntimeError:
        raise ImportFileError(
            "file", say("is an archive with a password; unpack it, and pack it again without")
        ) from None


def _check(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Look at every name and size that the archive tells before anything is unpacked."""
    if len(entries) > MOST_ENTRIES:
        raise ImportFileError(
            "file",
            say(
                "holds {number} files; {limit} is the most. {advice}",
                number=say_number(len(entries)),
                limit=say_number(MOST_ENTRIES),
                advice=IN_PARTS,
            ),
        )
    told = sum(entry.file_size for entry in entries)
    if told > MOST_UNPACKED:
        raise ImportFileError(
            "file",
            say(
                "would be {size} MB unpacked; {limit} MB is the most. {advice}",
                size=say_number(told // 2**20),
                limit=MOST_UNPACKED // 2**20,
                advice=IN_PARTS,
            ),
        )
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        _check_name(entry)
        if entry.header_offset < end or entry.header_offset + entry.compress_size > size:
            raise ImportFileError(
                _place(entry.filename), say("lies over another file of the archive; nothing was unpacked")
            )
        end = entry.header_offset + entry.compress_size
        if entry.file_size > SMALL and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
            raise ImportFileError(
                _place(entry.filename),
                say("is packed more than {ratio} times smaller than it is", ratio=HIGHEST_RATIO),
            )


def _check_name(entry: zipfile.ZipInfo) -> None:
    if not entry.filename:
        raise ImportFileError("file", say("is a damaged archive (a file in it has no name); nothing was unpacked"))
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/") or "\0" in name:
        raise ImportFileError(_place(name), say("has a name that leads outside of the archive; nothing was unpacked"))
    if (entry.external_attr >> 16) & SYMBOLIC == LINK:
        raise ImportFileError(_place(name), say("is a link, not a file; nothing was unpacked"))


def _inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> Packed:
    """Unpack one file piece by piece, so that one that lies about its size is stopped where it begins to lie."""
    pieces: list[bytes] = []
    size = 0
    with archive.open(entry) as file:
        while piece := file.read(PIECE):
            size += len(piece)
            if size > left:
                raise ImportFileError(
                    "file",
                    say(
                        "is more than {limit} MB unpacked, which is the most",
                        limit=MOST_UNPACKED // 2**20,
                    ),
                )
            if size > entry.file_size or size > max(SMALL, HIGHEST_RATIO * entry.compress_size):
                raise ImportFileError(_place(entry.filename), say("is larger than the archive says"))
            pieces.append(piece)
    return Packed(entry.filename, b"".join(pieces))


def _place(name: str) -> str:
    return "".join(sign if sign.isprintable() else "�" for sign in name[:120])
