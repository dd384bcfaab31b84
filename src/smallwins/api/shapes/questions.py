"""Questions of the weekly review in one's own words, as they come in and as they go out."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from smallwins.api.shapes.fields import LEFT_OUT, LINE, Body, Moment, NewId, Shown
from smallwins.method.offer import OfferState
from smallwins.method.wording import HELP_LIMIT, TEXT_LIMIT, AnswerKind

Key = Literal[
    "brought-clarity", "brought-confidence", "brought-real", "confidence", "clarity", "stuck", "possible", "still",
    "whose", "note", "step",
]  # fmt: skip
Asked = Annotated[str, StringConstraints(min_length=1, max_length=TEXT_LIMIT, pattern=LINE)]
Hint = Annotated[str, StringConstraints(max_length=HELP_LIMIT, pattern=r"^[^\n\r\x00]*$")]


class ShownQuestion(Shown):
    """A question of the review as it is asked now."""

    key: str = Field(description="It never changes: a word of the method's, or the id of a question that was added.")
    text: str
    help: str
    answer: AnswerKind | None = Field(description="How a question that was added is answered.")
    version: str | None = Field(description="The id of its wording; null where it was never worded otherwise.")
    added: bool
    reworded: bool
    away: bool
    by: str | None = Field(description="What the coach is called who proposed it.")


class Questions(Shown):
    """Every question of the review that can be worded."""

    questions: list[ShownQuestion]


class OneWording(Shown):
    """How a question was worded from a time on."""

    id: str
    at: Moment
    text: str
    help: str
    by: str | None


class QuestionWithVersions(ShownQuestion):
    """A question with every wording that it had, the oldest first."""

    versions: list[OneWording]


class NewQuestion(Body):
    """A question to ask besides."""

    id: NewId | None = None
    text: Asked
    help: Hint = ""
    answer: AnswerKind = "text"


class EditedQuestion(Body):
    """What is to change of a question; each change of its words is a new version."""

    text: Asked | None = Field(None, description="null takes the method's words again.")
    help: Hint = ""
    away: bool = Field(LEFT_OUT, description="Put away one that was added, or ask it again.")
    move: Literal["up", "down"] = Field(LEFT_OUT, description="Ask one that was added one place earlier or later.")


class ShownOffer(Shown):
    """What a coach proposed to ask, and what became of it."""

    id: str
    at: Moment
    by: str
    key: str = Field(description="Of a question to word otherwise; `added` for one to ask besides.")
    text: str
    help: str
    answer: AnswerKind
    state: OfferState
    answered_at: Moment | None


class Offers(Shown):
    """What coaches proposed, the oldest first."""

    offers: list[ShownOffer]


class NewOffer(Body):
    """A question to propose."""

    id: NewId | None = None
    key: Key | Literal["added"] = "added"
    text: Asked
    help: Hint = ""
    answer: AnswerKind = "text"


class GivenYesOrNo(Body):
    """The answer to what a coach proposed."""

    accept: bool


QUESTION = "019ab3e0-2c3d-7e4f-8a5b-6c7d8e9f0a1c"
OFFER = "019ab3e0-2c3d-7e4f-8a5b-6c7d8e9f0a1d"
question = {
    "key": QUESTION,
    "text": "What did I say no to this week?",
    "help": "",
    "answer": "text",
    "version": QUESTION,
    "added": True,
    "reworded": True,
    "away": False,
    "by": None,
}
version = {"id": QUESTION, "at": "2026-11-20T09:00:00Z", "text": question["text"], "help": "", "by": None}
offer = {
    "id": OFFER,
    "at": "2026-11-20T09:00:00Z",
    "by": "Cleo",
    "key": "stuck",
    "text": "Are you going round in circles?",
    "help": "",
    "answer": "text",
    "state": "waiting",
    "answered_at": None,
}
