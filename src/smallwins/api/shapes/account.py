"""The account, as far as programs see it, and invitations to become a coach."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LINE, Body, Moment, Shown

Name = Annotated[str, StringConstraints(max_length=80, pattern=rf"^$|{LINE}")]
Invitation = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[!-~]+$")]


class GivenName(Body):
    """The name that a coach sees."""

    name: Name = Field(description="Empty: none; a coach sees the address then.")


class ShownAccount(Shown):
    """The account whose token it is."""

    email: str
    name: str
    joined_at: Moment
    leaves_at: Moment | None = Field(description="When everything is erased, where leaving was asked for.")


class GivenInvitation(Body):
    """An invitation to become somebody's coach."""

    invitation: Invitation = Field(description="What its address ends with: swi_…")


class ShownInvitation(Shown):
    """Who invites, as they call themselves."""

    whose: str


class AcceptedInvitation(Shown):
    """A client whose coach one has become."""

    client: int = Field(description="Their id, as in `GET /clients`.")
    whose: str
    until: date | None


account: examples.Example = {
    "email": "ada@example.org",
    "name": "Ada",
    "joined_at": "2026-08-01T09:00:00Z",
    "leaves_at": None,
}
