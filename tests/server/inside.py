"""A shared server in one process, without a port: for tests that count the work it does, or need its clock.

Run as `python -m tests.server.inside WHAT` with the environment of a shared server; it prints JSON.
"""

# ruff: noqa: PLC0415 - nothing of Django may be loaded before the settings are
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from typing import Any

import django

PASSWORD = "seven small steps a week"
TODAY = date(2026, 11, 22)


def prepare() -> None:
    """Make the tables."""
    from smallwins import bootstrap, config
    from smallwins.accounts import tables

    shared = config.shared()
    assert shared
    bootstrap.migrate(shared.database)
    tables.migrate()


def visitor() -> Any:
    """A browser as far as Django's own client goes, with our host and origin."""
    from django.conf import settings
    from django.test import Client

    assert settings.SMALLWINS_SHARED
    url = settings.SMALLWINS_SHARED.url
    return Client(headers={"host": url.partition("://")[2], "origin": url})


@contextmanager
def counted(work: Counter[str]) -> Iterator[None]:
    """Count what is done meanwhile: passwords hashed or compared, transactions, letters."""
    from django.db import connection

    from smallwins.accounts.hashing import Argon2id

    def query(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        alone = sql.startswith(("INSERT", "UPDATE", "DELETE")) and not connection.in_atomic_block
        work["transactions"] += alone or sql.startswith("BEGIN")
        work["letters"] += 'INSERT INTO "accounts_letter"' in sql
        return execute(sql, params, many, context)

    encode, verify = Argon2id.encode, Argon2id.verify

    def hashing(self: Argon2id, password: str, salt: str) -> str:
        work["hashes"] += 1
        return str(encode(self, password, salt))

    def comparing(self: Argon2id, password: str, encoded: str) -> bool:
        work["hashes"] += 1
        return bool(verify(self, password, encoded))

    Argon2id.encode, Argon2id.verify = hashing, comparing  # type: ignore[method-assign,assignment]  # counted, and then done
    try:
        with connection.execute_wrapper(query):
            yield
    finally:
        Argon2id.encode, Argon2id.verify = encode, verify  # type: ignore[method-assign]


def work_of() -> dict[str, dict[str, dict[str, Any]]]:
    """Ask for the same with a known address and with others, and say what each cost and what was answered."""
    from django.core.cache import cache

    from smallwins.accounts.models import Person

    known, closed = (Person.objects.create(email=f"{name}@example.org") for name in ("known", "closed"))
    for person in (known, closed):
        person.set_password(PASSWORD)
        person.is_active = person is known
        person.save()
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=known, email=known.email, verified=True, primary=True)
    forms = {
        "/sign-in": {"login": "EMAIL", "password": "not the password"},
        "/sign-up": {"email": "EMAIL", "password1": PASSWORD},
        "/forgotten": {"email": "EMAIL"},
    }
    signed_in = {
        "/you/email": {"email": "EMAIL", "action_add": ""},
        "/sharing/invite": {"email": "EMAIL", "mail": "on"},
    }
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for place, form in {**forms, **signed_in}.items():
        found[place] = {}
        for email in ("known@example.org", "nobody@example.org", "closed@example.org"):
            cache.clear()
            one, work = visitor(), Counter({"hashes": 0, "transactions": 0, "letters": 0})
            if place in signed_in:
                come_in(one, f"{len(found)}.{email}")
                one.post("/you/again", {"password": PASSWORD})
            one.get(place)
            with counted(work):
                answer = one.post(place, {name: value.replace("EMAIL", email) for name, value in form.items()})
            then = [one.get(path) for path in ("/you", "/you/email", "/sharing")] if place in signed_in else []
            again = [one.post(place, {"email": email, "action_send": ""})] if place == "/you/email" else []
            said = [(page.status_code, page.headers.get("Location", ""), page.text) for page in (answer, *then, *again)]
            found[place][email] = {**work, "status": answer.status_code, "answers": said}
    return found


