"""Pages and mails of accounts in the language of brackets, in one process without a port.

Run as `python -m tests.server.speaking told` with the environment of a shared server; it prints JSON.
"""

# ruff: noqa: PLC0415 - nothing of Django may be loaded before the settings are
import json
import re
from collections.abc import Iterator
from datetime import UTC
from typing import Any

import django

from smallwins import language
from tests.server.inside import PASSWORD, come_in, prepare, visitor

SIGNED_OUT = (
    "/sign-in", "/sign-up", "/forgotten", "/forgotten/sent", "/forgotten/done", "/forgotten/1-none", "/confirm",
    "/confirm/none", "/closed", "/sign-in/elsewhere/cancelled", "/sign-in/elsewhere/error",
)  # fmt: skip
SIGNED_IN = (
    "/you/email", "/you/password", "/you/again", "/you/second-step/app", "/you/second-step/codes/new",
    "/you/passkeys/add", "/you/elsewhere",
)  # fmt: skip
WITH_AN_APP = ("/you/second-step/codes", "/you/second-step/app/remove", "/you/again/code")
SHARED = (
    "/you", "/you/leave", "/you/tokens", "/reminders", "/sharing", "/sharing/looks",
    "/clients", "/clients/questions",
)  # fmt: skip
OF_A_CLIENT = ("", "/goals", "/insights")
REFUSED: tuple[tuple[str, dict[str, str]], ...] = (
    ("/you/email", {"email": "ada@example.org", "action_add": ""}),
    ("/you/password", {"oldpassword": "not the password", "password1": "short"}),
    ("/you/second-step/app", {"code": "000000"}),
    ("/you/again", {"password": "not the password"}),
)


def brackets() -> None:
    """Offer the language that is none, and put Django's own catalogue into brackets too."""
    from django.utils import translation

    language.OFFERED = (*language.OFFERED, language.PSEUDO)
    plain = translation.gettext
    plain("")  # Django finds its way of translating with the first text

    def told(text: str) -> str:
        return f"⟦{text}⟧"

    translation._trans.gettext = told  # type: ignore[attr-defined]  # there is no other way in
    translation._trans.ngettext = lambda one, many, n: told(one if n == 1 else many)  # type: ignore[attr-defined]


def main_of(page: str) -> str:
    """Return the title of a page and what stands in its frame; the frame is that of every page."""
    title, _, rest = page.partition("<title>")[2].partition("</title>")
    return f"<title>{title}</title>{rest[rest.index('<main') : rest.index('</main>')]}"


def pages(ada: Any, person: Any) -> Iterator[tuple[str, str]]:
    """Look at every page of accounts, and at the others that only a shared server has."""
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    stranger = in_brackets()
    for place in SIGNED_OUT:
        yield place, stranger.get(place, follow=True).text
    told = {"login": "ben@example.org", "password": PASSWORD}
    yield "/sign-in refused", stranger.post("/sign-in", told, follow=True).text
    told = {"email": "nobody", "password1": "short"}
    yield "/sign-up refused", stranger.post("/sign-up", told).text
    yield "/sign-up closed", _closed(stranger)
    for place in SIGNED_IN:
        yield place, ada.get(place, follow=True).text
    for place, sent in REFUSED:
        yield f"{place} refused", ada.post(place, sent, follow=True).text
    ada.post("/you/again", {"password": PASSWORD})
    ada.post("/you/email", {"email": "ada@example.net", "action_add": ""})
    yield "/you/email moving", ada.get("/you/email", follow=True).text
    for place in SHARED:
        yield place, ada.get(place, follow=True).text
    yield from _between(person)
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    for place in ("/you", *WITH_AN_APP, "/sign-out"):
        yield f"{place} with an app", ada.get(place, follow=True).text


def _between(person: Any) -> Iterator[tuple[str, str]]:
    """Look at what one person shows another."""
    from smallwins import bootstrap
    from smallwins.accounts import grants

    client = in_brackets()
    ben = come_in(client, "ben@example.com")
    secret = grants.invite(ben, "cleo@example.com")[1]
    yield "/clients/invited", in_brackets().get(f"/clients/invited/{secret}", follow=True).text
    grant, secret = grants.invite(ben, person.email)
    coach = in_brackets()
    coach.post("/sign-in", {"login": person.email, "password": PASSWORD})
    yield "/clients/invited signed in", coach.get(f"/clients/invited/{secret}", follow=True).text
    grants.accept(secret, person)
    today = bootstrap.now().date()
    named: dict[str, Any] = {"titles": True, "goals": True, "insights": True, "until": None, "zone": UTC}
    grants.change(grant, weeks="all", weeks_since=today, **named)
    for place in OF_A_CLIENT:
        yield f"/clients/1{place}", coach.get(f"/clients/{ben.pk}{place}", follow=True).text
    yield "/clients", coach.get("/clients").text
    yield "/sharing of a client", client.get("/sharing").text


