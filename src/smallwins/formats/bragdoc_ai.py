"""bragdoc.ai's JSON 1.0: achievements with their companies and projects."""

from collections.abc import Iterator, Mapping

from smallwins.formats.candidate import ARCHIVED, WRITTEN_DAY, Draft, Found, LeftOut, Terms
from smallwins.formats.fields import Fields, drafted, left_beside, list_under, numbered
from smallwins.formats.kinds import guessed
from smallwins.formats.source import Source
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say

NAME = "bragdoc-ai"
DROPPED = ("embedding", "embeddingModel", "embeddingGeneratedAt", "shareToken", "userId", "userMessageId")
BESIDE = {  # lists of records that are no wins of themselves
    "documents": say("is a document, not an achievement"),
    "performanceReviews": say("is a performance review, not an achievement"),
}
UNNAMED = {"companies": say("is a company of no achievement"), "projects": say("is a project of no achievement")}


def recognise(source: Source) -> int:
    """Tell how surely this is an export of bragdoc.ai's."""
    found = source.json
    if list_under(found, "achievements") is None:
        return 0
    return 95 if isinstance(found, dict) and ("exportedAt" in found or "companies" in found) else 50


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the achievements; what only a machine said of their impact is kept as such, what else there is counted."""
    found = source.json
    achievements = list_under(found, "achievements")
    if achievements is None:
        raise ImportFileError("achievements", say("is missing; this is not an export of bragdoc.ai's"))
    companies, projects = _by_id(found, "companies"), _by_id(found, "projects")

    def draft_of(fields: Fields) -> Draft:
        day, notes = fields.day(terms.zone, "eventStart", "eventEnd"), []
        if day is None:
            day = fields.written_on(terms.zone, "createdAt")
            notes.append(WRITTEN_DAY)
        if day is None:
            raise InputError("eventStart", say("is missing, and so is createdAt"))
        if fields.yes("isArchived"):
            notes.append(ARCHIVED)
        title = fields.text("title") or fields.text("summary")
        parts = [part for part in (fields.text("summary"), fields.text("details")) if part and part != title]
        of = {"company": fields.text("companyId"), "project": fields.text("projectId")}
        company, project = companies.get(of["company"], {}), projects.get(of["project"], {})
        about = {"company": _about(company) or of["company"], "project": _about(project) or of["project"]}
        return Draft(
            title,
            day,
            "\n\n".join(parts),
            id=fields.text("id"),
            kind=guessed(title) or "work",
            tags=[str(one["name"]) for one in (company, project) if one.get("name")],
            notes=notes,
            extra=fields.rest(*DROPPED) | about,
        )

    yield from drafted(NAME, numbered("achievements", achievements), draft_of)
    yield from _left_out(found, achievements)


def _by_id(found: object, key: str) -> Mapping[str, Mapping[str, object]]:
    records = list_under(found, key) or []
    return {str(one.get("id")): one for one in records if isinstance(one, dict)}


def _about(record: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if key not in DROPPED}


def _left_out(found: object, achievements: list[object]) -> Iterator[LeftOut]:
    """Count what stands beside the achievements and comes along with none of them."""
    for key, reason in BESIDE.items():
        yield from (LeftOut(place, reason) for place, _ in numbered(key, list_under(found, key) or []))
    for key, name in (("companies", "companyId"), ("projects", "projectId")):
        named = {str(one.get(name)) for one in achievements if isinstance(one, dict)}
        for place, record in numbered(key, list_under(found, key) or []):
            if not (isinstance(record, dict) and str(record.get("id")) in named):
                yield LeftOut(place, UNNAMED[key])
    yield from left_beside(found, "achievements", *BESIDE, *UNNAMED)
