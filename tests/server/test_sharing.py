"""A client shares with a coach and by links: nothing by default, exactly what is switched on, taken back at once."""

from html import unescape
from typing import NamedTuple

import pytest

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddStep, AnswerPulse, AnswerWin
from smallwins.journal.crossroads import new_crossroads
from smallwins.journal.crossroads_commands import NewCrossroads, NewOption
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.reviews import answer_pulse
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.journal.steps import add_step
from smallwins.method.week import Week, week_of
from tests.server.shared_journals import (
    a_link,
    choose,
    close,
    everything_of,
    grant_of,
    invited,
    journal_at,
    kept_of_sharing,
    tell_the_tables,
    today,
    untokened,
    write,
)
from tests.shared import Shared, Visitor

EVERYTHING = {
    "CHOSENTITLE", "CHOSENSTORY", "CHOSENNOTE", "CHOSENSTEP", "CHOSENLATER", "WEEKTITLE", "WEEKSTORY", "WEEKNOTE",
    "OLDTITLE", "OLDNOTE", "OPENTITLE", "OPENNOTE", "GOALTITLE", "GOALWHY", "GOALSKILL", "TAGSECRET", "CROSSTITLE",
    "OTHERREMARK",
}  # fmt: skip
A_CHOSEN_WIN = {"CHOSENTITLE", "CHOSENSTORY", "CHOSENNOTE", "CHOSENSTEP"}
A_GOAL = {"GOALTITLE", "GOALWHY", "GOALSKILL"}


class Cast(NamedTuple):
    """Ada, who keeps a journal full of words to look out for; Cleo, her coach; Ben, who has nothing to do with it."""

    shared: Shared
    ada: Visitor
    cleo: Visitor
    ben: Visitor
    grant: int
    wins: tuple[str, ...]  # ids; the first one is to be chosen
    this: Week

    def seen(self) -> set[str]:
        """Return which of the words Cleo finds, on whatever page there is."""
        paths = ["/clients", "/clients/1", "/clients/1/goals", "/clients/1/insights"]
        paths += [f"/clients/1/weeks/{self.this.plus(-back)}" for back in range(-1, 8)]
        paths += [f"/clients/1/wins/{win}" for win in self.wins]
        text = "".join(self.cleo.get(path).text for path in paths)
        return {word for word in EVERYTHING if word in text}


@pytest.fixture(scope="module")
def cast(one_server: Shared) -> Cast:
    ada, cleo, ben = (one_server.visitor().sign_up(f"{name}@example.org") for name in ("ada", "cleo", "ben"))
    with journal_at(one_server, 1) as journal:
        day, now = today(journal), bootstrap.now()
        this = week_of(day)
        shared, old = this.plus(-1), this.plus(-3)
        goal = add_goal(
            journal, AddGoal(bootstrap.new_id(), now, day, "GOALTITLE", "GOALWHY", ("GOALSKILL",), possible=3)
        )
        on = shared.monday
        chosen = write(journal, "CHOSENTITLE", on, story="CHOSENSTORY", tags=("TAGSECRET",), goals=(goal.id,))
        answer_win(journal, AnswerWin(chosen, now, opened="door", door_note="CHOSENNOTE", motive="meaningful"))
        add_step(journal, AddStep(bootstrap.new_id(), chosen, now, "CHOSENSTEP", None))
        later = write(journal, "CHOSENLATER", this.monday, opened_by=(chosen,))
        other = write(journal, "WEEKTITLE", on, story="WEEKSTORY")
        wins = (chosen, later, other, write(journal, "OLDTITLE", old.monday), write(journal, "OPENTITLE", this.monday))
        close(journal, shared, note="WEEKNOTE", stuck=True)
        close(journal, old, note="OLDNOTE")
        answer_pulse(journal, AnswerPulse(this, now, day, note="OPENNOTE"))
        new_crossroads(
            journal, NewCrossroads(bootstrap.new_id(), now, "CROSSTITLE", (NewOption(bootstrap.new_id(), "Stay"),))
        )
        add_remark(journal, AddRemark(bootstrap.new_id(), now, 99, "Dora", chosen, None, "OTHERREMARK", asks=True))
    link = invited(ada, "cleo@example.org")
    assert cleo.post(link, {"act": "accept"}).status == 303
    assert "You can read" in cleo.get("/clients").text  # said once, on the next page
    return Cast(one_server, ada, cleo, ben, 1, wins, this)


