"""Ids also travel in forms and in what follows an address: each field that holds one, with Ada's id, sent by Ben.

A field that is read anywhere, or that a page shows, and that is neither in ROWS nor said to be no id, fails.
"""

import json
import re
from typing import NamedTuple

import pytest

from smallwins.method.week import parse
from tests.counting import Ask
from tests.server.adas import Cast, Ids, all_of
from tests.server.addresses import nobodys
from tests.server.fields import Field, Page, Shown, fields_read, route_of
from tests.server.twins import CANARY, UUID, Signed, Twin, alike, signed
from tests.shared import Visitor

pytestmark = pytest.mark.promise("R17")

BEN = "ben@example.org"


class Row(NamedTuple):
    """A field that holds an id, and a request that sends it: `*` is where the id stands, {…} is of one's own."""

    field: Field
    method: str
    path: str
    kinds: tuple[str, ...]
    form: dict[str, str] = {}  # noqa: RUF012 - never written to
    statuses: frozenset[int] = frozenset({404})

    @property
    def shown(self) -> Shown:
        name = next((name for name, value in self.form.items() if "*" in value), self.field.name)
        return Shown(route_of(re.sub(r"{[^}]*}", "1", self.path)), name)


def row(file: str, name: str, request: str, kinds: str, *statuses: int, **form: str) -> Row:
    """Say a row: the field is sent as it is called, unless the form or the address says where the id stands."""
    method, path = request.split(" ")
    if method == "POST" and "*" not in "".join(form.values()):
        form = {**form, name: "*"}
    return Row(Field(file, name), method, path, tuple(kinds.split(", ")), form, frozenset(statuses or {404}))


