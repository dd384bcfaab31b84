"""Teal's table of jobs, by the names that its columns are known under; they are to be checked."""

from collections.abc import Iterator, Mapping

from smallwins.formats import applications_table
from smallwins.formats.candidate import Found, Terms
from smallwins.formats.source import Source

NAME = "teal"
COLUMNS: Mapping[str, str] = {
    "company": "Company",  # unsaid: as Teal writes it
    "role": "Job Position",  # unsaid: as Teal writes it
    "status": "Status",  # unsaid: as Teal writes it
    "applied": "Date Applied",  # unsaid: as Teal writes it
    "saved": "Date Saved",  # unsaid: as Teal writes it
    "details": "Notes",  # unsaid: as Teal writes it
}
OWN = frozenset(
    {"Job Position", "Max. Salary", "Date Saved", "Date Applied", "Follow up", "Excitement"}  # unsaid: theirs
)


def recognise(source: Source) -> int:
    """Tell how surely this is Teal's, also where some of its columns were renamed."""
    return applications_table.looks_like(source, COLUMNS, OWN)


def guessed_columns(source: Source) -> dict[str, str]:
    """Return field -> column for the fields whose columns can be told by their names."""
    return applications_table.guessed_columns(source, COLUMNS)


def columns_of(source: Source, terms: Terms) -> dict[str, str]:
    """Return field -> column: what the person said, else what can be guessed."""
    return applications_table.columns_of(source, terms, COLUMNS)


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the jobs that one applied for."""
    yield from applications_table.read_applications(NAME, source, terms, COLUMNS)
