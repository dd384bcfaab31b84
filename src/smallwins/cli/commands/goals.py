"""`smallwins goals`: the places to get to, and what points toward them."""

import click

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_list import goal_lines
from smallwins.cli.shapes import goal_shape, text_of
from smallwins.language import _
from smallwins.method.saying import say


@entry("goals", examples=("smallwins goals", "smallwins goals --all"))
@click.option("--all", "every", is_flag=True, help=say("Those reached and let go as well."))
def command(call: Call, *, every: bool) -> None:
    """Show your goals, how possible they feel, and the wins stacked toward each."""
    with call.read() as journal:
        goals = [goal for goal in journal.goals.all() if every or goal.status == "active"]
        tallies = {tally.goal: tally for tally in journal.wins.goal_tallies()}
    if call.json:
        print(text_of([goal_shape(goal, tallies.get(goal.id)) for goal in goals]))
    elif goals:
        stacks = {goal: (tally.real, tally.early) for goal, tally in tallies.items()}
        call.put(goal_lines(goals, stacks, call.terminal))
    else:
        call.say(_('No goal yet. Name a place you want to get to: smallwins goal add "…" --why "…"'))
