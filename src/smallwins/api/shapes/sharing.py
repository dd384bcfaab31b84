"""Sharing as its two sides see it, as it comes in and as it goes out."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from smallwins.accounts.links import LONGEST
from smallwins.accounts.models.grant import Weeks
from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LEFT_OUT, Body, Day, Id, Moment, NewId, Shown, WeekName
from smallwins.api.shapes.weeks import Felt
from smallwins.method.goal import GoalStatus
from smallwins.method.momentum import Trend
from smallwins.method.remark import REMARK_LIMIT
from smallwins.method.signals.reading import Reading
from smallwins.method.step import StepStatus
from smallwins.method.win import Kind, VerdictName

REMARK = "019ab3e0-2c3d-7e4f-8a5b-6c7d8e9f0a1b"
Words = Annotated[str, StringConstraints(min_length=1, max_length=REMARK_LIMIT, pattern=r"\S")]
Address = Annotated[str, StringConstraints(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]


class ShownRemark(Shown):
    """What a coach asked or said, and what was answered."""

    id: str
    at: Moment
    by: str
    text: str
    asks: bool = Field(description="A question; else a comment.")
    win: str | None
    week: WeekName | None
    answer: str | None
    answered_at: Moment | None = Field(description="Also set, without an answer, where it was left at that.")


class OwnRemark(ShownRemark):
    """What a coach asked or said, in one's own journal."""

    win_number: int | None


class Remarks(Shown):
    """What coaches asked and said, the oldest first."""

    remarks: list[OwnRemark]


class GivenAnswer(Body):
    """An answer to a coach."""

    text: Words | None = Field(description="null leaves it at that.")


class NewRemark(Body):
    """A question or a comment."""

    id: NewId | None = None
    text: Words
    asks: bool = True


class RemovedRemark(Shown):
    """What was taken out; undo brings it back."""

    removed: str
    undo: str | None


class Invited(Body):
    """Whom to invite as a coach."""

    email: Address


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


class Grants(Shown):
    """Coaches and open invitations."""

    coaches: list[ShownGrant]


class Revoked(Shown):
    """What was taken back."""

    revoked: int


class NewLink(Body):
    """A link to one page, for people without an account."""

    kind: Literal["week", "win", "insights"]
    week: WeekName | None = Field(None, description="Of kind week: a week that is closed.")
    win: Id | None = Field(None, description="Of kind win.")
    until: Day = Field(description=f"The last day, within {LONGEST.days} days.")
    label: Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")] = ""
    password: Annotated[str, StringConstraints(min_length=8, max_length=200, pattern=r"^[^\x00]*$")] | None = None
    titles: bool = Field(False, description="Of kind week: with the titles and verdicts of its wins.")


class ShownLink(Shown):
    """A link that opens something."""

    id: int
    kind: Literal["week", "win", "insights"]
    about: str = Field(description="The week, or the id of the win.")
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


class ShownLook(Shown):
    """What somebody else looked at."""

    who: str
    by: Literal["coach", "link"]
    at: str = Field(description="list, client, week, win, goals, insights or remark.")
    about: str
    times: int
    first: Moment
    last: Moment


class Looks(Shown):
    """Looks, the latest first."""

    looks: list[ShownLook]
    more: bool


class SharedWeekLine(Shown):
    """A week of a client's."""

    week: WeekName
    state: Literal["done", "quiet", "paused"]
    stuck: bool


class ShownClient(Shown):
    """A client and what they share."""

    id: int
    name: str
    shares: list[str]
    until: date | None
    weeks: list[SharedWeekLine] = Field(description="Those of which something is known, the latest first.")


class Clients(Shown):
    """Everybody who shares something."""

    clients: list[ShownClient]


class ShownTitled(Shown):
    """A win by title and verdict."""

    title: str
    verdict: VerdictName
    happened_on: date
    id: str | None = Field(description="Where all of it may be read.")


class ClientInFull(ShownClient):
    """All that one client shares."""

    wins: list[ShownTitled] = Field(description="The chosen ones.")


class ShownTally(Shown):
    """How many wins of each verdict."""

    real: int
    early: int
    shiny: int


