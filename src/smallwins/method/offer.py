"""A question that a coach proposes for a client's weekly review; nothing changes there without the client's yes."""

from datetime import datetime
from typing import Literal, NamedTuple, get_args

from smallwins.method.errors import InputError, RefusedError
from smallwins.method.saying import say, say_list
from smallwins.method.texts import check_line
from smallwins.method.wording import ADDED_KEY, ANSWER_KINDS, METHOD_QUESTIONS, AnswerKind, check_words

OfferState = Literal["waiting", "accepted", "declined", "withdrawn"]
OFFER_STATES: tuple[OfferState, ...] = get_args(OfferState)
MOST_WAITING = 7
"""Questions of one coach that wait for one client at a time."""


class Offer(NamedTuple):
    """What a coach would like a client to be asked: another wording of a question of the method, or one to add."""

    id: str
    at: datetime
    author: int | None  # the account that proposes, on this server
    author_name: str  # as they were called when they proposed it
    key: str  # of METHOD_QUESTIONS, or ADDED_KEY
    text: str
    help: str = ""
    kind: AnswerKind = "text"
    state: OfferState = "waiting"
    answered_at: datetime | None = None


def checked(offer: Offer) -> Offer:
    """Return the offer as given, or raise InputError that names the first field that is not what it should be."""
    if offer.key != ADDED_KEY and offer.key not in METHOD_QUESTIONS:
        raise InputError(
            "key",
            say(
                "{value} is not one of {choices}",
                value=repr(offer.key[:40]),
                choices=say_list((ADDED_KEY, *METHOD_QUESTIONS), ","),
            ),
        )
    check_words(offer.text, offer.help)
    if offer.kind not in ANSWER_KINDS:
        raise InputError(
            "kind",
            say("{value} is not one of {choices}", value=repr(offer.kind), choices=say_list(ANSWER_KINDS, ",")),
        )
    check_line("by", offer.author_name, say("say who proposes it"))
    return offer


def answered(offer: Offer, state: OfferState, at: datetime) -> Offer:
    """Accept or decline an offer that waits, or take it back."""
    if offer.state != "waiting":
        raise RefusedError(say("This was {state} already; nothing was changed.", state=offer.state))
    return offer._replace(state=state, answered_at=at)