def test_a_coach_sees_nothing_by_default(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant)

    assert cast.seen() == set()
    assert "Shares nothing with you yet" in cast.cleo.get("/clients").text


@pytest.mark.parametrize(
    ("switches", "chosen", "seen"),
    [
        ({"weeks": "all"}, False, {"WEEKNOTE", "OLDNOTE"}),
        ({"weeks": "since"}, False, set()),
        ({"titles": "on"}, False, set()),
        ({"weeks": "all", "titles": "on"}, False, {"WEEKNOTE", "OLDNOTE", "WEEKTITLE", "OLDTITLE", "CHOSENTITLE"}),
        ({}, True, A_CHOSEN_WIN),
        ({"weeks": "all"}, True, {"WEEKNOTE", "OLDNOTE", *A_CHOSEN_WIN}),
        ({"goals": "on"}, False, A_GOAL),
        ({"goals": "on"}, True, A_GOAL | A_CHOSEN_WIN),
        ({"insights": "on"}, False, set()),
    ],
)  # fmt: skip
def test_a_coach_sees_exactly_what_is_switched_on(
    cast: Cast, switches: dict[str, str], chosen: bool, seen: set[str]
) -> None:
    grant_of(cast.ada, cast.grant, **switches)
    choose(cast.ada, cast.grant, 1, "yes" if chosen else "no")

    assert cast.seen() == seen
    choose(cast.ada, cast.grant, 1, "no")


def test_what_is_taken_back_is_gone_with_the_next_request(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant, goals="on", weeks="all")
    assert cast.cleo.get("/clients/1/goals").status == 200
    tag = cast.cleo.get("/clients/1/goals").headers.get("ETag", "")

    grant_of(cast.ada, cast.grant, weeks="all")

    assert cast.cleo.get("/clients/1/goals", {"If-None-Match": tag}).status == 404
    assert cast.cleo.get("/clients/1").status == 200


def test_everything_not_shared_is_not_found_like_what_never_was(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant)
    nobody = bootstrap.new_id()
    alike = [
        ("/clients/1/goals", "/clients/77/goals"),
        ("/clients/1/insights", "/clients/77/insights"),
        (f"/clients/1/wins/{cast.wins[0]}", f"/clients/77/wins/{nobody}"),
        (f"/clients/1/weeks/{cast.this.plus(-1)}", "/clients/77/weeks/2020-W01"),
    ]
    for visitor in (cast.cleo, cast.ben):
        for here, nowhere in alike:
            found, missing = visitor.get(here), visitor.get(nowhere)
            assert (found.status, missing.status) == (404, 404)
            assert untokened(found) == untokened(missing)
    grant_of(cast.ada, cast.grant, weeks="all")
    choose(cast.ada, cast.grant, 1)
    for there, nowhere in ((cast.wins[2], nobody), (str(cast.this), "2020-W01")):
        kind = "weeks" if "-W" in nowhere else "wins"
        found, missing = (cast.cleo.get(f"/clients/1/{kind}/{name}") for name in (there, nowhere))
        assert (found.status, untokened(found)) == (404, untokened(missing))
    choose(cast.ada, cast.grant, 1, "no")