class ClientsWeek(Shown):
    """A closed week of a client's."""

    week: WeekName
    confidence: int | None
    clarity: int | None
    stuck: bool | None
    note: str | None
    tally: ShownTally
    wins: list[ShownTitled]
    remarks: list[ShownRemark] = Field(description="Your own, with their answers.")


class SharedSignal(Shown):
    """A signal in words."""

    reading: Reading
    words: str


class SharedAnswers(Shown):
    """The answers about a win, without its goals."""

    direction: str | None
    motive: str | None
    opened: str | None
    door_note: str | None
    look_again: date | None
    stretch: int | None
    gains: list[str] | None


class SharedStepShown(Shown):
    """A next step."""

    text: str
    status: StepStatus
    due_on: date | None


class ClientsWin(Shown):
    """A win that a client chose to show."""

    id: str
    title: str
    story: str | None
    kind: Kind | None
    happened_on: date
    verdict: VerdictName
    overruled: str | None = Field(description="The client's reason, where the verdict is their own call.")
    reason: str
    signals: list[SharedSignal]
    answers: SharedAnswers
    goals: list[str] = Field(description="Titles; only where goals are shared.")
    steps: list[SharedStepShown]
    opened_by: list[ShownTitled]
    led_to: list[ShownTitled]
    remarks: list[ShownRemark] = Field(description="Your own, with their answers.")


class ClientsGoal(Shown):
    """A goal of a client's."""

    title: str
    why: str | None
    skills: list[str]
    status: GoalStatus
    possible: list[Felt]


class ClientsGoals(Shown):
    """All goals of a client's, the active ones first."""

    goals: list[ClientsGoal]


class ClientsInsights(Shown):
    """What a client's wins say, in sentences and counts; no win is named."""

    findings: list[str]
    missing: list[str] = Field(description="Questions that lack wins.")
    real: int
    early: int
    shiny: int
    momentum: float
    trend: Trend | None


class LeftClient(Shown):
    """A client whose grant was given back."""

    left: int


remark: examples.Example = {
    "id": REMARK,
    "at": "2026-11-20T09:00:00Z",
    "by": "Cleo",
    "text": "What made it easier this time?",
    "asks": True,
    "win": examples.WIN,
    "week": None,
    "answer": None,
    "answered_at": None,
}
own_remark: examples.Example = {**remark, "win_number": 42}
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
look: examples.Example = {
    "who": "Cleo",
    "by": "coach",
    "at": "week",
    "about": "2026-W46",
    "times": 1,
    "first": "2026-11-20T09:00:00Z",
    "last": "2026-11-20T09:00:00Z",
}
week_line: examples.Example = {"week": "2026-W46", "state": "done", "stuck": False}
client: examples.Example = {"id": 7, "name": "Ada", "shares": ["weeks"], "until": None, "weeks": [week_line]}
titled: examples.Example = {
    "title": "Intro call",
    "verdict": "real",
    "happened_on": "2026-11-18",
    "id": examples.LATER,
}
clients_week: examples.Example = {
    "week": "2026-W46",
    "confidence": 7,
    "clarity": 5,
    "stuck": False,
    "note": None,
    "tally": {"real": 1, "early": 2, "shiny": 0},
    "wins": [titled],
    "remarks": [],
}
clients_win: examples.Example = {
    "id": examples.LATER,
    "title": "Intro call",
    "story": None,
    "kind": "conversation",
    "happened_on": "2026-11-18",
    "verdict": "real",
    "overruled": None,
    "reason": "Real: it points toward your goal and opened a door.",
    "signals": [{"reading": "yes", "words": "It points where you want to go"}],
    "answers": {name: said for name, said in examples.answers.items() if name != "goals"},
    "goals": [],
    "steps": [],
    "opened_by": [],
    "led_to": [],
    "remarks": [remark],
}
clients_goal: examples.Example = {
    "title": "Lead a research team",
    "why": None,
    "skills": ["hiring"],
    "status": "active",
    "possible": [{"on": "2026-08-07", "value": 3}],
}
clients_insights: examples.Example = {
    "findings": [],
    "missing": ["gut-calibration"],
    "real": 4,
    "early": 3,
    "shiny": 1,
    "momentum": 5.31,
    "trend": "rising",
}
