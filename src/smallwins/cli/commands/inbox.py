"""`smallwins inbox`: what came in from elsewhere, to be kept, merged or let go, one key each."""

import click

from smallwins.bootstrap import new_id
from smallwins.cli.call import Call
from smallwins.cli.deciding_inbox import go_through, inbox_lines
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError
from smallwins.cli.shapes import text_of
from smallwins.journal.inbox import inbox, keep_item, let_go_item, merge_item
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.inbox_shapes import item_shape
from smallwins.language import _, _n
from smallwins.method.saying import say
from smallwins.method.week import parse


@entry("inbox", examples=("smallwins inbox", "smallwins inbox --week 2026-W47 --list", "smallwins inbox --keep ID"))
@click.option("--list", "only_list", is_flag=True, help=say("Only list what waits; nothing is asked."))
@click.option("--week", metavar="WEEK", help=say("Only what happened in a week such as 2026-W47."))
@click.option(
    "--limit", metavar="N", type=click.IntRange(1), default=50, help=say("How many are listed; 50 unless told.")
)
@click.option("--keep", metavar="ID", help=say("Make a win of this one."))
@click.option("--merge", metavar="ID", help=say("Put this one into a win; --into names it."))
@click.option("--into", metavar="WIN", help=say("The win that --merge goes into."))
@click.option("--let-go", metavar="ID", help=say("Let this one go."))
def command(
    call: Call,
    limit: int,
    week: str | None,
    keep: str | None,
    merge: str | None,
    into: str | None,
    let_go: str | None,
    *,
    only_list: bool,
) -> None:
    """Go through the inbox: what came in from other programs waits here, unjudged, until you decide.

    In a terminal one key each: k keeps it as a win, m merges it into one, l lets it go, s leaves it for later; g keeps
    it and asks about the goals that it names. Each decision is kept at once; b takes the last one back.
    """
    asked = parse(week) if week else None
    if keep or merge or let_go:
        call.put(_decided(call, keep, merge, into, let_go))
    elif call.asks and not only_list:
        go_through(call, asked)
    else:
        with call.read() as journal:
            page = inbox(journal, limit, week=asked)
        if call.json:
            print(text_of({"waiting": page.waiting, "items": [item_shape(item) for item in page.items]}))
        else:
            call.put(inbox_lines(page, call.terminal, asked))


def _decided(call: Call, keep: str | None, merge: str | None, into: str | None, let_go: str | None) -> list[str]:
    said: list[tuple[str, object]] = []
    with call.open() as journal:
        if keep:
            win = keep_item(journal, KeepItem(new_id(), keep, call.at)).win
            said.append((_("Kept as win {number}.", number=win.number), win.number))
        if merge:
            if not into:
                raise UsageError(say("--merge needs --into WIN."))
            found = journal.wins.find(into).win
            merge_item(journal, MergeItem(merge, found.id, call.at))
            said.append((_("Merged into win {number}.", number=found.number), found.number))
        if let_go:
            let_go_item(journal, LetGoItem(let_go, call.at))
            said.append((_("Let go."), None))
        waiting = journal.inbox.count()
    if call.json:
        return [text_of({"waiting": waiting, "wins": [number for _line, number in said if number is not None]})]
    return [*(line for line, _win in said), _n("One still waits.", "{n} still wait.", waiting)]
