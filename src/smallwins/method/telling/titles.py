"""A title as a sentence of the one who wrote it: “Wrote to the recruiter” is told as “I wrote to the recruiter”.

A title stays word for word what it was. “I” is put before it only where its first words can be nothing but what the
writer did: “Quoted in the newsletter” was done by somebody else, and so it stays as it is.
"""

import re
from typing import Literal, NamedTuple

Shape = Literal["did", "sentence", "now", "note"]  # did by the writer · somebody did · somebody does · no verb


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The past of these is nothing else, whatever follows.
_DID = _words(
    "wrote took gave went began spoke chose drove flew rode ran came saw did drew knew grew threw rang swam woke broke"
    " wore forgot became ate sang shook rewrote withdrew undertook overcame"
)
# These may also have been done to somebody; what follows tells.
_MAY_HAVE_DONE = _words(
    "won read put led built held met kept let cut set sat lost rebuilt bought brought caught found got made sent spent"
    " stood taught told thought understood said began left paid sold heard hit learnt"
)
_NO_VERBS = _words("red need seed speed feed indeed hundred sacred naked bed shed unread embed")
# Followed by a thing, these may still mean that it was given to the writer.
_GIVEN = _words(
    "asked told given offered named called awarded promised shown paid sent granted handed elected appointed made voted"
    " taught denied refused allowed assigned served owed considered declared picked nominated left found kept judged"
    " rated ranked quoted selected invited charged caught brought promoted upgraded raised delayed rejected hired"
    " published featured shortlisted recommended"
)
_THINGS = _words(
    "a an the my our his her their its this that these those one two three four five six seven eight nine ten both"
    " every each some nothing something somebody everybody half it them him us myself"
)
_PEOPLE = _words("congratulated thanked helped met interviewed hired mentored coached visited phoned told asked")
_TURNS = {
    "said": {"yes", "no", "that", "nothing", "goodbye", "it", "so"},
    "applied": {"for", "to", "at", "again", "with"},
    "argued": {"for", "against"},
    "asked": {"for", "the", "them", "him", "her"},
    "told": {"the", "them", "him", "her", "my"},
    "sat": {"in", "down", "beside", "through", "with"},
    "let": {"go"},
    "signed": {"up"},
    "turned": {"down"},
    "sent": {"the", "them", "my", "out"},
    "listened": {"to"},
    "talked": {"to", "with", "about"},
    "explained": {"to"},
    "kept": {"quiet", "going", "one", "my", "on"},
    "handed": {"my", "over", "in"},
    "made": {"my", "up"},
    "brought": {"my", "the"},
    "spent": {"lunch", "time"},
    "left": {"my", "early"},
    "found": {"out", "my"},
}
# With a name behind them, and then one of these, nobody but the writer can have done them.
_REACHED = {
    "called": {"about", "back", "again", "who", "to", "on", "in"},
    "sent": {"a", "an", "the", "my", "our", "one", "two", "three", "both", "all"},
    "booked": {"for", "on", "to"},
}
_LOWERED = _words(
    "a an the my our their his her its this that these those there they we he she it when after before at in on nobody"
    " somebody everybody half first second one two three four five six seven eight nine ten eleven twelve twenty thirty"
    " forty fifty not no yes there day tea coffee lunch dinner breakfast evening call talk interview meeting mock"
    " customer sales chat walk workshop draft lesson"
)
_WAS = _words("was were had could would did got")
_IS = _words(
    "is are am has have wants want goes go says say asks ask can will needs need likes like knows know does do"
)
_ORDINAL = re.compile(r"(first|second|third|fourth|fifth|sixth|seventh|last) (?!of\b)\w", re.IGNORECASE)
_NUMBERED = re.compile(r"[^\W\d]+ (?:number|no\.) \w")  # “Starter number two” is nobody's name
_WORD = re.compile(r"[\w’'-]+")
_CLAUSE_ENDS = re.compile(r"[,;:.!?—–]")
# “Rejected a second time” and “turned down by three firms” were done by others.
_BY_OTHERS = _words("by time times day days week weeks month months year years level levels")
_FULL_STOPS = (".", "!", "?", "…", "。", "！", "？")
_CLOSING = "”\"’')»*_"
_NAME_TURNS = {"how", "what", "whether", "why", "for", "to", "that", "no", "yes", "about", "the", "where", "when", "if"}


