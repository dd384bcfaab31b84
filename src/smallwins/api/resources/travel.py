"""The whole journal as one smallwins/1 file: out, and in."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from smallwins import bootstrap
from smallwins.api import etags
from smallwins.api.allowances import KIND
from smallwins.api.calls import Call, reading, writing
from smallwins.api.errors import ApiError
from smallwins.api.gate import JSON, WHOLE_FILE, ZIP
from smallwins.api.operation import operation
from smallwins.api.shapes import examples
from smallwins.api.shapes.weeks import ShownImport
from smallwins.formats.archives import is_archive
from smallwins.formats.registry import Own, own_in
from smallwins.journal.commands import ImportJournal
from smallwins.journal.exchange import LARGEST, ImportReport, export_journal, import_journal
from smallwins.journal.leaving import WAYS, LeavingFormat, export_as
from smallwins.journal.trying import tried
from smallwins.method.errors import InputError

router = Router(tags=["the journal"])
WRITTEN: dict[LeavingFormat, str] = {
    "markdown": "PK…",
    "csv": "number,happened_on,title\r\n42,2026-11-13,Recruiter at Northwind replied\r\n",
    "jrnl": "[2026-11-13 09:00] Recruiter at Northwind replied.\n",
}
"""Examples of what a journal is written as."""


class Trying(BaseModel):
    """Whether to try alone."""

    dry_run: bool = Field(
        False, description="Check the file and say what would be taken in; nothing is kept.", examples=[True]
    )


class Going(BaseModel):
    """In which format."""

    format: Literal["smallwins", "markdown", "csv", "jrnl"] = Field(
        "smallwins",
        description="smallwins/1 alone holds everything; the others hold the wins, as far as they can.",
        examples=["csv"],
    )


@operation(
    router.get,
    "/export",
    scope="read",
    shows=dict[str, object],
    media={WAYS[name].media_type.partition(";")[0]: WRITTEN[name] for name in WAYS},
    example=examples.document,
)
def export(request: HttpRequest, going: Query[Going]) -> HttpResponse:
    """Hand out the whole journal: as one smallwins/1 document, or as other programs read it."""
    with reading(request, heavy=True) as call:
        if going.format == "smallwins":
            return HttpResponse(export_journal(call.journal, call.at), content_type="application/json")
        return HttpResponse(export_as(call.journal, going.format), content_type=WAYS[going.format].media_type)


@operation(
    router.post,
    "/import",
    scope="write",
    shows=ShownImport,
    sends=examples.document,
    example=examples.imported,
)
def take_in(request: HttpRequest, trying: Query[Trying]) -> HttpResponse:
    """Take a smallwins/1 document in, all of it or nothing; what is here already stays as it is.

    It is known by its ids: taken in twice, it is here once. A document has 20 MiB at most. A zip that holds one, such
    as everything of an account in one file, comes in too, sent as application/zip; the files beside it are named.
    """
    data = request.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ApiError(413, "too-large", f"A document here has at most {LARGEST // 2**20} MiB.")
    own = _journal_in(data)
    if trying.dry_run:
        report = tried(writing(request), lambda call: _taken(call, own.text))
    else:
        with writing(request) as call:
            report = _taken(call, own.text)
    left_out = (*report.left_out, *own.beside)
    return etags.shown(request, {**report._asdict(), "left_out": left_out, "dry_run": trying.dry_run})


def _journal_in(data: bytes) -> Own:
    """Return the journal that was sent: the document itself, or the one that a zip holds."""
    if not is_archive(data):
        return Own(data)
    own = own_in(bootstrap.source_of("journal.zip", data))
    if own is None:
        raise InputError("", "holds no journal of smallwins; a file of another program goes to POST /import/file")
    return own


setattr(export, KIND, "exports")
setattr(take_in, KIND, "imports")
setattr(take_in, WHOLE_FILE, (JSON, ZIP))


def _taken(call: Call, text: bytes) -> ImportReport:
    return import_journal(call.journal, ImportJournal(call.at, text))
