"""What is private in a document, named before it leaves: a list to read, never a lock."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from smallwins.method.crossroads import Crossroads
from smallwins.method.telling import Telling
from smallwins.method.telling.days import MONTHS, counted, joined
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import was_private

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE_START = re.compile(r"(^|[.!?:;…“\"(\[*\n]\s*|[-–—]\s)$")
_NO_NAMES = frozenset(
    (
        *MONTHS,
        *(f"{day}{s}" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun") for s in ("day", "days")),
        *(f"I{rest}" for rest in ("", "’m", "'m", "’ll", "'ll", "’d", "'d", "’ve", "'ve")),
        *("CV", "HR", "OK", "AI", "IT", "Situation", "Task", "Action", "Result"),
    )
)
_LEAVING = re.compile(
    r"\b(recruiters?|head-?hunters?|resign\w*|notice period|salary|salaries|that I am looking|looking for a job"
    r"|job offers?|offers?|job interviews?|hand(?:ed)? in my notice|leaving|references?|probation)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:at|from|with|join|joining) ([^\W\d_][\w-]*)")
MOST_NAMED = 12


class Warned(NamedTuple):
    """One thing to know before a document leaves."""

    kind: str  # name · offer · leaving · application · private · setback · early · shiny
    what: str
    wins: tuple[int, ...] = ()  # numbers


def private_in(
    telling: Telling, wins: Sequence[JudgedWin], crossroads: Iterable[Crossroads] = ()
) -> tuple[Warned, ...]:
    """Name what a document gives away, from the text as it would leave and from the wins that it tells of."""
    text = "\n".join([telling.title, *(f"{section.heading}\n{section.text}" for section in telling.sections)])
    offers = _offers(text, crossroads)
    names = _names(text, wins)
    often = [f"{name} ({_times(count)})" for name, count in names[:MOST_NAMED]]
    named = [Warned("name", f"it names {joined([*often, *(name for name, _ in names[MOST_NAMED:])])}")] if names else []
    return (*offers, *_leaving(text, wins), *named, *_of_kind(wins))


def _times(count: int) -> str:
    return "once" if count == 1 else "twice" if count == 2 else f"{count} times"


def _names(text: str, wins: Sequence[JudgedWin]) -> list[tuple[str, int]]:
    """Count what looks like the name of somebody or something, the most frequent first."""
    sources = [source for judged in wins for source in (judged.win.title, judged.win.story or "", _note(judged))]
    small = {word for word in _WORD.findall(text) if word[:1].islower()}
    names = {name for source in sources for name in _capitalised(source)}
    names |= {name for name in _capitalised(text) if name.casefold() not in small}  # what was written into a draft
    tags = {tag.casefold() for judged in wins for tag in judged.win.tags}
    counts: dict[str, int] = {}
    for word in map(_bare, _WORD.findall(text)):
        if word in names or (word[:1].isupper() and word.casefold() in tags and word.casefold() not in small):
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items(), key=lambda found: (-found[1], found[0]))


def _capitalised(text: str) -> Iterable[str]:
    """Name the words that have a capital although no sentence begins with them."""
    for match in _WORD.finditer(text):
        word = _bare(match[0])
        is_name = word[:1].isupper() or not (word[:1].isascii() or word[:1].islower())
        if (
            is_name
            and word not in _NO_NAMES
            and not _SENTENCE_START.search(text[max(0, match.start() - 4) : match.start()])
        ):
            yield word


def _bare(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def _note(judged: JudgedWin) -> str:
    return judged.win.answers.door_note or ""


def _offers(text: str, crossroads: Iterable[Crossroads]) -> list[Warned]:
    named = {
        Warned("offer", f"it names {name}, from your crossroads “{one.title}”"): None
        for one in crossroads
        for name in (*_capitalised(one.title), *(n for option in one.options for n in _at(option.title)))
        if re.search(rf"\b{re.escape(name)}\b", text)
    }
    return list(named)


def _at(title: str) -> Iterable[str]:
    """Name whom an offer is from: “Head of AI at Brightloop”."""
    names = set(_capitalised(title))
    return (match[1] for match in _FROM.finditer(title) if match[1] in names)


def _leaving(text: str, wins: Sequence[JudgedWin]) -> list[Warned]:
    words = dict.fromkeys(match[0].lower() for match in _LEAVING.finditer(text))
    numbers = tuple(
        judged.win.number
        for judged in wins
        if judged.win.kind == "application"
        or _LEAVING.search(" ".join((judged.win.title, judged.win.story or "", _note(judged))))
    )
    if not words and not numbers:
        return []
    said = f" (“{'”, “'.join(list(words)[:5])}”)" if words else ""
    of = f": {counted(len(numbers), 'win')}, {joined([str(number) for number in numbers])}" if numbers else ""
    return [Warned("leaving", f"it can be read as looking elsewhere{said}{of}", numbers)]


def _of_kind(wins: Sequence[JudgedWin]) -> list[Warned]:
    found = []
    for kind, words, chosen in (
        (
            "private",
            "it tells of {} marked as private where you brought it from",
            [one for one in wins if was_private(one.win.extra)],
        ),
        ("setback", "it tells of {} that did not work", [one for one in wins if one.win.kind == "setback"]),
        ("early", "it tells of {} that may yet lead nowhere", [one for one in wins if one.verdict == "early"]),
        ("shiny", "it tells of {} that you set aside as shiny", [one for one in wins if one.verdict == "shiny"]),
    ):
        if chosen:
            numbers = tuple(judged.win.number for judged in chosen)
            found.append(Warned(kind, words.format(counted(len(chosen), "thing")), numbers))
    return found
