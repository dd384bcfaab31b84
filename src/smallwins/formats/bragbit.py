"""BragBit's JSON 1: documents with a span and goals, each with its brags."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from smallwins.formats.candidate import ARCHIVED, Draft, Found, LeftOut, Reject, Terms
from smallwins.formats.fields import Fields, drafted, left_beside, list_under, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say
from smallwins.method.win import PRIVATE

NAME = "bragbit"
BULLET = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$")
HEADING = re.compile(r"^\s*#{1,6}\s")
NO_BRAG = say("is a document without a brag")


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
        raise ImportFileError("documents", say("is missing; this is not an export of BragBit's"))
    for at, document in numbered("documents", documents):
        brags = list_under(document, "brags")
        if brags is None or not isinstance(document, dict):
            yield Reject(at, say("has no brags"))
            continue
        if not brags:
            yield LeftOut(at, NO_BRAG)
        goals = goals_in(document.get("goalsMd"))
        about = {key: value for key, value in document.items() if key != "brags"}
        places = ((f"{at}.{place}", brag) for place, brag in numbered("brags", brags))
        yield from drafted(NAME, places, partial(_draft, terms=terms, goals=goals, document=about))
    yield from left_beside(source.json, "documents")


def _draft(fields: Fields, terms: Terms, goals: tuple[str, ...], document: Mapping[str, object]) -> Draft:
    day = fields.day(terms.zone, "date")
    if day is None:
        raise InputError("date", say("is missing"))
    title, credit = fields.text("title"), fields.text("attribution")
    parts = [fields.text("descriptionMd"), fields.text("impactMd")]
    if credit:
        parts.append(f"Recognised by {credit}.")  # unsaid: joins the story, in the words of the source
    named = {name: fields.text(name) for name in ("visibility", "status", "category")}
    category = named["category"]
    notes = [PRIVATE] if named["visibility"] == "private" else []
    notes += [say("in progress there")] if named["status"] == "in_progress" else []
    notes += [ARCHIVED] if document.get("archivedAt") else []
    links = _links(fields.several("links"))
    if links:
        parts.append(links)
    return Draft(
        title,
        day,
        "\n\n".join(part for part in parts if part),
        id=fields.text("id"),
        kind="recognition" if credit else guessed(f"{title} {category}") or "work",
        tags=[*fields.texts("tags"), *([category] if category else [])],
        goals=goals,
        notes=notes,
        extra=fields.rest() | named | {"document": document, "attribution": credit},
    )


def goals_in(text: object) -> tuple[str, ...]:
    """Return the goals of a text: its bullets; where it has none, its paragraphs."""
    lines = text.splitlines() if isinstance(text, str) else []
    bullets = [found[1].strip() for line in lines if (found := BULLET.match(line))]
    if bullets:
        return tuple(bullets)
    told = "\n".join("" if HEADING.match(line) else line for line in lines)
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", told) if part.strip())


def _links(links: list[object]) -> str:
    found = [one for one in links if isinstance(one, dict) and one.get("url")]
    return "\n".join(f"- [{one.get('label') or one['url']}]({one['url']})" for one in found)
