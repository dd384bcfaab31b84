"""`smallwins steps`: what is still to do."""

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_list import step_lines
from smallwins.cli.shapes import step_shape, text_of
from smallwins.language import _


@entry("steps", examples=("smallwins steps",))
def command(call: Call) -> None:
    """Show the next steps that are still open, the earliest due first."""
    with call.read() as journal:
        steps = journal.steps.open()
        wins = journal.wins.several({step.win_id for step in steps})
        today = call.today(journal)
    if call.json:
        print(text_of([step_shape(step, wins[step.win_id].win.number) for step in steps]))
    elif steps:
        call.put(step_lines(steps, wins, call.terminal, today))
    else:
        call.say(_('No step is open. Plan one: smallwins step add WIN "when …, I will …" --by friday'))
