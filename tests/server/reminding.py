"""Rounds of reminders at given moments, in a process of its own.

Run as `python -m tests.server.reminding AT,AT [send] [wait]` with the environment of a shared server. It prints what
each round did; with `send`, what waits is sent after each.
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
    done = []
    for at in sys.argv[1].split(","):
        outcome = remind(datetime.fromisoformat(at), journals)
        done.append({**outcome._asdict(), "sent": post.send_what_is_due() if "send" in sys.argv else 0})
    print(json.dumps(done))
