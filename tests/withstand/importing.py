"""Taking a journal in, in a process that can be killed: `python -m tests.withstand.importing URL FILE`."""

import sys
from pathlib import Path

from smallwins.bootstrap import now, server_journals
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import import_journal

OWNER = 1

if __name__ == "__main__":
    print("ready", flush=True)
    with server_journals(sys.argv[1]).journal_of(OWNER) as journal:
        import_journal(journal, ImportJournal(now(), Path(sys.argv[2]).read_bytes()))
    print("done", flush=True)
