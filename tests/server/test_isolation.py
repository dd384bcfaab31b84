"""Nothing of Ada's ever reaches Ben: every address there is, asked for as Ben with each of Ada's ids."""

import io
import zipfile

import pytest

from tests.counting import Counted
from tests.server.adas import Cast
from tests.server.addresses import BY_WEEK, NAMED, addresses_of, kinds_in
from tests.server.routes import Route, every_route
from tests.server.twins import CANARY, Signed, Twin, alike, blank, questions, said, signed
from tests.shared import Answer

pytestmark = pytest.mark.promise("R17")

OPENED_BY_A_SECRET = {"by_link", "by_feed", "anybody", "token", "described"}
"""Rules that name nobody's things by an id; what they open: test_secrets.py, tests/api/test_isolation.py."""
IN_NO_ADDRESS = {
    "step id", "goal id", "item", "change", "elsewhere", "email",  # they stand in forms: test_ids_in_forms.py
    "calendar secret", "link secret", "invitation secret",  # test_secrets.py
    "calendar secret of old", "link secret of old", "invitation secret of old",
}  # fmt: skip
EVERYBODYS = ("guide/<str:name>",)
"""They name nothing of anybody's."""
NO_ID = {
    "settings": "one for each",
    "history": "of a win",
    "door": "between two wins",
    "win_tag": "of a win",
    "win_goal": "of a win",
    "win_words": "of a win",
    "journal_stamp": "one for each",
    "accounts_keptkey": "keys that programs made up: tests/api/test_sent_twice.py",
    "key": "ids that stand for something already: the field `id`, test_ids_in_forms.py",
    "accounts_reminder": "one for each; its calendar has a secret",
    "accounts_reminded": "weeks that were told of",
    "accounts_look": "listed, and named by nothing",
}
"""What is kept of a person and named by no id."""
KINDS = {
    "win": "win",
    "step": "step",
    "goal": "goal",
    "review": "week",
    "crossroads": "crossroads",
    "change": "change",
    "inbox": "item",
    "draft": "story",
    "remark": "remark",
    "wording": "question",
    "offer": "offer",
    "account_emailaddress": "email",
    "accounts_grant": "grant",
    "accounts_link": "link",
    "accounts_token": "token",
    "mfa_authenticator": "factor",
    "socialaccount_socialaccount": "elsewhere",
    "usersessions_usersession": "session",
}
FORMS = {
    "choose-for-draft": {"do": "in:1"},
    "goal-possible": {"possible": "5"},
    "goal-status": {"status": "reached"},
    "answer-remark": {"answer": "Because"},
    "question": {"text": "Else?", "help": ""},
    "move-question": {"act": "away"},
}
"""What a page asks for before it looks for what is named."""
OWNER = ("owner", "user_id", "person_id", "client_id")


def that_name_something() -> list[Route]:
    return [
        route
        for route in every_route()
        if "<" in route.address and route.rule not in OPENED_BY_A_SECRET and route.address not in EVERYBODYS
    ]


def twins_of(person: Signed, cast: Cast) -> list[Twin]:
    """Ask for every address that names something, as this person, by GET and by POST."""
    return [
        person.twin(method, address, FORMS.get(route.name))
        for route in that_name_something()
        if route.address not in BY_WEEK
        for address in addresses_of(route, cast.adas, cast.bens)
        for method in ("GET", "POST")
    ]


def test_every_route_says_who_may_ask_for_it() -> None:
    assert len(every_route()) > 60
    assert [route for route in every_route() if route.rule is None] == []


def test_ada_has_something_of_every_kind_that_is_kept(everybody: Cast) -> None:
    columns = (
        "SELECT one.name, part.name FROM sqlite_master AS one JOIN pragma_table_info(one.name) AS part"
        if everybody.shared.database.startswith("sqlite")
        else "SELECT table_name::text, column_name::text FROM information_schema.columns"
        " WHERE table_schema = current_schema()"
    )
    owned = {table: column for table, column in everybody.shared.sql(columns) if column in OWNER}
    owned.pop("socialaccount_socialapp", None)  # its client_id is the firm's word for this server
    number = everybody.adas["client"][0]

    assert set(owned) - {*NO_ID} == {*KINDS}
    for table, kind in KINDS.items():
        ((kept,),) = everybody.shared.sql(f"SELECT count(*) FROM {table} WHERE {owned[table]} = {number}")
        assert kept >= len(everybody.adas[kind]) > 0, table
    named = {kind for route in that_name_something() for kind in kinds_in(route)}
    assert named == set(NAMED.values())
    assert named | IN_NO_ADDRESS == set(everybody.adas)


