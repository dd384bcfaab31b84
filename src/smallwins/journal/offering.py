"""What a coach proposes that a client's review asks, and the client's yes or no; without a yes nothing changes.

The offers lie in the client's journal. Who may propose anything at all is decided before a journal is opened; here
nobody is asked for a permission.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.journal.wordings import take_words
from smallwins.method.errors import RefusedError
from smallwins.method.offer import MOST_WAITING, Offer, answered, checked
from smallwins.method.remark import GONE
from smallwins.method.saying import say, say_n
from smallwins.method.wording import AnswerKind


class OfferQuestion(NamedTuple):
    """Propose another wording of a question, or a question to add."""

    id: str
    at: datetime
    author: int
    author_name: str
    key: str
    text: str
    help: str = ""
    kind: AnswerKind = "text"


class AnswerOffer(NamedTuple):
    """Say yes or no to what a coach proposed."""

    offer: str
    at: datetime
    accept: bool


def offer_question(journal: Journal, command: OfferQuestion) -> Offer:
    """Let a proposal wait for the journal's owner; sent twice, it waits once."""
    if repeated(journal, command):
        return journal.offers.get(command.id)
    offer = checked(
        Offer(
            command.id,
            command.at,
            command.author,
            command.author_name,
            command.key,
            command.text.strip(),
            command.help.strip(),
            command.kind,
        )
    )
    waiting = [one for one in journal.offers.of_author(command.author) if one.state == "waiting"]
    same = {(one.key, one.text, one.help, one.kind) for one in waiting}
    if (offer.key, offer.text, offer.help, offer.kind) in same:
        raise RefusedError(say("This very question waits there already."))
    if len(waiting) >= MOST_WAITING:
        raise RefusedError(
            say_n(
                "{n} question of yours waits there already, and that is the most.",
                "{n} questions of yours wait there already, and that is the most.",
                MOST_WAITING,
            )
        )
    journal.offers.save(offer)
    return offer


def answer_offer(journal: Journal, command: AnswerOffer) -> Offer:
    """Have the review ask what was proposed, or decline it; an answer is given once."""
    offer = journal.offers.get(command.offer)
    done = answered(offer, "accepted" if command.accept else "declined", command.at)
    if command.accept:
        # The wording has the id of the offer, so that its coach can be shown what was answered to it.
        take_words(journal, command.at, offer)
    journal.offers.save(done)
    return done


def waiting_offers(journal: Journal, coaches: Collection[int] | None = None) -> tuple[Offer, ...]:
    """Return what waits for the owner's answer; only of these accounts, where they are named."""
    return tuple(
        offer
        for offer in journal.offers.all()
        if offer.state == "waiting" and (coaches is None or offer.author in coaches)
    )


def offered_by(journal: Journal, author: int) -> tuple[Offer, ...]:
    """Return what one account proposed, with what became of it."""
    return journal.offers.of_author(author)


def withdraw_offers(journal: Journal, author: int, at: datetime) -> Sequence[Offer]:
    """Take back what still waits of one account: its share in the journal has ended."""
    waiting = [offer for offer in journal.offers.of_author(author) if offer.state == "waiting"]
    for offer in waiting:
        journal.offers.save(answered(offer, "withdrawn", at))
    return waiting


def forget_proposer(journal: Journal, author: int, at: datetime) -> None:
    """Take back what still waits of somebody who left, and their name off the rest."""
    withdraw_offers(journal, author, at)
    for offer in journal.offers.of_author(author):
        journal.wordings.rename_author([offer.id], offer.author_name, GONE)
        journal.offers.save(offer._replace(author_name=GONE))
