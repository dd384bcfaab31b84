"""What a client shares, as a coach sees it."""

from datetime import date
from typing import Literal

from pydantic import Field

from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Shown, WeekName
from smallwins.api.shapes.remarks import ShownRemark, remark
from smallwins.api.shapes.weeks import AskedAs, Felt
from smallwins.journal.shared_list import Look
from smallwins.method.goal import GoalStatus
from smallwins.method.momentum import Trend
from smallwins.method.signals.reading import Reading
from smallwins.method.step import StepStatus
from smallwins.method.win import Kind, VerdictName


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


class ListedWeekLine(SharedWeekLine):
    """A week of a client's, in the list of all clients."""

    unread: bool = Field(description="Whether you have not looked at it since it was closed.")


class ListedClient(Shown):
    """A client in the list, with what is new."""

    id: int
    name: str
    shares: list[str]
    until: date | None
    weeks: list[ListedWeekLine] = Field(description="Those of which something is known, the latest first.")
    look: Look = Field(description="What is most worth a look; by this the list is sorted.")
    looked_on: date | None = Field(description="When you last looked at anything of theirs but this list.")
    came_back: list[ShownRemark] = Field(description="Your questions whose answers you have not read.")


class Clients(Shown):
    """Everybody who shares something, whoever needs a look first."""

    clients: list[ListedClient]


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
    asked: list[AskedAs] = Field([], description="What was asked in other words than the method's, as it was asked.")


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


week_line: examples.Example = {"week": "2026-W46", "state": "done", "stuck": False}
listed_client: examples.Example = {
    "id": 7,
    "name": "Ada",
    "shares": ["weeks"],
    "until": None,
    "weeks": [{**week_line, "unread": True}],
    "look": "unread",
    "looked_on": "2026-11-13",
    "came_back": [],
}
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
