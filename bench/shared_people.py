"""Make accounts with the given numbers, sign them in, and print what each browser would hold: a process of its own."""

import json
import os
import re
import sys


def main() -> None:
    """Print a list of [number, cookie, token]."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "smallwins.server.shared"
    from smallwins import config  # noqa: PLC0415 - Django has to know its settings first
    from smallwins.server.run_shared import make_ready  # noqa: PLC0415 - as above

    shared = config.shared()
    assert shared
    make_ready(shared)
    print(json.dumps([signed_in(int(number), shared.url) for number in sys.argv[1:]]))


def signed_in(number: int, url: str) -> tuple[int, str, str]:
    """Make an account where there is none, and a session of it."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - as above
    from django.contrib.auth import login  # noqa: PLC0415 - as above
    from django.http import HttpRequest  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above

    from bench.shared_serving import PASSWORD  # noqa: PLC0415 - as above
    from smallwins.accounts.models import Person  # noqa: PLC0415 - as above
    from smallwins.server.shared_sessions import SessionStore  # noqa: PLC0415 - as above

    email = f"person-{number}@example.org"
    person, new = Person.objects.get_or_create(pk=number, defaults={"email": email})
    if new:
        person.set_password(PASSWORD)
        person.save()
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    host = url.partition("://")[2]
    browser = Client(headers={"host": host, "origin": url})
    request = HttpRequest()
    request.session = session = SessionStore()
    login(request, person, "allauth.account.auth_backends.AuthenticationBackend")
    session.save()
    browser.cookies["__Host-s"] = session.secret
    answer = browser.get("/")
    assert answer.status_code == 200, answer
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.content.decode())
    assert token
    return number, session.secret, token[1]


if __name__ == "__main__":
    main()