def come_in(one: Any, email: str) -> Any:
    """Sign somebody in who was not there before, and return who it is."""
    from allauth.account.models import EmailAddress

    from smallwins.accounts.models import Person

    person = Person(email=email)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    one.post("/sign-in", {"login": email, "password": PASSWORD})
    return person


def idle() -> dict[str, bool]:
    """Go on at given hours after signing in, and say whether the session still was open."""
    import time

    from smallwins.server import idle as signing_out

    begun = time.time()
    found: dict[str, bool] = {}
    for name, days in {
        "every day for 29": list(range(30)),
        "every day for 31": list(range(32)),
        "after 13": [0, 13],
        "after 15": [0, 15],
    }.items():
        one = visitor()
        come_in(one, f"{len(found)}@example.org")
        for day in days:
            told = begun + timedelta(days=day).total_seconds()
            signing_out.clock = partial(float, told)
            answer = one.get("/you")
        found[name] = answer.status_code == 200
    return found


def keys() -> dict[str, dict[str, int]]:
    """Make something under a key: with a fault halfway, well, and once more; say what is kept each time."""
    from smallwins.accounts import grants
    from smallwins.accounts.keys import made_once
    from smallwins.accounts.models import Grant, KeptKey, Person

    ada = Person.objects.create(email="ada@example.org")

    def make() -> Grant:
        return grants.invite(ada, "cleo@example.org")[0]

    def broken(_: Grant) -> str:
        raise RuntimeError("after the record, before the end")

    def kept() -> dict[str, int]:
        return {"grants": Grant.objects.count(), "keys": KeptKey.objects.count()}

    found = {}
    with suppress(RuntimeError):
        made_once(ada.pk, "key", "request", make, broken)
    found["broke off"] = kept()
    for name in ("went well", "sent again"):
        made_once(ada.pk, "key", "request", make, lambda grant: str(grant.pk))
        found[name] = kept()
    return found


