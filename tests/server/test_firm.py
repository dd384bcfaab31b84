"""Signing in by a firm's own provider, from the button to the journal; and what a provider may not do."""

import http.client
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.oidc import CLIENT, SECRET, Firm, firm
from tests.server.test_accounts import again
from tests.shared import Answer, Shared, Visitor, sharing


class Both(NamedTuple):
    """A provider and the server that trusts it."""

    firm: Firm
    shared: Shared


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Both]:
    with firm() as one, sharing(tmp_path_factory.mktemp("firm"), more=one.told()) as shared:
        yield Both(one, shared)


@pytest.fixture
def both(running: Both) -> Both:
    running.firm.person, running.firm.wrong, running.firm.broken = {}, {}, ""
    return running


def ada(email: str = "ada@firm.example", verified: object = True, sub: str = "") -> dict[str, object]:
    return {"sub": sub or f"id-of-{email}", "email": email, "email_verified": verified, "name": "Ada"}


def come(both: Both, visitor: Visitor, person: dict[str, object], button: str = "/sign-in/firm") -> Answer:
    """Press the button, be signed in at the provider, and come back."""
    both.firm.person = person
    page = "/you/elsewhere" if "connect" in button else "/sign-in"
    away = visitor.post(button, page=page)
    assert away.place.startswith(f"{both.firm.url}/auth?"), (away.status, away.text[-600:])
    return visitor.get(at_the_provider(both, away.place))


def at_the_provider(both: Both, place: str) -> str:
    """What a browser does there: ask, and be sent back."""
    connection = http.client.HTTPConnection(both.firm.url.removeprefix("http://"), timeout=10)
    connection.request("GET", place.removeprefix(both.firm.url))
    back = urlsplit(connection.getresponse().headers["Location"] or "")
    connection.close()
    assert f"http://{back.netloc}" == both.shared.url
    return f"{back.path}?{back.query}"


def test_the_button_leads_to_this_week_and_back_the_next_day(both: Both) -> None:
    page = both.shared.visitor().get("/sign-in")
    first, next_day = both.shared.visitor(), both.shared.visitor()

    assert "Sign in with Northwind" in page.text
    assert f"form-action 'self' {both.firm.url}" in page.headers["Content-Security-Policy"]
    assert come(both, first, ada()).place == "/"
    assert "This week" in first.get("/").text
    first.post("/", {"title": "kept for the next day"})
    assert come(both, next_day, ada()).place == "/"
    assert "kept for the next day" in next_day.get("/wins").text


def test_the_way_there_carries_a_state_and_a_challenge_and_no_secret(both: Both) -> None:
    away = both.shared.visitor().post("/sign-in/firm", page="/sign-in").place
    asked = parse_qs(urlsplit(away).query)

    assert asked["client_id"] == [CLIENT]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["state"][0]) >= 16
    assert asked["redirect_uri"] == [f"{both.shared.url}/sign-in/firm/back"]
    assert SECRET.split()[0] + "+" not in away


def test_an_address_that_the_provider_has_not_verified_is_asked_by_mail(both: Both) -> None:
    visitor = both.shared.visitor()

    assert come(both, visitor, ada("unsure@firm.example", verified="false")).place == "/confirm"
    assert not visitor.is_in()
    visitor.post(both.shared.mailbox.link_to("unsure@firm.example"))
    assert visitor.is_in()


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_that_has_an_account_is_never_taken_over(both: Both, verified: bool) -> None:
    email = f"local.{verified}@firm.example".lower()
    local = both.shared.visitor().sign_up(email)
    visitor = both.shared.visitor()
    with closing(sqlite3.connect(both.shared.home / "counters.db")) as counters, counters:
        counters.execute("DELETE FROM cache")  # a minute goes by: so long no second mail goes to an address

    answer = come(both, visitor, ada(email.upper(), verified))

    assert answer.place == "/confirm"
    assert not visitor.is_in()
    assert "it has one already" in both.shared.mailbox.to(email, 2).get_content()
    assert local.is_in()
    assert "None yet" in local.get("/you/elsewhere").text


