"""A page opens the journal of its server, one transaction a request."""

from pathlib import Path

from smallwins.journal.settings import settings_of
from smallwins.web.opening import open_journal


def test_a_page_opens_the_journal_of_its_server(home: Path) -> None:
    with open_journal(reading=True) as journal:
        assert settings_of(journal).review_day == 5
    assert (home / "journal.db").exists()
