"""`smallwins chain`: what led to a win, and what it led to."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_chain import chain_lines, story_lines
from smallwins.cli.shapes import text_of
from smallwins.journal.chains import ChainStory, story_of_chain

MOST = 2000  # wins; a drawing of more would be no help


@entry("chain", examples=("smallwins chain 42", "smallwins chain 42 --story"))
@click.argument("win")
@click.option("--story", is_flag=True, help="Read it out, in order, with dates.")
def command(call: Call, win: str, story: bool) -> None:
    """Draw the chain that WIN stands in: each win above what it led to, branching and coming back."""
    with call.read() as journal:
        found = story_of_chain(journal, journal.wins.find(win).win.id, MOST)
    if call.json:
        call.put([text_of(_shape(found))])
    else:
        call.put(story_lines(found, call.terminal) if story else chain_lines(found, call.terminal))


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
        "next_steps": [
            {
                "number": step.number,
                "win": numbers[step.win_id],
                "text": step.text,
                "due_on": step.due_on and step.due_on.isoformat(),
            }
            for steps in story.steps.values()
            for step in steps
        ],
        "more": story.more,
    }
