"""Nothing of Ada's ever reaches Ben: every operation, as Ben, with each of Ada's ids wherever an id can stand.

The answer is the one for an id that does not exist. An operation, a parameter or a field that this test cannot fill
makes it fail, so that a new one cannot be forgotten.
"""

import copy
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

import pytest

from smallwins import bootstrap
from smallwins.journal.offering import OfferQuestion, offer_question
from smallwins.journal.sharing import AddRemark, add_remark
from tests.api.operations import Operation, document, every_operation
from tests.api.programs import Person, Program, Said
from tests.server.routes import every_route
from tests.server.shared_journals import journal_at
from tests.shared import Shared

pytestmark = pytest.mark.promise("R17")

NUMBERS = ("grant", "link", "client")
OWN_WORDS = ("question", "offer")
IDS_IN_PATHS = (
    "win",
    "later",
    "step",
    "goal",
    "crossroads",
    "option",
    "item",
    "story",
    "remark",
    "question",
    "offer",
    *NUMBERS,
)
OTHERS_IN_PATHS = {"week": "2026-W40"}
IDS_IN_QUERIES = ("goal", "win", "chain", "story")
IDS_IN_BODIES = ("goals", "goal", "wins", "opened_by", "win", "option", "possible", "checks", "told")
WHOLE_FILES = ("take_in", "take_file_in")
NOT_IDS = {
    *("id", "title", "happened_on", "story", "kind", "tags", "looks", "gut", "direction", "motive", "opened"),
    *("door_note", "look_again", "stretch", "gains", "verdict", "reason", "text", "due_on", "status", "on", "why"),
    *("skills", "stage", "confidence", "clarity", "stuck", "note", "no_step", "question", "options"),
    *("look_back_on", "outcome", "timezone", "review_day", "look_again_after", "change"),
    *("since", "until", "key", "email", "weeks", "titles", "insights", "week", "label", "password", "asks"),
    *("mail", "named", "by_mail", "with_wins", "digest", "hour", "name", "invitation"),
    "new_goals",
    *("help", "answer", "away", "move", "accept"),
}


class Kept(NamedTuple):
    """The ids of what a person keeps, by what a path calls them."""

    win: str
    later: str
    step: str
    goal: str
    crossroads: str
    option: str
    item: str
    story: str
    remark: str
    question: str
    offer: str
    grant: str
    link: str
    client: str


def keep_something(program: Program) -> Kept:
    goal = program.post("/goals", {"title": "Lead a team"}).json["id"]
    win = program.win("Mail", happened_on="2026-05-01", goals=[goal])["id"]
    later = program.win("Call", happened_on="2026-05-09", opened_by=[win])["id"]
    step = program.post(f"/wins/{win}/steps", {"text": "Ask Sam"}).json["id"]
    crossroads = program.post(
        "/crossroads", {"title": "Two offers", "options": [{"title": "Stay"}, {"title": "Go"}]}
    ).json
    table = f"date,title\n2026-05-01,Came in {win}\n".encode()
    assert program.ask("POST", "/import/file", table, Content_Type="application/octet-stream").status == 200
    item = next(one for one in program.get("/inbox").json["items"] if win in one["title"])["id"]
    story = program.post("/stories", {"kind": "brag", "title": "For the review"}).json["id"]
    owner = number_of(program)
    return Kept(
        *(win, later, step, goal, crossroads["id"], crossroads["options"][0]["id"], item, story),
        *(
            what_a_coach_said(program, owner, win),
            *own_questions(program, owner),
            a_coach_of(program),
            a_link_of(program),
            str(owner),
        ),
    )


def number_of(program: Program) -> int:
    """Return the number of the person whose token a program has."""
    kept = sha256(program.token.encode()).hexdigest()
    ((number,),) = program.shared.sql(f"SELECT person_id FROM accounts_token WHERE secret_hash = '{kept}'")
    return int(number)


def what_a_coach_said(program: Program, owner: int, win: str) -> str:
    with journal_at(program.shared, owner) as journal:
        said = AddRemark(bootstrap.new_id(), bootstrap.now(), 0, "Cleo", win, None, "Why?", asks=True)
        return add_remark(journal, said).id


def own_questions(program: Program, owner: int) -> tuple[str, str]:
    """Return a question of one's own, and what somebody proposed, made where there is none: only so many can be."""
    added = [one for one in program.get("/questions").json["questions"] if one["added"] and not one["away"]]
    key = (added or [program.post("/questions", {"text": "Well?"}).json])[0]["key"]
    with journal_at(program.shared, owner) as journal:
        waiting = [one.id for one in journal.offers.of_author(0) if one.state == "waiting"]
        offer = OfferQuestion(bootstrap.new_id(), bootstrap.now(), 0, "Cleo", "stuck", "Still?")
        return key, waiting[0] if waiting else offer_question(journal, offer).id