def test_a_coach_asks_and_the_client_answers(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant, weeks="all")
    week = f"/clients/1/weeks/{cast.this.plus(-1)}"
    assert cast.cleo.post(f"{week}/say", {"text": "What <b>moved</b>?", "asks": "yes"}, page=week).status == 303

    asked = cast.ada.get("/").text
    assert "From your coach" in asked
    with journal_at(cast.shared, 1) as journal:
        (remark,) = [one for one in journal.remarks.all() if one.text == "What <b>moved</b>?"]
    answer = cast.ada.post(f"/remarks/{remark.id}/answer", {"answer": "The talk", "next": "week"}, page="/")
    assert answer.status == 303

    assert "The talk" in cast.cleo.get(week).text
    assert "What <b>moved</b>?" in unescape(cast.cleo.get(week).text)
    assert "<b>moved</b>" not in cast.cleo.get(week).text


@pytest.mark.parametrize("path", ["wins/{win}/say", "weeks/{week}/say"])
def test_a_coach_says_nothing_about_what_is_not_shared(cast: Cast, path: str) -> None:
    grant_of(cast.ada, cast.grant, goals="on")
    where = "/clients/1/" + path.format(win=cast.wins[2], week=cast.this.plus(-1))
    with journal_at(cast.shared, 1) as journal:
        before = journal.remarks.all()

    assert cast.cleo.post(where, {"text": "Hm"}, page="/clients/1").status == 404
    assert cast.ben.post(where, {"text": "Hm"}, page="/sharing").status == 404

    with journal_at(cast.shared, 1) as journal:
        assert journal.remarks.all() == before


def test_every_look_is_listed_for_the_client(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant, weeks="all", goals="on", insights="on")
    choose(cast.ada, cast.grant, 1)
    for path in ("/clients", "/clients/1/goals", "/clients/1/insights", f"/clients/1/wins/{cast.wins[0]}"):
        assert cast.cleo.get(path).status == 200
    assert cast.cleo.get(f"/clients/1/weeks/{cast.this.plus(-1)}").status == 200

    looked = unescape(cast.ada.get("/sharing/looks").text)

    for what in ("your weeks in their list", "your goals", "your insights", "“CHOSENTITLE”", "your week "):
        assert what in looked
    assert "cleo@example.org" in looked
    assert "cleo@example.org" not in cast.ben.get("/sharing/looks").text
    choose(cast.ada, cast.grant, 1, "no")


def test_a_client_changes_their_own_grants_alone(cast: Cast) -> None:
    for path in ("/sharing/coaches/1", "/sharing/coaches/1/wins", "/sharing/coaches/1/revoke"):
        assert cast.ben.post(path, {"weeks": "all", "win": "1"}, page="/sharing").status == 404
        assert cast.cleo.post(path, {"weeks": "all", "win": "1"}, page="/sharing").status == 404
    assert cast.ben.get("/sharing/coaches/1/wins").status == 404


def test_an_invitation_is_for_one_address_and_works_once(cast: Cast) -> None:
    link = invited(cast.ben, "cleo@example.org")
    assert cast.ada.get(link).status == 404
    assert cast.ada.post(link, {"act": "accept"}, page="/sharing").status == 404
    assert "You are invited" in cast.shared.visitor().get(link).text

    assert cast.cleo.get(link).status == 200
    assert cast.cleo.post(link, {"act": "accept"}).status == 303
    assert cast.cleo.post(link, {"act": "accept"}, page="/clients").status == 404

    cast.cleo.post("/clients/3/leave", page="/clients/3")
    assert cast.cleo.get("/clients/3").status == 404
    assert cast.cleo.get("/clients/1").status == 200


@pytest.mark.parametrize(
    "email", ["ada@example.org", "ADA@example.org", "nobody", "a b@example.org", "", "cleo@example.org"]
)
def test_some_cannot_be_invited(cast: Cast, email: str) -> None:
    answer = cast.ada.post("/sharing/invite", {"email": email}, page="/sharing")

    assert answer.status == 422
    assert "swi_" not in answer.text


