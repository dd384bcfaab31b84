"""Any table with a day and a title: columns named by the person, or guessed from what they are called."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from smallwins.formats.came_along import coming_in
from smallwins.formats.candidate import NO_DAY, Draft, Found, Terms
from smallwins.formats.days import day_of, order_of
from smallwins.formats.fields import Fields, drafted
from smallwins.formats.formulas import unescaped
from smallwins.formats.kinds import guessed
from smallwins.formats.rows import enumerate_lines, header_of, rows_of
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say, say_list
from smallwins.method.win import KINDS, PRIVATE

NAME = "table"
LOOKED_AT = 20  # rows
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "win", "what", "what happened", "accomplishment", "achievement",  # unsaid: theirs
             "name", "summary", "subject",  # unsaid: theirs
              "activity", "entry", "titel", "event"),
    "date": ("date", "day", "happened_on", "happened on", "when", "datum", "created",  # unsaid: theirs
             "created_at", "created at",  # unsaid: theirs
             "date added", "timestamp"),  # unsaid: names of columns
    "details": ("story", "details", "description", "notes", "note", "body", "text", "comment", "comments", "impact",
                "beschreibung", "notizen"),
    "tags": ("tags", "tag", "labels", "label", "categories", "category"),
    "goal": ("goal", "goals", "ziel", "toward"),
    "link": ("link", "url", "links"),
    "kind": ("kind", "type"),
    "id": ("id", "uuid", "key"),
    "discomfort": ("discomfort", "stretch", "difficulty"),
    "verdict": ("verdict", "rating"),
}  # fmt: skip


OWN = frozenset(
    {
        *COLUMNS,
        "number",
        "details",
        "looks",
        "gut",
        "direction",
        "motive",
        "opened",
        "door_note",
        "look_again",
        "stretch",
        "gains",
        "celebrated_on",
        "overrule",
        "because",
        "opened_by",
        "steps",
        "goals",
        "private",
        "also",
    }
)  # what a table of ours calls what
ALSO, PRIVATELY = "also", "private"
PART = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^;]*))(?:;|\Z)')


def recognise(source: Source) -> int:
    """Tell how surely this is a table with wins in it."""
    columns = guessed_columns(header_of(source))
    if "title" in columns and len(columns) > 1:
        return 30 if "date" in columns else 15
    return 3 if _is_even(source) else 0


def _is_even(source: Source) -> bool:
    """Tell whether this is a table of whatever: some rows, and all as long as the first."""
    width = len(header_of(source))
    try:
        lengths = [len(cells) for _, cells in islice(enumerate_lines(source), LOOKED_AT) if cells]
    except ImportFileError:
        return False
    return width > 1 and bool(lengths) and set(lengths) == {width}


def guessed_columns(header: Sequence[str]) -> dict[str, str]:
    """Return field -> column for the fields whose columns can be told by their names."""
    by_name = {name.strip().casefold(): name for name in reversed(header)}
    return {field: by_name[name] for field, names in COLUMNS.items() for name in reversed(names) if name in by_name}


def columns_of(source: Source, terms: Terms) -> dict[str, str]:
    """Return field -> column: what the person said, else what can be guessed."""
    header = header_of(source)
    if not header:
        raise ImportFileError("file", say("is not a table: its first line names fewer than two columns"))
    for field, column in terms.columns.items():
        if field not in COLUMNS:
            raise ImportFileError(field, say("is no field; {columns} are", columns=say_list(COLUMNS, ",")))
        if column and column not in header:
            raise ImportFileError(
                field,
                say(
                    "there is no column called {column}; the file has {header}",
                    column=repr(column),
                    header=say_list(header, ","),
                ),
            )
    guessed_ones = {
        field: column
        for field, column in guessed_columns(header).items()
        if column not in terms.columns.values() and field not in terms.columns
    }
    columns = {field: column for field, column in {**guessed_ones, **terms.columns}.items() if column}
    if "title" not in columns:
        raise ImportFileError(
            "title", say("say which column it is; the file has {header}", header=say_list(header, ","))
        )
    return columns


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the rows; the order of day and month is told by the column as a whole, or by the person."""
    columns = columns_of(source, terms)
    rows = list(rows_of(source))
    day_column = columns.get("date", "")
    order = terms.day_first if terms.day_first is not None else order_of(row.get(day_column, "") for _, row in rows)

    def draft_of(fields: Fields) -> Draft:
        told = {field: unescaped(fields.text(column)) for field, column in columns.items()}
        day = day_of(told["date"], terms.zone, day_first=order) if told.get("date") else terms.today
        title, link = told["title"], told.get("link", "")
        story = "\n\n".join(part for part in (told.get("details", ""), link) if part)
        kind = told.get("kind", "").strip().lower()
        kept = {field: told[field] for field in ("discomfort", "verdict") if told.get(field)}
        rest = fields.rest() | kept
        is_ours = ALSO in rest and "opened_by" in rest
        is_private = is_ours and rest.pop(PRIVATELY, "") == "yes"
        came = coming_in(_with_also(rest) if is_ours else rest, NAME)
        return Draft(
            title,
            day,
            story,
            id=told.get("id", ""),
            kind=kind if kind in KINDS else None if is_ours and not kind else guessed(title),
            tags=_parts(told.get("tags", "")),
            goals=[*_parts(told.get("goal", "")), *came.goals],
            notes=[*([] if told.get("date") else [NO_DAY]), *([PRIVATE] if is_private else []), *came.notes],
            extra=came.extra,
            keeps_empty=is_ours,
        )

    yield from drafted(NAME, rows, draft_of)


def _with_also(rest: dict[str, object]) -> dict[str, object]:
    """Put the keys that a table of ours holds in one cell beside its columns; a cell that holds none stays as it is."""
    try:
        held = json.loads(unescaped(str(rest[ALSO] or "")) or "{}")
    except (ValueError, RecursionError):
        return rest
    if not isinstance(held, dict) or set(held) & OWN:
        return rest
    return {**{key: value for key, value in rest.items() if key != ALSO and value not in (None, "")}, **held}


def in_one_cell(parts: Iterable[str]) -> str:
    """Write several words into one cell, so that each is the same when they are read again."""
    told = [f'"{part.replace(chr(34), chr(34) * 2)}"' if set(part) & set(';,"#') else part for part in parts]
    return "; ".join(told)


def _parts(text: str) -> list[str]:
    if '"' in text and (quoted := _quoted_parts(text)) is not None:
        return quoted
    separator = ";" if ";" in text else ","
    return [part.strip().lstrip("#").strip() for part in text.split(separator) if part.strip(" #")]


def _quoted_parts(text: str) -> list[str] | None:
    """Return the parts of a cell, those in quotes exactly; None where the quotes are of the words."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        found = PART.match(text, at)
        if found is None or found.end() == at:
            return None
        exact, plain = found[1], (found[2] or "").strip()
        if exact is None and plain.startswith('"'):
            return None
        parts += [exact.replace('""', '"')] if exact is not None else [plain] if plain else []
        at = found.end()
    return parts