GOAL_AT = "{f'goal-{place}'}"
ANSWER = {"field": "goals", "answer": "these"}
WINS, GOALS, STEPS = "win, win id", "goal, goal id", "step, step id"
ROWS = (
    row("web/answered.py", "goals", "POST /wins/{win}/answer", "goal id", **ANSWER),
    row("web/answered.py", "goals", "POST /crossroads/{crossroads}/options/{option}/answer", "goal id", **ANSWER),
    row("web/pages/answering.py", "goals", "POST /wins/{win}/answer", "goal id", goal="A new one", **ANSWER),
    row("web/asking.py", "ask", "GET /?ask=*", "win", 200),
    row("web/asking.py", "ask", "GET /wins/{win}?ask=*", "win", 200),
    row("web/asking.py", "ask", "GET /review/{doors}?ask=*", "win"),
    row("web/asking.py", "ask", "GET /review/{questions}?ask=*&question=gains", "win"),
    row("web/asking.py", "ask", "GET /crossroads/{crossroads}?ask=*", "win", 200),
    row("web/filters.py", "goal", "GET /wins?goal=*", "goal", 422),
    row("web/filters.py", "goal", "GET /wins?goal=*", "goal id", 422),
    row("web/pages/adding.py", "goals", "POST /", "goal id", title="Mine"),
    row("web/pages/adding.py", "opened_by", "POST /", WINS, title="Mine"),
    row("web/pages/crossroads_moves.py", "option", "POST /crossroads/{crossroads}/decision", "option", reason="So"),
    row("web/pages/crossroads_moves.py", "win", "POST /crossroads/{decided}/win", WINS),
    row("web/pages/doors.py", "later", "POST /wins/{win}/doors", WINS),
    row("web/pages/doors.py", "earlier", "POST /wins/{win}/doors", WINS),
    row("web/pages/doors.py", "later", "POST /wins/{win}/doors/close", WINS),
    row("web/pages/doors.py", "earlier", "POST /wins/{win}/doors/close", WINS),
    row("web/pages/inbox.py", "item", "POST /inbox", "item", act="keep"),
    row("web/pages/inbox.py", "item", "POST /inbox", "item", act="merge", into="{win}"),
    row("web/pages/inbox.py", "item", "POST /inbox", "item", act="let_go"),
    row("web/pages/inbox.py", "item", "POST /inbox", "item", act="skip"),
    row("web/deciding.py", GOAL_AT, "POST /inbox", "goal id", act="keep", item="{item}", **{"goal-0": "*"}),
    row("web/deciding.py", "into", "POST /inbox", WINS, 422, act="merge", item="{item}"),
    row("web/pages/inbox.py", "after", "GET /inbox?after=1999-01-04.*", "item", 200),
    row("web/pages/review.py", "at", "GET /review/{doors}?at=door-*", "win"),
    row("web/pages/review.py", "at", "GET /review/{doors}?at=look-back-*", "crossroads", 200, 404),
    row("web/pages/review.py", "at", "GET /review/{questions}?at=remark-*", "remark", 200),
    row("web/pages/review.py", "at", "GET /review/{questions}?at=ask-*-gains", "win", 200),
    row("web/pages/review.py", "was", "GET /review/{doors}?was=door-*", "win", 200),
    row("web/pages/review_moves.py", "at", "POST /review/{doors}", "win", 303, at="door-*", act="later"),
    row("web/pages/review_moves.py", "at", "POST /review/{doors}", "crossroads", 303, at="look-back-*", outcome="So"),
    row("web/pages/review_moves.py", "at", "POST /review/{questions}", "remark", 303, at="remark-*", answer="So"),
    row("web/pages/review_moves.py", "wording", "POST /review/{questions}", "question", 303, at="stuck", value="yes"),
    row("web/pages/review_moves.py", "at", "POST /review/{wins}", "item", 303, at="inbox-*", act="let_go"),
    row("web/pages/review_moves.py", "win", "POST /review/{wins}", WINS, at="clarity"),
    row("web/pages/review_moves.py", "win", "POST /review/{step}", WINS, at="step", text="Ask"),
    row("web/pages/review_moves.py", "step", "POST /review/{step}", STEPS, at="step", act="step-done"),
    row("web/pages/stories.py", "goal", "POST /stories", "goal", kind="brag"),
    row("web/pages/stories.py", "goal", "POST /stories", "goal id", 422, kind="brag"),
    row("web/pages/stories.py", "win", "POST /stories", "win", kind="brag"),
    row("web/pages/stories.py", "win", "GET /stories?win=*", "win"),
    row("web/pages/stories_moves.py", "do", "POST /stories/{story}/choose", WINS, do="in:*"),
    row("web/pages/stories_moves.py", "do", "POST /stories/{story}/choose", WINS, do="out:*"),
    row("web/pages/stories_moves.py", "do", "POST /stories/{story}/choose", WINS, do="up:*"),
    row("web/pages/stories_moves.py", "do", "POST /stories/{story}/choose", WINS, do="down:*"),
    row("web/pages/undoing.py", "change", "POST /undo", "change", 303),
    *(
        row("web/places.py", "next", request, kind, status, next=f"{place}:*", **form)
        for place, kind in (
            ("win", "win"), ("goal", "goal"), ("one-crossroads", "crossroads"), ("draft", "story"),
            ("review", "week"), ("past-week", "week"),
        )
        for request, status, form in (("POST /undo", 303, {"change": "0"}),)
    ),
    row("web/places.py", "next", "POST /wins/{win}/steps", "win", next="win:*", text=""),
    row("web/places.py", "next", "POST /wins/{win}/steps", "crossroads", next="one-crossroads:*", text=""),
    row("web/session.py", "next", "POST /undo", "win", 303, next="win:*", change="0"),
    row("web/sharing/choosing.py", "win", "POST /sharing/coaches/{grant}/wins", WINS),
    *(
        row("web/sharing/handed_out.py", name, f"{method} /sharing/links/new{query}", kinds, until="2999-01-01")
        for name, kinds in (
            ("week", "week"), ("win", WINS), ("chain", WINS), ("goal", GOALS), ("story", "story"),
        )
        for method, query in (("GET", f"?{name}=*"), ("POST", ""))
    ),
    row("web/sharing/proposing.py", "to", "POST /clients/questions", "client", 422, **{"text-1": "Why?"}),
    row("allauth", "email", "POST /you/email", "email", 302, action_send=""),
    row("allauth", "email", "POST /you/email", "email", 302, action_remove=""),
    row("allauth", "account", "POST /you/elsewhere", "elsewhere", 200),
)  # fmt: skip


