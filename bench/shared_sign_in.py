"""Time a password's hash, and what is asked about an address with and without an account: a process of its own."""

import json
import os
import sys
import time
from collections.abc import Callable
from itertools import count

FORMS = {
    "/sign-in": {"login": "EMAIL", "password": "not this one"},
    "/sign-up": {"email": "EMAIL", "password1": "seven small steps a week"},
    "/forgotten": {"email": "EMAIL"},
}


def main() -> None:
    """Print the times of hashing, and of each form: for whom there is, and for whom there is not; in milliseconds."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"
    from smallwins import config  # noqa: PLC0415 - Django has to know its settings first
    from smallwins.server.run_shared import make_ready  # noqa: PLC0415 - as above

    shared = config.shared()
    assert shared
    make_ready(shared)
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415 - as above

    def hashing() -> float:
        before = time.process_time()  # of the CPU: whoever else is at work on the machine makes no guess dearer
        make_password("seven small steps a week")
        return (time.process_time() - before) * 1000

    runs = int(sys.argv[1])
    found = {"hash": [[hashing() for _ in range(runs)]]}
    print(json.dumps(found | answers(shared.url, [f"person-{number}@example.org" for number in range(1, runs + 1)])))


def answers(url: str, emails: list[str]) -> dict[str, list[list[float]]]:
    """Send each form with an address that has an account and with one that has none, in turn."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above

    from smallwins.accounts.models import Person  # noqa: PLC0415 - as above

    host, networks = url.partition("://")[2], count(1)
    for email in emails:
        person, _ = Person.objects.get_or_create(email=email)
        person.set_password("seven small steps a week")
        person.save()
        EmailAddress.objects.get_or_create(user=person, email=email, verified=True, primary=True)

    def ask(place: str, email: str) -> Callable[[], object]:
        browser, number = Client(headers={"host": host, "origin": url}), next(networks)
        form = {name: value.replace("EMAIL", email) for name, value in FORMS[place].items()}
        # From an address of its own, so that no limit of tries is measured.
        return lambda: browser.post(place, form, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250}")

    found: dict[str, list[list[float]]] = {}
    for place in FORMS:
        ask(place, "first@example.org")()  # once, to warm up
        found[place] = [[], []]
        for email in emails:
            for times, one in zip(found[place], (email, f"no-{place[1:]}-{email}"), strict=True):
                act, before = ask(place, one), time.perf_counter()
                act()
                times.append((time.perf_counter() - before) * 1000)
    return found


if __name__ == "__main__":
    main()
