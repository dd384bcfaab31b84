"""`smallwins serve` as a process: where it listens, what it says, what it costs, how it ends."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from smallwins.server.secret import secret_key
from smallwins.web import links, page
from tests.serving import SOURCE, Served, free_port, serving, start

LINK = re.compile(
    r"^smallwins: open this link, once, within 10 minutes: (http://127\.0\.0\.1:\d+/open/[\w-]{43})$", re.MULTILINE
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("home") / "data") as one:
        yield one


def _answer(served: Served, address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    asked = urllib.request.Request(served.url + address, headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, {name.lower(): value for name, value in error.headers.items()}, error.read()


def _raw(served: Served, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", int(served.url.rsplit(":", 1)[1])), timeout=10) as wire:
        wire.sendall(request)
        return b"".join(iter(lambda: wire.recv(65536), b""))


@pytest.mark.parametrize(
    ("host", "code"),
    [("0.0.0.0", 1), ("::", 1), ("192.168.1.2", 1), ("example.com", 1), ("127.0.0.2", 1), ("", 1)],
)
def test_it_listens_for_this_machine_alone(tmp_path: Path, host: str, code: int) -> None:
    process = start(tmp_path, "--host", host, "--port", str(free_port()))
    said, problem = process.communicate(timeout=20)
    assert process.returncode == code
    assert said == ""
    assert problem.startswith("smallwins: ")
    assert problem.count("\n") == 1
    assert "Use 127.0.0.1" in problem


def test_behind_a_proxy_it_asks_for_a_server_with_accounts(tmp_path: Path) -> None:
    process = start(tmp_path, "--host", "0.0.0.0", "--behind-proxy")
    _, problem = process.communicate(timeout=20)
    assert process.returncode == 2
    assert "DATABASE_URL" in problem


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", ""])
def test_a_port_that_is_none_is_wrong_usage(tmp_path: Path, port: str) -> None:
    process = start(tmp_path, f"--port={port}")
    process.communicate(timeout=20)
    assert process.returncode == 2


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        process = start(tmp_path, "--port", str(port))
        said, problem = process.communicate(timeout=20)
    assert (process.returncode, said) == (1, "")
    assert problem == f"smallwins: port {port} is taken by another program. Choose another with --port.\n"


def test_only_the_loopback_address_is_bound(served: Served) -> None:
    port = int(served.url.rsplit(":", 1)[1])
    tree = [psutil.Process(served.process.pid), *psutil.Process(served.process.pid).children(recursive=True)]
    bound = {
        (one.laddr.ip, one.laddr.port)
        for process in tree
        for one in process.net_connections("tcp")
        if one.status == "LISTEN"
    }
    assert bound == {("127.0.0.1", port)}


def test_a_second_start_gives_a_fresh_link_to_the_first(served: Served) -> None:
    second = start(served.home, "--port", str(free_port()), "--open")
    said, problem = second.communicate(timeout=20)
    assert (second.returncode, problem) == (0, "")
    assert f"smallwins: already listening on {served.url}\n" in said
    link = LINK.search(said)
    assert link
    assert link[1].startswith(served.url)
    assert link[1] != served.link
    assert links.good(served.home / "links", links.hashed(link[1].rsplit("/", 1)[1]))


def test_a_second_start_for_another_journal_says_so(served: Served, tmp_path: Path) -> None:
    second = start(served.home, "--journal", str(tmp_path / "other.db"))
    _, problem = second.communicate(timeout=20)
    assert second.returncode == 1
    assert "another journal is open" in problem


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.com\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
        b"GET http://127.0.0.1/ HTTP/1.1\r\nHost: evil.com\r\n\r\n",
    ],
)
def test_the_real_server_misdirects_other_hosts(served: Served, request_line: bytes) -> None:
    answer = _raw(served, request_line.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert answer.split(b" ", 2)[1] in {b"421", b"400"}
    assert b"smallwins" not in answer


@pytest.mark.parametrize("address", ["/", "/nothing", "/open/x"])
def test_the_real_server_sends_the_headers_and_no_version(served: Served, address: str) -> None:
    status, headers, _ = _answer(served, address)
    assert status == 403
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"
    assert not re.search(r"\d", headers.get("server", ""))
    assert "x-powered-by" not in headers


def test_static_files_come_compressed_and_small(served: Served) -> None:
    _, _, body = _answer(served, "/")
    addresses = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', body.decode())) - {""}
    total = 0
    for address in addresses:
        status, headers, content = _answer(served, address, **{"Accept-Encoding": "br, gzip"})
        assert status == 200
        assert address.endswith((".woff2", ".svg", ".png")) or headers["content-encoding"] == "br"
        total += len(content)
    italic = (Path(page.__file__).parent / "static/fonts/newsreader-italic.woff2").stat().st_size
    assert total + italic <= 120_000, "the first load of all style, script and type"


def test_the_whole_server_stays_under_110_megabytes(served: Served) -> None:
    for _ in range(200):
        _answer(served, "/")
    tree = [psutil.Process(served.process.pid), *psutil.Process(served.process.pid).children(recursive=True)]
    assert sum(process.memory_info().rss for process in tree) < 110 * 2**20


def test_what_people_write_lands_in_no_line(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        _answer(one, "/wins?q=resignation-canary")
        _answer(one, "/resignation-canary")
        one.process.send_signal(signal.SIGINT)
        said, problem = one.process.communicate(timeout=20)
    assert "canary" not in said + problem
    assert problem == ""
    assert one.process.returncode == 0


def test_when_the_parent_is_killed_the_worker_leaves_and_the_seat_is_free(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        workers = psutil.Process(one.process.pid).children(recursive=True)
        one.process.kill()
        _, alive = psutil.wait_procs(workers, timeout=15)
        assert alive == []
    with serving(tmp_path) as again:
        assert _answer(again, "/")[0] == 403


def test_a_worker_that_died_is_followed_by_another(tmp_path: Path) -> None:
    with serving(tmp_path) as one:
        (worker,) = psutil.Process(one.process.pid).children(recursive=True)
        worker.kill()
        worker.wait(timeout=10)
        for _ in range(500):
            with contextlib.suppress(OSError):
                assert _answer(one, "/")[0] == 403
                return
            time.sleep(0.02)
        pytest.fail("nobody answers")


def test_a_folder_that_cannot_be_written_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    process = start(tmp_path / "file" / "data")
    said, problem = process.communicate(timeout=20)
    assert (process.returncode, said) == (1, "")
    assert problem.count("\n") == 1
    assert "cannot be written" in problem


def test_the_secret_key_is_made_once_and_its_owners_alone(served: Served) -> None:
    before = os.umask(0)
    try:
        key = secret_key(served.home / "keys")
    finally:
        os.umask(before)
    assert secret_key(served.home / "keys") == key
    assert len(key) >= 50
    (kept,) = (served.home / "keys").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600


def test_the_parent_and_the_config_load_no_django() -> None:
    code = (
        "import sys, smallwins.config, smallwins.__main__, smallwins.server.run, smallwins.server.command\n"
        "sys.exit(any(name.split('.')[0] in {'django', 'minijinja', 'click', 'whitenoise'} for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(SOURCE)})


def test_it_is_ready_again_on_the_same_port_at_once(tmp_path: Path) -> None:
    port = free_port()
    for _ in range(2):
        with serving(tmp_path, port) as one:
            assert _answer(one, "/")[0] == 403


@pytest.mark.parametrize("content", [b"", b"a shopping list", b"SQLite format 3\0" + bytes(200)])
def test_what_is_no_whole_journal_is_refused_with_3_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    journal = tmp_path / "mine.db"
    journal.write_bytes(content)
    process = start(tmp_path / "data", "--journal", str(journal), "--port", str(free_port()))
    said, problem = process.communicate(timeout=20)
    assert (process.returncode, said) == (3, "")
    assert problem.startswith("smallwins: ")
    assert problem.count("\n") == 1
    assert journal.read_bytes() == content