def made(file: str, name: str, request: str, **form: str) -> Row:
    return row(file, name, request, "any", 303, **form)


MADE = (
    made("web/pages/adding.py", "id", "POST /", title="Mine"),
    made("web/pages/crossroads.py", "id", "POST /crossroads", title="Mine", **{"option-1": "Go"}),
    made("web/pages/crossroads.py", "id-1", "POST /crossroads", title="Mine", **{"option-1": "Go"}),
    made("web/pages/crossroads.py", "id-stay", "POST /crossroads", title="Mine", stay="1"),
    made("web/pages/crossroads_moves.py", "id", "POST /crossroads/{crossroads}/options", new_option="Wait"),
    made("web/pages/crossroads_moves.py", "id", "POST /crossroads/{decided}/win", win_title="Taken"),
    made("web/pages/doors.py", "id", "POST /wins/{win}/doors", new="Led to"),
    made("web/pages/goals.py", "id", "POST /goals", title="Mine"),
    made("web/pages/questions_moves.py", "id", "POST /questions/add", text="Mine?"),
    made("web/deciding.py", "id", "POST /inbox", act="keep", item="{item}"),
    made("web/pages/review_moves.py", "id", "POST /review/{wins}", at="clarity", title="Mine"),
    made("web/pages/review_moves.py", "id", "POST /review/{step}", at="step", text="Ask", win="{win}"),
    made("web/pages/steps.py", "id", "POST /wins/{win}/steps", text="Ask"),
    made("web/pages/stories.py", "id", "POST /stories", kind="brag"),
    made("web/pages/stories_moves.py", "key", "POST /stories/{story}/change", text="Mine"),
)
"""Ids that a form makes up for what is made of it: with one of Ada's, it makes something of Ben's own."""
BY_A_COACH = (
    {Field("web/sharing/coaching.py", "id"), Field("web/sharing/proposing.py", "{f'id-{row}'}")},
    {Shown("say-of-week", "id"), Shown("say-of-win", "id"), *(Shown("propose", f"id-{row}") for row in (1, 2, 3))},
)
"""Made up too, in the client's journal: test_a_coach_reaches_only_what_is_granted.py."""

