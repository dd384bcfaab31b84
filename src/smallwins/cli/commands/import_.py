"""`smallwins import`: take a journal file in, all of it or nothing."""

import sys
from pathlib import Path
from typing import NoReturn

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of
from smallwins.cli.words import counted
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import LARGEST, ImportReport, import_journal
from smallwins.journal.ports import Journal
from smallwins.method.errors import SmallwinsError


class Tried(Exception):  # noqa: N818 - no error: it rolls a dry run back
    """A dry run is through; what it did is not kept."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__()
        self.report = report


@entry("import", examples=("smallwins import journal.json --dry-run", "smallwins import journal.json"))
@click.argument("file", metavar="FILE")
@click.option("--from", "format_", type=click.Choice(["smallwins/1"]), default="smallwins/1", help="The file's format.")
@click.option("--dry-run", is_flag=True, help="Say what would be taken in, and change nothing.")
def command(call: Call, file: str, format_: str, *, dry_run: bool) -> None:  # noqa: ARG001 - there is one format
    """Take FILE in (- is standard input): what is here already stays as it is, by id."""
    asked = ImportJournal(at=call.at, text=_read(file))
    if dry_run:
        report = _tried(call, asked)
    else:
        with call.open() as journal:
            report = _take_in(journal, asked)
    _put(call, report, dry_run=dry_run)


def _tried(call: Call, asked: ImportJournal) -> ImportReport:
    """Take the file in for real, so that everything is checked, and roll it all back."""
    try:
        with call.open() as journal:
            _roll_back(_take_in(journal, asked))
    except Tried as tried:
        return tried.report


def _roll_back(report: ImportReport) -> NoReturn:
    raise Tried(report)


def _read(file: str) -> bytes:
    try:
        if file == "-":
            text = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as source:
                text = source.read(LARGEST + 1)
    except OSError as error:
        raise SmallwinsError(f"{file} cannot be read ({error.strerror}); nothing was taken in.") from None
    if len(text) > LARGEST:
        raise SmallwinsError(
            f"{file} is larger than {LARGEST // 2**20} MB, the most that is taken in at once; nothing was taken in."
            " A whole journal moves by smallwins backup and smallwins restore."
        )
    return text


def _take_in(journal: Journal, asked: ImportJournal) -> ImportReport:
    if not sys.stderr.isatty():
        return import_journal(journal, asked)
    report = import_journal(journal, asked, _progress)
    print("\r\x1b[K", end="", file=sys.stderr)
    return report


def _progress(what: str, done: int, of: int) -> None:
    print(f"\r\x1b[K{done:,} of {of:,} {what}", end="", file=sys.stderr, flush=True)


def _put(call: Call, report: ImportReport, *, dry_run: bool) -> None:
    if call.json:
        print(text_of({**report._asdict(), "differing": list(report.differing), "dry_run": dry_run}))
        return
    taken = f"{counted(report.wins, 'win')}, {counted(report.goals, 'goal')}, {counted(report.reviews, 'review')}"
    print(f"{'Would take in' if dry_run else 'Took in'}: {taken}.")
    if report.known:
        print(f"Here already, just the same: {counted(report.known, 'win')}.")
    if report.differing:
        numbers = ", ".join(map(str, report.differing[:20])) + (" …" if len(report.differing) > 20 else "")
        print(f"Here already with other words, left as they are: {numbers}.")
