"""`smallwins week`: one week in words and numbers."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_week import week_lines
from smallwins.cli.shapes import text_of, win_shapes
from smallwins.journal.queries import wins_in_week
from smallwins.method.week import parse, week_of


@entry("week", examples=("smallwins week", "smallwins week 2026-W47"))
@click.argument("week", required=False)
def command(call: Call, week: str | None) -> None:
    """Show a week, this one unless named: its wins, and the doors that opened."""
    with call.read() as journal:
        today = call.today(journal)
        asked = week_of(today) if week is None else parse(week)
        lines = wins_in_week(journal, asked)
        wins = [line.judged for line in lines]
        doors = sum(len(line.opened_by) for line in lines)
        if call.json:
            answer = [text_of({"week": str(asked), "wins": win_shapes(journal, wins, today), "doors_opened": doors})]
        else:
            answer = week_lines(asked, wins, doors, call.terminal)
    call.put(answer)
