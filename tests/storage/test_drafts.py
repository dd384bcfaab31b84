"""Drafts are kept version by version, wherever a journal lies, and nobody sees another's."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest

from smallwins.journal.ports import Journal
from smallwins.method.errors import NotFoundError
from smallwins.method.telling.draft import Draft, Edit

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
EDITS = (Edit("goals", 'é "\n*x*\\'), Edit("next", ""))
DRAFT = Draft("0199-ada", "brag", "What I “did”", date(2026, 1, 1), date(2026, 12, 31), ("b", "a"), EDITS, 1, AT)
SECOND = DRAFT._replace(version=2, title="", chosen=(), edits=())
Open = Callable[[], AbstractContextManager[Journal]]


def test_a_draft_is_kept_as_it_is_with_every_version_before_it(ada: Open) -> None:
    with ada() as journal:
        journal.drafts.append(DRAFT)
        journal.drafts.append(SECOND)
    with ada() as journal:
        assert journal.drafts.get(DRAFT.id) == SECOND
        assert journal.drafts.versions(DRAFT.id) == (DRAFT, SECOND)
        assert journal.drafts.all() == (SECOND,)


def test_a_draft_thrown_away_is_gone_and_its_versions_stay(journal: Journal) -> None:
    journal.drafts.append(DRAFT)
    journal.drafts.append(SECOND._replace(gone=True))

    assert journal.drafts.all() == ()
    assert len(journal.drafts.versions(DRAFT.id)) == 2
    with pytest.raises(NotFoundError):
        journal.drafts.get(DRAFT.id)


def test_ben_sees_no_draft_of_adas(ada: Open, ben: Open) -> None:
    with ada() as journal:
        journal.drafts.append(DRAFT)
    with ben() as journal:
        assert journal.drafts.all() == journal.drafts.versions(DRAFT.id) == ()
