"""The drafts of one person's journal, as rows; each version is a row of its own."""

import json
from typing import Any

from smallwins.method.errors import NotFoundError
from smallwins.method.saying import say
from smallwins.method.telling.draft import Draft, Edit
from smallwins.storage.connection import Connection
from smallwins.storage.moments import day_at, day_text, list_text, moment_at, moment_text, rows_text
from smallwins.storage.sqlite import damaged

_READ = "id, kind, title, since, until, chosen, edits, version, at, gone"  # unsaid: SQL


class Drafts:
    """Keeps documents that are being written, version by version."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def append(self, draft: Draft) -> None:
        """Keep a version beside those before it."""
        assert draft.at is not None  # only a draft that was never kept has no time
        self._connection.execute(
            f"INSERT INTO draft (owner, {_READ}) VALUES ({', '.join('?' * 11)})",
            (
                self._owner,
                draft.id,
                draft.kind,
                draft.title,
                day_text(draft.since),
                day_text(draft.until),
                list_text(draft.chosen),
                rows_text(draft.edits),
                draft.version,
                moment_text(draft.at),
                int(draft.gone),
            ),
        )

    def get(self, draft_id: str) -> Draft:
        """Return the last version of a draft that was not thrown away."""
        versions = self.versions(draft_id)
        if not versions or versions[-1].gone:
            raise NotFoundError("draft", draft_id)
        return versions[-1]

    def versions(self, draft_id: str) -> tuple[Draft, ...]:
        """Return every version of a draft, the oldest first."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM draft WHERE owner = ? AND id = ? ORDER BY version", (self._owner, draft_id)
        )
        return tuple(map(_draft_of, rows))

    def all(self) -> tuple[Draft, ...]:
        """Return the last version of every draft that was not thrown away, the one written last first."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM draft AS d WHERE owner = ? AND gone = 0 AND version ="
            " (SELECT max(version) FROM draft WHERE owner = d.owner AND id = d.id) ORDER BY at DESC, id DESC",
            (self._owner,),
        )
        return tuple(map(_draft_of, rows))


def _draft_of(row: tuple[Any, ...]) -> Draft:
    its_id, kind, title, since, until, chosen, edits, version, at, gone = row
    try:
        return Draft(
            its_id,
            kind,
            title,
            day_at(since),
            day_at(until),
            tuple(json.loads(chosen)) if chosen else (),
            tuple(Edit(*edit) for edit in json.loads(edits)) if edits else (),
            version,
            moment_at(at),
            bool(gone),
        )
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a draft that makes no sense ({its_id})", its_id=its_id)) from error