class Said(NamedTuple):
    """A title in the shape in which it can stand in a sentence."""

    shape: Shape
    text: str  # "I wrote to the recruiter", "Marta gave me the intern", "first one-to-one with Ines"


def said(title: str) -> Said:
    """Return a title as what the writer did, as a sentence of its own, or as a note."""
    title = title.strip()
    words = _WORD.findall(title)
    if words and title.startswith(words[0]):
        if _writer_did(title, words):
            return Said("did", f"I {lower_first(title)}")
        if _is_sentence(title):
            return Said("sentence", inside(title))
        if _is_now(title):
            return Said("now", inside(title))
    return Said("note", inside(title))


def inside(title: str) -> str:
    """Return a title as it stands inside a sentence; only small words lose their capital."""
    title = title.strip()
    first = _WORD.match(title)
    word = first[0].partition("-")[0] if first else ""
    is_numbered = _NUMBERED.match(title) is not None and word.istitle()
    if word.lower() in _LOWERED or is_numbered or (_past(word.lower()) and word.istitle()):
        return lower_first(title)
    return title


def with_article(text: str) -> str:
    """Put the article before what is counted: the first interview, the second ops hour."""
    return f"the {text}" if _ORDINAL.match(text) else text


def lower_first(text: str) -> str:
    """Take the capital from the first letter."""
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """Give the first letter a capital."""
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Close a sentence that is not closed yet."""
    text = text.strip()
    return text if text.rstrip(_CLOSING).endswith(_FULL_STOPS) else f"{text}."


def _writer_did(title: str, words: list[str]) -> bool:
    verb = words[0].lower()
    if not words[0][1:].islower() or not _past(verb) or verb in _NO_VERBS:
        return False
    if verb in _DID:
        return True
    after = title[len(words[0]) :].lstrip()
    if len(words) == 1 or _BY_OTHERS.intersection(word.lower() for word in words[1:5]):
        return False
    return _turns(verb, words[1:], after) or _has_a_thing(verb, words[1], after)


def _turns(verb: str, following: list[str], after: str) -> bool:
    """Tell whether a verb goes on in a way that only what the writer did can go on."""
    first = following[0]
    second = following[1] if len(following) > 1 else ""
    if first.lower() in _TURNS.get(verb, ()):
        return True
    if verb == "said":
        return after[:1] in "“\"‘'" or (first == "to" and second[:1].isupper())
    if first[:1].isupper() and verb in _REACHED:
        return second.lower() in _REACHED[verb] or (verb == "called" and (not second or after[len(first) :][:1] == ","))
    if first[:1].isupper() and verb in _PEOPLE:
        return verb not in ("told", "asked") or second.lower() in _NAME_TURNS
    return False


def _has_a_thing(verb: str, first: str, after: str) -> bool:
    """Tell whether what was done was done to something, and not to the writer."""
    if verb in _GIVEN or not after.startswith(first):
        return False
    return first.lower() in _THINGS or first[:1].isdigit()


def _past(word: str) -> bool:
    return word in _DID or word in _MAY_HAVE_DONE or (word.endswith("ed") and len(word) > 3 and word.isascii())


def _is_sentence(title: str) -> bool:
    """Tell whether somebody or something did something in the title; a wrong guess costs a comma."""
    clause = _CLAUSE_ENDS.split(title)[0]
    words = [word.lower() for word in _WORD.findall(clause)]
    return len(words) > 1 and not _past(words[0]) and any(_past(word) or word in _WAS for word in words[1:])


def _is_now(title: str) -> bool:
    """Tell whether the title says what somebody does or how something is, on the day it was written."""
    words = [word.lower() for word in _WORD.findall(_CLAUSE_ENDS.split(title)[0])]
    return len(words) > 1 and not _past(words[0]) and any(word in _IS for word in words[1:])
