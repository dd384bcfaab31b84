"""bragdoc.ai's JSON 1.0: achievements with their companies and projects."""

from collections.abc import Iterator, Mapping

from smallwins.formats.candidate import WRITTEN_DAY, Draft, Found, Terms
from smallwins.formats.fields import Fields, drafted, list_under, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError

NAME = "bragdoc-ai"
DROPPED = ("embedding", "embeddingModel", "embeddingGeneratedAt", "shareToken", "userId", "userMessageId")


def recognise(source: Source) -> int:
    """Tell how surely this is an export of bragdoc.ai's."""
    found = source.json
    if list_under(found, "achievements") is None:
        return 0
    return 95 if isinstance(found, dict) and ("exportedAt" in found or "companies" in found) else 50


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the achievements; what only a machine said of their impact is kept as such."""
    found = source.json
    achievements = list_under(found, "achievements")
    if achievements is None:
        raise ImportFileError("achievements", "is missing; this is not an export of bragdoc.ai's")
    companies, projects = _names(found, "companies"), _names(found, "projects")

    def draft_of(fields: Fields) -> Draft:
        day, notes = fields.day(terms.zone, "eventStart", "eventEnd"), []
        if day is None:
            day = fields.day(terms.zone, "createdAt")
            notes.append(WRITTEN_DAY)
        if day is None:
            raise InputError("eventStart", "is missing, and so is createdAt")
        if fields.yes("isArchived"):
            notes.append("archived there")
        title = fields.text("title") or fields.text("summary")
        parts = [part for part in (fields.text("summary"), fields.text("details")) if part and part != title]
        named = (companies.get(fields.text("companyId")), projects.get(fields.text("projectId")))
        return Draft(
            title,
            day,
            "\n\n".join(parts),
            id=fields.text("id"),
            kind=guessed(title) or "work",
            tags=[name for name in named if name],
            notes=notes,
            extra=fields.rest(*DROPPED),
        )

    yield from drafted(NAME, numbered("achievements", achievements), draft_of)


def _names(found: object, key: str) -> Mapping[str, str]:
    records = list_under(found, key) or []
    return {str(one.get("id")): str(one.get("name") or "") for one in records if isinstance(one, dict)}
