"""The inbox and the files of other programs, as they come in and as they go out."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import Body, Id, Moment, NewId, Shown
from smallwins.method.win import Kind

ITEM = "019ab3c0-7d8e-7a9b-8c1d-2e3f4a5b6c7d"


class KeptItem(Body):
    """The win that an item becomes."""

    id: NewId | None = None
    goals: list[Id] = Field([], max_length=50, description="Goals of one’s own that it points toward.")
    new_goals: list[Annotated[str, Field(max_length=500)]] = Field(
        [], max_length=50, description="Titles of goals that it names, each to be made a goal of one’s own."
    )


class MergedItem(Body):
    """The win that an item goes into."""

    win: Id


class ShownCandidate(Shown):
    """Something that may become a win."""

    key: str = Field(description="By which its source knows it; the same file brings the same keys each time.")
    place: str
    title: str
    happened_on: date
    story: str | None
    kind: Kind | None
    tags: list[str]
    goals: list[str] = Field(description="Titles, as the source has them.")
    notes: list[str] = Field(description="What is not sure about it, for people.")
    extra: dict[str, Any]


class ShownItem(ShownCandidate):
    """Something in the inbox."""

    id: str
    format: str
    arrived_at: Moment


class ShownItemBeside(ShownItem):
    """Something that came in, with what was decided about it and the wins that may tell of it already."""

    state: str = Field(description="waiting, kept, merged or let_go.")
    win: str | None = Field(description="The id of the win that it became or went into.")
    likely: list[str] = Field(description="Ids of wins of about its day.")


class Inbox(Shown):
    """What waits, the latest day first."""

    items: list[ShownItem]
    waiting: int = Field(description="Of all pages.")
    next: str | None = Field(description="Send it as `cursor` for the next page; null on the last.")


class ShownReject(Shown):
    """A record that could not be read."""

    place: str
    reason: str


class ShownForeign(Shown):
    """What a file would bring into the inbox, or brought."""

    format: str
    called: str
    new: int
    known: int
    differing: int = Field(description="Of the known ones, how many say something else than here.")
    sample: list[ShownCandidate] = Field(description="The first few of the new ones.")
    rejected: int
    rejects: list[ShownReject]
    left_out: dict[str, int] = Field(description="Reason → how many.")
    left_out_at: dict[str, list[str]] = Field(description="Reason → where the first of them stand.")
    notes: dict[str, int] = Field(description="What is said of the new ones, such as “private there” → of how many.")
    advice: list[str] = Field(description="About the file as a whole, and what to do.")
    goals: int = Field(description="New goals of a journal that went out as Markdown; they come in as they are.")
    goals_known: int
    goal_titles: list[str] = Field(description="Of the first of the new goals.")
    columns: dict[str, str] = Field(description="Of a table: field → column; send it back changed as `columns`.")
    dry_run: bool


class KnownFormat(Shown):
    """A format that is read here."""

    name: str
    called: str


class KnownFormats(Shown):
    """Every format that is read here."""

    formats: list[KnownFormat]


candidate: examples.Example = {
    "key": "table:3f6c1d",
    "place": "row 2",
    "title": "Talk accepted",
    "happened_on": "2026-11-02",
    "story": None,
    "kind": None,
    "tags": [],
    "goals": [],
    "notes": [],
    "extra": {},
}
item: examples.Example = {"id": ITEM, "format": "table", "arrived_at": "2026-11-22T09:00:00Z", **candidate}
item_beside: examples.Example = {**item, "state": "waiting", "win": None, "likely": [examples.WIN]}
foreign: examples.Example = {
    "format": "table",
    "called": "a table (CSV or TSV)",
    "new": 1,
    "known": 0,
    "differing": 0,
    "sample": [candidate],
    "rejected": 0,
    "rejects": [],
    "left_out": {},
    "left_out_at": {},
    "notes": {},
    "advice": [],
    "goals": 0,
    "goals_known": 0,
    "goal_titles": [],
    "columns": {"title": "title", "date": "date"},
    "dry_run": True,
}
