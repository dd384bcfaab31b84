"""Which language to speak: what the person chose, else what their browser or terminal asks for, else English."""

from collections.abc import Mapping

from smallwins import language

ASKED_AT_MOST = 20
"""Languages of a browser's list that are looked at; nobody speaks more, and the list is anybody's to make long."""


def by_choice(chosen: str | None) -> str | None:
    """Return the language that a person chose, while it is offered."""
    return chosen if chosen in language.OFFERED else None


def by_browser(asked: str) -> str:
    """Choose by what a browser asks for (Accept-Language): the first that is offered, by its weights."""
    weighed = []
    for place, one in enumerate(asked.split(",")[:ASKED_AT_MOST]):
        tag, _, weight = one.partition(";")
        weighed.append((-_weight(weight), place, tag.strip()))
    return next((found for _, _, tag in sorted(weighed) if (found := offered(tag))), language.ENGLISH)


def by_terminal(environ: Mapping[str, str]) -> str:
    """Choose by what a terminal is set to: LC_ALL before LC_MESSAGES before LANG, as every program does."""
    told = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return offered(told.partition(".")[0].partition("@")[0].replace("_", "-")) or language.ENGLISH


def offered(tag: str) -> str | None:
    """Find the language of a tag such as de-CH among those that are offered."""
    if tag in language.OFFERED:
        return tag
    name = tag.partition("-")[0].lower()
    return name if name in language.OFFERED else None


def _weight(told: str) -> float:
    name, _, value = told.partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
