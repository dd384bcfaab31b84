"""`smallwins remind`: for a timer on a shared server; on one's own machine one line when the review is due."""

from pathlib import Path

from smallwins import bootstrap, config
from smallwins.cli.call import Call
from smallwins.cli.entry import Noted, entry
from smallwins.cli.errors import FAILED
from smallwins.cli.operating import shared_server
from smallwins.cli.shapes import text_of
from smallwins.language import told
from smallwins.method.errors import StorageError
from smallwins.method.saying import say

LINE = say("Your weekly review is ready: smallwins review")


@entry(
    "remind",
    examples=("smallwins remind", Noted("*/10 * * * * smallwins remind  ", say("in a crontab, on a shared server"))),
)
def command(call: Call) -> int:
    """Say in one line that the weekly review is due; say nothing where it is not. Good in a shell's start-up.

    With DATABASE_URL: send the weekly mails that are due on a shared server, each once, and print how many.
    """
    if config.is_shared():
        return _send(call)
    return _say(call)


def _say(call: Call) -> int:
    from smallwins.journal.reminders import is_review_due  # noqa: PLC0415 - a shared server asks another way

    due = False
    if Path(call.place).exists():  # a shell that starts up begins no journal
        with call.read() as journal:
            due = is_review_due(journal, call.at)
    if call.json:
        print(text_of({"due": due}))
    elif due:
        print(told(LINE))
    return 0


def _send(call: Call) -> int:
    shared = shared_server()
    from django.db import DatabaseError  # noqa: PLC0415 - loaded once the settings are, as below

    from smallwins.accounts import post  # noqa: PLC0415
    from smallwins.accounts.models import Letter  # noqa: PLC0415
    from smallwins.accounts.reminding import remind  # noqa: PLC0415
    from smallwins.journal.reminders import RemindingJournals  # noqa: PLC0415

    try:
        outcome = remind(call.at, RemindingJournals(bootstrap.server_journals(shared.database, None)))
        post.send_what_is_due()  # what the mail server does not take now is tried again, here or by `smallwins serve`
        counts = {**outcome._asdict(), "waiting": Letter.objects.count()}
    except DatabaseError as error:
        raise StorageError(say("The database cannot be reached, or has no tables yet; nothing was sent.")) from error
    print(text_of(counts) if call.json else ", ".join(f"{number} {name}" for name, number in counts.items()))
    return FAILED if outcome.failed else 0
