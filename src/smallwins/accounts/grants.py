"""What clients let their coaches see: invite, accept, change, take back. Read from the tables at every request."""

from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from smallwins.accounts import letters, reminders
from smallwins.accounts.hashed import hash_of, new_secret
from smallwins.accounts.lasting import FURTHEST, end_of, today_in
from smallwins.accounts.models import ChosenWin, Grant, Person
from smallwins.accounts.models.grant import WEEKS, Weeks
from smallwins.accounts.records import part
from smallwins.accounts.rules import Reach
from smallwins.method.errors import InputError, NotFoundError, RefusedError, TooOftenError
from smallwins.method.saying import say, say_n

INVITED_FOR = timedelta(days=7)
MOST = 20
"""Coaches and open invitations of one client at a time, and invitations of one client within a day."""
DAY = timedelta(days=1)
OWN_WORDS = "own words"  # unsaid: the name of a scope
SCOPES = ("weeks", "titles", "wins", "goals", "insights")


_GIVES = {
    "": Q(),
    "weeks": Q(weeks__in=("since", "all")),
    "wins": Q(chosen__isnull=False),
    "goals": Q(goals=True),
    "insights": Q(insights=True),
}


def scopes_of(grant: Grant) -> frozenset[str]:
    """Return what a grant lets its coach see; the titles of wins only together with their weeks."""
    given = {
        "weeks": grant.weeks in ("since", "all"),
        "titles": grant.titles and grant.weeks in ("since", "all"),
        "wins": bool(wins_of(grant)),
        "goals": grant.goals,
        "insights": grant.insights,
    }
    return frozenset(scope for scope in SCOPES if given[scope])


def wins_of(grant: Grant) -> frozenset[str]:
    """Return the ids of the wins that the client chose to show."""
    return frozenset(chosen.win_id for chosen in grant.chosen.all())


def invite(client: Person, email: str) -> tuple[Grant, str]:
    """Invite whoever has this address, and nobody else; return the secret, which is known only now."""
    email = email.strip()
    if "@" not in email[1:-1] or any(sign.isspace() for sign in email) or len(email) > 254:
        raise InputError("email", say("is not an e-mail address"))
    if email.casefold() == client.email.casefold():
        raise InputError("email", say("is your own address; a coach is somebody else"))
    standing = list(grants_of(client.pk))
    if any(grant.email.casefold() == email.casefold() for grant in standing):
        raise InputError("email", say("is on your list already; change there what they see"))
    if len(standing) >= MOST:
        raise RefusedError(
            say_n(
                "You can have {n} coach or open invitation at a time. Take it back first.",
                "You can have {n} coaches and open invitations at a time. Take one back first.",
                MOST,
            )
        )
    _not_too_often(client)
    secret, kept = new_secret("swi")
    grant = Grant.objects.create(
        client=client, email=email, secret_hash=kept, invited_until=timezone.now() + INVITED_FOR
    )
    return grant, secret


def _not_too_often(client: Person) -> None:
    lately = Grant.objects.filter(client=client, made_at__gt=timezone.now() - DAY).order_by("-made_at")
    first = lately.values_list("made_at", flat=True)[MOST - 1 : MOST].first()
    if first is not None:
        wait = first + DAY - timezone.now()
        raise TooOftenError(
            say_n(
                "You have invited {n} person within a day, and that is the most.",
                "You have invited {n} people within a day, and that is the most.",
                MOST,
            ),
            wait,
        )


def invitation(secret: str, person: Person) -> Grant:
    """Find the open invitation of that secret, if it is meant for this person; to anyone else there is none."""
    found = Grant.objects.select_related("client").filter(_open(), secret_hash=hash_of(secret)).first()
    if found is None or found.email.casefold() != person.email.casefold():
        raise NotFoundError("invitation", say("like this"))
    return found


def invited_address(secret_hash: str) -> str | None:
    """Return the address that an open invitation is for, in small letters."""
    found = Grant.objects.filter(_open(), secret_hash=secret_hash).values_list("email", flat=True).first()
    return found.lower() if found else None


def accept(secret: str, person: Person) -> Grant:
    """Become the client's coach; of any number of tries, one goes through."""
    found = invitation(secret, person)
    taken = Grant.objects.filter(_open(), pk=found.pk, secret_hash=found.secret_hash).update(
        coach=person, accepted_at=timezone.now(), secret_hash=None
    )
    if not taken:
        raise NotFoundError("invitation", say("like this"))
    letters.take_back("coach", found.pk)  # the link was handed over in another way
    found.refresh_from_db()
    return found


def decline(secret: str, person: Person) -> None:
    """Say no; the invitation is used up."""
    revoke(invitation(secret, person))


def grants_of(client: int) -> QuerySet[Grant]:
    """Return the client's grants that stand: coaches, and invitations that are still open."""
    return Grant.objects.select_related("coach").filter(_live() | _open(), client=client).order_by("made_at")


def grant_of(client: int, number: int) -> Grant:
    """Find one of the client's own grants."""
    found = grants_of(client).filter(pk=number).first()
    if found is None:
        raise NotFoundError("coach", str(number))
    return found


def grant_to_change(client: int, number: int) -> Grant:
    """Find one of the client's own grants, so that nobody else changes it until the transaction that is open ends."""
    found = grants_of(client).select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise NotFoundError("coach", str(number))
    return found