def test_ben_gets_the_same_answer_for_what_is_adas_as_for_what_is_nobodys(everybody: Cast) -> None:
    before = everybody.all_of_ada()
    twins = twins_of(signed(everybody.ben), everybody)

    found = alike(everybody.process, twins)

    assert len(found) > 150
    for twin, answer in zip(twins, found, strict=True):
        assert answer.status in {404, 405}, (twin.place, answer.status)
    assert {answer.status for twin, answer in zip(twins, found, strict=True) if twin.place.startswith("GET")} == {
        404,
        405,
    }
    assert everybody.all_of_ada() == before
    assert everybody.ada.is_in()


def test_somebody_without_an_account_is_shown_the_way_in_whatever_they_name(everybody: Cast) -> None:
    stranger = signed(everybody.shared.visitor(), "/sign-in")
    twins = twins_of(stranger, everybody)

    found = alike(everybody.process, twins)

    for twin, answer in zip(twins, found, strict=True):
        place = dict(answer.headers).get("Location", "").partition("?")[0]
        assert (answer.status, place) == (302, "/sign-in"), twin.place


def test_ben_sees_of_a_week_that_ada_closed_what_he_saw_before(everybody: Cast) -> None:
    for before, after in everybody.pages_of_week:
        assert len(_main(after)) > 200
        assert _main(after) == _main(before)


def _main(text: str) -> str:
    return blank(text).partition('tabindex="-1">')[2].partition("</main>")[0]


def test_ben_finds_nothing_of_adas_on_any_page_of_his_own(everybody: Cast) -> None:
    ben = everybody.ben
    for route in every_route():
        if "<" not in route.address and route.name not in {"account_logout", "lock"}:
            answer = ben.get(f"/{route.address}")
            assert CANARY not in _read(answer), route
            assert answer.status < 500, route
    assert CANARY not in ben.get(f"/wins?words={CANARY}").text.replace(f'value="{CANARY}"', "").replace(
        f"“{CANARY}”", ""
    )


def test_a_word_of_adas_finds_as_little_for_ben_as_one_that_nobody_wrote(everybody: Cast) -> None:
    """The same status, the same page, the same questions: no search tells what stands in another's journal."""
    person, asked = signed(everybody.ben), ("/wins?words={}", "/wins?tag={}", "/wins?words={}+later&from=2020-01-01")
    hers, nobodys = CANARY, "never-spoken"
    pairs = [(person.ask("GET", path.format(hers)), person.ask("GET", path.format(nobodys))) for path in asked]

    for path, (found, none) in zip(asked, everybody.process.twins(pairs), strict=True):
        assert found.status == none.status == 200, path
        assert said(found, (hers,)) == said(none, (nobodys,)), path
        assert ours(found) == ours(none), path
    assert everybody.ada.get(f"/wins?words={hers}").text.count(CANARY) > 3  # which finds something for Ada


def ours(answer: Counted) -> list[str]:
    """Return what the database was asked, without what SQLite's index asks itself: docs/security.md, Known weak."""
    return [one for one in questions(answer) if not one.startswith("-- ")]


def _read(answer: Answer) -> str:
    if not answer.body.startswith(b"PK"):
        return answer.text
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:  # everything of one's own
        assert len(packed.namelist()) > 1
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def test_a_stranger_is_shown_the_way_in_and_nothing_else(everybody: Cast) -> None:
    stranger = everybody.shared.visitor()
    for route in every_route():
        if "<" in route.address or route.rule not in {"own", "signed_in", "all_of_one", "granted", "described"}:
            continue
        page, sent = stranger.get(f"/{route.address}"), stranger.ask("POST", f"/{route.address}", b"")
        if route.rule == "described":
            assert (page.status, sent.status) == (401, 401), route.address
            continue
        assert (page.status, page.place.partition("?")[0]) == (302, "/sign-in"), route.address
        assert sent.status == 403, route.address  # without the token of a form
