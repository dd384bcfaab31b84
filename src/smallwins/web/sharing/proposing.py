"""A coach proposes questions for the weekly review of clients who share their weeks; each client says yes or no."""

from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.accounts import grants
from smallwins.accounts.rules import Reach
from smallwins.journal.offering import OfferQuestion, offer_question, offered_by, withdraw_offers
from smallwins.method.errors import InputError, RefusedError
from smallwins.method.offer import Offer
from smallwins.method.wording import ADDED_KEY, ANSWER_KINDS, METHOD_QUESTIONS
from smallwins.web import forms, session
from smallwins.web.account.you import person_of
from smallwins.web.forms import Form
from smallwins.web.journals import journal_at, journal_of
from smallwins.web.page import page
from smallwins.web.pages.questions import KIND_WORDS
from smallwins.web.places import see
from smallwins.web.words import count

ROWS = (1, 2, 3)


class Client(NamedTuple):
    """A client for whom questions can be proposed, with what was proposed so far."""

    number: int
    name: str
    offers: tuple[Offer, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Show what was proposed to whom; a POST proposes the same questions to each client that was chosen."""
    reaches = _reaches(request)
    if request.method != "POST":
        return _shown(request, reaches, Form({}))
    try:
        chosen, offers = _asked(request, reaches)
        for reach in chosen:
            with journal_at(reach) as journal:
                for offer in offers:
                    offer_question(journal, offer)
    except InputError as error:
        return _shown(request, reaches, forms.shown_again(request.POST, error, text="text-1", help="help-1"), 422)
    except RefusedError as error:
        return _shown(request, reaches, Form(forms.typed(request.POST), {"to": str(error)}), 422)
    session.say(request, f"Proposed to {count(len(chosen), 'client')}. Each says yes or no.")
    return see(reverse("propose"))


def coaches_who_may(request: HttpRequest) -> frozenset[int]:
    """Return the accounts of the coaches who see this person's weeks now: only their proposals count."""
    return grants.coaches_who_see_weeks(person_of(request).pk)


def withdraw(request: HttpRequest, coach: int | None) -> None:
    """Take back what still waits of a coach whose share in one's journal has ended."""
    if coach is not None:
        with journal_of(request) as journal:
            withdraw_offers(journal, coach, bootstrap.now())


def _reaches(request: HttpRequest) -> list[Reach]:
    reaches: list[Reach] = request.reaches  # type: ignore[attr-defined]  # set by server/access.py
    return [reach for reach in reaches if "weeks" in reach.scopes]


def _asked(request: HttpRequest, reaches: list[Reach]) -> tuple[list[Reach], list[OfferQuestion]]:
    chosen = [reach for reach in reaches if str(reach.owner) in request.POST.getlist("to")]
    if not chosen:
        raise InputError("to", "choose at least one client")
    offers = [offer for row in ROWS if (offer := _offer(request, request.POST, row))]
    if not offers:
        raise InputError("text-1", "is empty; write the question down")
    return chosen, offers


def _offer(request: HttpRequest, sent: QueryDict, row: int) -> OfferQuestion | None:
    text = forms.text(sent, f"text-{row}")
    if not text:
        return None
    person = person_of(request)
    return OfferQuestion(
        id=forms.text(sent, f"id-{row}") or bootstrap.new_id(),
        at=bootstrap.now(),
        author=person.pk,
        author_name=person.name or person.email,
        key=forms.word(sent, f"key-{row}", (ADDED_KEY, *METHOD_QUESTIONS)) or ADDED_KEY,
        text=text,
        help=forms.text(sent, f"help-{row}"),
        kind=forms.word(sent, f"kind-{row}", ANSWER_KINDS) or "text",
    )


def _shown(request: HttpRequest, reaches: list[Reach], form: Form, status: int = 200) -> HttpResponse:
    names = {grant.pk: grant.whose for grant in grants.grants_held(person_of(request).pk)}
    clients = []
    for reach in reaches:
        with journal_at(reach, reading=True) as journal:
            clients.append(Client(reach.owner, names[reach.share or 0], offered_by(journal, reach.person or 0)))
    values: dict[str, Any] = {
        "clients": clients,
        "rows": [(row, bootstrap.new_id()) for row in ROWS],
        "keys": [(key, words.text) for key, words in METHOD_QUESTIONS.items()],
        "kinds": list(KIND_WORDS.items()),
        "chosen": request.POST.getlist("to"),
        "states": {"waiting": "waits", "accepted": "accepted", "declined": "declined", "withdrawn": "taken back"},
    }
    return page(request, "sharing/propose.html", here="clients", status=status, form=form, **values)
