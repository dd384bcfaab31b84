"""jrnl's JSON export: entries with title, body, day, time, tags and a star."""

import re
from collections.abc import Iterator

from smallwins.formats.candidate import TAG_SYMBOLS, Draft, Found, Terms
from smallwins.formats.fields import Fields, any_has, drafted, list_under, numbered
from smallwins.formats.jrnl_text import STARRED
from smallwins.formats.kinds import guessed
from smallwins.formats.smallwins1.slow_parsing import slowly_parsed
from smallwins.formats.source import NOTHING, Source
from smallwins.method.errors import ImportFileError
from smallwins.method.saying import say

NAME = "jrnl-json"
BANNER = re.compile(r"entr(?:y|ies) found", re.IGNORECASE)  # jrnl may put a boxed line before the brace


def recognise(source: Source) -> int:
    """Tell how surely this is what `jrnl --export json` writes."""
    found = _document(source)
    entries = list_under(found, "entries")
    if entries is None or not isinstance(found, dict):
        return 0
    if entries and not any_has(entries, "date", "body"):
        return 0
    return 90 if "tags" in found else 60 if entries else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the entries."""
    entries = list_under(_document(source), "entries")
    if entries is None:
        raise ImportFileError("entries", say("is missing; this is not what jrnl exports"))

    def draft_of(fields: Fields) -> Draft:
        title, body = fields.text("title"), fields.text("body")
        fields.needed("date")
        day = fields.day(terms.zone, "date") or terms.today
        return Draft(
            title,
            day,
            body,
            id=fields.text("uuid"),
            kind=guessed(title),
            tags=[tag.lstrip(terms.tag_symbols or TAG_SYMBOLS).lower() for tag in fields.texts("tags")],
            notes=(STARRED,) if fields.yes("starred") else (),
            extra=fields.rest(),
        )

    yield from drafted(NAME, numbered("entries", entries), draft_of)


def _document(source: Source) -> object:
    if source.json is not NOTHING:
        return source.json
    text = source.text or ""
    brace = text.find("{")
    if brace < 0 or not BANNER.search(text[:brace]):
        return NOTHING
    try:
        return slowly_parsed(text[brace:], texts=False)
    except ImportFileError:
        return NOTHING
