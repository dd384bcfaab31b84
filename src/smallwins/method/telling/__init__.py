"""The record told as a document: a brag document, interview stories, résumé lines, a year in review.

Nothing is invented: every sentence is a person's own words, or says plainly what the record holds.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, get_args

from smallwins.method.chain import Door
from smallwins.method.goal import Goal
from smallwins.method.review import Review
from smallwins.method.step import NextStep
from smallwins.method.verdict import JudgedWin

TellingKind = Literal["brag", "interview", "lines", "year"]
TELLING_KINDS: tuple[TellingKind, ...] = get_args(TellingKind)


class Blanks(NamedTuple):
    """What only the person knows, as it stands in a document until they have written it."""

    where: str = "where you stood, in a sentence or two"
    asked: str = "what you were asked to do, or took upon yourself"
    did: str = "what you did, step by step"
    came: str = "what came of it, and how you know: a number, if there is one"
    number: str = "how much, how many"


BLANKS = Blanks()


class Record(NamedTuple):
    """What there is to tell from, and nothing else."""

    wins: tuple[JudgedWin, ...]  # those chosen, in the order chosen
    doors: tuple[Door, ...]  # between them
    goals: tuple[Goal, ...]  # in the order of their numbers
    steps: Mapping[str, tuple[NextStep, ...]]  # by win
    since: date
    until: date
    reviews: tuple[Review, ...] = ()  # of the span, the oldest first
    verdicts: tuple[tuple[str, int], ...] = ()  # how many wins of the whole span read so, whether chosen or not


class Section(NamedTuple):
    """A part of a document: a heading of its own, or none, and Markdown below it."""

    key: str  # the same as long as it tells of the same thing
    heading: str  # plain text
    text: str  # Markdown
    wins: tuple[str, ...] = ()  # ids of the wins that it tells of


class Telling(NamedTuple):
    """A whole document."""

    kind: TellingKind
    title: str  # plain text
    sections: tuple[Section, ...]

    def blank(self) -> bool:
        """Tell whether there is nothing in it."""
        return not self.sections


def sections_told(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Leave out the sections that have nothing to say."""
    return tuple(section for section in sections if section.text.strip())
