"""A table of applications with a status and a day, whatever its columns are called; Teal's and Simplify's are two."""

from collections.abc import Iterator, Mapping

from smallwins.formats.candidate import Draft, Found, LeftOut, Terms
from smallwins.formats.days import day_of, order_of
from smallwins.formats.fields import Fields, drafted
from smallwins.formats.rows import rows_of
from smallwins.formats.source import Source
from smallwins.formats.stages import no_step, said, stage_of
from smallwins.method.errors import ImportFileError, InputError

Columns = Mapping[str, str]  # company, role, status, applied, moved, saved, details -> the column's name


def read_applications(name: str, source: Source, terms: Terms, usual: Columns) -> Iterator[Found]:
    """Read the rows that were at least applied for; the person may say which column is which."""
    if unknown := terms.columns.keys() - usual.keys():
        raise ImportFileError(min(unknown), f"is no field of this table; {', '.join(usual)} are")
    columns = {**usual, **terms.columns}
    rows = list(rows_of(source))
    if rows and columns["status"] not in rows[0][1]:
        raise ImportFileError("status", f"there is no column called {columns['status']!r}; say which it is")
    days = [row.get(columns[field], "") for _, row in rows for field in ("applied", "moved", "saved")]
    order = terms.day_first if terms.day_first is not None else order_of(days)

    def draft_of(fields: Fields) -> Draft | LeftOut:
        status = fields.text(columns["status"])
        applied = fields.text(columns["applied"])
        stage = stage_of(status) or ("applied" if applied else None)
        if stage is None:
            return no_step(status)
        moved, saved = fields.text(columns["moved"]), fields.text(columns["saved"])
        told = (applied or saved) if stage == "applied" else (moved or applied or saved)
        if not told:
            raise InputError(columns["applied"], "is missing, and no other day is given")
        day = day_of(told, terms.zone, day_first=order)
        company, role = fields.text(columns["company"]), fields.text(columns["role"])
        title, kind = said(stage, company, role)
        notes = [] if stage == "applied" or moved else ["the day of the application"]
        story, extra = fields.text(columns["details"]), fields.rest()
        its_id = f"{company}-{role}-{stage}-{day}"
        return Draft(title, day, story, its_id, kind, [company] if company else [], notes=notes, extra=extra)

    yield from drafted(name, rows, draft_of)
