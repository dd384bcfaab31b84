"""What was promised, tried, and lost: told by the tests that carry a promise, and shown as one table.

A test says which row it shows with `@pytest.mark.promise("R1")`, and how often it tried with the fixture `tally`.
`make withstand` runs them all with the counts of a release and writes the table of docs/withstand.md.
"""

import json
import os
import platform
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest

PROMISES = {
    "R1": "Killed at any moment, nothing acknowledged is lost or doubled",
    "R2": "A power cut loses nothing acknowledged",
    "R3": "SQLite's mode follows its version",
    "R4": "A full disk refuses in words, and room alone mends it",
    "R5": "A folder that may only be read is read and not touched",
    "R6": "Browser, terminals and readers share one journal",
    "R7": "A migration is whole or not at all",
    "R8": "A newer journal is refused and left as it is",
    "R9": "A backup holds what was acknowledged, and comes back",
    "R10": "What goes out comes in again, letter by letter",
    "R11": "PostgreSQL stopped or lost: nothing acknowledged goes",
    "R12": "What was sent again is written once",
    "R13": "A day is the day where one lives, whatever the clock does",
    "R14": "An hour under load grows nothing",
    "R15": "The whole product keeps to its model; readers take anything",
    "R16": "Hostile texts break nothing and are kept exactly",
    "R17": "Nobody reaches another's journal",
    "R18": "Damage is never overwritten, never silently fresh",
    "R19": "Services that are gone stop nobody from writing",
    "R20": "Nothing leaves, and words lie only where they belong",
    "R21": "Every released journal and file opens in this release",
}
"""The rows of the reliability bar."""

TABLE = "SMALLWINS_WITHSTAND_TABLE"
"""Names the file that the table is written to; what each test told is kept beside it, as .json."""

TOLD = "SMALLWINS_WITHSTAND_TOLD"
"""Names the file to which a test in a namespace of its own tells what it tried."""

Tally = Callable[..., None]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run be about some rows alone: they may take hours."""
    parser.addoption("--promises", default="", help="rows of the reliability bar, as in 'R1 R2'; else all")


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "promise(row): shows a row of the reliability bar, R1 to R21")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Hold each mark to the rows there are, let the report of each test name its rows, and leave out the others."""
    asked = set(config.getoption("promises").split())
    for item in items:
        rows = _rows_of(item)
        assert rows <= PROMISES.keys(), f"{item.nodeid} shows {rows}"
        item.user_properties += [("promise", row) for row in sorted(rows)]
    if asked:
        items[:] = [item for item in items if _rows_of(item) & asked]


def _rows_of(item: pytest.Item) -> set[str]:
    return {row for mark in item.iter_markers("promise") for row in mark.args}


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    """Say what was tried and how often: `tally("kills under four writers", kills=8, acknowledged=312)`."""

    def tell(what: str, **counts: int) -> None:
        line = json.dumps([what, counts])
        request.node.user_properties.append(("tally", line))
        if told := os.environ.get(TOLD):
            with Path(told).open("a") as file:
                file.write(line + "\n")

    return tell


def told_inside(item: pytest.Item, told: Path) -> None:
    """Take over what a test told that ran in a namespace of its own."""
    if told.exists():
        item.user_properties += [("tally", line) for line in told.read_text().splitlines()]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Write the table, where one is asked for, and name every row that nothing has shown."""
    place = os.environ.get(TABLE)
    if not place:
        return
    kept = Path(place).with_suffix(".json")
    lines: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    lines |= _lines(terminalreporter)
    kept.write_text(json.dumps(lines, indent=1, sort_keys=True, ensure_ascii=False) + "\n")
    Path(place).write_text("\n".join(_page(lines)) + "\n")
    terminalreporter.write_line("")
    for line in _rows(lines):
        terminalreporter.write_line(line)


def _lines(reporter: pytest.TerminalReporter) -> dict[str, Any]:
    """Return what each test of this run told, by its name."""
    found = {}
    for outcome in ("passed", "failed", "skipped", "error"):
        for report in reporter.getreports(outcome):
            properties = getattr(report, "user_properties", [])
            rows = [value for name, value in properties if name == "promise"]
            if not rows or (outcome == "passed" and report.when != "call"):
                continue
            found[report.nodeid] = {
                "rows": rows,
                "outcome": outcome,
                "on": datetime.now(UTC).date().isoformat(),
                "machine": _machine(),
                "told": [json.loads(value) for name, value in properties if name == "tally"],
            }
    return found


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return f"{psutil.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def _page(lines: dict[str, Any]) -> Iterable[str]:
    yield "# What was tried, how often, and what was lost"
    yield ""
    yield "Written by `make withstand`, failures included; [trust.md](trust.md) says how each is tried."
    yield f"Machine: {', '.join(sorted({line['machine'] for line in lines.values()}))}."
    yield ""
    yield from _rows(lines)


def _rows(lines: dict[str, Any]) -> Iterable[str]:
    yield "| | the promise | what was tried, how often | tests | lost | when |"
    yield "|---|---|---|---:|---|---|"
    for row, promise in PROMISES.items():
        ours = {test: line for test, line in lines.items() if row in line["rows"]}
        told = "<br>".join(_together(line["told"] for line in ours.values())) or "—"
        wrong = [test for test, line in ours.items() if line["outcome"] != "passed"]
        lost = ", ".join(f"FAILED: {test}" for test in wrong) if wrong else "nothing" if ours else "NOT TRIED"
        days = sorted({line["on"] for line in ours.values()})
        when = " – ".join(dict.fromkeys((*days[:1], *days[-1:])))
        yield f"| {row} | {promise} | {told} | {len(ours)} | {lost} | {when} |"


def main() -> int:
    """Say what is not shown yet, or was not kept; 1 where there is such."""
    lines = json.loads(Path(sys.argv[1]).read_text())
    bad = [line for line in _rows(lines) if "| NOT TRIED |" in line or "| FAILED: " in line]
    print("\n".join(bad) or "Every promise was tried and kept.")
    return 1 if bad else 0


def _together(told: Iterable[list[Any]]) -> Iterable[str]:
    """Add up what several tests, or several cases of one, tried under the same words."""
    sums: dict[str, dict[str, int]] = {}
    for what, counts in (one for some in told for one in some):
        ours = sums.setdefault(what, {})
        for name, number in counts.items():
            ours[name] = ours.get(name, 0) + number
    for what, counts in sums.items():
        numbers = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in counts.items())
        yield f"{what}: {numbers}"


if __name__ == "__main__":
    sys.exit(main())