def test_an_invitation_that_is_taken_back_opens_nothing(cast: Cast) -> None:
    link = invited(cast.cleo, "ben@example.org")
    number = cast.cleo.get("/sharing").text.partition('id="coach-')[2].partition('"')[0]
    cast.cleo.post(f"/sharing/coaches/{number}/revoke", page="/sharing")

    assert cast.ben.get(link).status == 404


def test_a_link_shows_one_page_to_whoever_has_it(cast: Cast) -> None:
    week = str(cast.this.plus(-1))
    bare, titled = a_link(cast.ada, week=week), a_link(cast.ada, week=week, titles="on")
    stranger = cast.shared.visitor()

    answer = stranger.get(bare)

    assert answer.status == 200
    assert {word for word in EVERYTHING if word in answer.text} == {"WEEKNOTE"}
    assert {word for word in EVERYTHING if word in stranger.get(titled).text} == {
        "WEEKNOTE",
        "WEEKTITLE",
        "CHOSENTITLE",
    }
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "<a " not in answer.text
    assert "ada@example.org" not in answer.text


@pytest.mark.parametrize(
    ("form", "seen"),
    [({"win": "1"}, A_CHOSEN_WIN), ({}, set())],
)
def test_a_link_to_a_win_or_to_insights_shows_nothing_besides(cast: Cast, form: dict[str, str], seen: set[str]) -> None:
    answer = cast.shared.visitor().get(a_link(cast.ada, **form))

    assert answer.status == 200
    assert {word for word in EVERYTHING if word in answer.text} == seen


def test_a_link_that_is_taken_back_or_out_of_date_is_like_one_that_never_was(cast: Cast) -> None:
    link, stranger = a_link(cast.ada, win="1"), cast.shared.visitor()
    assert stranger.get(link).status == 200
    assert "opened 1 time" in cast.ada.get("/sharing").text
    page = cast.ada.get("/sharing").text
    number = page.rpartition("&#x2f;sharing&#x2f;links&#x2f;")[2].partition("&#x2f;revoke")[0]

    assert cast.ben.post(f"/sharing/links/{number}/revoke", page="/sharing").status == 404
    assert stranger.get(link).status == 200
    assert cast.ada.post(f"/sharing/links/{number}/revoke", page="/sharing").status == 303

    assert stranger.get(link).status == 404
    assert untokened(stranger.get(link)) == untokened(stranger.get("/s/swl_nobody"))


def test_a_link_with_a_password_shows_nothing_without_it_and_guessing_is_stopped(cast: Cast) -> None:
    link, stranger = a_link(cast.ada, win="1", password="a long word"), cast.shared.visitor()
    asked = stranger.get(link)
    assert asked.status == 200
    assert not {word for word in EVERYTHING if word in asked.text}
    assert stranger.get(link + "?password=a+long+word").text.count("CHOSENTITLE") == 0
    assert "CHOSENTITLE" in stranger.post(link, {"password": "a long word"}).text

    tried = [cast.shared.visitor().post(link, {"password": f"guess {n}"}) for n in range(5)]
    stopped = cast.shared.visitor().post(
        link, {"password": "a long word"}, page=a_link(cast.ada, password="another one")
    )

    assert [answer.status for answer in tried] == [403, 403, 403, 403, 429]
    assert stopped.status == 429
    assert stopped.headers["Retry-After"] == "900"
    assert "CHOSENTITLE" not in stopped.text


@pytest.mark.parametrize(
    ("form", "status"),
    [({"win": "999"}, 404), ({"week": "2026-W99"}, 404), ({"week": "2020-W01"}, 404)],
)
def test_no_link_is_made_to_what_is_not_there(cast: Cast, form: dict[str, str], status: int) -> None:
    answer = cast.ada.post("/sharing/links/new", {"until": "2030-01-01", **form}, page="/sharing/links/new")

    assert answer.status == status


