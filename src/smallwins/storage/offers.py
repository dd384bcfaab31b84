"""What coaches proposed that one person's weekly review asks, as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from smallwins.method.errors import NotFoundError
from smallwins.method.offer import Offer
from smallwins.method.saying import say
from smallwins.storage.moments import moment_at, moment_text
from smallwins.storage.sqlite import Value, damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_READ = 'id, at, author, author_name, "key", text, help, kind, state, answered_at'  # unsaid: SQL


class Offers:
    """Keeps what was proposed, in the order of time."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def save(self, offer: Offer) -> None:
        """Keep the offer, with what became of it."""
        self._connection.execute(
            f"INSERT INTO offer (owner, {_READ}) VALUES ({', '.join('?' * 11)}) ON CONFLICT (owner, id) DO UPDATE"
            " SET author_name = excluded.author_name, state = excluded.state, answered_at = excluded.answered_at",
            (
                self._owner,
                offer.id,
                moment_text(offer.at),
                offer.author,
                offer.author_name,
                offer.key,
                offer.text,
                offer.help,
                offer.kind,
                offer.state,
                moment_text(offer.answered_at) if offer.answered_at else None,
            ),
        )

    def get(self, offer_id: str) -> Offer:
        """Return the offer of that id."""
        found = self._where("AND id = ?", offer_id)
        if not found:
            raise NotFoundError("offer", offer_id)
        return found[0]

    def of_author(self, author: int) -> tuple[Offer, ...]:
        """Return what one account proposed."""
        return self._where("AND author = ?", author)

    def all(self) -> tuple[Offer, ...]:
        """Return everything that was proposed."""
        return self._where("")

    def _where(self, condition: str, *values: Value) -> tuple[Offer, ...]:
        rows = self._connection.execute(
            f"SELECT {_READ} FROM offer WHERE owner = ? {condition} ORDER BY at, id", (self._owner, *values)
        )
        return tuple(map(_offer_of, rows))


def _offer_of(row: tuple[Any, ...]) -> Offer:
    its_id, at, author, author_name, key, text, its_help, kind, state, answered_at = row
    try:
        return Offer(
            its_id,
            moment_at(at),
            author,
            author_name,
            key,
            text,
            its_help,
            kind,
            state,
            moment_at(answered_at) if answered_at else None,
        )
    except (ValueError, TypeError) as error:
        raise damaged(
            "file", say("holds a question of a coach that makes no sense ({its_id})", its_id=its_id)
        ) from error
