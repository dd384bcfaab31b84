"""The inbox of one person: what waits, what was decided, and nothing of anybody else's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest

from smallwins.formats.candidate import Candidate
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal
from smallwins.method.errors import NotFoundError

Open = Callable[[], AbstractContextManager[Journal]]
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
FULL = Candidate(
    "jrnl:1", "line 1", "Coffee “with” Priya \u202e😀", date(2026, 11, 13), "A story\nof two lines", "conversation",
    ("a", "b"), ("Lead a team",), ("no day was given",), {"mood": {"good": [1, 2.5, None, True]}},
)  # fmt: skip


def an_item(number: int, day: date = date(2026, 11, 13)) -> InboxItem:
    return InboxItem(f"id-{number}", Candidate(f"jrnl:{number}", "line 1", f"Win {number}", day), "jrnl", AT)


def test_an_item_comes_back_exactly(ada: Open) -> None:
    item = InboxItem("id", FULL, "jrnl", AT)
    with ada() as journal:
        journal.inbox.add([item])
    with ada() as journal:
        assert journal.inbox.get("id") == item
        assert journal.inbox.with_keys(["jrnl:1", "jrnl:2"]) == {"jrnl:1": item}


def test_a_key_that_is_known_is_passed_over(journal: Journal) -> None:
    journal.inbox.add([an_item(1)])
    journal.inbox.add([an_item(1)._replace(id="other"), an_item(2)])

    assert [item.id for item in journal.inbox.waiting(10)] == ["id-1", "id-2"]


def test_what_was_decided_waits_no_more_and_stays_known(journal: Journal) -> None:
    journal.inbox.add([an_item(1), an_item(2)])
    journal.inbox.mark("id-1", "kept", "a-win")

    assert (journal.inbox.get("id-1").state, journal.inbox.get("id-1").win) == ("kept", "a-win")
    assert [item.id for item in journal.inbox.waiting(10)] == ["id-2"]
    assert journal.inbox.count() == 1
    assert set(journal.inbox.with_keys(["jrnl:1", "jrnl:2"])) == {"jrnl:1", "jrnl:2"}


def test_what_is_removed_never_came(journal: Journal) -> None:
    journal.inbox.add([an_item(1), an_item(2)])
    journal.inbox.remove(["id-1", "nobody"])
    journal.inbox.remove([])

    assert journal.inbox.with_keys(["jrnl:1"]) == {}
    with pytest.raises(NotFoundError):
        journal.inbox.get("id-1")


def test_some_days_alone_are_counted_and_listed(journal: Journal) -> None:
    journal.inbox.add(an_item(day, date(2026, 11, day)) for day in range(1, 11))

    assert journal.inbox.count(date(2026, 11, 3), date(2026, 11, 5)) == 3
    found = journal.inbox.waiting(2, None, date(2026, 11, 3), date(2026, 11, 5))
    assert [item.id for item in found] == ["id-5", "id-4"]
    last = (found[-1].candidate.happened_on, found[-1].id)
    assert [item.id for item in journal.inbox.waiting(2, last, date(2026, 11, 3), date(2026, 11, 5))] == ["id-3"]


def test_nothing_of_adas_inbox_reaches_ben(ada: Open, ben: Open) -> None:
    with ada() as journal:
        journal.inbox.add([an_item(1)])
    with ben() as journal:
        assert journal.inbox.count() == 0
        assert journal.inbox.with_keys(["jrnl:1"]) == {}
        with pytest.raises(NotFoundError):
            journal.inbox.get("id-1")
        journal.inbox.mark("id-1", "let_go")
        journal.inbox.remove(["id-1"])
        journal.inbox.add([an_item(1)._replace(format="table")])
    with ada() as journal:
        assert journal.inbox.get("id-1") == an_item(1)
