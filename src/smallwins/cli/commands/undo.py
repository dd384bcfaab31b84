"""`smallwins undo`: the way back."""

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of
from smallwins.journal import undo as undoing
from smallwins.journal.commands import Undo
from smallwins.language import _, told


@entry("undo", examples=("smallwins undo",))
def command(call: Call) -> None:
    """Take the last change back; again for the one before it."""
    with call.open() as journal:
        change = undoing.undo(journal, Undo(call.at))
    if call.json:
        print(text_of({"undone": change.summary, "at": change.at.isoformat()}))
    else:
        print(_("Taken back: {change}.", change=told(change.summary)))