def test_a_link_may_not_last_for_ever(cast: Cast) -> None:
    for until in ("", "2020-01-01", "2099-01-01", "soon"):
        answer = cast.ada.post("/sharing/links/new", {"win": "1", "until": until}, page="/sharing/links/new?win=1")
        assert answer.status == 422, until


def test_what_has_a_last_day_is_over_after_it(cast: Cast) -> None:
    link, stranger = a_link(cast.ada, win="1"), cast.shared.visitor()
    grant_of(cast.ada, cast.grant, goals="on", until="2099-12-31")
    invitation = invited(cast.ada, "ben@example.org")
    assert (cast.cleo.get("/clients/1/goals").status, stranger.get(link).status) == (200, 200)
    assert cast.ben.get(invitation).status == 200

    for statement in (
        "UPDATE accounts_grant SET ends_at = '2020-01-01 00:00:00+00:00' WHERE id = 1",
        "UPDATE accounts_link SET ends_at = '2020-01-01 00:00:00+00:00'",
        "UPDATE accounts_grant SET invited_until = '2020-01-01 00:00:00+00:00' WHERE email = 'ben@example.org'",
    ):
        tell_the_tables(cast.shared, statement)

    assert [cast.cleo.get(path).status for path in ("/clients/1", "/clients/1/goals")] == [404, 404]
    assert "Nobody yet" in cast.cleo.get("/clients").text
    assert stranger.get(link).status == 404
    assert cast.ben.get(invitation).status == 404
    assert cast.ben.post(invitation, {"act": "accept"}, page="/sharing").status == 404
    tell_the_tables(cast.shared, "UPDATE accounts_grant SET ends_at = NULL WHERE id = 1")
    assert cast.cleo.get("/clients/1").status == 200


def test_a_last_day_that_is_over_is_refused(cast: Cast) -> None:
    answer = cast.ada.post("/sharing/coaches/1", {"weeks": "all", "until": "2020-01-01"}, page="/sharing")

    assert answer.status == 422
    assert "over already" in answer.text


def test_only_hashes_of_secrets_are_kept(cast: Cast) -> None:
    link, invitation = a_link(cast.ada, win="1", password="a long word"), invited(cast.ada, "dora@example.org")
    kept = kept_of_sharing(cast.shared)

    for secret in (link.rpartition("/")[2], invitation.rpartition("/")[2], "a long word"):
        assert secret not in kept
    assert "argon2" in kept


def test_the_export_of_everything_tells_of_coaches_links_and_looks(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant, goals="on")
    for shown in ({"win": "1"}, {"week": str(cast.this.plus(-1))}):
        cast.shared.visitor().get(a_link(cast.ada, **shown))
    for path in ("/clients", "/clients/1/goals"):
        assert cast.cleo.get(path).status == 200

    record = everything_of(cast.ada)

    assert [one["email"] for one in record["coaches"]][:1] == ["cleo@example.org"]
    assert {one["shows"] for one in record["links"]} >= {"win", "week"}
    assert {one["at"] for one in record["looks"]} >= {"list", "goals", "win"}
    coached = everything_of(cast.cleo)["clients"]
    assert [one["client"] for one in coached if not one["ended"]] == ["ada@example.org"]
    assert {one["client"] for one in coached if one["ended"]} <= {""}  # what they are called now is theirs again


def test_taking_everything_back_ends_all_of_it_for_an_open_session(cast: Cast) -> None:
    grant_of(cast.ada, cast.grant, weeks="all", goals="on", insights="on", titles="on")
    choose(cast.ada, cast.grant, 1)
    assert cast.seen()

    assert cast.ada.post(f"/sharing/coaches/{cast.grant}/revoke", page="/sharing").status == 303

    assert cast.seen() == set()
    assert cast.cleo.get("/clients/1").status == 404
    assert "Nobody yet" in cast.cleo.get("/clients").text