def in_brackets() -> Any:
    one = visitor()
    one.defaults["HTTP_ACCEPT_LANGUAGE"] = language.PSEUDO
    return one


def _closed(one: Any) -> str:
    from django.conf import settings

    shared = settings.SMALLWINS_SHARED
    assert shared
    settings.SMALLWINS_SHARED = shared._replace(sign_up="invitation")
    try:
        return str(one.get("/sign-up").text)
    finally:
        settings.SMALLWINS_SHARED = shared


def mails(ada: Any, person: Any) -> Iterator[tuple[str, list[str]]]:
    """Have every kind of mail written, and return what waits: subject, text and HTML of each."""
    from smallwins.accounts import letters
    from smallwins.accounts.models import Letter

    def waiting(name: str) -> tuple[str, list[str]]:
        kept = [letters.mail_of(one) for one in Letter.objects.order_by("pk")]
        Letter.objects.all().delete()
        html = [str(part[0]) for one in kept for part in getattr(one, "alternatives", ())]
        return name, [*(str(one.subject) for one in kept), *(str(one.body) for one in kept), *html]

    yield waiting("pages")
    stranger = in_brackets()
    for place, sent in (
        ("/sign-up", {"email": "cleo@example.org", "password1": PASSWORD}),
        ("/sign-up", {"email": person.email, "password1": PASSWORD}),
        ("/forgotten", {"email": "stranger@example.org"}),
    ):
        stranger.post(place, sent)
        yield waiting(f"{place} {sent['email']}")
    visitor().post("/forgotten", {"email": person.email})  # by a browser that says nothing of a language
    yield waiting("/forgotten")
    ada.post("/you/again", {"password": PASSWORD})
    ada.post("/sharing/invite", {"email": "coach@example.org", "mail": "on", "named": "on"})
    yield waiting("/sharing/invite")
    person.refresh_from_db()
    _remind(person)
    yield waiting("weekly")
    visitor().post("/sign-up", {"email": "ben@example.org", "password1": PASSWORD})
    yield waiting("English")


def _remind(person: Any) -> None:
    """Write the weekly mail with all that it can hold, as a timer does: in no language at all."""
    from smallwins.accounts import post, reminding
    from smallwins.accounts.models import Reminder
    from smallwins.method.reminder import Content, DueReminder
    from smallwins.method.week import Week

    due = DueReminder(Week(2026, 47), "open", Content(("Зебра",), "Зебра"))
    for clients in (1, 2):
        digest = reminding.Digest(clients, 1, 0)
        post.keep(reminding._message(Reminder(person=person), due, digest))


def calendar(person: Any) -> str:
    """Fetch the calendar of somebody, with a program that asks for English."""
    from smallwins import bootstrap
    from smallwins.accounts import reminders

    secret = reminders.make_feed(person, bootstrap.now())
    return str(visitor().get(f"/calendar/{secret}.ics", headers={"accept-language": "en"}).text)


def told() -> dict[str, Any]:
    """Return, by page and by mail, what stands outside the brackets."""
    from tests.web.test_languages import untold

    ada = in_brackets()
    person = come_in(ada, "ada@example.org")
    ada.get("/you")
    found = {place: untold(main_of(plain(page))) for place, page in pages(ada, person)}
    written = dict(mails(ada, person))
    feed = calendar(person)
    return {
        "pages": found,
        "mails": {name: [untold(plain(text)) for text in texts] for name, texts in written.items()},
        "summary": re.findall(r"SUMMARY:.*", feed)[0].strip(),
        "html": next(text for text in written["weekly"] if "<html" in text).partition("\n")[2].partition("\n")[0],
    }


def plain(text: str) -> str:
    """Leave out addresses and names of zones, which are the same in each language."""
    return re.sub(r"https?://[^\s<\"⟧]+|[\w.]+@[\w.]+|\b[A-Z][a-z]+/[A-Z]\w+", "", text)


if __name__ == "__main__":
    django.setup()
    prepare()
    brackets()
    print(json.dumps(told()))
