"""Run a server that many people share: tables brought to their newest form, then as many processes as asked for."""

import logging
import os
import threading
import time
from collections.abc import Callable

from smallwins import bootstrap, config
from smallwins.method.errors import JournalError, StorageError
from smallwins.server import static
from smallwins.server.run import OWN_HOSTS, WEB, answer, free, refuse, say


def serve_shared(told: config.Config, shared: config.Shared) -> int:
    """Serve until told to stop, and return the exit code."""
    if told.host not in OWN_HOSTS and not shared.behind_proxy:
        return refuse(
            f"{told.host} can be reached from other machines, and what is sent there is not encrypted. Listen on "
            "127.0.0.1, or put a proxy that speaks TLS before the server and add --behind-proxy."
        )
    if not free(told.host, told.port):
        return refuse(f"port {told.port} is taken by another program. Choose another with --port.")
    _hand_on(told, shared)
    try:
        make_ready(shared)
    except JournalError as error:
        return refuse(str(error), code=3)
    except StorageError as error:
        return refuse(str(error))
    static.prepare(WEB / "static", told.home / "static")
    threading.Thread(target=_announce, args=(told, shared), daemon=True).start()
    threading.Thread(target=_purge_each_hour, args=(shared,), daemon=True).start()
    threading.Thread(target=_reminding(shared), daemon=True).start()
    return answer(told, workers=shared.workers)


def make_ready(shared: config.Shared) -> None:
    """Bring the journals' tables and those of accounts to their newest form."""
    bootstrap.migrate(shared.database)
    import django  # noqa: PLC0415 - after the environment says which settings

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
    say(f"listening on {told.host}:{told.port}, for {shared.url}")


def _purge_each_hour(shared: config.Shared) -> None:
    from smallwins.accounts.purging import purge  # noqa: PLC0415 - accounts are loaded by now

    journals = bootstrap.server_journals(shared.database)

    def erase(owner: int) -> None:
        with journals.journal_of(owner) as journal:
            journal.erase()

    while True:
        time.sleep(60)  # once the processes that answer have begun
        try:
            purge(bootstrap.now(), erase)
        except Exception:
            logging.getLogger("django.purge").exception("purge")
        time.sleep(3540)


def _reminding(shared: config.Shared) -> Callable[[], None]:
    """Return what keeps the weekly mails that are due, each minute, beside whoever else does.

    The processes that answer send them. All of it is loaded here, before those processes are forked: a fork in the
    middle of an import would leave them waiting for its lock for ever.
    """
    from django.db import connections  # noqa: PLC0415 - accounts are loaded by now

    from smallwins.accounts.reminding import remind  # noqa: PLC0415
    from smallwins.journal.reminders import RemindingJournals  # noqa: PLC0415

    def each_minute() -> None:
        journals = RemindingJournals(bootstrap.server_journals(shared.database))
        while True:
            time.sleep(60)
            try:
                remind(bootstrap.now(), journals)
            except Exception:
                logging.getLogger("django.remind").exception("remind")
            finally:
                connections.close_all()

    return each_minute
