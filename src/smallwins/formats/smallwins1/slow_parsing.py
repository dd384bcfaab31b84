"""Plain values from a text, slowly: every object is looked at, and what is off is named with its place."""

import json
import math

from smallwins.formats.smallwins1.places import Odd, Twice, check_oddities
from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say, say_number

LONGEST_NUMBER = 100  # digits
TOO_BIG = say("is a number too big to keep")


def decoded(data: bytes) -> str:
    """Return the text of a file, or raise ImportFileError where it is not UTF-8."""
    if (name := _other_encoding(data[:4])) is not None:
        raise ImportFileError("file", say("is {name}, not UTF-8; save it as UTF-8", name=name))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ImportFileError(
            "file",
            say("is not UTF-8 at byte {start} (line {line})", start=say_number(error.start), line=say_number(line)),
        ) from None


def slowly_parsed(text: str, *, texts: bool = True) -> object:
    """Read a text, or raise ImportFileError for the first thing in it that is not JSON or has no single meaning.

    Without `texts`, a text that no journal keeps exactly is left for its reader to find.
    """
    if not text.strip(" \t\r\n"):
        raise ImportFileError("file", say("is empty"))
    odd: list[object] = []

    def found(what: Twice | Odd) -> Twice | Odd:
        odd.append(what)
        return what

    def once(pairs: list[tuple[str, object]]) -> object:
        plain = dict(pairs)
        return plain if len(plain) == len(pairs) else found(Twice(pairs))

    def whole(digits: str) -> object:
        return int(digits) if len(digits) <= LONGEST_NUMBER else found(Odd(TOO_BIG))

    def fraction(digits: str) -> object:
        return value if math.isfinite(value := float(digits)) else found(Odd(TOO_BIG))

    def no_number(name: str) -> object:
        return found(Odd(say("{name} is not a number in JSON", name=name)))

    try:
        plain: object = json.loads(
            text, object_pairs_hook=once, parse_int=whole, parse_float=fraction, parse_constant=no_number
        )
    except json.JSONDecodeError as error:
        raise _malformed(error) from None
    except RecursionError:
        raise ImportFileError("file", say("is nested too deeply")) from None
    if odd or "\\u0000" in text or "\\ud" in text.lower():
        check_oddities(plain, texts=texts)
    return plain


def _other_encoding(head: bytes) -> str | None:
    if head in (b"\xff\xfe\0\0", b"\0\0\xfe\xff") or b"\0\0\0" in head:
        return "UTF-32"
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in head[:2]:
        return "UTF-16"
    return None


def _malformed(error: json.JSONDecodeError) -> ImportFileError:
    place = say("line {line}, column {column}", line=say_number(error.lineno), column=say_number(error.colno))
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated"):  # unsaid: as Python says it
        return ImportFileError(place, say("the file ends too early; it may have been cut off"))
    return ImportFileError(place, say("not JSON ({error})", error=error.msg[:1].lower() + error.msg[1:]))
