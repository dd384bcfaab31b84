"""A win: something that happened, that its owner would count as a step (METHOD section 1)."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.texts import LINE_LIMIT, PROSE_LIMIT, check_length, check_prose, check_text

Kind = Literal[
    "conversation", "application", "learning", "making", "speaking", "work", "recognition", "role", "setback", "other"
]
Gut = Literal["real", "shiny"]
VerdictName = Literal["real", "early", "shiny"]
Origin = Literal["own", "import", "sample"]

KINDS: tuple[Kind, ...] = get_args(Kind)
GUTS: tuple[Gut, ...] = get_args(Gut)
VERDICTS: tuple[VerdictName, ...] = get_args(VerdictName)
LOOKS = range(5)
TITLE_LIMIT = LINE_LIMIT
STORY_LIMIT = PROSE_LIMIT
TAG_LIMIT = 80
SOURCE, MERGED = "imported_from", "merged_from"  # what a win's own record calls its sources in other programs
PRIVATE = say("private there")  # noted of a source that was marked as private, or locked, in its program
NOTHING_EXTRA: Mapping[str, object] = MappingProxyType({})


class Overrule(NamedTuple):
    """The person's own call, with its reason; it counts everywhere, and the computed verdict stays beside it."""

    verdict: VerdictName
    reason: str
    at: datetime | None = None


class Win(NamedTuple):
    """What was written down about one win, and what was answered."""

    id: str  # UUIDv7, lower case; made by whoever writes it down, so that sending it twice is harmless
    number: int  # short, per journal, never used again; 0 until the journal has given one
    title: str
    story: str | None  # Markdown
    kind: Kind | None
    tags: tuple[str, ...]
    happened_on: date  # the person's local day
    logged_at: datetime  # UTC
    looks: int | None = None  # 0–4, how impressive it looks to others; never changes a verdict
    gut: Gut | None = None  # the call on the day; kept, never changed
    celebrated_on: date | None = None
    answers: Answers = NO_ANSWERS
    overrule: Overrule | None = None
    origin: Origin = "own"
    extra: Mapping[str, object] = NOTHING_EXTRA  # keys of an imported file that we do not know, kept for its writer


def checked(win: Win) -> Win:
    """Return the win as given, or raise InputError that names the first field that is not what it should be.

    Its answers have a check of their own, answers.checked.
    """
    if not win.title.strip():
        raise InputError("title", say("is empty; write down what happened, in a few words"))
    check_length("title", win.title, TITLE_LIMIT)
    if "\n" in win.title or "\r" in win.title:
        raise InputError("title", say("is more than one line; the rest belongs into the story"))
    check_text("title", win.title)
    check_prose("story", win.story)
    for tag in win.tags:
        if not tag.strip():
            raise InputError("tags", say("one of them is empty"))
        check_length("tags", tag, TAG_LIMIT)
        check_text("tags", tag)
    if win.kind is not None and win.kind not in KINDS:
        raise InputError("kind", say("{kind} is not one of {join}", kind=repr(win.kind), join=", ".join(KINDS)))
    if win.looks is not None and win.looks not in LOOKS:
        raise InputError("looks", say("not a number from 0 (plain) to 4 (dazzling)"))
    if win.gut is not None and win.gut not in GUTS:
        raise InputError("gut", say("{gut} is not real or shiny", gut=repr(win.gut)))
    if win.overrule is not None:
        _check_overrule(win.overrule)
    return win


def was_private(extra: Mapping[str, object]) -> bool:
    """Tell by what a win carries whether it came, wholly or in part, from a program where it was marked as private."""
    merged = extra.get(MERGED)
    sources = [extra.get(SOURCE), *(merged if isinstance(merged, list) else [])]
    notes = [source.get("notes") for source in sources if isinstance(source, Mapping)]
    return any(isinstance(told, list) and PRIVATE in told for told in notes)


def _check_overrule(overrule: Overrule) -> None:
    if overrule.verdict not in VERDICTS:
        raise InputError(
            "overrule", say("{verdict} is not one of {join}", verdict=repr(overrule.verdict), join=", ".join(VERDICTS))
        )
    if not overrule.reason.strip():
        raise InputError("overrule", say("has no reason; say in a few words why you call it so"))
    check_prose("overrule", overrule.reason)
