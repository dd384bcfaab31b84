"""Make a coach of many clients on the server of this environment, and count the queries of the list of clients.

python -m tests.server.coach_with_clients 2 50: prints how many queries of accounts each took.
"""

import os
import sys
from datetime import UTC, date, datetime, timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"
import django

django.setup()

from django.conf import settings  # noqa: E402 - Django first
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from smallwins.accounts.models import ChosenWin, Grant, Person  # noqa: E402
from smallwins.server.shared_sessions import SessionStore  # noqa: E402

NOW = datetime.now(UTC)


def with_clients(number: int) -> Person:
    """Make a coach, and so many people who share weeks and a win with them."""
    coach = Person.objects.create(email=f"coach-of-{number}@example.org")
    for at in range(number):
        client = Person.objects.create(email=f"client-{at}-of-{number}@example.org")
        grant = Grant.objects.create(
            client=client,
            coach=coach,
            email=coach.email,
            accepted_at=NOW,
            invited_until=NOW + timedelta(days=1),
            weeks="all",
            weeks_since=date(2026, 1, 1),
        )
        ChosenWin.objects.create(grant=grant, win_id="no such win")
    return coach


def queries_of(coach: Person) -> int:
    """Count what the list asks of the tables of accounts, the second time it is looked at."""
    browser = Client(HTTP_HOST=os.environ["SMALLWINS_URL"].partition("://")[2], HTTP_X_FORWARDED_FOR="10.0.0.1")
    store = SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(coach.pk), settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = coach.get_session_auth_hash()
    store.create()
    browser.cookies[settings.SESSION_COOKIE_NAME] = store.secret
    answer = browser.get("/clients", secure=True)
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get("/clients", secure=True)
    assert answer.content.decode().count("client-") >= coach.grants_held.count()
    return len(asked)


if __name__ == "__main__":
    print(*(queries_of(with_clients(int(number))) for number in sys.argv[1:]))