def test_who_is_signed_in_connects_the_provider_and_comes_in_by_it_from_then_on(both: Both) -> None:
    local = both.shared.visitor().sign_up("connects@example.org")
    local.post("/", {"title": "written before"})
    again(local, "/you/elsewhere")

    assert come(both, local, ada("connects@firm.example"), "/sign-in/firm?process=connect").place == "/you/elsewhere"
    assert "added" in both.shared.mailbox.to("connects@example.org", 2).get_content()
    later = both.shared.visitor()
    assert come(both, later, ada("connects@firm.example")).place == "/"
    assert "written before" in later.get("/wins").text
    assert both.shared.run("user", "show", "connects@firm.example").returncode == 1


def test_one_person_there_cannot_be_connected_to_two_accounts_here(both: Both) -> None:
    come(both, both.shared.visitor(), ada("first@firm.example"))
    ben = both.shared.visitor().sign_up("second@example.org")
    again(ben, "/you/elsewhere")

    come(both, ben, ada("first@firm.example"), "/sign-in/firm?process=connect")

    assert "None yet" in ben.get("/you/elsewhere").text


@pytest.mark.parametrize(
    "wrong",
    [{"aud": "somebody-else"}, {"iss": "https://evil.example"}, {"exp": 1}, {"sub": "another"}],
    ids=["for another client", "from another issuer", "too old", "about another person"],
)
def test_what_the_provider_says_must_fit(both: Both, wrong: dict[str, object]) -> None:
    both.firm.wrong = wrong
    visitor = both.shared.visitor()

    answer = come(both, visitor, ada("wrong@firm.example"))

    assert answer.status == 401
    assert "did not sign you in" in answer.text
    assert not visitor.is_in()


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(both: Both) -> None:
    both.firm.person = ada("made-to@firm.example")
    back = at_the_provider(both, both.shared.visitor().post("/sign-in/firm", page="/sign-in").place)
    other = both.shared.visitor()

    assert other.get(back).status == 401
    assert not other.is_in()


def test_who_turns_back_there_comes_to_a_page_that_says_so(both: Both) -> None:
    visitor = both.shared.visitor()

    place = come(both, visitor, {}).place

    assert "You turned back" in visitor.get(place).text


@pytest.mark.parametrize("end", ["/.well-known/openid-configuration", "/me"])
def test_a_provider_that_answers_with_nonsense_is_said_to_be_away(both: Both, end: str) -> None:
    visitor = both.shared.visitor()
    both.firm.broken = end
    both.firm.person = ada("away@firm.example")

    answer = visitor.post("/sign-in/firm", page="/sign-in")
    if answer.place:
        answer = visitor.get(at_the_provider(both, answer.place))

    assert answer.status == 503
    assert "Northwind cannot be reached" in answer.text
    assert not visitor.is_in()


def test_a_provider_that_refuses_the_code_signs_nobody_in(both: Both) -> None:
    both.firm.broken = "/token"
    visitor = both.shared.visitor()

    assert come(both, visitor, ada("refused@firm.example")).status == 401
    assert not visitor.is_in()


def test_while_a_provider_is_gone_passwords_go_on(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with firm() as one:
        told = one.told()
    with sharing(tmp_path_factory.mktemp("gone"), more=told) as shared:
        visitor = shared.visitor()

        answer = visitor.post("/sign-in/firm", page="/sign-in")

        assert (answer.status, answer.headers["Retry-After"]) == (503, "60")
        assert "Northwind cannot be reached" in answer.text
        shared.visitor().sign_up("password@example.org")


@pytest.mark.parametrize("rule", ["invitation", "closed"])
def test_a_provider_makes_no_account_where_not_everybody_may(
    tmp_path_factory: pytest.TempPathFactory, rule: str
) -> None:
    with firm() as one, sharing(tmp_path_factory.mktemp(rule), sign_up=rule, more=one.told()) as shared:
        both, visitor = Both(one, shared), shared.visitor()

        answer = come(both, visitor, ada())

        assert {"invitation": "By invitation", "closed": "takes nobody new"}[rule] in answer.text
        assert not visitor.is_in()
        assert shared.run("user", "show", "ada@firm.example").returncode == 1


@pytest.mark.parametrize("url", ["http://sso.firm.example", "ftp://sso.firm.example", "sso.firm.example"])
def test_a_provider_is_asked_by_https_only(both: Both, url: str) -> None:
    environ = {**both.shared.environ, "SMALLWINS_OIDC_URL": url}

    refused = both.shared._replace(environ=environ).run("serve")

    assert refused.returncode == 2
    assert "SMALLWINS_OIDC_URL" in refused.stderr
