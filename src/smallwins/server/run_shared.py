"""Run a server that many people share: tables brought to their newest form, then as many processes as asked for."""

import os
import subprocess
import sys
import threading
import time

from smallwins import bootstrap, config
from smallwins.language import _, told_of
from smallwins.method.errors import JournalError, StorageError
from smallwins.server import static
from smallwins.server.run import OWN_HOSTS, WEB, answer, free, refuse, say, speaking_too
from smallwins.server.whole import THREADS

EVERY = 300
"""Seconds between two looks at who is to be reminded."""


def serve_shared(told: config.Config, shared: config.Shared) -> int:
    """Serve until told to stop, and return the exit code."""
    if told.host not in OWN_HOSTS and not shared.behind_proxy:
        return refuse(
            _(
                "{host} can be reached from other machines, and what is sent there is not encrypted. Listen on "
                "127.0.0.1, or put a proxy that speaks TLS before the server and add --behind-proxy.",
                host=told.host,
            )
        )
    if not free(told.host, told.port):
        return refuse(_("port {port} is taken by another program. Choose another with --port.", port=told.port))
    _hand_on(told, shared)
    try:
        make_ready(shared)
    except JournalError as error:
        return refuse(told_of(error), code=3)
    except StorageError as error:
        return refuse(told_of(error))
    static.prepare(WEB / "static", told.home / "static")
    speaking_too(_announce, told, shared)
    threading.Thread(target=_purge_each_hour, daemon=True).start()
    threading.Thread(target=_remind_every_few_minutes, daemon=True).start()
    return answer(told, workers=shared.workers, threads=THREADS)


def make_ready(shared: config.Shared) -> None:
    """Bring the journals' tables and those of accounts to their newest form."""
    import django  # noqa: PLC0415 - after the environment says which settings

    with bootstrap.turn_to_migrate(shared.database):
        bootstrap.migrate(shared.database)
        django.setup()
        from smallwins.accounts import tables  # noqa: PLC0415 - accounts can be loaded only now

        tables.migrate()


def _hand_on(told: config.Config, shared: config.Shared) -> None:
    os.environ.update(config.for_child(told))
    os.environ["SMALLWINS_BEHIND_PROXY"] = "yes" if shared.behind_proxy else ""
    os.environ["SMALLWINS_URL"] = shared.url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smallwins.server.shared")


def _announce(told: config.Config, shared: config.Shared) -> None:
    until = time.monotonic() + 30
    while free(told.host, told.port) and time.monotonic() < until:
        time.sleep(0.02)
    say(_("listening on {place}, for {address}", place=f"{told.host}:{told.port}", address=shared.url))


def _purge_each_hour() -> None:
    # In a process of its own: those who answer are forked from this one, also later where one was lost, and whatever a
    # thread of it holds at that moment (a lock on a module that is being loaded) they would wait for without end.
    while True:
        time.sleep(60)  # once the processes that answer have begun
        subprocess.run([sys.executable, "-m", "smallwins", "user", "purge"], stdout=subprocess.DEVNULL, check=False)
        time.sleep(3540)


def _remind_every_few_minutes() -> None:
    # In a process of its own, as above; it takes care itself that each mail goes once, whoever else does the same.
    while True:
        time.sleep(EVERY - time.time() % EVERY)  # at the full hour too
        subprocess.run([sys.executable, "-m", "smallwins", "remind"], stdout=subprocess.DEVNULL, check=False)
