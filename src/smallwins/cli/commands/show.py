"""`smallwins show`: one win with all that is known of it."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_win import story_lines
from smallwins.cli.shapes import text_of, win_shape
from smallwins.journal.stories import win_story


@entry("show", examples=("smallwins show 42", "smallwins show 42 --json"))
@click.argument("win")
def command(call: Call, win: str) -> None:
    """Show WIN: the verdict, why, what would change it, doors, steps and history."""
    with call.read() as journal:
        judged = journal.wins.find(win)
        today = call.today(journal)
        if call.json:
            answer = [text_of(win_shape(journal, judged, today))]
        else:
            answer = story_lines(win_story(journal, judged.win.id, today), call.terminal, today)
    call.put(answer)
