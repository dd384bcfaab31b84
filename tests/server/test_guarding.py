"""What every answer of a shared server carries, and what no request gets past."""

import re

import pytest

from tests.shared import PASSWORD, Shared, sharing

HEADERS = {
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}  # fmt: skip


@pytest.mark.parametrize("path", ["/sign-in", "/", "/nothing/here", "/wins/1", "/you/stay", "/confirm/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "TRACE", "PUT"])
def test_every_answer_carries_the_headers_that_keep_it_in_its_place(one_file: Shared, path: str, method: str) -> None:
    answer = one_file.visitor().ask(method, path)

    for name, value in HEADERS.items():
        assert value in (answer.headers[name] or ""), (name, answer.status)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Access-Control-Allow-Origin"] is None
    assert answer.status < 500


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost", "localhost:1", "localhost.evil.example", ""]
)
def test_another_host_is_not_served(one_file: Shared, host: str) -> None:
    assert one_file.visitor().get("/sign-in", {"Host": host}).status in {400, 421}


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "Forwarded", "X-Host", "X-Forwarded-Proto", "X-Original-URL"])
def test_no_header_moves_a_link_in_a_mail_elsewhere(one_file: Shared, header: str) -> None:
    email = f"{header.lower()}@example.org"
    visitor = one_file.visitor(**{header: "host=evil.example" if header == "Forwarded" else "evil.example"})

    visitor.post("/sign-up", {"email": email, "password1": PASSWORD})

    assert "evil" not in one_file.mailbox.to(email).get_content().replace(email, "")
    assert one_file.url in one_file.mailbox.to(email).get_content()


FORGED: dict[str, dict[str, str]] = {
    "from another site": {"Origin": "https://evil.example"},
    "from nowhere": {"Origin": "null"},
    "from a name that begins as ours": {"Origin": "http://localhost.evil.example"},
    "without saying from where": {"Origin": ""},
    "with another site as what was read before": {"Origin": "", "Referer": "https://evil.example/"},
    "across sites": {"Sec-Fetch-Site": "cross-site"},
    "from a neighbour's site": {"Sec-Fetch-Site": "same-site"},
    "as what a form without a token can send": {"Content-Type": "text/plain"},
    "as what a program sends": {"Origin": "", "Authorization": "Bearer made-up"},
}


@pytest.mark.parametrize("how", FORGED)
def test_what_another_site_makes_a_browser_send_is_refused(one_file: Shared, how: str) -> None:
    headers, visitor = FORGED[how], one_file.visitor()
    token = visitor.token("/sign-in") if "Authorization" not in headers else "x" * 64
    body = f"csrfmiddlewaretoken={token}&login=a%40b.example&password=guess".encode()
    sent = {"Content-Type": "application/x-www-form-urlencoded", **headers}

    assert visitor.ask("POST", "/sign-in", body, sent).status == 403


def test_a_form_needs_the_token_of_its_own_session(one_file: Shared) -> None:
    ada, ben = one_file.visitor(), one_file.visitor()
    foreign = ben.token("/sign-in")

    assert ada.post("/sign-in", {"login": "a@b.example", "password": "guess"}, token=foreign).status == 403


def test_a_name_in_many_lines_stays_out_of_the_mail(one_file: Shared) -> None:
    for email in ("a@example.org\r\nBcc: all@example.org", "a@example.org%0d%0aBcc: x@example.org", "a\n@example.org"):
        answer = one_file.visitor().post("/sign-up", {"email": email, "password1": PASSWORD})
        assert answer.status == 200
    assert [raw for raw in one_file.mailbox.raw if b"Bcc" in raw] == []


def test_mails_are_plain_and_give_nothing_away(one_file: Shared) -> None:
    one_file.visitor().sign_up("plain@example.org")
    mail = one_file.mailbox.to("plain@example.org")

    assert mail.get_content_type() == "text/plain"
    assert not re.search(r"win|journal|coach", f"{mail['Subject']} {mail['From']}", re.IGNORECASE)
    assert "journal" not in mail.get_content()


def test_a_page_waits_for_no_mail_server(tmp_path_factory: pytest.TempPathFactory) -> None:
    gone = {"SMALLWINS_MAIL_URL": "smtp://127.0.0.1:9"}
    with sharing(tmp_path_factory.mktemp("no-mail"), more=gone) as one:
        answer = one.visitor().post("/sign-up", {"email": "a@example.org", "password1": PASSWORD})

        assert (answer.status, answer.place) == (302, "/confirm")


def test_without_a_proxy_nobody_says_from_where_they_come(tmp_path_factory: pytest.TempPathFactory) -> None:
    with sharing(tmp_path_factory.mktemp("no-proxy"), more={"SMALLWINS_BEHIND_PROXY": ""}) as one:
        tries = [
            one.visitor(**{"X-Forwarded-For": f"198.51.100.{n}"}).post("/forgotten", {"email": f"n{n}@example.org"})
            for n in range(22)
        ]

        assert [answer.status for answer in tries].count(429) == 2
