"""`smallwins import`: take a journal file in, all of it or nothing; a file of another program goes into the inbox."""

import sys
from collections.abc import Sequence

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.handed_over import handed_over
from smallwins.cli.importing import columns_said, order_said, take_in_foreign
from smallwins.cli.shapes import text_of
from smallwins.cli.text import one_line
from smallwins.formats.candidate import TAG_SYMBOLS
from smallwins.formats.registry import BY_NAME, Own, own_in
from smallwins.formats.smallwins1 import FORMAT
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import ImportReport, import_journal
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.ports import Journal
from smallwins.journal.trying import tried
from smallwins.language import _, _n, told
from smallwins.method.saying import say, say_n, say_number


@entry(
    "import",
    examples=(
        "smallwins import journal.json --dry-run",
        "smallwins import dayone.zip",
        "smallwins import wins.csv --map title=Accomplishment --map date=When --day-first",
        "smallwins import calendar.ics",
    ),
)
@click.argument("file", metavar="FILE")
@click.option(
    "--from", "format_", type=click.Choice([FORMAT, *BY_NAME]), help=say("Its format; recognised unless told.")
)
@click.option("--dry-run", is_flag=True, help=say("Say what would be taken in, and change nothing."))
@click.option("--map", "columns", metavar="FIELD=COLUMN", multiple=True, help=say("Which column of a table is which."))
@click.option("--day-first", "order", flag_value="day", help=say("In this file 03/04 is the third of April."))
@click.option("--month-first", "order", flag_value="month", help=say("In this file 03/04 is the fourth of March."))
@click.option(
    "--tag-symbols", metavar="SIGNS", default=TAG_SYMBOLS, help=say("Of jrnl: what begins a tag; @# unless told.")
)
def command(
    call: Call,
    file: str,
    format_: str | None,
    columns: tuple[str, ...],
    order: str | None,
    tag_symbols: str,
    *,
    dry_run: bool,
) -> None:
    """Take FILE in (- is standard input; a folder of files is one too).

    A journal that smallwins exported comes in whole: what is here already stays as it is, by id. What comes from
    another program goes into the inbox, to be kept, merged or let go with smallwins inbox; at a terminal you see first
    what it would bring, and are asked. Taking the same file in twice changes nothing.
    """
    source = handed_over(file)
    own = own_in(source) if format_ in (FORMAT, None) else None
    if own or format_ == FORMAT:
        _take_own(call, own or Own(source.data), dry_run=dry_run)
        return
    asked = ImportForeign(call.at, source, format_, columns_said(columns), order_said(order), tag_symbols)
    take_in_foreign(call, asked, dry_run=dry_run)


def _take_own(call: Call, own: Own, *, dry_run: bool) -> None:
    asked = ImportJournal(at=call.at, text=own.text)
    if dry_run:
        report = tried(call.open(), lambda journal: _take_in(journal, asked))
    else:
        with call.open() as journal:
            report = _take_in(journal, asked)
    _put(call, report, own.beside, dry_run=dry_run)


def _take_in(journal: Journal, asked: ImportJournal) -> ImportReport:
    if not sys.stderr.isatty():
        return import_journal(journal, asked)
    report = import_journal(journal, asked, _progress)
    print("\r\x1b[K", end="", file=sys.stderr)
    return report


def _progress(what: str, done: int, of: int) -> None:
    so_far = _("{done} of {all} {things}", done=say_number(done), all=say_number(of), things=told(what))
    print(f"\r\x1b[K{so_far}", end="", file=sys.stderr, flush=True)


def _put(call: Call, report: ImportReport, beside: Sequence[str], *, dry_run: bool) -> None:
    if call.json:
        print(
            text_of(
                {
                    **report._asdict(),
                    "differing": list(report.differing),
                    "left_out": [*report.left_out, *beside],
                    "dry_run": dry_run,
                }
            )
        )
        return
    taken = {
        "wins": say_n("{n} win", "{n} wins", report.wins),
        "goals": say_n("{n} goal", "{n} goals", report.goals),
        "reviews": say_n("{n} review", "{n} reviews", report.reviews),
    }
    print(
        _("Would take in: {wins}, {goals}, {reviews}.", **taken)
        if dry_run
        else _("Took in: {wins}, {goals}, {reviews}.", **taken)
    )
    if report.known:
        print(_n("Here already, just the same: {n} win.", "Here already, just the same: {n} wins.", report.known))
    if beside:
        names = ", ".join(map(one_line, beside[:20])) + (" …" if len(beside) > 20 else "")
        print(_("Left out, beside the journal: {names}.", names=names))
    if report.differing:
        numbers = ", ".join(map(str, report.differing[:20])) + (" …" if len(report.differing) > 20 else "")
        print(_("Here already with other words, left as they are: {numbers}.", numbers=numbers))