NOT_IDS = {
    *("act", "add", "answer", "as", "asks", "back", "before", "by_mail", "called", "cheers", "days", "digest"),
    *("door_note", "doors", "due_on", "expects", "field", "file", "format", "from", "gains", "gut", "happened_on"),
    *("hour", "insights", "kind", "label", "look_again", "look_back_on", "looks", "mail", "merge", "moves"),
    *("name", "named", "new", "new_option", "note", "on", "order", "outcome", "password", "possible", "question"),
    *("reason", "review_day", "rose", "scope", "show", "since", "skill", "skills", "skip", "stage", "status", "stay"),
    *("tag", "tags", "text", "then", "timezone", "title", "titles", "unanswered", "until", "value", "verdict"),
    "help",
    *(f"{name}-{row}" for name in ("help", "key", "kind", "text") for row in (1, 2, 3)),
    *("version", "weeks", "why", "win_title", "with_wins", "words", "{f'option-{place}'}"),
}
NO_ID_THERE = {
    Field("web/pages/offline.py", "whose"): "compared with who is signed in: test_what_waited.py",
    Field("web/session.py", "keep"): "a switch",
    Field("server/compressing.py", "Accept-Encoding"): "a header",
    Field("server/compressing.py", "Sec-Fetch-Site"): "a header",
    Field("web/pages/going_on.py", "at"): "a card of one's own review: test_what_waited.py",
    Field("web/pages/going_on.py", "win"): "as above; what it names: web/pages/review_moves.py",
    Field(
        "web/pages/going_on.py", "{waited.TO}"
    ): "the address of a form, with what that form reads: test_what_waited.py",
    Field("web/pages/offline.py", "{waited.TO}"): "asks whether it is there",
    Field("web/pages/going_on.py", "{waited.AS}"): "made by the browser, kept by person: test_what_waited.py",
    Field("web/waited.py", "{AS}"): "as above",
    Field("web/waited.py", "{name}"): "everything that was sent, to know it again",
    Field("web/pages/going_on.py", "{waited.STOOD}"): "a mark of what stood there",
    Field("web/pages/going_on.py", "{waited.STAGE}"): "one of the review's six stages",
    Field("web/pages/review.py", "whole"): "a switch",
    Field("web/pages/importing.py", "passphrase"): "opens the file that came with it",
    Field("web/taking_out.py", "passphrase"): "locks one's own file",
    Field("web/taking_out.py", "again"): "as above",
    Field("web/taking_out.py", "plain"): "a switch",
    Field("web/pages/review.py", "into"): "asks whether it is there; what it names: web/deciding.py",
    Field("web/pages/answering.py", "goal"): "the title of a new one",
    Field("web/answered.py", "goal"): "asks whether it is there; what it names: web/pages/answering.py",
    Field("web/pages/chains.py", "after"): "so many of one's own were shown already",
    Field("web/pages/inbox.py", "week"): "everybody has every week",
    Field("web/pages/importing.py", "{name}"): "the columns of a table",
    Field("web/pages/importing.py", "{SYMBOLS}"): "signs that begin a tag",
    Field("web/pages/review_moves.py", "{field}"): "asks whether one of four is there",
    Field("web/pages/changing.py", "story"): "the story of a win, in words",
    Field("web/sharing/own.py", "goals"): "a switch",
    Field("web/sharing/choosing.py", "next"): "one word: back to the win",
    Field("web/sharing/inviting.py", "email"): "invites whoever has it, with or without an account",
    Field("web/filters.py", "{name}"): "those above it",
    Field("web/forms.py", "{name}"): "whoever calls it says which",
}
SPELLED = {
    Field("web/pages/adding.py", "{FRESH}"): ("id",),
    Field("web/pages/crossroads.py", "{f'id-{place}'}"): ("id-1",),
    Field("web/sharing/handed_out.py", "{kind}"): ("week", "win", "chain", "goal", "story"),
    **{
        Field("web/sharing/proposing.py", f"{{f'{name}-{{row}}'}}"): (f"{name}-1", f"{name}-2", f"{name}-3")
        for name in ("help", "key", "kind", "text")
    },
}
"""Names that are worked out, and what they come to."""
MANY = ("id-", "option-", "column-")
"""How a name begins that stands for several fields; the ids among them: MADE."""
OF_ACCOUNTS = {
    *("login", "password", "password1", "password2", "oldpassword", "code", "credential", "remember", "next"),
    *("csrfmiddlewaretoken", "action_send", "action_remove", "action_add", "passwordless"),
}
"""Fields of allauth's forms that hold no id; where `next` leads to: tests/server/test_accounts.py."""


def test_every_field_that_the_code_reads_is_in_the_table_or_no_id() -> None:
    read = fields_read()
    read |= {Field(field.file, name) for field, names in SPELLED.items() for name in names if field in read}
    tried = {one.field for one in (*ROWS, *MADE)} | BY_A_COACH[0]

    unknown = {field for field in read if field.name not in NOT_IDS} - tried - {*NO_ID_THERE, *SPELLED}

    assert not unknown, f"give each a row in ROWS, or say that it is no id: {sorted(unknown)}"
    assert {field for field in tried if field.file != "allauth"} <= read
    assert {*NO_ID_THERE, *SPELLED} <= read
    assert {field.name for field in read} >= NOT_IDS - {"tags"}  # read by a function of its own
    assert not {field.name for field in tried} & NOT_IDS


@pytest.mark.parametrize("everybody", ["sqlite"], indirect=True)  # pages are the same wherever things are kept
def test_every_field_that_a_page_shows_is_in_the_table_or_no_id(everybody: Cast) -> None:
    shown = {field for visitor in (everybody.ben, everybody.cleo) for field in fields_shown(visitor)}
    shown |= fields_shown(everybody.shared.visitor())
    tried = {one.shown for one in (*ROWS, *MADE)} | BY_A_COACH[1]
    no_ids = NOT_IDS | OF_ACCOUNTS | {field.name for field in NO_ID_THERE}

    unknown = {one for one in shown - tried if not (one.name in no_ids or one.name.startswith(MANY))}

    assert not unknown
    assert len(shown) > 100, len(shown)
    some = {Shown("inbox", "item"), Shown("close-door", "later"), Shown("undo", "change"), Shown("stories", "goal")}
    assert some <= shown & tried


