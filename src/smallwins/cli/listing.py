"""One page of wins, for list and search: lines for people, an array for programs."""

from smallwins.cli.call import Call
from smallwins.cli.render_list import win_lines
from smallwins.journal.ports import Journal, WinFilter


def put_page(call: Call, journal: Journal, which: WinFilter) -> list[str]:
    """Return what to print of the wins that fit; one more is read than shown, to know of others."""
    found = journal.wins.page(which if which.limit is None else which._replace(limit=which.limit + 1))
    wins = found[: which.limit]
    if call.json:
        from smallwins.cli.shapes import text_of, win_shapes  # noqa: PLC0415 - only programs need it

        return [text_of(win_shapes(journal, wins, call.today(journal)))]
    if not wins:
        call.say(_nothing(which))
    elif len(found) > len(wins):
        call.say(f"These are the newest {len(wins)}. For more: --limit {len(wins) * 10}")
    return win_lines(wins, call.terminal)


def _nothing(which: WinFilter) -> str:
    if which == WinFilter(limit=which.limit):
        return 'No win is written down yet. The first one: smallwins add "What happened"'
    return "No win fits. Fewer words or conditions find more."
