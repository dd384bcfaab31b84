"""Languages: what is said in English, told in the language of whoever reads it.

Text is written in English where it is said (method/saying.py), and is turned at the very end, by web and cli. The
language is that of the request or of the terminal; in English nothing is looked up and nothing more is loaded.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, overload

from smallwins.method.saying import Said, say, say_in, say_n

ENGLISH = "en"
PSEUDO = "en-XA"
"""No language: each text stands in brackets, so that a test sees what is not translated."""
NAMES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "ar": "العربية"}
"""Every language that there is a catalogue for, each in its own words."""
OFFERED: tuple[str, ...] = ("en",)
"""Those whose catalogue is complete; no other can be chosen."""
RIGHT_TO_LEFT = frozenset({"ar"})

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def current() -> str:
    """Name the language that is spoken here and now."""
    return _spoken.get()


def direction() -> str:
    """Say in which direction it is read: ltr or rtl."""
    return "rtl" if _spoken.get() in RIGHT_TO_LEFT else "ltr"


def speak(code: str) -> None:
    """Speak a language from here on; who serves many uses `speaking`."""
    _spoken.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language for a while."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


@overload
def told(said: str) -> str: ...
@overload
def told(said: None) -> None: ...
def told(said: str | None) -> str | None:
    """Tell what was said, in the language that is spoken here; a plain text is looked up as it is."""
    if not said or _spoken.get() == ENGLISH:
        return said
    from smallwins.language.telling import tell  # noqa: PLC0415 - English needs nothing of it

    return tell(said, _spoken.get())


def told_of(error: Exception) -> str:
    """Tell what an error says; `str(error)` is always English."""
    said = error.args[0] if error.args and isinstance(error.args[0], Said) else str(error)
    return told(said)


def _(template: str, /, **values: Any) -> str:  # noqa: ANN401 - whatever a sentence speaks of
    """Say a sentence and tell it at once: for what a page or a command says itself."""
    if _spoken.get() == ENGLISH:  # the most frequent way is the shortest
        return template.format(**values) if values else template
    return told(say(template, **values))


def _n(one: str, many: str, n: int, /, **values: Any) -> str:  # noqa: ANN401 - as above
    """Say a sentence about a number of things and tell it at once."""
    return told(say_n(one, many, n, **values))


def _in(context: str, template: str, /, **values: Any) -> str:  # noqa: ANN401 - as above
    """Say a sentence that means something else elsewhere, and tell it at once."""
    return told(say_in(context, template, **values))
