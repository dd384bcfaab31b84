"""JobSync's CSV: one row a job, with whether and when one applied."""

from collections.abc import Iterator

from smallwins.formats.candidate import Draft, Found, LeftOut, Terms
from smallwins.formats.fields import Fields, drafted
from smallwins.formats.rows import header_of, rows_of
from smallwins.formats.source import Source
from smallwins.formats.stages import DAY_OF_APPLICATION, no_step, said, stage_of
from smallwins.method.errors import InputError
from smallwins.method.saying import say

NAME = "jobsync"
OWN = {"appliedDate", "Company", "JobTitle", "Status"}  # unsaid: as JobSync writes it
EMPTY = "N/A"


def recognise(source: Source) -> int:
    """Tell how surely this is JobSync's."""
    return 95 if set(header_of(source)) >= OWN else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the jobs that one applied for."""

    def draft_of(fields: Fields) -> Draft | LeftOut:
        status, applied = fields.text("Status"), fields.text("applied") == "Yes"  # unsaid: as JobSync writes it
        stage = stage_of(status) or ("applied" if applied else None)
        if stage is None:
            return no_step(status or say("not applied"))
        day = fields.day(terms.zone, "appliedDate") or fields.day(terms.zone, "createdAt")
        if day is None:
            raise InputError("appliedDate", say("is missing, and so is createdAt"))
        company, role = fields.text("Company"), fields.text("JobTitle")  # unsaid: as JobSync writes it
        title, kind = said(stage, company, role)
        notes = () if stage == "applied" else (DAY_OF_APPLICATION,)
        extra = fields.rest("index") | {"Status": status}  # unsaid: as JobSync writes it
        name = f"{company}-{role}-{stage}-{day}"
        return Draft(title, day, "", name, kind, [company], notes=notes, extra=extra)

    full = ((at, {key: "" if value == EMPTY else value for key, value in row.items()}) for at, row in rows_of(source))
    yield from drafted(NAME, full, draft_of)
