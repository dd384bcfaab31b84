"""career-ops: a Markdown table of applications, one of follow-ups, and a log of what moved when."""

from collections.abc import Iterator, Mapping
from functools import partial

from smallwins.formats.candidate import Draft, Found, LeftOut, Terms
from smallwins.formats.career_ops_tables import APPLICATIONS, FOLLOW_UPS, LOGGED, Tracker, tracker_in
from smallwins.formats.fields import Fields, drafted
from smallwins.formats.source import Source
from smallwins.formats.stages import DAY_OF_APPLICATION, no_step, said, stage_of
from smallwins.method.errors import ImportFileError, InputError
from smallwins.method.saying import say

NAME = "career-ops"
STEPS = ("replied", "arranged", "interview", "offer", "hired")  # that an application was sent, its owner knows
IN_LOG = say("its moves are read from the log")


def recognise(source: Source) -> int:
    """Tell how surely this is a tracker of career-ops'."""
    return 90 if any(table.is_known() for table in tracker_in(source).tables) else 0


def read(source: Source, terms: Terms) -> Iterator[Found]:
    """Read the steps: from the log as far as it goes, else from where each application stands."""
    tracker = tracker_in(source)
    if not any(table.is_known() for table in tracker.tables):
        raise ImportFileError("file", say("has no table of applications, follow-ups or moves as career-ops keeps them"))
    yield from tracker.rejects
    moves = Moves(tracker)
    ways = (
        (LOGGED, partial(_moved, moves=moves, terms=terms)),
        (FOLLOW_UPS, partial(_followed, terms=terms)),
        (APPLICATIONS, partial(_standing, moves=moves, terms=terms)),
    )
    for table in tracker.tables:
        way = next((way for columns, way in ways if table.columns >= columns), None)
        yield from drafted(NAME, table.rows, way) if way else ()


class Moves:
    """Which application stands where, and which states the log tells of."""

    def __init__(self, tracker: Tracker) -> None:
        self._states = tracker.states
        applications = [row for table in tracker.tables if table.columns >= APPLICATIONS for _, row in table.rows]
        logged = [row for table in tracker.tables if table.columns >= LOGGED for _, row in table.rows]
        self.applications = {_number(row.get("#", "")): row for row in applications}
        self.reached = {(_number(row.get("tracker#", "")), self.stage(row.get("to", ""))) for row in logged}
        self.logged = {number for number, _ in self.reached}

    def stage(self, status: str) -> str | None:
        """Return the stage of a status, in the words of the tracker's own states.yml where it has one."""
        plain = status.strip().strip("*_").strip()
        return stage_of(self._states.get(plain.casefold(), plain))


def _number(told: str) -> str:
    return told.strip().lstrip("#0")


def _standing(fields: Fields, moves: Moves, terms: Terms) -> Draft | LeftOut:
    """Read where an application stands, unless the log tells when it came there."""
    number, status = _number(fields.text("#")), fields.text("status")
    stage = moves.stage(status)
    if (number, stage) in moves.reached or (number in moves.logged and stage not in STEPS):
        return LeftOut("", IN_LOG)
    its = {"company": fields.text("company"), "role": fields.text("role"), "status": status}
    return _step(fields, terms, stage, its, number, (DAY_OF_APPLICATION,))


def _moved(fields: Fields, moves: Moves, terms: Terms) -> Draft | LeftOut:
    number, to = _number(fields.needed("tracker#")), fields.needed("to")
    stage = moves.stage(to)
    its = moves.applications.get(number, {})
    step = _step(fields, terms, stage, {**its, "to": to}, number)
    if isinstance(step, LeftOut):
        return step
    beside = {name: value for name, value in its.items() if name not in ("#", "status", "date", "company", "role")}
    return step._replace(extra={**beside, **step.extra, "to": to})


def _followed(fields: Fields, terms: Terms) -> Draft:
    company, contact = fields.needed("company"), fields.text("contact")
    at = say("Followed up with {contact} at {company}", contact=contact, company=company)
    title = at if contact else say("Followed up with {company}", company=company)
    day = fields.day(terms.zone, "date")
    if day is None:
        raise InputError("date", say("is missing"))
    its_id = f"follow-up-{fields.text('num')}-{day}"
    return Draft(title, day, fields.text("notes"), its_id, "conversation", extra=fields.rest())


def _step(
    fields: Fields, terms: Terms, stage: str | None, its: Mapping[str, str], number: str, notes: tuple[str, ...] = ()
) -> Draft | LeftOut:
    status = its.get("status", "")
    if stage not in STEPS:
        return no_step(its.get("to") or status)
    day = fields.day(terms.zone, "date")
    if day is None:
        raise InputError("date", say("is missing"))
    company, role = its.get("company", ""), its.get("role", "")
    title, kind = said(stage, company, role)
    name = f"{number or f'{company}-{role}'}-{stage}-{day}"
    tags, told = [company] if company else [], fields.text("notes", "note")
    extra = fields.rest() | {"standing": status}
    return Draft(title, day, told, name, kind, tags, notes=notes, extra=extra)
