"""A shared server in one process, in which Ada has a word to look out for in every field of every table there is.

Run as `python -m tests.server.canaries` with the environment of a shared server; it prints JSON: which words there are,
which of them her export tells, and which of them are left once everything of hers is erased.
"""

# ruff: noqa: PLC0415 - nothing of Django may be loaded before the settings are
import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import django

from tests.server.inside import prepare

ADDRESS = "ada@canary.example"
OLD = "old-ada@canary.example"
KEY = "k" * 30
OTHERS = "pause:export:77:3"


def word(model: str, field: str) -> str:
    """The word to look out for in a field; an address where it has to be one."""
    plain = f"canary-{model}-{field}".lower().replace("_", "-")
    return f"{plain}@canary.example" if field in {"email", "moving_to"} else plain


def people() -> tuple[Any, Any]:
    from smallwins.accounts.models import Person

    ada = Person.objects.create(
        email=ADDRESS, name=word("Person", "name"), moving_to="?" + word("Person", "moving_to"), password="argon2$x"
    )
    return ada, Person.objects.create(email="ben@example.org", name="Ben")


def rows(ada: Any, ben: Any) -> Iterator[Any]:
    """Make a row of Ada's in every table that can have one."""
    from allauth.account.models import EmailAddress, EmailConfirmation
    from allauth.mfa.models import Authenticator
    from allauth.socialaccount.models import SocialAccount, SocialToken
    from allauth.usersessions.models import UserSession
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.core.mail import EmailMessage
    from django.utils import timezone

    from smallwins.accounts import letters
    from smallwins.accounts.models import (
        ChosenWin,
        Grant,
        Invitation,
        KeptKey,
        Link,
        Look,
        Reminded,
        Reminder,
        Token,
    )

    now = timezone.now()
    later, day = now + timedelta(days=5), now.date() + timedelta(days=5)
    address = EmailAddress.objects.create(user=ada, email=word("EmailAddress", "email"))
    EmailAddress.objects.create(user=ada, email=OLD, verified=True)
    yield address
    yield EmailConfirmation.objects.create(email_address=address, key=word("EmailConfirmation", "key"))
    yield Authenticator.objects.create(user=ada, type="totp", data={"name": word("Authenticator", "data")})
    account = SocialAccount.objects.create(
        user=ada,
        provider="firm",
        uid=word("SocialAccount", "uid"),
        extra_data={"x": word("SocialAccount", "extra_data")},
    )
    yield account
    yield SocialToken.objects.create(
        account=account, token=word("SocialToken", "token"), token_secret=word("SocialToken", "token_secret")
    )
    yield UserSession.objects.create(
        user=ada, ip="10.0.0.1", session_key=KEY, user_agent=word("UserSession", "user_agent"), data={}
    )
    waiting = SessionStore()
    waiting["account_login"] = {"email": ADDRESS}
    waiting.save()
    yield Session.objects.get(session_key=waiting.session_key)
    yield Invitation.objects.create(email=ADDRESS, secret_hash=word("Invitation", "secret_hash"), until=later)
    given = Grant.objects.create(
        client=ada,
        email=word("Grant", "email"),
        secret_hash=word("Grant", "secret_hash"),
        weeks="all",
        invited_until=later,
    )
    yield given
    yield ChosenWin.objects.create(grant=given, win_id=word("ChosenWin", "win_id"))
    Grant.objects.create(client=ben, email=ADDRESS, invited_until=later, secret_hash="pending")
    held = Grant.objects.create(client=ben, coach=ada, email=OLD, accepted_at=now, invited_until=later, revoked_at=now)
    Look.objects.create(client=ben, grant=held, kind="week", about="2026-W01", first_at=now, last_at=now)
    link = Link.objects.create(
        client=ada,
        kind="win",
        about=word("Link", "about"),
        wins=[word("Link", "wins")],
        label=word("Link", "label"),
        secret_hash=word("Link", "secret_hash"),
        password=word("Link", "password"),
        until=day,
        ends_at=later,
    )
    yield link
    yield Look.objects.create(client=ada, link=link, kind="win", about=word("Look", "about"), first_at=now, last_at=now)
    yield Reminder.objects.create(person=ada, feed_hash=word("Reminder", "feed_hash"), by_mail=True)
    letter = letters.keep(EmailMessage("x", ADDRESS, "post@example.org", [OLD.upper()]), now)
    yield letter
    letters.keep(EmailMessage("x", "about Ada", "post@example.org", ["cleo@example.org"]), now, of=ada.pk)
    yield Reminded.objects.create(person=ada, week="2026-W99", at=now, told=True, letter=letter)
    yield KeptKey.objects.create(
        person=ada, key=word("KeptKey", "key"), request=word("KeptKey", "request"), record=word("KeptKey", "record")
    )
    yield Token.objects.create(
        person=ada,
        name=word("Token", "name"),
        begins="swt_cana",
        secret_hash=word("Token", "secret_hash"),
        scope="read",
        until=later,
    )


