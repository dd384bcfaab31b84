"""A table of applications with a status and a day, whatever its columns are called; Teal's and Simplify's are two."""

from collections.abc import Iterator, Mapping

from smallwins.formats.candidate import ARCHIVED, Draft, Found, LeftOut, Terms
from smallwins.formats.days import day_of, order_of
from smallwins.formats.fields import Fields, drafted
from smallwins.formats.rows import header_of, rows_of
from smallwins.formats.source import Source
from smallwins.formats.stages import DAY_OF_APPLICATION, no_step, said, stage_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_list

Columns = Mapping[str, str]  # field -> the column's name; none: the file has no such column
ELSEWHERE: Mapping[str, tuple[str, ...]] = {  # what the columns are called where they are not called as usual
    "company": ("company", "company name", "employer", "organization", "organisation"),  # unsaid: names of columns
    "role": ("job position", "job title", "role", "position", "title"),  # unsaid: names of columns
    "status": ("status", "stage", "state"),  # unsaid: names of columns
    "applied": (
        "date applied",  # unsaid: names of columns
        "applied date",  # unsaid: names of columns
        "applied on",  # unsaid: names of columns
        "applied",
        "application date",  # unsaid: names of columns
    ),
    "moved": ("status date", "last updated", "updated"),  # unsaid: names of columns
    "saved": ("date saved", "saved on", "saved", "date added", "created"),  # unsaid: names of columns
    "details": ("notes", "note", "details"),
    "archived": ("archived",),
}
FIELDS = tuple(ELSEWHERE)
DAYS = ("applied", "moved", "saved")
NO = ("", "no", "false", "0", "n")


def looks_like(source: Source, usual: Columns, own: frozenset[str]) -> int:
    """Tell how surely a table is a program's: by all the columns it must have, or by three that are its own."""
    header = set(header_of(source))
    must = {usual[field] for field in ("company", "role", "status", "applied")}
    return 90 if header >= must else 60 if len(header & own) >= 3 else 0


def guessed_columns(source: Source, usual: Columns) -> dict[str, str]:
    """Return field -> column for the fields whose columns can be told by their names."""
    header = header_of(source)
    by_name = {name.casefold(): name for name in reversed(header)}
    found: dict[str, str] = {}
    for field, names in ELSEWHERE.items():
        own = usual.get(field, "")
        column = own if own in header else next((by_name[name] for name in names if name in by_name), "")
        if column and column not in found.values():
            found[field] = column
    return found


def columns_of(source: Source, terms: Terms, usual: Columns) -> dict[str, str]:
    """Return field -> column: what the person said, else what can be guessed; raise InputError where one is needed."""
    header = header_of(source)
    if not header:
        raise ImportFileError("file", say("is not a table: its first line names fewer than two columns"))
    has = say("the file has {header}", header=say_list(header, ","))
    for field, column in terms.columns.items():
        if field not in FIELDS:
            raise ImportFileError(field, say("is no field of this table; {fields} are", fields=say_list(FIELDS, ",")))
        if column and column not in header:
            raise ImportFileError(field, say("there is no column called {column}; {has}", column=repr(column), has=has))
    guessed = guessed_columns(source, usual)
    taken = set(terms.columns.values())
    told = {field: column for field, column in guessed.items() if field not in terms.columns and column not in taken}
    columns = {field: column for field, column in {**told, **terms.columns}.items() if column}
    for field in ("company", "status"):
        if field not in columns:
            raise ImportFileError(field, say("say which column it is; {has}", has=has))
    said_none = terms.columns.get("applied") == ""
    if "applied" not in columns and not (said_none and any(field in columns for field in DAYS)):
        raise ImportFileError("applied", say("say which column is the day of the application; {has}", has=has))
    return columns


def read_applications(name: str, source: Source, terms: Terms, usual: Columns) -> Iterator[Found]:
    """Read the rows that were at least applied for; the person may say which column is which."""
    columns = columns_of(source, terms, usual)
    rows = list(rows_of(source))
    days = [row.get(columns[field], "") for _, row in rows for field in DAYS if field in columns]
    order = terms.day_first if terms.day_first is not None else order_of(days)

    def draft_of(fields: Fields) -> Draft | LeftOut:
        told = {field: fields.text(columns[field]) if field in columns else "" for field in FIELDS}
        company, role, moved = told["company"], told["role"], told["moved"]
        stage = stage_of(told["status"]) or ("applied" if told["applied"] else None)
        if stage is None:
            return no_step(told["status"])
        days = ("applied", "saved") if stage == "applied" else ("moved", "applied", "saved")
        when = next((told[field] for field in days if told[field]), "")
        if not when:
            raise InputError(columns.get("applied", "applied"), say("is missing, and no other day is given"))
        day = day_of(when, terms.zone, day_first=order)
        title, kind = said(stage, company, role)
        notes = [] if stage == "applied" or moved else [DAY_OF_APPLICATION]
        notes += [] if told["archived"].strip().lower() in NO else [ARCHIVED]
        its_id = f"{company}-{role}-{stage}-{day}"
        extra = fields.rest() | {columns[field]: told[field] for field in ("status", *DAYS) if told[field]}
        return Draft(title, day, told["details"], its_id, kind, [company] if company else [], notes=notes, extra=extra)

    yield from drafted(name, rows, draft_of)
