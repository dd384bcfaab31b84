"""Files of other programs, as a person would hand them over: a folder also packed, a database also made of its SQL."""

import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from smallwins.bootstrap import source_of
from smallwins.formats.archives import Packed
from smallwins.formats.candidate import Candidate, Found, LeftOut, Reject, Terms
from smallwins.formats.recognising import recognised
from smallwins.formats.registry import format_named, found_in
from smallwins.formats.source import Source

FIXTURES = Path(__file__).parent / "fixtures"
TERMS = Terms(date(2026, 11, 22), ZoneInfo("Europe/Berlin"))


def handed_over(name: str, *, packed: bool = True) -> Source:
    """Return a fixture as it is handed over."""
    path = FIXTURES / name
    if path.is_dir():
        files = [
            Packed(str(one.relative_to(path)), one.read_bytes()) for one in sorted(path.rglob("*")) if one.is_file()
        ]
        if packed:
            return Source(f"{path.name}.zip", zipped(files))
        return Source(path.name, files=files)
    data = path.read_bytes()
    return source_of(path.name, database(data.decode()) if path.suffix == ".sql" else data)


def zipped(files: Iterable[Packed], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack files."""
    held = BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for one in files:
            archive.writestr(zipfile.ZipInfo(one.name), one.data, compression)
    return held.getvalue()


def database(sql: str) -> bytes:
    """Make a database of its SQL."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(sql)
    data = connection.serialize()
    connection.close()
    return data


def read(source: Source, terms: Terms = TERMS) -> tuple[str, list[Found]]:
    """Recognise a source and read it."""
    chosen, source = recognised(source)
    return chosen.name, list(found_in(source, chosen, terms))


def read_as(name: str, source: Source, terms: Terms = TERMS) -> list[Found]:
    """Read a source as a format that the person named."""
    return list(found_in(source, format_named(name), terms))


def candidates(found: Iterable[Found]) -> list[Candidate]:
    return [one for one in found if isinstance(one, Candidate)]


def rejects(found: Iterable[Found]) -> list[Reject]:
    return [one for one in found if isinstance(one, Reject)]


def left_out(found: Iterable[Found]) -> list[LeftOut]:
    return [one for one in found if isinstance(one, LeftOut)]
