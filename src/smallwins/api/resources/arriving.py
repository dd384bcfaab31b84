"""Files of other programs, into the inbox."""

from typing import Literal

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field, JsonValue

from smallwins import bootstrap
from smallwins.api import etags
from smallwins.api.allowances import KIND
from smallwins.api.calls import reading, writing
from smallwins.api.errors import ApiError
from smallwins.api.gate import JSON, WHOLE_FILE, ZIP
from smallwins.api.operation import operation
from smallwins.api.shapes.inbox import KnownFormats, ShownForeign, foreign
from smallwins.formats.archives import IN_PARTS
from smallwins.formats.candidate import NO_COLUMNS, TAG_SYMBOLS
from smallwins.formats.registry import FORMATS, own_in
from smallwins.journal.exchange import LARGEST
from smallwins.journal.foreign import check_foreign, import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.inbox_shapes import foreign_shape
from smallwins.method.errors import InputError

router = Router(tags=["inbox"])
BYTES = "application/octet-stream"
NAMES = [one.name for one in FORMATS]
Columns = dict[str, str]


class Foreign(BaseModel):
    """How a file is to be read."""

    dry_run: bool = Field(False, description="Say what the file would bring; nothing is kept.", examples=[True])
    name: str = Field(
        "file",
        min_length=1,
        max_length=200,
        description="The file's name; some formats tell by it.",
        examples=["wins.csv"],
    )
    format: str | None = Field(
        None,
        max_length=40,
        json_schema_extra={"enum": list[JsonValue](NAMES)},
        description="Unless told, the file is recognised.",
        examples=["table"],
    )
    first: Literal["day", "month"] | None = Field(
        None, description="Which comes first in 03/04, where the file itself does not tell.", examples=["day"]
    )
    tag_symbols: str = Field(
        TAG_SYMBOLS, max_length=10, description="Of jrnl: the signs that begin a tag.", examples=["@"]
    )
    columns: str | None = Field(
        None,
        max_length=4000,
        description="Of a table: a JSON object, field → column, as a dry run answers with.",
        examples=['{"date": "date", "title": "title"}'],
    )


@operation(
    router.get,
    "/import/formats",
    scope="read",
    shows=KnownFormats,
    tagged=True,
    example={"formats": [{"name": "table", "called": "a table (CSV or TSV)"}]},
)
def list_formats(request: HttpRequest) -> HttpResponse:
    """List the formats of other programs that are read here."""
    return etags.shown(request, {"formats": [{"name": one.name, "called": one.called} for one in FORMATS]})


@operation(
    router.post,
    "/import/file",
    scope="write",
    shows=ShownForeign,
    sends="date,title\n2026-11-02,Talk accepted\n",
    example=foreign,
)
def take_file_in(request: HttpRequest, how: Query[Foreign]) -> HttpResponse:
    """Put what a file of another program holds into the inbox, unjudged.

    The body is the file as it is, 20 MiB at most: text, JSON, a database, or a zip of a folder. What is here already
    stays as it is, so sending a file twice brings nothing twice. A journal of smallwins, also zipped, goes to
    `POST /import`.
    """
    data = request.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ApiError(413, "too-large", f"A file here has at most {LARGEST // 2**20} MiB. {IN_PARTS}")
    if how.format is not None and how.format not in NAMES:
        raise InputError("query.format", f"is none of {', '.join(NAMES)}")
    source = bootstrap.source_of(how.name.replace("\0", ""), data)
    if own_in(source):
        what, kind = ("holds", ZIP) if source.is_folder else ("is", JSON)
        raise InputError(
            "", f"{what} a journal of smallwins; send it to POST /import as {kind}, which takes it in whole"
        )
    order = None if how.first is None else how.first == "day"
    asked = ImportForeign(bootstrap.now(), source, how.format, _columns(how.columns), order, how.tag_symbols)
    if how.dry_run:
        with reading(request) as call:
            report = check_foreign(call.journal, asked)
    else:
        with writing(request) as call:
            report = import_foreign(call.journal, asked)
    return etags.shown(request, foreign_shape(report, dry_run=how.dry_run))


def _columns(told: str | None) -> Columns:
    if told is None:
        return dict(NO_COLUMNS)
    try:
        return msgspec.json.decode(told, type=Columns)
    except (msgspec.DecodeError, UnicodeEncodeError):
        raise InputError("query.columns", "is not a JSON object of texts, such as {“title”: “Company”}") from None


setattr(take_file_in, KIND, "imports")
setattr(take_file_in, WHOLE_FILE, (BYTES,))
