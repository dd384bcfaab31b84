"""Documents out of real wins and their drafts, as they come in and as they go out."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LEFT_OUT, NEXT, Body, Day, Id, NewId, Prose, Shown
from smallwins.method.telling import TellingKind
from smallwins.method.telling.draft import MOST_CHOSEN, TITLE_LIMIT

STORY = "019ab3d0-1a2b-7c3d-8e4f-5a6b7c8d9e0f"
Title = Annotated[str, StringConstraints(max_length=TITLE_LIMIT, pattern=r"^[^\n\r\x00]*$")]
Chosen = Annotated[list[Id], Field(max_length=MOST_CHOSEN)]


class NewStory(Body):
    """A document to begin: the real wins of a span, unless wins are named."""

    id: NewId | None = None
    kind: TellingKind
    title: Title = Field("", description="Empty: as it is composed.")
    since: Day | None = Field(None, description="A year before `until`, unless told.")
    until: Day | None = Field(None, description="Today, unless told.")
    goal: Id | None = Field(None, description="Only wins that point toward this goal.")
    wins: Chosen = Field([], description="Ids of wins: these and no others, in this order.")


class EditedStory(Body):
    """What is to change of a draft; what is not named stays."""

    title: Title = LEFT_OUT
    since: Day = LEFT_OUT
    until: Day = LEFT_OUT
    wins: Chosen = Field(LEFT_OUT, description="Ids of the wins that it tells of, in order.")


class EditedSection(Body):
    """A part of a document in words of one's own."""

    key: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    text: Prose | None = Field(
        None, description="Markdown; empty leaves the part out, null brings back what was composed."
    )


class ShownDraft(Shown):
    """A draft as a line of the list."""

    id: str
    kind: TellingKind
    title: str
    since: date
    until: date
    wins: int
    version: int


class Stories(Shown):
    """Every draft, the one written last first."""

    stories: list[ShownDraft]
    next: str | None = NEXT


class ShownSection(Shown):
    """A part of a document."""

    key: str
    heading: str
    text: str = Field(description="Markdown.")
    wins: list[int] = Field(description="Numbers of the wins that it tells of.")


class ShownPrivate(Shown):
    """One thing to know before a document leaves."""

    kind: str
    text: str
    wins: list[int]


class Document(Shown):
    """A document, part by part, with what is private in it."""

    kind: TellingKind
    title: str
    since: date
    until: date
    sections: list[ShownSection]
    private: list[ShownPrivate]


class ShownStory(Document):
    """A draft with its document."""

    id: str
    version: int
    chosen: list[str] = Field(description="Ids of the wins that it tells of, in order.")
    edited: list[str] = Field(description="Keys of the parts in words of one's own.")


told: examples.Example = {
    "kind": "brag",
    "title": "What I did, November 2025 to November 2026",
    "since": "2025-11-22",
    "until": "2026-11-22",
    "sections": [{"key": "story:42", "heading": "", "text": "Recruiter at Northwind replied.", "wins": [42]}],
    "private": [{"kind": "name", "text": "it names Northwind (once)", "wins": []}],
}
story: examples.Example = {"id": STORY, "version": 1, "chosen": [examples.WIN], "edited": [], **told}
draft: examples.Example = {
    "id": STORY,
    "kind": "brag",
    "title": "For the review",
    "since": "2025-11-22",
    "until": "2026-11-22",
    "wins": 1,
    "version": 1,
}
