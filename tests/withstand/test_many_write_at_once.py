"""The browser, terminals and readers on one journal at the same time (R6): nobody is locked out, nothing is lost."""

import json
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from smallwins.bootstrap import new_id
from tests.promises import Tally
from tests.serving import serving
from tests.withstand.browsing import Visitor
from tests.withstand.counts import RELEASE, times
from tests.withstand.looking import assert_whole, ids_in, titles_in
from tests.withstand.terminal import smallwins

PAGES, TERMINALS = 4, 3
BY_PAGE, BY_TERMINAL = times(12, 10**6), times(6, 10**6)
SECONDS = times(200, 120)  # a usual run is as long as its wins take; a release writes for two minutes
pytestmark = pytest.mark.promise("R6")


def test_browser_terminals_and_readers_share_one_journal(home: Path, tally: Tally) -> None:
    sent: list[str] = []
    added: list[str] = []
    wrong: list[object] = []
    took: dict[str, list[float]] = {"page": [], "terminal": []}
    writing = threading.Event()
    writing.set()
    until = time.monotonic() + SECONDS
    with serving(home) as served:
        ada = Visitor(served)

        def from_a_page() -> None:
            for count in range(BY_PAGE):
                if time.monotonic() > until:
                    return
                sent.append(win := new_id())
                began = time.monotonic()
                note(ada.write_down(f"Page {count}", win).status, 303)
                took["page"].append(time.monotonic() - began)

        def from_a_terminal(one: int) -> None:
            for count in range(BY_TERMINAL):
                if time.monotonic() > until:
                    return
                added.append(title := f"Terminal {one} {count}")
                began = time.monotonic()
                said = smallwins(home, "add", title)
                took["terminal"].append(time.monotonic() - began)
                note((said.code, said.err), (0, ""))

        def reading_pages() -> None:
            while writing.is_set():
                note(ada.get().status, 200)

        def reading_in_a_terminal() -> None:
            while writing.is_set():
                note(smallwins(home, "list", "--limit", "5").code, 0)
                note(smallwins(home, "search", "page").code, 0)

        def note(found: object, expected: object) -> None:
            if found != expected:
                wrong.append(found)

        writers = [_begin(from_a_page) for _ in range(PAGES)]
        writers += [_begin(from_a_terminal, one) for one in range(TERMINALS)]
        readers = [_begin(reading_pages), _begin(reading_in_a_terminal)]
        for thread in writers:
            thread.join(timeout=200)
        writing.clear()
        for thread in readers:
            thread.join(timeout=60)
        assert not any(thread.is_alive() for thread in (*writers, *readers))

    assert wrong == []
    ids, titles = ids_in(home / "journal.db"), titles_in(home / "journal.db")
    assert set(sent) <= set(ids)
    assert sorted(title for title in titles if title.startswith("Terminal")) == sorted(added)
    assert len(ids) == len(set(ids)) == len(sent) + len(added)
    assert RELEASE or len(ids) == BY_PAGE * PAGES + BY_TERMINAL * TERMINALS
    assert_whole(home / "journal.db")
    page, terminal = (statistics.quantiles(took[who], n=100)[-1] for who in ("page", "terminal"))
    if RELEASE:
        assert page <= 1.0
        assert terminal <= 2.5
    tally(
        "four pages, three terminals and two readers at once",
        wins=len(ids),
        ms_at_p99_of_a_page=round(page * 1000),
        ms_at_p99_of_a_terminal=round(terminal * 1000),
    )


def test_a_win_sent_by_every_page_at_the_same_moment_is_written_once(home: Path) -> None:
    with serving(home) as served:
        ada, win, answers = Visitor(served), new_id(), []
        gate = threading.Barrier(PAGES)

        def send() -> None:
            gate.wait(timeout=20)
            answers.append(ada.write_down("Once", win).status)

        for thread in [_begin(send) for _ in range(PAGES)]:
            thread.join(timeout=60)
    assert answers == [303] * PAGES
    assert ids_in(home / "journal.db") == [win]


@pytest.mark.promise("R12")
def test_what_waited_in_a_browser_is_written_once_in_bursts_and_over_a_restart(home: Path, tally: Tally) -> None:
    """Each key is sent four times: twice at the same moment, once over a restart, once with other words."""
    keys = [new_id() for _ in range(times(25, 500))]
    statuses: list[int] = []

    def send(ada: Visitor, key: str, title: str) -> int:
        fields = {"whose": json.loads(ada.get("/outbox").text)["whose"], "happened_on": "2026-11-20"}
        return ada.post("/outbox", id=key, title=title, **fields).status

    def burst(ada: Visitor, key: str) -> None:
        statuses.append(send(ada, key, f"Win {key}"))

    with serving(home) as served:
        ada = Visitor(served)
        for key in keys:
            for thread in [_begin(burst, ada, key) for _ in range(2)]:
                thread.join(timeout=60)
    with serving(home) as served:
        again = Visitor(served)
        for key in keys:
            burst(again, key)
            assert send(again, key, "Other words") == 422
    assert statuses == [200] * 3 * len(keys)
    assert sorted(ids_in(home / "journal.db")) == sorted(keys)
    assert sorted(titles_in(home / "journal.db")) == sorted(f"Win {key}" for key in keys)
    tally("a win that waited in a browser, sent again", keys=len(keys), sends=4 * len(keys))


def _begin(work: Callable[..., None], *given: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=given, daemon=True)
    thread.start()
    return thread
