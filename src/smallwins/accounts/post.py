"""Mail goes out in the background: a page never waits for a mail server, and a restart loses no mail.

A mail is kept as a letter in the database; one thread a process sends what is due. After the mail server has said yes
the letter is deleted before anything else is done, so that it is never sent again.
"""

import contextlib
import logging
import threading
from collections.abc import Sequence

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.mail import DNS_NAME, EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import connections, transaction
from django.utils import timezone
from django.utils.encoding import punycode

from smallwins.accounts import letters
from smallwins.accounts.models import Letter

LOOKS_EVERY = 15
"""Seconds between two looks at what is due, where nobody says that something is."""
_MENDED_BY_US = {530, 534, 535, 538}
"""What a mail server says of a password that is wrong: somebody will mend it."""
_news = threading.Event()
_log = logging.getLogger("django.mail")


class Outbox(BaseEmailBackend):
    """Takes a mail at once, into the transaction that is open, and leaves sending it to the thread."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep the mails."""
        if not goes_out():
            return 0  # whoever runs the server hands links on by hand
        for message in email_messages:
            keep(message)
        return len(email_messages)


def goes_out() -> bool:
    """Tell whether a mail server is named at all."""
    return bool(settings.SMALLWINS_SHARED and settings.SMALLWINS_SHARED.mail_url)


def keep(message: EmailMessage, of: int | None = None) -> Letter:
    """Keep a mail with the transaction that is open, and have the thread look at once; `of`: in whose name it goes."""
    letter = letters.keep(message, timezone.now(), of)
    transaction.on_commit(_news.set)
    return letter


def begin() -> None:
    """Send what is due from now on, as long as this process lives."""
    threading.Thread(target=_go_on, daemon=True, name="post").start()


def send_what_is_due() -> int:
    """Send every letter that is due; return how many went."""
    went = 0
    while (letter := letters.take(timezone.now())) is not None:
        went += _send(letter)
    return went


def _go_on() -> None:
    while True:
        try:
            send_what_is_due()
        except Exception:  # noqa: BLE001 - the database may be away for a while; the next look comes
            _log.exception("mail")
        finally:
            connections.close_all()
        _news.wait(LOOKS_EVERY)
        _news.clear()


def _send(letter: Letter) -> bool:
    # By our public name: else Django looks this machine's own up, and tells it to the mail server.
    DNS_NAME._fqdn = punycode(settings.ALLOWED_HOSTS[0])  # noqa: SLF001 - no other way
    line = EmailBackend()
    try:
        message = letters.mail_of(letter)
        line.open()
        if not letters.waits(letter):
            return False  # taken back while the mail server was asked
        line.send_messages([message])
    except Exception as error:  # noqa: BLE001 - a mail server can fail in any way; it is tried again, then said
        if _for_ever(error) or not letters.put_back(letter, timezone.now()):
            letters.sent(letter)
            _log.error("mail")
        return False
    else:
        letters.sent(letter)
        return True
    finally:
        with contextlib.suppress(Exception):  # it said yes; how it says good-bye is all the same
            line.close()


def _for_ever(error: Exception) -> bool:
    """Tell whether another try would end in the same way."""
    refused = getattr(error, "recipients", None)  # of smtplib's, by address
    if refused:
        return all(code >= 500 for code, _ in refused.values())
    code = getattr(error, "smtp_code", 0)
    return isinstance(error, InvalidToken) or (code >= 500 and code not in _MENDED_BY_US)
