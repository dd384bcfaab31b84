"""One round of reminders at a given moment, in a process of its own: `python -m tests.server.reminding AT [send]`.

It prints what was done; with `send`, what waits is sent too. The environment is that of a shared server.
"""

import json
import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()
    from smallwins import bootstrap, config
    from smallwins.accounts import post
    from smallwins.accounts.reminding import remind
    from smallwins.journal.reminders import RemindingJournals

    shared = config.shared()
    assert shared
    journals = RemindingJournals(bootstrap.server_journals(shared.database))
    if "wait" in sys.argv:
        print("ready", flush=True)
        sys.stdin.readline()
    outcome = remind(datetime.fromisoformat(sys.argv[1]), journals)
    sent = post.send_what_is_due() if "send" in sys.argv else 0
    print(json.dumps({**outcome._asdict(), "sent": sent}))
