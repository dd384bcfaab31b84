"""`smallwins chains`: how wins opened doors for wins, the longest chain first."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_chain import chain_row
from smallwins.cli.shapes import text_of
from smallwins.journal.chains import ChainLine, chains_of
from smallwins.language import _, _n
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin


@entry("chains", examples=("smallwins chains", "smallwins chains --limit 3"))
@click.option("--limit", metavar="N", type=click.IntRange(1), default=10, help=say("How many; 10 unless told."))
def command(call: Call, limit: int) -> None:
    """List your chains, the longest first: wins that opened doors for wins."""
    with call.read() as journal:
        found = chains_of(journal, limit)
    if call.json:
        call.put([text_of({"chains": [_shape(line) for line in found.lines], "total": found.total})])
        return
    if not found.lines:
        call.say(_("No chain yet. Once a win has led to another: smallwins led WIN LATER"))
    call.put(row for line in found.lines for row in chain_row(line, call.terminal))
    if found.total > len(found.lines):
        more = found.total - len(found.lines)
        call.say(
            _n(
                "{n} more: smallwins chains --limit {all}",
                "{n} more: smallwins chains --limit {all}",
                more,
                all=found.total,
            )
        )


def _shape(line: ChainLine) -> dict[str, object]:
    return {"length": line.length, "wins": line.size, "first": _end(line.first), "last": _end(line.last)}


def _end(judged: JudgedWin) -> dict[str, object]:
    win = judged.win
    return {"number": win.number, "id": win.id, "title": win.title, "happened_on": win.happened_on.isoformat()}
