"""What the commands about a crossroads share: find it, change it or talk about it, and show what came of it."""

from collections.abc import Callable

from smallwins.cli.call import Call
from smallwins.cli.conversation import Conversation, Turn, talk
from smallwins.cli.render_crossroads import crossroads_lines
from smallwins.cli.shapes import offers_shape, text_of
from smallwins.journal.crossroads import find_crossroads
from smallwins.journal.offers import offers
from smallwins.journal.ports import Journal
from smallwins.method.crossroads import Crossroads
from smallwins.method.saying import say

OPTION_HELP = say("The option: its place, or a beginning of its title.")


def found_by(call: Call, name: str) -> Crossroads:
    """Find the crossroads that is meant."""
    with call.read() as journal:
        return find_crossroads(journal, name)


def change(call: Call, act: Callable[[Journal], Crossroads]) -> None:
    """Carry a change out and show what came of it."""
    with call.open() as journal:
        found = act(journal)
    show_one(call, found.id)


def show_one(call: Call, crossroads_id: str) -> None:
    """Show one crossroads whole."""
    with call.read() as journal:
        today = call.today(journal)
        seen = offers(journal, journal.crossroads.get(crossroads_id), today)
    call.put([text_of(offers_shape(seen))] if call.json else crossroads_lines(seen, call.terminal, today))


def hold(call: Call, found: Crossroads, asking: Callable[[Call, Conversation, str], Turn | None]) -> None:
    """Ask in a conversation, and show what came of it."""
    with talk(call.terminal) as conversation:
        asking(call, conversation, found.id)
        conversation.say("")
    show_one(call, found.id)
