"""Huntr, as its command line tool writes it: jobs or activities as CSV, or the actions of its API as JSON."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smallwins.formats.candidate import Draft, Found, LeftOut, Terms
from smallwins.formats.fields import Fields, any_has, drafted, list_under, numbered
from smallwins.formats.rows import header_of, rows_of
from smallwins.formats.source import Source
from smallwins.formats.stages import no_step, said, stage_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say
from smallwins.method.win import NOTHING_EXTRA

NAME = "huntr"
JOBS = ("ID", "Title", "URL", "Created")  # unsaid: as Huntr writes it
ACTIVITIES = {"Date", "Type", "Company", "Job", "Status"}  # unsaid: as Huntr writes it
MOVED = "JOB_MOVED"
CONTACT = "contact"


class Step(NamedTuple):
    """A step as Huntr tells of it."""

    stage: str
    company: str
    role: str
    contact: str = ""
    note: str = ""
    also: Mapping[str, object] = NOTHING_EXTRA


def recognise(source: Source) -> int:
    """Tell how surely this is Huntr's."""
    if _actions(source):
        return 90
    header = header_of(source)
    return 90 if set(header) >= ACTIVITIES else 70 if header[:4] == JOBS else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the steps; a job that was only saved is none."""
    if actions := _actions(source):
        yield from drafted(NAME, numbered("actions", actions), lambda fields: _action(fields, terms))
    elif set(header_of(source)) >= ACTIVITIES:
        yield from drafted(NAME, rows_of(source), lambda fields: _activity(fields, terms))
    elif header_of(source)[:4] == JOBS:
        yield from drafted(NAME, rows_of(source), lambda _: no_step("saved"))
    else:
        raise ImportFileError("file", say("is neither a table of Huntr's nor the actions of its API"))


def _activity(fields: Fields, terms: Terms) -> Draft | LeftOut:
    type_, status = fields.text("Type"), fields.text("Status")  # unsaid: as Huntr writes it
    stage = stage_of(type_) or stage_of(status)
    if stage is None:
        return no_step(type_ or status)
    company, job = fields.text("Company"), fields.text("Job")  # unsaid: as Huntr writes it
    said_there = Step(stage, company, job, also={"type": type_, "status": status})
    return _step(fields, terms, said_there, "Date")  # unsaid: as Huntr writes it


def _action(fields: Fields, terms: Terms) -> Draft | LeftOut:
    type_ = fields.text("actionType", "type")
    data = fields.take("data")
    its = data if isinstance(data, dict) else {}
    to = _name(its.get("toList"))
    stage = stage_of(to) if type_ == MOVED else stage_of(type_)
    if stage is None:
        return no_step(to or type_)
    note, contact = its.get("note"), _name(its.get("contact"))
    told = note if isinstance(note, str) else _name(note)
    also = {"actionType": type_, "data": data}
    there = Step(stage, _name(its.get("company")), _name(its.get("job")), contact, told, also)
    return _step(fields, terms, there, "date", "createdAt")


def _step(fields: Fields, terms: Terms, there: Step, *days: str) -> Draft:
    day = fields.day(terms.zone, *days)
    if day is None:
        raise InputError(days[0], say("is missing"))
    stage, company, role, contact, note, also = there
    title, kind = said(stage, company, role)
    if stage == CONTACT and contact:
        at = say("In touch with {contact} at {company}", contact=contact, company=company)
        title = at if company else say("In touch with {contact}", contact=contact)
    name = fields.text("id", "ID", "_id") or f"{company}-{role}-{stage}-{day}"
    tags = [company] if company else []
    return Draft(title, day, note, name, kind, tags, extra={**fields.rest(), **also})


def _actions(source: Source) -> list[object]:
    found = source.json
    actions = found if isinstance(found, list) else list_under(found, "actions") or list_under(found, "data") or []
    if not (any_has(actions, "actionType") or any_has(actions, "type", "data")):
        return []
    return actions


def _name(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("fullName") or value.get("text")
    return value if isinstance(value, str) else ""
