"""The account as a program may see it, and an invitation to become a coach: yes or no."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router

from smallwins.accounts import grants, people
from smallwins.accounts.models import Person
from smallwins.api import etags
from smallwins.api.calls import asking
from smallwins.api.operation import operation
from smallwins.api.shapes.account import (
    AcceptedInvitation,
    GivenInvitation,
    GivenName,
    ShownAccount,
    ShownInvitation,
    account,
)
from smallwins.formats.smallwins1.plain import moment
from smallwins.journal.shapes import Shape

router = Router(tags=["the account"])
INVITATION = {"invitation": "swi_" + "x" * 43}


@operation(router.get, "/account", scope="read", shows=ShownAccount, tagged=True, example=account)
def get_account(request: HttpRequest) -> HttpResponse:
    """Say whose token this is."""
    return etags.shown(request, _shape(Person.objects.get(pk=asking(request))))


@operation(
    router.patch,
    "/account",
    scope="write",
    shows=ShownAccount,
    checks=True,
    sends={"name": "Ada"},
    example=account,
)
def change_account(request: HttpRequest, given: GivenName) -> HttpResponse:
    """Change the name that a coach sees; all else about the account is for its person alone."""
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=asking(request))
        etags.check(request, lambda: _shape(person))
        people.rename(person, given.name)
    return etags.shown(request, _shape(person))


@operation(
    router.post,
    "/invitations/look",
    scope="write",
    shows=ShownInvitation,
    also=(404,),
    sends=INVITATION,
    example={"whose": "Ada"},
)
def look_at_invitation(request: HttpRequest, given: GivenInvitation) -> HttpResponse:
    """Look at an invitation to become a coach, which has to be for your own address; nothing comes of looking."""
    found = grants.invitation(given.invitation, Person.objects.get(pk=asking(request)))
    return etags.shown(request, {"whose": found.whose})


@operation(
    router.post,
    "/invitations/accept",
    scope="write",
    shows=AcceptedInvitation,
    also=(404,),
    sends=INVITATION,
    example={"client": 7, "whose": "Ada", "until": None},
)
def accept_invitation(request: HttpRequest, given: GivenInvitation) -> HttpResponse:
    """Become the coach of whoever invited you; an invitation is used once."""
    found = grants.accept(given.invitation, Person.objects.get(pk=asking(request)))
    until = found.until and found.until.isoformat()
    return etags.shown(request, {"client": found.client_id, "whose": found.whose, "until": until})


@operation(
    router.post,
    "/invitations/decline",
    scope="write",
    shows=ShownInvitation,
    also=(404,),
    sends=INVITATION,
    example={"whose": "Ada"},
)
def decline_invitation(request: HttpRequest, given: GivenInvitation) -> HttpResponse:
    """Say no to an invitation; it is used up, and nothing was shared."""
    person = Person.objects.get(pk=asking(request))
    found = grants.invitation(given.invitation, person)
    grants.decline(given.invitation, person)
    return etags.shown(request, {"whose": found.whose})


def _shape(person: Person) -> Shape:
    return {
        "email": person.email,
        "name": person.name,
        "joined_at": moment(person.joined_at),
        "leaves_at": person.leaves_at and moment(person.leaves_at),
    }
