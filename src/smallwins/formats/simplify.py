"""Simplify's CSV of applications, by the names that its columns are known under; they are to be checked."""

from collections.abc import Iterator, Mapping

from smallwins.formats import applications_table
from smallwins.formats.candidate import Found, Terms
from smallwins.formats.source import Source

NAME = "simplify"
COLUMNS: Mapping[str, str] = {
    "company": "Company Name",  # unsaid: as Simplify writes it
    "role": "Job Title",  # unsaid: as Simplify writes it
    "status": "Status",  # unsaid: as Simplify writes it
    "applied": "Applied Date",  # unsaid: as Simplify writes it
    "moved": "Status Date",  # unsaid: as Simplify writes it
    "details": "Notes",  # unsaid: as Simplify writes it
    "archived": "Archived",  # unsaid: as Simplify writes it
}
OWN = frozenset(
    {"Job Title", "Company Name", "Job URL", "Applied Date", "Status Date", "Date Archived"}  # unsaid: theirs
)


def recognise(source: Source) -> int:
    """Tell how surely this is Simplify's, also where some of its columns were renamed."""
    return applications_table.looks_like(source, COLUMNS, OWN)


def guessed_columns(source: Source) -> dict[str, str]:
    """Return field -> column for the fields whose columns can be told by their names."""
    return applications_table.guessed_columns(source, COLUMNS)


def columns_of(source: Source, terms: Terms) -> dict[str, str]:
    """Return field -> column: what the person said, else what can be guessed."""
    return applications_table.columns_of(source, terms, COLUMNS)


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the applications."""
    yield from applications_table.read_applications(NAME, source, terms, COLUMNS)
