"""What a text must be so that every journal keeps it exactly; every other text is kept as it is."""

from smallwins.method.errors import InputError
from smallwins.method.saying import say, say_number

LINE_LIMIT = 500  # characters; a longer text belongs into a story or a note
PROSE_LIMIT = 200_000


def check_text(field: str, text: str) -> None:
    """Refuse what no storage keeps exactly (NUL, lone surrogates); every other text is kept as it is."""
    if "\0" in text:
        raise InputError(field, say("has a NUL character in it, which cannot be kept; take it out"))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InputError(field, say("has half a character in it (a lone surrogate), which cannot be kept")) from None


def check_length(field: str, text: str, limit: int = PROSE_LIMIT) -> None:
    """Refuse a text that is longer than the limit."""
    if len(text) > limit:
        raise InputError(
            field,
            say("has {length} characters; {limit} is the most", length=say_number(len(text)), limit=say_number(limit)),
        )


def check_line(field: str, text: str, advice: str) -> None:
    """Refuse a line that is empty (with advice), longer than a line, or more than one."""
    if not text.strip():
        raise InputError(field, say("is empty; {advice}", advice=advice))
    check_length(field, text, LINE_LIMIT)
    if "\n" in text or "\r" in text:
        raise InputError(field, say("is more than one line; make it one"))
    check_text(field, text)


def check_prose(field: str, text: str | None) -> None:
    """Refuse a longer text, where there is one, that is too long or cannot be kept."""
    check_length(field, text or "", PROSE_LIMIT)
    check_text(field, text or "")