def a_coach_of(program: Program) -> str:
    """Return the id of an open invitation, made where there is none: only so many can be."""
    coaches = program.get("/sharing/coaches").json["coaches"]
    return str((coaches or [program.post("/sharing/coaches", {"email": "coach@example.org"}).json])[0]["id"])


def a_link_of(program: Program) -> str:
    links = program.get("/sharing/links").json["links"]
    new = {"kind": "insights", "until": days_from_now(7)}
    return str((links or [program.post("/sharing/links", new).json])[0]["id"])


def days_from_now(days: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days)).isoformat()


@pytest.fixture(scope="module")
def adas(ada: Person) -> Kept:
    return keep_something(ada.write)


@pytest.fixture(scope="module")
def bens(ben: Person) -> Kept:
    return keep_something(ben.write)


class Ask(NamedTuple):
    """One request, with the place at which somebody else's id is to stand."""

    place: str
    path: str
    body: Any


def asks(operation: Operation, own: Kept, kind: str, foreign: str) -> Iterator[Ask]:
    """Ask for an operation with one foreign id at a time, everything else being one's own.

    A number of another kind may well be one's own, so a number stands only where one of its kind belongs; what a
    coach reaches of a client is in test_coaching.py.
    """
    for name in operation.names:
        assert name in IDS_IN_PATHS or name in OTHERS_IN_PATHS, f"{operation.id}: what is {{{name}}} in its path?"
    values = own._asdict() | OTHERS_IN_PATHS
    body = filled(operation, own)
    for name in operation.names:
        if name in IDS_IN_PATHS and (kind == name if {kind, name} & {*NUMBERS} else "client" not in operation.names):
            yield Ask(f"path.{name}", operation.address(values | {name: foreign}), body)
    if kind in NUMBERS:
        return
    for name in operation.queries:
        if name in IDS_IN_QUERIES:
            yield Ask(f"query.{name}", f"{operation.address(values)}?{name}={foreign}", body)
    for name, example in fields(operation).items():
        assert name in IDS_IN_BODIES or name in NOT_IDS, f"{operation.id}: is {name} in its body an id?"
        if name in IDS_IN_BODIES:
            changed = copy.deepcopy(body) or {}
            changed[name] = foreign_value(name, example, foreign)
            if operation.id == "make_link":
                changed["kind"] = name
            yield Ask(f"body.{name}", operation.address(values), changed)


def foreign_value(name: str, described: object, foreign: str) -> object:
    if name == "possible":
        return {foreign: 3}
    if name == "told":
        return {foreign: "Nothing much"}
    if name == "checks":
        return {foreign: {"still": "yes"}}
    return [foreign] if name in ("goals", "wins", "opened_by") else foreign


def fields(operation: Operation) -> dict[str, Any]:
    """Return what a body may hold, by the document."""
    body = operation.described.get("requestBody")
    if body is None or operation.id in WHOLE_FILES:
        return {}
    schema = body["content"]["application/json"]["schema"]
    found: dict[str, Any] = document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]["properties"]
    # Of a goal, `possible` is a number; of a grant, `goals` is a switch.
    no_ids = {"possible"} if "goal" in operation.id else {"goals"} if "coach" in operation.id else set()
    return {name: said for name, said in found.items() if name not in no_ids}


def filled(operation: Operation, own: Kept) -> Any:
    """Return a body that is as good as one can be, with ids of one's own."""
    if operation.sends is None:
        return None
    if operation.id in WHOLE_FILES:
        return operation.sends
    known = fields(operation)
    body = {name: value for name, value in copy.deepcopy(operation.sends).items() if name in known}
    for name in IDS_IN_BODIES:
        if name in body:
            kind = (
                "goal"
                if name in ("goals", "possible", "checks")
                else "win"
                if name == "wins"
                else "question"
                if name == "told"
                else name
            )
            body[name] = foreign_value(name, None, getattr(own, kind, own.win))
    body.pop("id", None)
    if "until" in body:
        body["until"] = days_from_now(7)
    return body


def told(said: Said, *ids: str) -> tuple[int, object]:
    """Return what an answer says, but for what must differ between two requests."""
    text = said.body.decode()
    for one in ids:
        text = re.sub(rf"\b{re.escape(one)}\b", "ID", text)  # as a whole: the number of a link can be a part of 404
    try:
        found = json.loads(text)
    except ValueError:
        return said.status, text
    return said.status, found


