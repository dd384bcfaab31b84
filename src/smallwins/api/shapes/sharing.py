"""What a client shares and with whom, as it comes in and as it goes out."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from smallwins.accounts.links import LONGEST
from smallwins.accounts.models.grant import Weeks
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LEFT_OUT, NEXT, Body, Day, Id, Moment, Shown, WeekName
from smallwins.api.shapes.stories import STORY, ShownPrivate

LinkKind = Literal["week", "win", "insights", "chain", "goal", "story"]
Address = Annotated[str, StringConstraints(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]


class Invited(Body):
    """Whom to invite as a coach."""

    email: Address
    mail: bool = Field(False, description="Whether to send them the address by mail.")
    named: bool = Field(False, description="Whether that mail says who you are; else “somebody”.")


class GivenGrant(Body):
    """What a coach sees; what is not named stays."""

    weeks: Weeks = Field(LEFT_OUT, description="Closed weekly reviews: none (“”), from this week on, or all.")
    titles: bool = Field(LEFT_OUT, description="The titles and verdicts of all wins of the weeks shared.")
    goals: bool = LEFT_OUT
    insights: bool = LEFT_OUT
    until: Day | None = Field(None, description="The last day; null: until it is taken back.")


class ShownGrant(Shown):
    """A coach, or an open invitation, and what they see."""

    id: int
    who: str
    email: str
    accepted: bool
    weeks: Weeks
    weeks_since: date | None
    titles: bool
    goals: bool
    insights: bool
    wins: list[str] = Field(description="Ids of the wins chosen to be shown.")
    until: date | None


class NewGrant(ShownGrant):
    """An invitation just made."""

    address: str | None = Field(description="To be opened by the one invited; shown this once, null when sent again.")
    mailed: bool = Field(description="Whether a mail with the address is on its way; not where no mail goes out.")


class Grants(Shown):
    """Coaches and open invitations."""

    coaches: list[ShownGrant]


class Revoked(Shown):
    """What was taken back."""

    revoked: int


class NewLink(Body):
    """A link to one page, for people without an account."""

    kind: LinkKind
    week: WeekName | None = Field(None, description="Of kind week: a week that is closed.")
    win: Id | None = Field(None, description="Of kind win; of kind chain: a win that the chain runs through.")
    goal: Id | None = Field(None, description="Of kind goal.")
    story: Id | None = Field(None, description="Of kind story: a draft.")
    until: Day = Field(description=f"The last day, within {LONGEST.days} days.")
    label: Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")] = ""
    password: Annotated[str, StringConstraints(min_length=8, max_length=200, pattern=r"^[^\x00]*$")] | None = None
    titles: bool = Field(False, description="Of kind week: with the titles and verdicts of its wins.")


class Previewed(BaseModel):
    """Which page a link would show: one of these, or none of them for the insights."""

    week: WeekName | None = Field(None, description="A week that is closed.", examples=["2026-W46"])
    win: Id | None = Field(None, examples=[examples.WIN], description="The id of a win.")
    chain: Id | None = Field(None, examples=[examples.WIN], description="The id of a win that the chain runs through.")
    goal: Id | None = Field(None, examples=[examples.GOAL], description="The id of a goal.")
    story: Id | None = Field(None, examples=[STORY], description="The id of a draft.")


class ShownPreview(Shown):
    """What a link would show."""

    kind: LinkKind
    about: str = Field(description="The week, or the id of the win, the goal or the draft.")
    sees: list[str] = Field(description="What its reader sees, in sentences.")
    wins: list[str] = Field(description="Ids of the wins that it may show, now and later.")
    private: list[ShownPrivate] = Field(description="What it gives away.")
    with_titles: list[ShownPrivate] = Field(description="Of a week: what its titles give away besides.")


class ShownLink(Shown):
    """A link that opens something."""

    id: int
    kind: LinkKind
    about: str = Field(description="The week, or the id of the win, the goal or the draft.")
    titles: bool
    label: str
    has_password: bool
    made_at: Moment
    until: date
    times: int = Field(description="How often it was opened.")


class MadeLink(ShownLink):
    """A link just made."""

    address: str | None = Field(description="Shown this once, null when sent again.")


class Links(Shown):
    """Links that open something."""

    links: list[ShownLink]
    next: str | None = NEXT


class ShownLook(Shown):
    """What somebody else looked at."""

    who: str
    by: Literal["coach", "link"]
    at: str = Field(
        description="list, client, week, win, goals, insights or remark; by a link also chain, goal or story."
    )
    about: str
    times: int
    first: Moment
    last: Moment


class Looks(Shown):
    """Looks, the latest first."""

    looks: list[ShownLook]
    next: str | None = NEXT


grant: examples.Example = {
    "id": 3,
    "who": "Cleo",
    "email": "cleo@example.org",
    "accepted": True,
    "weeks": "since",
    "weeks_since": "2026-11-16",
    "titles": False,
    "goals": True,
    "insights": False,
    "wins": [examples.WIN],
    "until": None,
}
link: examples.Example = {
    "id": 5,
    "kind": "week",
    "about": "2026-W46",
    "titles": True,
    "label": "For Sam",
    "has_password": False,
    "made_at": "2026-11-20T09:00:00Z",
    "until": "2026-12-06",
    "times": 2,
}
preview: examples.Example = {
    "kind": "week",
    "about": "2026-W46",
    "sees": ["Confidence, clarity, whether you feel stuck, your note, and how many wins were real, early or shiny."],
    "wins": [],
    "private": [{"kind": "name", "text": "it names Northwind (once)", "wins": []}],
    "with_titles": [],
}
look: examples.Example = {
    "who": "Cleo",
    "by": "coach",
    "at": "week",
    "about": "2026-W46",
    "times": 1,
    "first": "2026-11-20T09:00:00Z",
    "last": "2026-11-20T09:00:00Z",
}
