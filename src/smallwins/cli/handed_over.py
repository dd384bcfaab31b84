"""What a person hands over to be imported: a file, standard input, or a folder, read into memory within limits."""

import os
import sys
from pathlib import Path

from smallwins.bootstrap import source_of
from smallwins.cli.encrypted_files import opened
from smallwins.formats.archives import IN_PARTS, LARGEST, MOST_ENTRIES, MOST_UNPACKED, Packed
from smallwins.formats.source import Source, is_readable
from smallwins.method.errors import SmallwinsError
from smallwins.method.saying import say, say_number


def handed_over(file: str) -> Source:
    """Read what was named; links inside of a folder are not followed."""
    path = Path(file)
    try:
        if file == "-":
            data = sys.stdin.buffer.read(LARGEST + 1)
        elif path.is_dir():
            files, beside = _folder(path)
            return Source(path.resolve().name, files=files, beside=beside)
        else:
            with path.open("rb") as source:
                data = source.read(LARGEST + 1)
    except OSError as error:
        why = say("{file} cannot be read ({why}); nothing was taken in.", file=file, why=error.strerror)
        raise SmallwinsError(why) from None
    if len(data) > LARGEST:
        raise SmallwinsError(
            say(
                "{file} is larger than {most} MB, the most that is taken in at once; nothing was taken in. {parts}"
                " A whole journal moves by smallwins backup and smallwins restore.",
                file=file,
                most=LARGEST // 2**20,
                parts=IN_PARTS,
            )
        )
    return source_of("" if file == "-" else path.name, opened(file, data))


def _folder(folder: Path) -> tuple[list[Packed], list[str]]:
    """Read the files of a folder that a format could read, and name the others."""
    found: list[Packed] = []
    beside: list[str] = []
    left = MOST_UNPACKED
    for where, _, names in os.walk(folder):
        for name in names:
            path = Path(where) / name
            inside = path.relative_to(folder).as_posix()
            if path.is_symlink() or not path.is_file():
                continue
            if not is_readable(inside):
                beside.append(inside)
                continue
            with path.open("rb") as file:
                data = file.read(left + 1)
            left -= len(data)
            if left < 0 or len(found) == MOST_ENTRIES:
                raise SmallwinsError(
                    say(
                        "{folder} holds more than {files} files and {most} MB, the most that is taken in at once."
                        " {parts}",
                        folder=folder,
                        files=say_number(MOST_ENTRIES),
                        most=MOST_UNPACKED // 2**20,
                        parts=IN_PARTS,
                    )
                )
            found.append(Packed(inside, data))
    return found, beside[:MOST_ENTRIES]
