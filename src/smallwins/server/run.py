"""Run the server: on this machine's own address only, one process for pages, quiet in what it says."""

import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path

from smallwins import config
from smallwins.bootstrap import local_journal
from smallwins.language import _, _n, told_of
from smallwins.method.errors import JournalError, StorageError
from smallwins.server import static, unlocking
from smallwins.server.running import Running, Seat
from smallwins.web import links

OWN_HOSTS = ("127.0.0.1", "localhost", "::1")
WEB = Path(__file__).resolve().parents[1] / "web"


def serve(journal_path: Path | str, host: str, port: int, *, open_browser: bool = False) -> int:
    """Serve a journal until told to stop, and return the exit code; where one is served already, link to that."""
    told = config.read()._replace(journal=Path(journal_path).absolute(), host=host, port=port)
    if host not in OWN_HOSTS:
        return refuse(
            _(
                "{host} can be reached from other machines, and this version has no accounts to tell people apart. "
                "Use 127.0.0.1 (the default).",
                host=host,
            )
        )
    url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
    try:
        return _serve_one(told, url, open_browser=open_browser)
    except JournalError as error:
        return refuse(told_of(error), code=3)
    except StorageError as error:
        return refuse(told_of(error))
    except OSError as error:
        return refuse(
            _(
                "the data folder {folder} cannot be written ({reason}). Make room or give access there.",
                folder=told.home,
                reason=error.strerror,
            )
        )


def _serve_one(told: config.Config, url: str, *, open_browser: bool) -> int:
    with Seat(told.home) as seat:
        sitting = seat.take(Running(url=url, journal=str(told.journal)))
        if sitting is not None:
            return _link_to(sitting, told, open_browser=open_browser)
        if not free(told.host, told.port):
            return refuse(_("port {port} is taken by another program. Choose another with --port.", port=told.port))
        with local_journal(str(told.journal), reading=True, ask=unlocking.ask):
            pass  # what cannot be opened safely is refused here, before anybody is told to come
        unlocking.hand_on(str(told.journal))
        static.prepare(WEB / "static", told.home / "static")
        _drop_old_sessions(told.home / "sessions")
        return _listen(told, url, open_browser=open_browser)


def _listen(told: config.Config, url: str, *, open_browser: bool) -> int:
    os.environ.update(config.for_child(told))
    speaking_too(_announce, told, url, open_browser)
    return answer(told)


def speaking_too(work: Callable[..., None], *values: object) -> None:
    """Do something beside, in the language that is spoken here."""
    threading.Thread(target=copy_context().run, args=(work, *values), daemon=True).start()


def answer(told: config.Config, workers: int = 1, threads: int = 2) -> int:
    """Answer requests until told to stop."""
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 - only for the one who listens
    from granian.server import Server  # noqa: PLC0415

    server = Server(
        "smallwins.server.wsgi:application",
        address=told.host if told.host != "localhost" else "127.0.0.1",
        port=told.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        blocking_threads=threads,
        runtime_threads=1,
        runtime_blocking_threads=2,
        workers_kill_timeout=10,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        log_enabled=False,  # an address can tell what a person looks for: no line is written about any request
        log_access=False,
    )
    try:
        server.serve()
    except SystemExit as end:
        return (
            refuse(_("the server stopped by itself. Start it again; if it stops again, tell us what it said."))
            if end.code
            else 0
        )
    return 0


def _drop_old_sessions(folder: Path) -> None:
    old = time.time() - 30 * 24 * 3600
    for kept in folder.glob("*"):
        if kept.stat().st_mtime < old:
            kept.unlink(missing_ok=True)


def _announce(told: config.Config, url: str, open_browser: bool) -> None:
    until = time.monotonic() + 30
    while free(told.host, told.port) and time.monotonic() < until:
        time.sleep(0.02)
    say(_("listening on {address}", address=url))
    _link(told.home, url, open_browser=open_browser)


def _link_to(sitting: Running, told: config.Config, *, open_browser: bool) -> int:
    if sitting.journal != str(told.journal):
        return refuse(_("another journal is open at {address}. Stop that server first.", address=sitting.url))
    say(_("already listening on {address}", address=sitting.url))
    _link(told.home, sitting.url, open_browser=open_browser)
    return 0


def _link(home: Path, url: str, *, open_browser: bool) -> None:
    try:
        link = f"{url}/open/{links.make(home / 'links')}"
    except OSError as error:
        # Reading goes on for whoever is in already: that is no reason not to serve.
        say(
            _(
                "no link can be kept in {folder} ({reason}). Make room or give access, then start this again.",
                folder=home,
                reason=error.strerror,
            )
        )
        return
    say(
        _n(
            "open this link, once, within {n} minute: {link}",
            "open this link, once, within {n} minutes: {link}",
            links.GOOD_FOR // 60,
            link=link,
        )
    )
    if open_browser:
        webbrowser.open(link)


def free(host: str, port: int) -> bool:
    """Tell whether nobody listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) != 0


def say(sentence: str) -> None:
    """Say one line."""
    print(f"smallwins: {sentence}", flush=True)  # noqa: T201 - the command's own voice


def refuse(sentence: str, *, code: int = 1) -> int:
    """Say why not, and return the exit code."""
    print(f"smallwins: {sentence}", file=sys.stderr)  # noqa: T201 - the command's own voice
    return code