def away() -> list[int]:
    """Write a win down while the database goes away just before the session is kept, and again when it is back."""
    from django.contrib.auth import login
    from django.db import OperationalError, connection
    from django.http import HttpRequest

    from smallwins.accounts.models import Person
    from smallwins.server.shared_sessions import SessionStore

    def gone(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if sql.startswith('UPDATE "django_session"'):
            raise OperationalError("the server closed the connection unexpectedly")
        return execute(sql, params, many, context)

    request = HttpRequest()
    request.session = session = SessionStore()
    login(
        request, Person.objects.create(email="ada@example.org"), "allauth.account.auth_backends.AuthenticationBackend"
    )
    session.save()
    ada = visitor()
    ada.raise_request_exception = False
    ada.cookies["__Host-s"] = session.secret
    token = ada.get("/").content.decode().partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    win = {"csrfmiddlewaretoken": token, "id": "01900001-0000-7000-8000-000000000001", "title": "Asked for the budget"}
    with connection.execute_wrapper(gone):
        first = ada.post("/", win).status_code
    return [first, ada.post("/", win).status_code]


def light() -> dict[str, Any]:
    """Look at every page of a person with a journal; say which were shown, and whether scipy came with any of them."""
    from smallwins import bootstrap
    from smallwins.journal.sample import load_sample
    from smallwins.server.access import routes

    one = visitor()
    person = come_in(one, "ada@example.org")
    with _journal_of(person) as journal:
        load_sample(journal, bootstrap.now(), bootstrap.now().date())
    shown = set()
    for written, route in routes():
        address = f"/{written}".replace("<int:number>", "1").replace("<str:week>", "2026-W40")
        address = address.replace("crossroads/<str:name>", "crossroads/2").replace("weeks/<str:name>", "weeks/2026-W40")
        if "<" not in address and "(" not in address and route.name not in ("insights", "account_logout"):
            shown |= {route.name} if one.get(address).status_code == 200 else set()
    ben, named = visitor(), _named(person)
    coach = come_in(ben, "ben@example.org")
    coached = _pages_of_a_coach(person, ben, coach, named["win"])
    operations = _operations({False: person, True: coach}, one, named)
    before = _with_scipy()
    return {"shown": sorted(filter(None, shown)), "coached": coached, "operations": operations, "before": before,
            "insights": one.get("/insights").status_code, "after": _with_scipy()}  # fmt: skip


def _pages_of_a_coach(client: Any, ben: Any, coach: Any, win: str) -> dict[str | None, int]:
    """Look at every page but the insights of a client who shows their coach everything."""
    from datetime import UTC

    from smallwins.accounts import grants
    from smallwins.server.access import routes

    grant, secret = grants.invite(client, coach.email)
    grants.accept(secret, coach)
    grants.change(grant, weeks="all", weeks_since=TODAY, titles=True, goals=True, insights=True, until=None, zone=UTC)
    grants.choose_win(grant, win, shown=True)
    found, week = {}, _last_closed_week(client)
    for written, route in routes():
        if written.startswith("clients") and route.name not in ("client-insights", "become-coach"):
            address = written.replace("<int:client>", str(client.pk)).replace("<str:week>", week)
            found[route.name] = ben.get("/" + address.replace("<str:win>", win)).status_code
    return found


def _last_closed_week(person: Any) -> str:
    with _journal_of(person) as journal:
        return str(next(one.week for one in reversed(journal.reviews.all()) if one.status == "closed"))


def _operations(people: Mapping[bool, Any], one: Any, values: Mapping[str, str]) -> dict[str, int]:
    """Ask for every operation of the API but both of insights: what reads first, then what writes.

    Of the people that of True is a coach, who asks for what is their clients'.
    """
    from django.utils import timezone

    from smallwins.accounts.tokens import make_token
    from tests.api.operations import every_operation

    until = timezone.now() + timedelta(days=9)
    secrets = {coach: make_token(person, "phone", "write", until).secret for coach, person in people.items()}
    found = {}
    for operation in sorted(every_operation(), key=lambda one: (one.method != "GET", one.method == "DELETE")):
        if not operation.id.endswith("insights"):
            body, secret = operation.sends, secrets["/clients" in operation.path]
            sent = body if isinstance(body, str) else json.dumps(body)
            found[operation.id] = one.generic(
                operation.method, operation.address(values), sent if operation.takes else "", operation.takes,
                headers={"Authorization": f"Bearer {secret}", "If-Match": "*"},
            ).status_code  # fmt: skip
    return found


def _named(client: Any) -> dict[str, str]:
    """Name one thing of each sort that the journal of a client has, as the paths of the API do."""
    from smallwins.journal.filters import WinFilter

    with _journal_of(client) as journal:
        wins = [one.win.id for one in journal.wins.page(WinFilter(limit=None))]
        step = next(steps[0] for steps in journal.steps.of_wins(wins).values())
        crossroads, goal = journal.crossroads.all()[0], journal.goals.all()[0]
    return {
        "win": step.win_id, "later": wins[0], "step": step.id, "goal": goal.id, "week": _last_closed_week(client),
        "crossroads": crossroads.id, "option": crossroads.options[0].id, "client": str(client.pk),
        **dict.fromkeys(("question", "offer", "item", "remark", "grant", "link", "story"), "1"),
    }  # fmt: skip


def _journal_of(person: Any) -> Any:
    from smallwins import bootstrap, config

    shared = config.shared()
    assert shared
    return bootstrap.server_journals(shared.database, None).journal_of(person.pk)


def _with_scipy() -> bool:
    return bool({"scipy", "numpy"} & set(sys.modules))


if __name__ == "__main__":
    django.setup()
    prepare()
    ways = {"work": lambda: {**work_of(), "away": away()}, "idle": idle, "keys": keys, "light": light}
    print(json.dumps(ways[sys.argv[1]]()))
