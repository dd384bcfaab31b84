"""`smallwins overrule`: the person's own call."""

import click

from smallwins.cli.answer import after_change
from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.errors import UsageError
from smallwins.cli.words import SHORT
from smallwins.journal.commands import OverruleWin
from smallwins.journal.judging import overrule_win
from smallwins.language import _
from smallwins.method.saying import say
from smallwins.method.win import VERDICTS, VerdictName


@entry(
    "overrule",
    examples=(
        'smallwins overrule 42 real --because "It gave me the nerve for the next one"',
        "smallwins overrule 42 --undo",
    ),
)
@click.argument("win")
@click.argument("verdict", required=False, type=click.Choice(VERDICTS))
@click.option("--because", metavar="TEXT", help=say("Why you see it differently."))
@click.option("--undo", is_flag=True, help=say("Take your own call back."))
def command(call: Call, win: str, verdict: VerdictName | None, because: str | None, *, undo: bool) -> None:
    """Put your own call over the verdict on WIN, with its reason; the computed one stays beside it."""
    if undo == (verdict is not None):
        raise UsageError(say("Say real, early or shiny with --because TEXT, or --undo."))
    if verdict is not None and not (because or "").strip():
        raise UsageError(say("Say in a few words why you see it differently: --because TEXT."))
    with call.open() as journal:
        found = journal.wins.find(win).win
        judged = overrule_win(journal, OverruleWin(found.id, call.at, verdict, because or ""))
        lead = (
            _("Your call on {number} is taken back.", number=found.number)
            if verdict is None
            else _("Your call on {number}: {verdict}.", number=found.number, verdict=SHORT[verdict])
        )
        answer = after_change(call, journal, judged, lead)
    call.put(answer)
