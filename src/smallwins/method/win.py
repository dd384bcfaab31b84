"""A win: something that happened, that its owner would count as a step (METHOD section 1)."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, NamedTuple, get_args

from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.errors import InputError

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
TITLE_LIMIT = 500  # characters; a longer text belongs into the story
STORY_LIMIT = 200_000
TAG_LIMIT = 80
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
    """Return the win as given, or raise InputError that names the first field that is not what it should be."""
    if not win.title.strip():
        raise InputError("title", "is empty; write down what happened, in a few words")
    _no_longer("title", win.title, TITLE_LIMIT)
    if "\n" in win.title or "\r" in win.title:
        raise InputError("title", "is more than one line; the rest belongs into the story")
    _no_longer("story", win.story or "", STORY_LIMIT)
    for tag in win.tags:
        if not tag.strip():
            raise InputError("tags", "one of them is empty")
        _no_longer("tags", tag, TAG_LIMIT)
    for field, text in (("title", win.title), ("story", win.story or ""), ("tags", " ".join(win.tags))):
        check_text(field, text)
    if win.kind is not None and win.kind not in KINDS:
        raise InputError("kind", f"{win.kind!r} is not one of {', '.join(KINDS)}")
    if win.looks is not None and win.looks not in LOOKS:
        raise InputError("looks", "not a number from 0 (plain) to 4 (dazzling)")
    if win.gut is not None and win.gut not in GUTS:
        raise InputError("gut", f"{win.gut!r} is not real or shiny")
    return win


def check_text(field: str, text: str) -> None:
    """Refuse what no storage keeps exactly (NUL, lone surrogates); every other text is kept as it is."""
    if "\0" in text:
        raise InputError(field, "has a NUL character in it, which cannot be kept; take it out")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError(field, "has half a character in it (a lone surrogate), which cannot be kept") from None


def _no_longer(field: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise InputError(field, f"has {len(text):,} characters; {limit:,} is the most")
