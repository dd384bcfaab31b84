"""The bytes of a file as shapes: one meaning for each text, or a refusal that names the place.

The fast parser keeps the last of two equal keys and says little of what it refuses. So its keys are counted against
those of the text; where it refused, or the counts differ, the slow parser of the standard library looks at every
object, parts the keys that we do not know from those that we do, and finds the words for what is off.
"""

from typing import TypeVar

from msgspec import MsgspecError, ValidationError, convert, json

from smallwins.formats.smallwins1.places import kept
from smallwins.formats.smallwins1.shapes import (
    EXTRA,
    CrossroadsShape,
    DocumentShape,
    EntryShape,
    GoalShape,
    HappeningShape,
    Keeper,
    OptionShape,
    QuestionShape,
    RemarkShape,
    ReviewShape,
    StepShape,
    WinShape,
)
from smallwins.formats.smallwins1.slow_parsing import decoded, slowly_parsed
from smallwins.formats.smallwins1.wording import check_format, refusal

K = TypeVar("K", bound=Keeper)

BOM = b"\xef\xbb\xbf"
EXTRA_KEY = b'"extra":'
KEY_END = b'":'
QUOTED = b'\\":'  # the same two signs inside of a text, where a quote has a backslash before it
KEY_IN_DOUBT = b'\\\\":'  # or after a key that ends in a backslash
HELD: dict[type[Keeper], dict[str, type[Keeper]]] = {
    DocumentShape: {
        "goals": GoalShape,
        "wins": WinShape,
        "reviews": ReviewShape,
        "crossroads": CrossroadsShape,
        "remarks": RemarkShape,
        "questions": QuestionShape,
    },
    WinShape: {"steps": StepShape, "history": EntryShape},
    CrossroadsShape: {"options": OptionShape, "history": HappeningShape},
}


def parsed(data: bytes) -> DocumentShape:
    """Read a file in UTF-8 (a byte order mark before it is passed over), or raise ImportFileError."""
    data = data.removeprefix(BOM)
    text = decoded(data)
    try:
        document = json.decode(data, type=DocumentShape)
    except (MsgspecError, RecursionError, UnicodeError):
        document = None
    if document is None or b"\\u0000" in data or not _each_key_once(data, document):
        plain = slowly_parsed(text)
        check_format(plain)
        return shaped(plain, DocumentShape, "")
    check_format({"format": document.format})
    return document


def shaped(plain: object, shape: type[K], at: str) -> K:
    """Put a plain value into its shape, or raise ImportFileError for the first place that does not fit."""
    try:
        return convert(_parted(plain, shape, at), shape)
    except ValidationError as error:
        raise refusal(error, plain, at) from None


def _each_key_once(data: bytes, document: DocumentShape) -> bool:
    """Tell whether each key of a text was read, once; in doubt, say no."""
    given, read = json.format(data, indent=-1), json.encode(document)
    if EXTRA_KEY in read:
        return False  # a key of that name in the file is not ours
    return given == read or (_keys_in(given) or -1) == _keys_in(read)


def _keys_in(text: bytes) -> int | None:
    """Count the keys of a JSON text without spaces; None for a text that is too clever to count."""
    quoted = text.count(QUOTED)
    return None if quoted and KEY_IN_DOUBT in text else text.count(KEY_END) - quoted


def _parted(plain: object, shape: type[Keeper], at: str) -> object:
    """Put the keys that we do not know aside, in an object and in those that it holds."""
    if not isinstance(plain, dict):
        return plain
    known = {key: value for key, value in plain.items() if key in shape.__struct_fields__ and key != EXTRA}
    extra = {key: value for key, value in plain.items() if key not in known}
    for key, held in HELD.get(shape, {}).items():
        if isinstance(several := known.get(key), list):
            inside = f"{at}.{key}" if at else key
            known[key] = [_parted(one, held, f"{inside}[{place}]") for place, one in enumerate(several)]
    return known | {EXTRA: kept(extra, at)} if extra else known
