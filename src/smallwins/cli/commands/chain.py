"""`smallwins chain`: what led to a win, and what it led to."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_chain import chain_lines
from smallwins.cli.shapes import text_of
from smallwins.journal.stories import ChainStory, chain_of


@entry("chain", examples=("smallwins chain 42",))
@click.argument("win")
def command(call: Call, win: str) -> None:
    """Draw the chain that WIN stands in: each win above what it led to."""
    with call.read() as journal:
        story = chain_of(journal, journal.wins.find(win).win.id)
    call.put([text_of(_shape(story))] if call.json else chain_lines(story, call.terminal))


def _shape(story: ChainStory) -> dict[str, object]:
    numbers = {judged.win.id: judged.win.number for judged in story.wins}
    return {
        "win": story.win.win.number,
        "wins": [
            {
                "number": judged.win.number,
                "id": judged.win.id,
                "title": judged.win.title,
                "happened_on": judged.win.happened_on.isoformat(),
                "verdict": judged.verdict,
            }
            for judged in story.wins
        ],
        "doors": [{"win": numbers[door.earlier], "led_to": numbers[door.later]} for door in story.doors],
        "longest": [judged.win.number for judged in story.longest],
    }
