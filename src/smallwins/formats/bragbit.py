"""BragBit's JSON 1: documents with a span and goals, each with its brags."""

from collections.abc import Iterator
from functools import partial

from smallwins.formats.candidate import Draft, Found, Reject, Terms
from smallwins.formats.fields import Fields, drafted, list_under, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError

NAME = "bragbit"


def recognise(source: Source) -> int:
    """Tell how surely this is an export of BragBit's."""
    documents = list_under(source.json, "documents")
    if not documents:
        return 0
    first = documents[0]
    return 95 if isinstance(first, dict) and "brags" in first else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the brags of every document; who gave credit makes it recognition, and private stays marked so."""
    documents = list_under(source.json, "documents")
    if documents is None:
        raise ImportFileError("documents", "is missing; this is not an export of BragBit's")
    for at, document in numbered("documents", documents):
        brags = list_under(document, "brags")
        if brags is None or not isinstance(document, dict):
            yield Reject(at, "has no brags")
            continue
        goals = _goals(document.get("goalsMd"))
        title = str(document.get("title") or "")
        places = ((f"{at}.{place}", brag) for place, brag in numbered("brags", brags))
        yield from drafted(NAME, places, partial(_draft, terms=terms, goals=goals, document=title))


def _draft(fields: Fields, terms: Terms, goals: tuple[str, ...], document: str) -> Draft:
    day = fields.day(terms.zone, "date")
    if day is None:
        raise InputError("date", "is missing")
    title, credit = fields.text("title"), fields.text("attribution")
    parts = [fields.text("descriptionMd"), fields.text("impactMd")]
    if credit:
        parts.append(f"Recognised by {credit}.")
    notes = []
    if fields.text("visibility") == "private":
        notes.append("private there")
    if fields.text("status") == "in_progress":
        notes.append("in progress there")
    category = fields.text("category")
    links = _links(fields.several("links"))
    if links:
        parts.append(links)
    named = {"document": document, "attribution": credit}
    return Draft(
        title,
        day,
        "\n\n".join(part for part in parts if part),
        id=fields.text("id"),
        kind="recognition" if credit else guessed(f"{title} {category}") or "work",
        tags=[*fields.texts("tags"), *([category] if category else [])],
        goals=goals,
        notes=notes,
        extra=fields.rest("attachments") | named,
    )


def _goals(text: object) -> tuple[str, ...]:
    lines = text.splitlines() if isinstance(text, str) else []
    return tuple(line.lstrip("-*+ ").strip() for line in lines if line.lstrip()[:1] in ("-", "*", "+"))


def _links(links: list[object]) -> str:
    found = [one for one in links if isinstance(one, dict) and one.get("url")]
    return "\n".join(f"- [{one.get('label') or one['url']}]({one['url']})" for one in found)