def told_and_kept(ada: Any, made: list[Any]) -> dict[str, Any]:
    """Return which fields have a word, and which of these the export tells."""
    from django.apps import apps
    from django.db import models

    from smallwins.accounts.records import account_record

    told = json.dumps(account_record(ada), ensure_ascii=False)
    texts = (models.CharField, models.TextField, models.JSONField)
    fields = {
        f"{type(row).__name__}.{field.name}": _looked_for(row, field.name)
        for row in (ada, *made)
        for field in type(row)._meta.concrete_fields
        if isinstance(field, texts) and getattr(row, field.name)
    }
    return {
        "models": sorted(model.__name__ for model in apps.get_models()),
        "made": sorted({type(row).__name__ for row in (ada, *made)}),
        "fields": sorted(fields),
        "not told": sorted(name for name, value in fields.items() if value not in told),
    }


def _looked_for(row: Any, field: str) -> str:
    value = getattr(row, field)
    return str(value).lstrip("?") if isinstance(value, str) else word(type(row).__name__, field)


def counted(ada: Any) -> list[str]:
    """Count tries of Ada's as the rooms that do so name them."""
    from django.core.cache import cache

    hashed = sha256(ADDRESS.encode()).hexdigest()
    names = [
        f"allauth:rl:allauth.account:reset_password:5/600/key:{hashed}",
        f"allauth:rl:allauth.account:reauthenticate:10/300/user:user:{ada.pk}",
        f"pause:export:{ada.pk}:3",
        f"code:{ada.pk}:123456",
        f"allowance:writes:{ada.pk}",
    ]
    for name in (*names, OTHERS):
        cache.set(name, [1.0], timeout=3_000_000)
    return names


def left(places: list[Path], words: list[str]) -> list[str]:
    """Return the words that are still somewhere in the files."""
    kept = b"".join(path.read_bytes() for path in places).lower()
    return [one for one in words if one.lower().encode() in kept]


def main() -> dict[str, Any]:
    from django.core.cache import cache
    from django.db import connections

    from smallwins import bootstrap, config
    from smallwins.accounts import leaving
    from smallwins.accounts.models import Grant, Letter, Look
    from smallwins.accounts.purging import purge
    from smallwins.cli.commands.user import eraser
    from smallwins.journal.commands import Undo
    from smallwins.journal.offering import AnswerOffer, OfferQuestion, answer_offer, offer_question
    from smallwins.journal.sharing import (
        AddRemark,
        AnswerRemark,
        RemoveRemark,
        add_remark,
        answer_remark,
        remove_remark,
    )
    from smallwins.journal.undo import undo
    from smallwins.method.week import Week

    shared = config.shared()
    assert shared
    ada, ben = people()
    made = list(rows(ada, ben))
    found = told_and_kept(ada, made)
    tries = counted(ada)
    journals, now = bootstrap.server_journals(shared.database, None), bootstrap.now()
    with journals.journal_of(ben.pk) as journal:
        for number in ("one", "two"):
            asked = AddRemark(number, now, ada.pk, ada.name, None, Week(2026, 1), "What helped?", asks=True)
            add_remark(journal, asked)
        answer_remark(journal, AnswerRemark("one", now, "The walk"))
        remove_remark(journal, RemoveRemark("two", now))
        for number, key in (("three", "added"), ("four", "stuck"), ("five", "note")):
            offer_question(journal, OfferQuestion(number, now, ada.pk, ada.name, key, "What helped?"))
        for number in ("three", "four"):
            answer_offer(journal, AnswerOffer(number, now, accept=True))
    files = sorted(Path(config.data_folder()).glob("*.db*"))
    words = ["canary", sha256(ADDRESS.encode()).hexdigest()]
    found["before"] = left(files, words)
    leaving.leave(ada, now)
    assert purge(now + timedelta(days=6), eraser(shared)) == 0
    assert purge(now + timedelta(days=8), eraser(shared)) == 1
    connections.close_all()
    found["after"] = left(sorted(Path(config.data_folder()).glob("*.db*")), words)
    found["files"] = [path.name for path in files]
    found["tries"] = [name for name in (*tries, OTHERS) if cache.get(name)]
    found["letters"] = Letter.objects.count()
    found["coaches of ben"] = [[grant.who, grant.email, grant.revoked_at is not None] for grant in Grant.objects.all()]
    found["looks at ben"] = Look.objects.filter(client=ben).count()
    with journals.journal_of(ben.pk, reading=True) as journal:
        found["remarks"] = [[remark.author_name, remark.text, remark.answer] for remark in journal.remarks.all()]
        found["offers"] = [[offer.author_name, offer.state] for offer in journal.offers.all()]
        found["wordings"] = [wording.by for wording in journal.wordings.all()]
    with journals.journal_of(ben.pk) as journal:
        undo(journal, Undo(bootstrap.now()))
        found["brought back"] = [remark.author_name for remark in journal.remarks.all()]
    return found


if __name__ == "__main__":
    django.setup()
    prepare()
    print(json.dumps(main()))
