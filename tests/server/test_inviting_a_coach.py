"""A coach without an account, on a server that takes nobody in: no invitation ends at a closed door without a word."""

from collections.abc import Iterator
from html import unescape

import pytest

from tests.server.shared_journals import invited, path_in
from tests.shared import PASSWORD, Shared, Visitor, sharing


@pytest.fixture(scope="module", params=["yes", "no"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    more = {"SMALLWINS_COACH_SIGN_UP": request.param}
    with sharing(tmp_path_factory.mktemp("shared"), sign_up="invitation", more=more) as shared:
        yield shared


@pytest.fixture(scope="module")
def ada(server: Shared) -> Visitor:
    assert server.run("user", "invite", "ada@example.org").returncode == 0
    ada = server.visitor()
    ada.get(server.mailbox.link_to("ada@example.org"))
    return ada.sign_up("ada@example.org")


def lets_in(server: Shared) -> bool:
    return server.environ["SMALLWINS_COACH_SIGN_UP"] == "yes"


def test_a_coach_without_an_account_is_told_what_to_do_and_gets_in_where_that_is_allowed(
    server: Shared, ada: Visitor
) -> None:
    link, cleo = invited(ada, "Cleo@example.org"), server.visitor()

    page = cleo.get(link)

    assert page.status == 200
    assert "You are invited" in page.text
    assert "ada@example.org" not in page.text
    if not lets_in(server):
        assert "Accounts on this server are made by whoever runs it" in page.text
        assert "By invitation" in cleo.get("/sign-up").text
        return
    cleo.sign_up("cleo@example.org")
    assert cleo.post(link, {"act": "accept"}).status == 303
    assert "ada@example.org" in cleo.get("/clients").text


def test_the_way_in_says_the_same_to_whoever_has_a_wrong_secret(server: Shared, ada: Visitor) -> None:
    link = invited(ada, "dora@example.org")
    wrong = link[:-4] + "AAAA"

    good, bad = (server.visitor().get(path).text.replace(path, "") for path in (link, wrong))

    assert good.replace(_quoted(link), "") == bad.replace(_quoted(wrong), "")


def test_an_invitation_lets_its_own_address_in_and_no_other(server: Shared, ada: Visitor) -> None:
    mallory = server.visitor()
    mallory.get(invited(ada, "eve@example.org"))

    if lets_in(server):
        answer = mallory.post("/sign-up", {"email": "mallory@example.org", "password1": PASSWORD})
        assert "for another address" in unescape(answer.text)
    assert server.sql("SELECT count(*) FROM accounts_person WHERE email LIKE 'mallory%'") == [(0,)]


def test_an_invitation_that_was_taken_back_lets_nobody_in(server: Shared, ada: Visitor) -> None:
    link, fay = invited(ada, "fay@example.org"), server.visitor()
    fay.get(link)
    ((grant,),) = server.sql("SELECT max(id) FROM accounts_grant")
    assert ada.post(f"/sharing/coaches/{grant}/revoke", page="/sharing").status == 303

    assert "By invitation" in fay.get("/sign-up").text


def test_who_is_signed_in_with_another_address_is_told_so_in_the_words_that_any_secret_gets(ada: Visitor) -> None:
    link = invited(ada, "gus@example.org")

    answer, nothing = ada.get(link), ada.get("/clients/invited/swi_nobody")

    assert (answer.status, nothing.status) == (404, 404)
    assert "There is no invitation for <bdi>ada@example.org</bdi>" in answer.text
    assert "Was another address of yours invited?" in answer.text


@pytest.mark.parametrize("named", [True, False])
def test_the_mail_is_neutral_and_names_the_client_only_where_they_say_so(
    server: Shared, ada: Visitor, named: bool
) -> None:
    email = f"coach-{named}@example.org".lower()
    form = {"email": email, "mail": "on", **({"named": "on"} if named else {})}

    answer = ada.post("/sharing/invite", form, page="/sharing")

    mail = server.mailbox.to(email)
    assert mail["Subject"] == "An invitation"
    assert ("ada@example.org" in mail.get_content()) == named
    assert path_in(answer) == server.mailbox.link_to(email)
    assert "It was sent to them by mail" in answer.text
    assert not {"win", "journal", "coach", "smallwins"} & set(mail.get_content().lower().split())


def test_no_mail_is_sent_where_the_client_did_not_ask_for_it(server: Shared, ada: Visitor) -> None:
    invited(ada, "quiet@example.org")
    ada.post("/sharing/invite", {"email": "loud@example.org", "mail": "on"}, page="/sharing")
    server.mailbox.to("loud@example.org")

    assert "quiet@example.org" not in [mail["To"] for mail in server.mailbox.mails]


def _quoted(path: str) -> str:
    return path.replace("/", "%2F")
