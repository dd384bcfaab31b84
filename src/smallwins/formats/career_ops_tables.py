"""The tables of a career-ops folder or file: in Markdown, or the log of moves with tabs, with a header or without."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smallwins.formats.candidate import Reject
from smallwins.formats.front_matter import parted
from smallwins.formats.source import Source, stem, text_of
from smallwins.formats.stages import STAGE_OF
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say, say_number

APPLICATIONS = frozenset({"date", "company", "role", "score", "status"})
FOLLOW_UPS = frozenset({"appnum", "date", "company", "channel"})
LOG = ("tracker#", "date", "from", "to", "source", "note")
LOGGED = frozenset(LOG[:4])
LOG_NAME, STATES_NAME = "status-log", "states"
STATES = {*STAGE_OF, "evaluated", "rejected", "discarded", "skip"}
STATES_ENDINGS = (".yml", ".yaml")
ENDINGS = (".md", ".tsv", ".txt", *STATES_ENDINGS)
CELL = re.compile(r"(?<!\\)\|")
RULE = re.compile(r"[\s:|-]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Table(NamedTuple):
    """A table of a file: what its columns are called, and its rows with their places."""

    columns: frozenset[str]
    rows: tuple[tuple[str, Mapping[str, str]], ...]

    def is_known(self) -> bool:
        """Tell whether it is one that career-ops keeps."""
        return any(self.columns >= columns for columns in (APPLICATIONS, FOLLOW_UPS, LOGGED))


class Tracker(NamedTuple):
    """All tables of a folder or file, what words stand for which state, and what could not be read."""

    tables: tuple[Table, ...]
    states: Mapping[str, str]  # an alias, in small letters -> the state it is for
    rejects: tuple[Reject, ...]


def tracker_in(source: Source) -> Tracker:
    """Read the tables of a source; a file that is no text or no YAML is a reject, and the others go on."""
    tables: list[Table] = []
    states: dict[str, str] = {}
    rejects: list[Reject] = []
    for name, data in ((one.name, one.data) for one in source.files) if source.is_folder else ((source.name, None),):
        try:
            text = source.text if data is None else text_of(data)
            if name.lower().endswith(STATES_ENDINGS):
                states |= _states(text or "") if stem(name).lower() == STATES_NAME else {}
            elif data is None or name.lower().endswith(ENDINGS):
                tables += _tables(text or "", "" if data is None else name)
        except ImportFileError as error:
            rejects.append(Reject(name, say("{field}: {problem}", field="text", problem=error.problem)))
        except InputError as error:
            rejects.append(Reject(name, say("{field}: {problem}", field="states", problem=error.problem)))
    return Tracker(tuple(tables), states, tuple(rejects))


def _states(text: str) -> Mapping[str, str]:
    """Read templates/states.yml: the states with what they are called elsewhere."""
    values, _ = parted(f"---\n{text}\n---\n")
    found: dict[str, str] = {}
    states = values.get("states")
    for state in states if isinstance(states, list) else []:
        if isinstance(state, dict) and state.get("id"):
            aliases = state.get("aliases")
            names = [state.get("label"), *(aliases if isinstance(aliases, list) else [])]
            found |= {str(name).casefold(): str(state["id"]) for name in names if name}
    return found


def _tables(text: str, name: str) -> Iterator[Table]:
    lines = text.split("\n")
    for number, line in enumerate(lines[:-1]):
        below = lines[number + 1]
        if line.lstrip().startswith("|") and "-" in below and RULE.fullmatch(below):
            columns = [cell.lower() for cell in _cells(line)]
            rows = []
            for offset, row in enumerate(lines[number + 2 :], number + 3):
                if not row.lstrip().startswith("|"):
                    break
                rows.append((_place(name, offset), dict(zip(columns, _cells(row), strict=False))))
            yield Table(frozenset(columns), tuple(rows))
    if log := _log(lines, name, is_named=stem(name).lower() == LOG_NAME):
        yield log


def _place(name: str, number: int) -> str:
    line = say("line {line}", line=say_number(number))
    return say("{file}, {place}", file=name, place=line) if name else line


def _cells(line: str) -> list[str]:
    """Part a row at its bars; the one at either end only closes it, and beside that a cell may be empty."""
    inside = line.strip().removeprefix("|")
    if CELL.search(inside, len(inside) - 1):
        inside = inside[:-1]
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(inside)]


def _log(lines: list[str], name: str, *, is_named: bool) -> Table | None:
    """Read lines with tabs; career-ops itself writes its log without a line that names the columns."""
    told = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if "\t" in line]
    if not told:
        return None
    first = [cell.strip().lower() for cell in told[0][1]]
    if has_header := set(first) >= LOGGED:
        columns: tuple[str, ...] = tuple(first)
    elif len(first) >= len(LOGGED) and DAY.fullmatch(first[1]) and (is_named or first[3] in STATES):
        columns = LOG
    else:
        return None
    bare = [(number, [line]) for number, line in enumerate(lines, 1) if line.strip() and "\t" not in line]
    rows = sorted([*told[has_header:], *bare])
    cells = ((number, [cell.strip() for cell in row]) for number, row in rows)
    return Table(
        frozenset(columns),
        tuple((_place(name, number), dict(zip(columns, row, strict=False))) for number, row in cells),
    )
