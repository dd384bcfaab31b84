"""Pages of the web app on 10,000 wins, from the request to the last byte, against what they read of the journal."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.making import LOCAL, journal_of
from bench.measuring import Measured, in_turn, time_of
from smallwins.bootstrap import local_journals, now
from smallwins.journal.ports import Journal, WinFilter
from smallwins.journal.queries import list_wins
from smallwins.journal.settings import today_of
from smallwins.journal.weeks import this_week

COUNT = 10_000
HOST = "127.0.0.1:8766"
PAGES: tuple[tuple[str, str, Callable[[Journal], object]], ...] = (
    ("this week", "/", lambda journal: this_week(journal, today_of(journal, now()))),
    ("fifty wins", "/wins", lambda journal: list_wins(journal, WinFilter())),
    ("a search", "/wins?words=coffee+priya", lambda journal: list_wins(journal, WinFilter(words="coffee priya"))),
)


def measure(folder: Path, runs: int) -> Iterator[Measured]:
    """Measure each page through Django, guard, session and template, against its reading alone."""
    home = journal_of(COUNT, folder)
    os.environ |= {"SMALLWINS_HOME": str(home), "DJANGO_SETTINGS_MODULE": "smallwins.server.settings"}
    get, journals = _browser(home), local_journals(str(home / "journal.db"))
    for name, address, read in PAGES:

        def ours(address: str = address) -> object:
            return get(address)

        def floor(read: Callable[[Journal], object] = read) -> object:
            with journals.journal_of(LOCAL, reading=True) as journal:
                return read(journal)

        times = in_turn(runs * 5, time_of(ours), time_of(floor))
        yield Measured(f"page of {name} on 10,000 wins, against reading it", *times, most=5.0)


def _browser(home: Path) -> Callable[[str], object]:
    import django  # noqa: PLC0415 - after the environment says which journal

    django.setup()
    from django.test import Client  # noqa: PLC0415 - as above

    from smallwins.web import links  # noqa: PLC0415 - as above

    client = Client(headers={"host": HOST, "origin": f"http://{HOST}"})
    client.get(f"/open/{links.make(home / 'links')}")
    client.post("/open")
    return client.get
