"""career-ops: a Markdown table of applications, one of follow-ups, and a log of what moved when."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smallwins.formats.candidate import Draft, Found, LeftOut, Terms
from smallwins.formats.fields import Fields, drafted
from smallwins.formats.rows import rows_of
from smallwins.formats.source import Source, text_of
from smallwins.formats.stages import no_step, said, stage_of
from smallwins.method.errors import ImportFileError, InputError

NAME = "career-ops"
STEPS = ("replied", "interview", "offer", "hired")  # that an application was sent, its owner knows
APPLICATIONS = {"date", "company", "role", "score", "status"}
FOLLOW_UPS = {"appnum", "date", "company", "channel"}
LOG = {"tracker#", "date", "from", "to"}
CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[\s:|-]+")


class Table(NamedTuple):
    """A table of a file: its name, what its columns are called, and its rows with their places."""

    columns: frozenset[str]
    rows: tuple[tuple[str, Mapping[str, str]], ...]


def recognise(source: Source) -> int:
    """Tell how surely this is a tracker of career-ops'."""
    return 90 if any(_known(table) for table in _tables(source)) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the steps: from the log where there is one, else from where each application stands."""
    tables = list(_tables(source))
    if not any(map(_known, tables)):
        raise ImportFileError("file", "has no table of applications, follow-ups or moves as career-ops keeps them")
    applications = {row.get("#", ""): row for table in tables if table.columns >= APPLICATIONS for _, row in table.rows}
    logged = {row["tracker#"] for table in tables if table.columns >= LOG for _, row in table.rows}

    def standing(fields: Fields) -> Draft | LeftOut:
        number, status = fields.text("#"), fields.text("status")
        if number in logged:
            return LeftOut("", "its moves are read from the log")
        return _step(fields, terms, status, fields.text("company"), fields.text("role"), number)

    def moved(fields: Fields) -> Draft | LeftOut:
        number = fields.text("tracker#")
        its = applications.get(number, {})
        return _step(fields, terms, fields.text("to"), its.get("company", ""), its.get("role", ""), number)

    ways = ((LOG, moved), (FOLLOW_UPS, lambda fields: _followed(fields, terms)), (APPLICATIONS, standing))
    for table in tables:
        way = next((way for columns, way in ways if table.columns >= columns), None)
        yield from drafted(NAME, table.rows, way) if way else ()


def _followed(fields: Fields, terms: Terms) -> Draft:
    company, contact = fields.needed("company"), fields.text("contact")
    title = f"Followed up with {f'{contact} at ' if contact else ''}{company}"
    day = fields.day(terms.zone, "date")
    if day is None:
        raise InputError("date", "is missing")
    its_id = f"follow-up-{fields.text('num')}-{day}"
    return Draft(title, day, fields.text("notes"), its_id, "conversation", extra=fields.rest("appnum"))


def _step(fields: Fields, terms: Terms, status: str, company: str, role: str, number: str) -> Draft | LeftOut:
    stage = stage_of(status)
    if stage not in STEPS:
        return no_step(status)
    day = fields.day(terms.zone, "date")
    if day is None:
        raise InputError("date", "is missing")
    title, kind = said(stage, company, role)
    notes = fields.text("notes", "note")
    name = f"{number or f'{company}-{role}'}-{stage}-{day}"
    return Draft(title, day, notes, name, kind, tags=[company] if company else [], extra=fields.rest("pdf", "report"))


def _tables(source: Source) -> Iterator[Table]:
    if source.is_folder:
        for one in source.files:
            if one.name.lower().endswith((".md", ".tsv", ".txt")):
                try:
                    text = text_of(one.data)
                except ImportFileError:
                    continue
                yield from _tables_in(text, one.name, Source(one.name, one.data))
    elif source.text is not None:
        yield from _tables_in(source.text, "", source)


def _tables_in(text: str, name: str, source: Source) -> Iterator[Table]:
    lead = f"{name}, " if name else ""
    lines = text.split("\n")
    for number, line in enumerate(lines[:-1]):
        below = lines[number + 1]
        if line.lstrip().startswith("|") and "-" in below and RULE.fullmatch(below):
            columns = [cell.lower() for cell in _cells(line)]
            rows = []
            for offset, row in enumerate(lines[number + 2 :], number + 3):
                if not row.lstrip().startswith("|"):
                    break
                rows.append((f"{lead}line {offset:,}", dict(zip(columns, _cells(row), strict=False))))
            yield Table(frozenset(columns), tuple(rows))
    if "\t" in lines[0]:
        named = [(f"{lead}{at}", {key.lower(): value for key, value in row.items()}) for at, row in rows_of(source)]
        yield Table(frozenset(cell.strip().lower() for cell in lines[0].split("\t")), tuple(named))


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(line.strip().strip("|"))]


def _known(table: Table) -> bool:
    return any(table.columns >= columns for columns in (APPLICATIONS, FOLLOW_UPS, LOG))
