"""Mail goes out in the background: a page never waits for a mail server, and never breaks where there is none."""

import logging
import queue
import threading
import time
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

ATTEMPTS = (0, 5, 60, 600)
"""Seconds before each try."""
AT_MOST = 1000  # mails that wait; beyond that something is wrong, and more would only fill the memory
_waiting: queue.Queue[EmailMessage] = queue.Queue(AT_MOST)
_lock = threading.Lock()
_sender: list[threading.Thread] = []
_log = logging.getLogger("django.mail")


class InBackground(BaseEmailBackend):
    """Takes a mail at once, and leaves sending it to one thread a process."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put the mails in the queue."""
        if not settings.SMALLWINS_SHARED or not settings.SMALLWINS_SHARED.mail_url:
            return 0  # no mail server is named: whoever runs the server hands links on by hand
        taken = 0
        for message in email_messages:
            try:
                _waiting.put_nowait(message)
            except queue.Full:
                _log.error("mail")
                continue
            taken += 1
        with _lock:
            if not _sender or not _sender[0].is_alive():
                _sender[:] = [threading.Thread(target=_send_all, daemon=True, name="mail")]
                _sender[0].start()
        return taken


def _send_all() -> None:
    while True:
        _send(_waiting.get())


def _send(message: EmailMessage) -> None:
    for pause in ATTEMPTS:
        time.sleep(pause)
        try:
            get_connection("django.core.mail.backends.smtp.EmailBackend").send_messages([message])
        except Exception:  # noqa: BLE001, S112 - a mail server can fail in any way; it is tried again, then said
            continue
        return
    _log.error("mail")
