"""Teal's table of jobs, by the names that its columns are known under; they are to be checked."""

from collections.abc import Iterator, Mapping

from smallwins.formats.applications_table import read_applications
from smallwins.formats.candidate import Found, Terms
from smallwins.formats.rows import header_of
from smallwins.formats.source import Source

NAME = "teal"
COLUMNS: Mapping[str, str] = {
    "company": "Company",
    "role": "Job Position",
    "status": "Status",
    "applied": "Date Applied",
    "moved": "",
    "saved": "Date Saved",
    "details": "Notes",
}


def recognise(source: Source) -> int:
    """Tell how surely this is Teal's."""
    return 90 if set(header_of(source)) >= {"Job Position", "Company", "Status", "Date Applied"} else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the jobs that one applied for."""
    yield from read_applications(NAME, source, terms, COLUMNS)