def change(
    grant: Grant,
    *,
    weeks: Weeks,
    weeks_since: date,
    titles: bool,
    goals: bool,
    insights: bool,
    until: date | None,
    zone: tzinfo,
) -> None:
    """Set what the coach sees, from their next request on."""
    if weeks not in WEEKS:
        raise InputError("weeks", say("choose one of the answers"))
    today = today_in(zone)
    if until is not None and until < today:
        raise InputError("until", say("is over already; choose a day to come, or take everything back"))
    if until is not None and until > today + FURTHEST:
        raise InputError("until", say("is further away than a hundred years; leave it empty"))
    since = weeks_since if weeks == "since" and grant.weeks != "since" else grant.weeks_since
    Grant.objects.filter(pk=grant.pk).update(
        weeks=weeks,
        weeks_since=since if weeks == "since" else None,
        titles=titles and bool(weeks),
        goals=goals,
        insights=insights,
        until=until,
        ends_at=end_of(until, zone) if until else None,
    )
    _digests_anew(Grant.objects.filter(pk=grant.pk))


def choose_win(grant: Grant, win_id: str, *, shown: bool) -> None:
    """Show one win to the coach, or no longer."""
    if shown:
        ChosenWin.objects.get_or_create(grant=grant, win_id=win_id)
    else:
        ChosenWin.objects.filter(grant=grant, win_id=win_id).delete()


def revoke(grant: Grant) -> None:
    """Take everything back; the coach's next request finds nothing."""
    with transaction.atomic():
        Grant.objects.filter(pk=grant.pk).update(revoked_at=timezone.now(), secret_hash=None)
        letters.take_back("coach", grant.pk)
        _digests_anew(Grant.objects.filter(pk=grant.pk))


def stop_showing(client: int) -> None:
    """Have no mail that waits count a client whose account is closed, or gone."""
    _digests_anew(Grant.objects.filter(client=client))


def _digests_anew(of: QuerySet[Grant]) -> None:
    """Have the mails that wait count what the coaches of these grants may see now."""
    reminders.write_anew(of.filter(coach__reminder__digest=True).values_list("coach", flat=True))


def grants_held(coach: int) -> QuerySet[Grant]:
    """Return what this coach may see, client by client."""
    held = Grant.objects.select_related("client").prefetch_related("chosen")
    return held.filter(_live(), coach=coach).order_by("accepted_at")


def live_grant(coach: int, client: int, scope: str = "") -> Grant:
    """Return what this coach may see of this client, now; for everyone else, and beyond it, there is nothing.

    What a grant leaves out is looked for with the same question as a client there is not, and found no later.
    """
    found = grants_held(coach).filter(_GIVES[scope], client=client).first()
    if found is None:
        raise NotFoundError("client", str(client))
    return found


def coaches_who_see_weeks(client: int) -> frozenset[int]:
    """Return the accounts of the coaches who may see this client's weeks now."""
    held = Grant.objects.filter(_live(), _GIVES["weeks"], client=client)
    return frozenset(held.values_list("coach", flat=True))


def reach_of(grant: Grant) -> Reach:
    """Return what a live grant lets its coach reach."""
    return Reach(
        owner=grant.client_id,
        by="coach",
        person=grant.coach_id,
        scopes=scopes_of(grant),
        wins=wins_of(grant),
        share=grant.pk,
        since=grant.weeks_since if grant.weeks == "since" else None,
    )


def places_written_in(coach: int) -> list[Reach]:
    """Return the journals in which this person may have written as a coach, for their own words in them alone."""
    held = Grant.objects.filter(coach=coach).order_by("client").values_list("client", flat=True).distinct()
    return [Reach(owner=client, by="coach", person=coach, scopes=frozenset({OWN_WORDS})) for client in held]


def forget_coach(coach: Person, addresses: Iterable[str]) -> None:
    """End what a person who leaves held, and take their addresses out of it; their clients keep the list of looks."""
    held = Grant.objects.filter(coach=coach)
    held.filter(revoked_at=None).update(revoked_at=timezone.now())
    held.update(email="", secret_hash=None)
    for address in addresses:
        Grant.objects.filter(coach=None, email__iexact=address).delete()  # never accepted: nobody looked by them


def _live() -> Q:
    until = Q(ends_at=None) | Q(ends_at__gt=timezone.now())
    return until & Q(revoked_at=None, accepted_at__isnull=False, coach__isnull=False, client__is_active=True)


def _open() -> Q:
    return Q(revoked_at=None, accepted_at=None, invited_until__gt=timezone.now(), secret_hash__isnull=False)


@part("coaches")
def _record(person: Person) -> list[dict[str, object]]:
    return [
        {
            "coach": grant.who,
            "email": grant.email,
            "invited_at": grant.made_at.isoformat(),
            "accepted_at": grant.accepted_at and grant.accepted_at.isoformat(),
            "until": grant.until and grant.until.isoformat(),
            "taken_back_at": grant.revoked_at and grant.revoked_at.isoformat(),
            "weeks": grant.weeks,
            "weeks_since": grant.weeks_since and grant.weeks_since.isoformat(),
            "titles": grant.titles,
            "goals": grant.goals,
            "insights": grant.insights,
            "wins": sorted(wins_of(grant)),
        }
        for grant in Grant.objects.filter(client=person).order_by("made_at")
    ]


@part("clients")
def _clients(person: Person) -> list[dict[str, object]]:
    live = set(grants_held(person.pk).values_list("pk", flat=True))
    return [
        {
            # What was ended tells nothing new of a client: not even what they are called now.
            "client": grant.whose if grant.pk in live else "",
            "number": grant.client_id,
            "invited_as": grant.email,
            "since": grant.accepted_at and grant.accepted_at.isoformat(),
            "until": grant.until and grant.until.isoformat(),
            "ended": grant.pk not in live,
            "ended_at": grant.revoked_at and grant.revoked_at.isoformat(),
        }
        for grant in Grant.objects.select_related("client").filter(coach=person).order_by("accepted_at")
    ]