def fields_shown(visitor: Visitor) -> set[Shown]:
    """Walk from page to page, to each route with each set of questions once, and gather the fields of the forms."""
    waiting = ["/", "/sign-in", "/sharing", "/clients", "/wins/1?add=earlier", "/wins/1?ask=1&then=door"]
    seen, found = set[str](), set[Shown]()
    while waiting:
        path = waiting.pop(0)
        page = Page(path)
        answer = visitor.get(path)
        if "html" not in (answer.headers["Content-Type"] or "") or answer.status != 200:
            continue
        page.feed(answer.text)
        found |= page.fields
        for address in sorted(page.leads_to):
            asks = ",".join(sorted(part.partition("=")[0] for part in address.partition("?")[2].split("&")))
            if (kind := f"{route_of(address)} {asks}") not in seen:
                seen.add(kind)
                waiting.append(address)
    return found


def own(ids: Ids) -> dict[str, str]:
    """Return what rows name of one's own."""
    (week,) = ids["week"]
    weeks = {"wins": -1, "step": -2, "doors": -3, "questions": -4}
    first = {kind: values[0] for kind, values in ids.items()}
    return {**first, "decided": ids["crossroads"][1], **{step: str(parse(week).plus(by)) for step, by in weeks.items()}}


def filled(one: Row, value: str, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """Return the address and the form of a row, with this id."""
    form = {name: told.replace("*", value).format(**values) for name, told in one.form.items()}
    return one.path.replace("*", value).format(**values), form


def goes_on(one: Row) -> bool:
    """Tell whether a request is answered with the place to go on at, whatever it names."""
    return bool(one.statuses & {302, 303})


def asked(person: Signed, one: Row, value: str, values: dict[str, str]) -> Ask:
    return person.ask(one.method, *filled(one, value, values))


def test_ben_gets_the_same_answer_for_an_id_of_adas_in_a_form_as_for_one_of_nobodys(everybody: Cast) -> None:
    before, bens = everybody.all_of_ada(), all_of(everybody.shared, BEN)
    for one in ROWS:
        if not goes_on(one):
            send_both(everybody, one)
    assert all_of(everybody.shared, BEN) == bens

    for one in ROWS:
        if goes_on(one):
            send_both(everybody, one)
            everybody.ben.get("/goals")  # shows what was said, so that no other page does
    assert everybody.all_of_ada() == before


def send_both(everybody: Cast, one: Row) -> None:
    """Send a row with each of Ada's ids, and with one of nobody's; both are answered alike."""
    ben, values = signed(everybody.ben), own(everybody.bens)
    for kind in one.kinds:
        none = "nobody@example.org" if kind == "email" else nobodys(kind)
        twins = [
            Twin(f"{one} {hers}", (asked(ben, one, hers, values), asked(ben, one, none, values)), (hers, none))
            for hers in everybody.adas[kind]
        ]
        for twin, answer in zip(twins, alike(everybody.process, twins), strict=True):
            assert answer.status in one.statuses, (answer.status, twin.place)


def test_an_id_of_adas_that_ben_sends_as_new_makes_something_of_his_own(everybody: Cast) -> None:
    before, token, values = everybody.all_of_ada(), everybody.ben.token("/you"), own(everybody.bens)
    adas = sorted(set(UUID.findall(json.dumps(before[0]))))
    assert len(adas) > len(MADE)
    for one, hers in zip(MADE, adas, strict=False):
        path, form = filled(one, hers, values)
        sent = everybody.ben.post(path, form, token=token)
        assert sent.status == 303, (one, sent.text)
        led_to = everybody.ben.get(sent.place)
        assert (led_to.status, CANARY in led_to.text) == (200, False), one

    assert everybody.all_of_ada() == before
    kept = json.dumps(all_of(everybody.shared, BEN), default=repr)
    assert CANARY not in kept
    assert [one for one, hers in zip(MADE, adas, strict=False) if hers not in kept] == []
