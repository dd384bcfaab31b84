"""A real shared server in a process of its own, the mails that it sends, and visitors who sign up over HTTP."""

import http.client
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from playwright.sync_api import Page

from smallwins.config import sqlite_path
from tests.prepared import lay_static, lay_tables
from tests.serving import NOTHING, SOURCE, free_port

PASSWORD = "seven small steps a week"
DATABASES = ["sqlite", "postgresql"]
"""The engines that tests of a shared server run on."""


_ADDRESSES = count(1)


class Mailbox:
    """Takes every mail there is, and shows it as it came."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.away = False

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        if self.away:
            return "451 later"
        assert isinstance(envelope.content, bytes)
        self.raw.append(envelope.content)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str, number: int = 1) -> EmailMessage:
        """Wait for the mail with this number to an address, and return it."""
        until = time.monotonic() + 15
        while time.monotonic() < until:
            found = [mail for mail in self.mails if mail["To"] == address]
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.02)
        raise AssertionError(f"no mail number {number} to {address}; there are {[mail['To'] for mail in self.mails]}")

    def link_to(self, address: str, number: int = 1) -> str:
        """Return the path of the link in a mail."""
        found = re.search(r"https?://\S+", self.to(address, number).get_content())
        assert found
        return urlsplit(found[0]).path


class Shared(NamedTuple):
    """A running shared server."""

    url: str
    port: int
    process: subprocess.Popen[str]
    home: Path
    database: str
    mailbox: Mailbox
    environ: dict[str, str]

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Look at what is kept, or change it, as nobody who uses the server could: past every wall."""
        if self.database.startswith("sqlite"):
            with closing(sqlite3.connect(sqlite_path(self.database))) as file, file:
                return file.execute(statement).fetchall()
        with psycopg.connect(self.database.replace("//keeper:", "//postgres:"), autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def everything(self) -> str:
        """All that is kept, as text."""
        if self.database.startswith("sqlite"):
            return Path(sqlite_path(self.database)).read_bytes().decode("latin-1")
        names = self.sql("SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema")
        return "\n".join(str(self.sql(f'SELECT * FROM "{name}"')) for (name,) in names)

    def visitor(self, **headers: str) -> "Visitor":
        return Visitor(self, headers)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the operator on this server."""
        return subprocess.run(
            [sys.executable, "-m", "smallwins", *arguments],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=60,
        )


class Answer(NamedTuple):
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def place(self) -> str:
        """Where it sends us."""
        return self.headers["Location"] or ""


class Visitor:
    """A browser as far as HTTP goes: keeps cookies, says where it is from, sends forms with their token."""

    def __init__(self, shared: Shared, headers: Mapping[str, str]) -> None:
        self.shared = shared
        self.headers = {"X-Forwarded-For": f"10.{next(_ADDRESSES) // 250}.0.{next(_ADDRESSES) % 250}", **headers}
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = NOTHING) -> Answer:
        told = {"Host": f"localhost:{self.shared.port}", "Origin": self.shared.url, **self.headers, **headers}
        if method in {"GET", "HEAD"} and "Origin" not in headers:
            del told["Origin"]
        if self.cookies:
            told["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.shared.port, timeout=30)
        try:
            connection.request(method, path, body, {name: value for name, value in told.items() if value})
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value.strip('"')
            if not self.cookies[name]:
                del self.cookies[name]
        return answer

    def get(self, path: str, headers: Mapping[str, str] = NOTHING) -> Answer:
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, form: Mapping[str, str] = NOTHING, token: str = "", page: str = "") -> Answer:
        """Send a form as its page would: with the token that the page holds."""
        token = token or self.token(page or path)
        body = urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def token(self, path: str) -> str:
        answer = self.get(path)
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)
        assert found, f"{path} shows no form: {answer.status} {answer.text[-800:]}"
        return unescape(found[1])

    def sign_up(self, email: str, password: str = PASSWORD) -> "Visitor":
        """Sign up, follow the link in the mail, and be signed in."""
        before = len([mail for mail in self.shared.mailbox.mails if mail["To"] == email])
        answer = self.post("/sign-up", {"email": email, "password1": password})
        assert (answer.status, answer.place) == (302, "/confirm"), answer.text
        link = self.shared.mailbox.link_to(email, before + 1)
        answer = self.post(link)
        assert answer.status == 302, answer.text
        if not self.is_in():
            assert self.sign_in(email, password).status == 302
        assert self.is_in()
        return self

    def sign_in(self, email: str, password: str = PASSWORD) -> Answer:
        return self.post("/sign-in", {"login": email, "password": password})

    def is_in(self) -> bool:
        """Tell whether the first page shows, rather than the way in."""
        return self.get("/").status == 200


def come_in(page: Page, visitor: Visitor) -> None:
    """Let a real browser go on where a visitor is signed in."""
    cookies = [
        {"name": name, "value": value, "url": visitor.shared.url.replace("http:", "https:"), "secure": True}
        for name, value in visitor.cookies.items()
    ]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]  # a dictionary of these keys


@contextmanager
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


@contextmanager
def sharing(
    home: Path,
    database: str = "",
    *options: str,
    sign_up: str = "open",
    more: Mapping[str, str] = NOTHING,
    stays: bool = True,
) -> Iterator[Shared]:
    """Serve many people until the block ends; the database stays all the while, or is taken away in between."""
    home.mkdir(parents=True, exist_ok=True)
    with mailbox() as (box, mail_port):
        port = free_port()
        url = f"http://localhost:{port}"
        lay_static(home)
        if not database:
            lay_tables(home)
            database = f"sqlite:///{home / 'shared.db'}"
        environ = {name: value for name, value in os.environ.items() if not name.startswith(("SMALLWINS_", "DJANGO_"))}
        environ |= {
            "SMALLWINS_HOME": str(home),
            "PYTHONPATH": f"{SOURCE}:{SOURCE.parent}",
            "DATABASE_URL": database,
            "SMALLWINS_URL": url,
            "SMALLWINS_SIGN_UP": sign_up,
            "SMALLWINS_MAIL_URL": f"smtp://127.0.0.1:{mail_port}",
            "SMALLWINS_PORT": str(port),
            "SMALLWINS_BEHIND_PROXY": "yes",  # so that each visitor comes from an address of its own
            **more,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "smallwins", "serve", *options],
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert process.stdout
            said = process.stdout.readline()
            if not said.startswith("smallwins: listening on"):
                process.kill()
                raise AssertionError(said + process.communicate()[1])
            yield Shared(environ["SMALLWINS_URL"], port, process, home, database, box, environ)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            _, complaints = process.communicate(timeout=20)
            assert "something broke" not in complaints, complaints
            assert ("database cannot be reached" in complaints) <= (not stays), complaints


@pytest.fixture(params=DATABASES)
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shared]:
    """A fresh shared server that is open to everybody."""
    with on_engine(request) as database, sharing(tmp_path / "shared", database) as one:
        yield one


@pytest.fixture(scope="module", params=DATABASES)
def one_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One shared server for all tests of a file that do not disturb each other."""
    with on_engine(request) as database, sharing(tmp_path_factory.mktemp("shared"), database) as one:
        yield one


@pytest.fixture(scope="module")
def one_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """One shared server on a file, for tests to which it is all the same where things are kept."""
    with sharing(tmp_path_factory.mktemp("shared")) as one:
        yield one


@contextmanager
def on_engine(request: pytest.FixtureRequest, *, bare: bool = False) -> Iterator[str]:
    """Say where the server keeps things: a file of its own, or a database of the run's PostgreSQL, with its tables."""
    if request.param == "sqlite":
        yield ""
        return
    postgres = request.getfixturevalue("postgres")
    url = postgres.bare_database() if bare else postgres.shared_database()
    yield url
    postgres.drop(url)
