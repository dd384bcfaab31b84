"""What a use case needs of the stores that keep how the weekly review asks; storage keeps them."""

from collections.abc import Iterable
from typing import Protocol

from smallwins.method.offer import Offer
from smallwins.method.wording import Wording


class WordingStore(Protocol):
    """How the weekly review asks. Append-only: each wording is a version beside those before it."""

    def append(self, wordings: Iterable[Wording]) -> None:
        """Keep versions beside those before them."""

    def rename_author(self, versions: Iterable[str], was: str, to: str) -> None:
        """Call whoever proposed these versions, or the questions that began with them, otherwise."""

    def all(self) -> tuple[Wording, ...]:
        """Return every version of every question, in the order of their numbers."""


class OfferStore(Protocol):
    """What coaches proposed to ask, in the order of time."""

    def save(self, offer: Offer) -> None:
        """Keep the offer, with what became of it."""

    def get(self, offer_id: str) -> Offer:
        """Return the offer of that id, or raise NotFoundError."""

    def of_author(self, author: int) -> tuple[Offer, ...]:
        """Return what one account proposed."""

    def all(self) -> tuple[Offer, ...]:
        """Return everything that was proposed."""