@pytest.fixture(scope="module")
def all_adas(adas: Kept, bens: Kept, ada: Person) -> list[Any]:
    """Everything of Ada's before Ben asks for any of it; not one of his requests may change it."""
    return everything_of(ada)


@pytest.mark.parametrize("operation", every_operation(), ids=lambda operation: operation.id)
def test_ben_gets_for_an_id_of_adas_what_he_gets_for_none(
    operation: Operation, adas: Kept, bens: Kept, ada: Person, ben: Person, all_adas: list[Any]
) -> None:
    for kind, foreign in adas._asdict().items():
        none = "999999999983" if kind in NUMBERS else bootstrap.new_id()
        for hers, nobodys in zip(asks(operation, bens, kind, foreign), asks(operation, bens, kind, none), strict=True):
            said = ben.write.ask(operation.method, hers.path, hers.body)
            expected = ben.write.ask(operation.method, nobodys.path, nobodys.body)

            assert said.status == 404, (kind, hers.place, said.body)
            assert told(said, foreign) == told(expected, none), (kind, hers.place)
    assert everything_of(ada) == all_adas


def everything_of(person: Person) -> list[Any]:
    parts = (
        *("/inbox", "/stories", "/remarks", "/sharing/coaches", "/sharing/links", "/sharing/looks", "/undo"),
        *("/reminders", "/settings", "/account", "/sample", "/offers"),
    )
    whole = person.read.get("/export").json | {"exported_at": ""}
    return [whole, *(person.read.get(part).json for part in parts)]


def test_an_id_of_adas_that_ben_uses_himself_makes_something_of_his_own(adas: Kept, ada: Person, ben: Person) -> None:
    before = ada.read.get(f"/wins/{adas.win}").json

    said = ben.write.post("/wins", {"id": adas.win, "title": "Ben's own"})

    assert said.status == 201
    assert ada.read.get(f"/wins/{adas.win}").json == before
    assert ben.write.delete(f"/wins/{adas.win}").status == 200


def test_an_import_cannot_name_what_is_adas(adas: Kept, ben: Person) -> None:
    win = {"id": bootstrap.new_id(), "title": "Mine", "happened_on": "2026-06-01"}
    for planted in ({"opened_by": [adas.win]}, {"answers": {"direction": "toward", "goals": [adas.goal]}}):
        said = ben.write.post("/import", {"format": "smallwins/1", "wins": [win | planted]})

        assert (said.status, said.problem) == (422, "input")
    assert ben.read.get(f"/wins/{win['id']}").status == 404


@pytest.mark.parametrize("operation", every_operation(), ids=lambda operation: operation.id)
def test_every_operation_asks_for_a_token_of_its_scope(
    operation: Operation, bens: Kept, ben: Person, api_server: Shared
) -> None:
    path = operation.address(bens._asdict() | OTHERS_IN_PATHS)

    def asked(program: Program) -> Said:
        return program.ask(operation.method, path, filled(operation, bens))

    allowed = {"capture": ("capture", "write"), "read": ("read", "write"), "write": ("write",)}[operation.scope]
    for scope in ("capture", "read"):
        if scope not in allowed:
            said = asked(getattr(ben, scope))
            assert (said.status, said.problem) == (403, "scope")
    for program in (
        Program(api_server),
        Program(api_server, "swt_" + "A" * 43),
        Program(api_server, ben.write.token[:-1]),
        Program(api_server, ben.write.token.removeprefix("swt_")),
    ):
        said = asked(program)
        assert (said.status, said.problem) == (401, "no-token")
        assert said.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_cookie_opens_nothing(ben: Person, api_server: Shared) -> None:
    cookies = "; ".join(f"{name}={value}" for name, value in ben.visitor.cookies.items())

    said = Program(api_server).get("/wins", Cookie=cookies)

    assert ben.visitor.is_in()
    assert said.status == 401


def test_a_token_opens_no_page(ben: Person, api_server: Shared) -> None:
    stranger, bearer = api_server.visitor(), {"Authorization": f"Bearer {ben.write.token}"}
    pages = [one for one in every_route() if one.rule in {"own", "signed_in", "all_of_one", "granted"}]

    assert len(pages) > 90
    for route in pages:
        answer = stranger.get("/" + re.sub("<[^>]+>", "1", route.address), bearer)
        assert (answer.status, answer.place.partition("?")[0]) == (302, "/sign-in"), route.address
    assert ben.write.get("/wins").status == 200
