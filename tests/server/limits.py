"""A shared server in one process, whose limits of tries are reached one after another, with a clock of its own.

Run as `python -m tests.server.limits` with the environment of a shared server; it prints JSON.
"""

# ruff: noqa: PLC0415 - nothing of Django may be loaded before the settings are
import json
import time
from collections.abc import Callable, Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any

import django

from tests.server.inside import PASSWORD, come_in, prepare, visitor

LATER = 10
"""Seconds between the first try and all others, so that the wait is not simply the whole span."""
_numbers = count(1)


def tries() -> Iterator[tuple[str, str, Callable[[], Any]]]:
    """Give each limit of ACCOUNT_RATE_LIMITS and of passkeys with what is tried against it: once with each call."""
    from django.core.cache import cache

    here = {"REMOTE_ADDR": "198.51.100.7"}
    one = visitor()
    come_in(one, "limits@example.org")

    def elsewhere() -> dict[str, str]:
        return {"REMOTE_ADDR": f"203.0.113.{next(_numbers) % 250}"}

    def guess(email: str, address: dict[str, str]) -> Any:
        return visitor().post("/sign-in", {"login": email, "password": "not this one"}, **address)

    def forget(email: str, address: dict[str, str]) -> Any:
        return visitor().post("/forgotten", {"email": email}, **address)

    yield "login", "60/m/ip", lambda: visitor().post("/sign-in", {}, **here)
    yield "login_failed", "30/5m/ip", lambda: guess(f"{next(_numbers)}@example.org", here)
    yield "login_failed", "8/10m/key", lambda: guess("guessed@example.org", elsewhere())
    yield "signup", "20/10m/ip", lambda: visitor().post("/sign-up", {}, **here)
    yield "reset_password", "20/10m/ip", lambda: forget(f"{next(_numbers)}@example.org", here)
    yield "reset_password", "5/10m/key", lambda: forget("forgot@example.org", elsewhere())
    yield "reset_password_from_key", "20/10m/ip", lambda: visitor().post("/forgotten/1-x", {}, **here)
    yield "webauthn_login", "10/m/ip", lambda: visitor().post("/sign-in/passkey", {}, **here)
    yield "reauthenticate", "10/5m/user", lambda: one.post("/you/again", {}, **elsewhere())
    yield "change_password", "10/5m/user", lambda: one.post("/you/password", {}, **elsewhere())
    yield "manage_email", "10/10m/user", lambda: one.post("/you/email", {}, **elsewhere())
    cache.clear()
    one.post("/you/again", {"password": PASSWORD})
    one.post("/you/email", {"email": "moves@example.org", "action_add": ""})
    again = {"email": "moves@example.org", "action_send": ""}
    yield "confirm_email", "1/60s/key", lambda: _with_letters(lambda: one.post("/you/email", again, **elsewhere()))


def pages() -> Iterator[tuple[str, Callable[[], Any]]]:
    """Give each route of server/pauses.py with a request that is counted there."""
    one = visitor()
    come_in(one, "pauses@example.org")
    yield "import", lambda: one.post("/import", {})
    yield "export", lambda: one.get("/export", {"as": "csv"})
    yield "take-out", lambda: one.post("/take-out", {})
    yield "take-everything", lambda: one.post("/you/everything", {})
    yield "invite-coach", lambda: one.post("/sharing/invite", {})
    yield "new-link", lambda: one.post("/sharing/links/new?week=2026-W40", {"until": "no day"})


def _with_letters(ask: Callable[[], Any]) -> Any:
    """Ask for what is answered in the same way whether a mail goes or not; note whether one did."""
    from smallwins.accounts.models import Letter

    before = Letter.objects.latest("pk")
    answer = ask()
    answer.silent = Letter.objects.latest("pk") == before
    return answer


def reached(ask: Callable[[], Any], clock: SimpleNamespace) -> dict[str, Any]:
    """Try until it is refused, then once a second before the wait is over, and once when it is."""

    def refused(answer: Any) -> bool:
        return bool(getattr(answer, "silent", answer.status_code == 429))

    taken, answer = 0, ask()
    clock.now += LATER
    while not refused(answer):
        taken, answer = taken + 1, ask()
        assert taken < 200
    wait = int(answer.headers.get("Retry-After", 60 - LATER))
    clock.now += wait - 1
    early = ask()
    clock.now += 1
    return {
        "taken": taken,
        "status": answer.status_code,
        "wait": wait,
        "a second early": not refused(early),
        "then": not refused(ask()),
    }


def main() -> dict[str, Any]:
    from allauth.core.internal import ratelimit
    from allauth.mfa import app_settings as mfa
    from django.conf import settings
    from django.core.cache import cache

    from smallwins.accounts.hashing import Argon2id
    from smallwins.server import pauses

    Argon2id.time_cost, Argon2id.memory_cost = 1, 8  # how dear a password is, is tried elsewhere
    clock = SimpleNamespace(now=time.time())
    ratelimit.time = SimpleNamespace(time=lambda: clock.now, monotonic=time.monotonic, sleep=time.sleep)
    there_are = {**settings.ACCOUNT_RATE_LIMITS, "webauthn_login": mfa.RATE_LIMITS["webauthn_login"]}
    found: dict[str, Any] = {"there are": there_are, "reached": {}, "pauses": {}}
    for action, rate, ask in tries():
        cache.clear()
        clock.now += 10_000
        found["reached"][f"{action} {rate}"] = reached(ask, clock)
    pauses.time = ratelimit.time  # type: ignore[attr-defined]  # the same clock
    for name, ask in pages():
        seconds = pauses.LIMITS[name].seconds
        clock.now = (clock.now // seconds + 2) * seconds  # these are counted from a full hour, or minute
        found["pauses"][name] = {"there are": list(pauses.LIMITS[name][:2]), **reached(ask, clock)}
    found["no limit"] = sorted(set(pauses.LIMITS) - set(found["pauses"]))
    return found


if __name__ == "__main__":
    django.setup()
    prepare()
    print(json.dumps(main()))
