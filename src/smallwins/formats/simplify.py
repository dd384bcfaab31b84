"""Simplify's CSV of applications, by the names that its columns are known under; they are to be checked."""

from collections.abc import Iterator, Mapping

from smallwins.formats.applications_table import read_applications
from smallwins.formats.candidate import Found, Terms
from smallwins.formats.rows import header_of
from smallwins.formats.source import Source

NAME = "simplify"
COLUMNS: Mapping[str, str] = {
    "company": "Company Name",
    "role": "Job Title",
    "status": "Status",
    "applied": "Applied Date",
    "moved": "Status Date",
    "saved": "",
    "details": "Notes",
}


def recognise(source: Source) -> int:
    """Tell how surely this is Simplify's."""
    return 90 if set(header_of(source)) >= {"Job Title", "Company Name", "Applied Date", "Status"} else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the applications."""
    yield from read_applications(NAME, source, terms, COLUMNS)
