"""`smallwins user …`: accounts, for whoever runs a shared server. It never shows what anybody wrote."""

from collections.abc import Callable, Collection
from typing import Any

import click

from smallwins import bootstrap, config
from smallwins.cli.call import Call
from smallwins.cli.entry import entry, group_of
from smallwins.cli.errors import UsageError
from smallwins.cli.operating import shared_server
from smallwins.cli.shapes import text_of
from smallwins.cli.text import pad, width_of
from smallwins.journal.offering import forget_proposer
from smallwins.journal.sharing import forget_author
from smallwins.language import _, told
from smallwins.method.errors import NotFoundError, RefusedError
from smallwins.method.saying import say, say_n

FIELDS = {
    "number": say("Number"),
    "email": say("Email"),
    "confirmed": say("Confirmed"),
    "joined": say("Joined"),
    "seen": say("Seen"),
    "state": say("State"),
    "leaves": say("Leaves"),
    "second_step": say("Second step"),
    "sessions": say("Sessions"),
}
NAMED = click.argument("named", metavar="EMAIL|NUMBER")


@entry("invite", examples=("smallwins user invite ada@example.org",))
@click.argument("email")
def invite(call: Call, email: str) -> None:
    """Invite an address to make an account, and print the link; where mail is set up, it is sent too."""
    shared = shared_server()
    from django.core.exceptions import ValidationError  # noqa: PLC0415 - loaded once the settings are, as below
    from django.core.validators import validate_email  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from smallwins.accounts import invitations, post  # noqa: PLC0415

    try:
        validate_email(email.strip())
    except ValidationError:
        raise UsageError(say("{email} is no e-mail address.", email=email)) from None
    if shared.sign_up == "closed":
        raise RefusedError(say("Nobody can sign up here: SMALLWINS_SIGN_UP is closed. Set it to invitation first."))
    with transaction.atomic():
        link = f"{shared.url}/invited/{invitations.invite(email, bootstrap.now())}"
        sent = _write_to(email.strip().lower(), link, invitations.invitation_to(email).pk)
    post.send_what_is_due()  # what the mail server does not take now, `smallwins serve` tries again
    if call.json:
        print(text_of({"email": email.strip().lower(), "link": link, "sent": sent}))
        return
    print(link)
    call.say(_("It works once, for a week. It was sent as well.") if sent else _("It works once, for a week."))


@entry("uninvite", examples=("smallwins user uninvite ada@example.org",))
@click.argument("email")
def uninvite(call: Call, email: str) -> None:
    """Take an invitation back that was not used yet: its link lets nobody in, and a mail that waits is not sent."""
    shared_server()
    from smallwins.accounts import invitations  # noqa: PLC0415

    if not invitations.withdraw(email):
        raise NotFoundError("invitation", email)
    _say(call, say("Taken back. The link lets nobody in any more."))


@entry("list", examples=("smallwins user list", "smallwins user list --json"))
def list_(call: Call) -> None:
    """List all accounts."""
    shared_server()
    from smallwins.accounts.people import all_accounts  # noqa: PLC0415

    accounts = all_accounts()
    if call.json:
        print(text_of([_shape(one) for one in accounts]))
        return
    call.put(f"{one.number:>6}  {one.email}  {one.state}" for one in accounts)


@entry("show", examples=("smallwins user show ada@example.org", "smallwins user show 7"))
@NAMED
def show(call: Call, named: str) -> None:
    """Show what is known of one account; nothing of what its person wrote."""
    shared_server()
    from smallwins.accounts.people import account_of, person_named  # noqa: PLC0415

    shape = _shape(account_of(person_named(named)))
    if call.json:
        print(text_of(shape))
        return
    rows = {told(FIELDS[name]): value for name, value in shape.items()}
    widest = max(12, *map(width_of, rows))
    call.put(f"{pad(name, widest)}  {'' if value is None else value}" for name, value in rows.items())


@entry("reset-link", examples=("smallwins user reset-link ada@example.org",))
@NAMED
def reset_link(call: Call, named: str) -> None:
    """Print a link by which the person can choose a new password: once, for two hours."""
    shared = shared_server()
    from allauth.account.forms import default_token_generator  # noqa: PLC0415
    from allauth.account.utils import user_pk_to_url_str  # noqa: PLC0415

    from smallwins.accounts.people import person_named  # noqa: PLC0415

    person = person_named(named)
    link = f"{shared.url}/forgotten/{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    print(text_of({"link": link}) if call.json else link)


@entry("delete", examples=("smallwins user delete ada@example.org", "smallwins user delete 7 --now"))
@NAMED
@click.option("--now", "at_once", is_flag=True, help=say("Erase at once, without the week to change one's mind."))
def delete(call: Call, named: str, at_once: bool) -> None:
    """Erase an account and its journal, a week from now."""
    shared = shared_server()
    from smallwins.accounts import leaving  # noqa: PLC0415
    from smallwins.accounts.people import person_named  # noqa: PLC0415

    person = person_named(named)
    if at_once:
        leaving.erase(person, eraser(shared))
        _say(call, say("Erased."))
        return
    leaves = leaving.leave(person, bootstrap.now())
    words = {"day": leaves.date(), "number": person.pk}
    _say(call, say("Everything is erased on {day}. To keep it: smallwins user reopen {number}", **words))


@entry("purge", examples=("smallwins user purge",))
def purge(call: Call) -> None:
    """Erase everybody whose week is over, and what is out of date; `smallwins serve` does it each hour too."""
    shared = shared_server()
    from smallwins.accounts.purging import purge as purged  # noqa: PLC0415

    gone = purged(bootstrap.now(), eraser(shared))
    _say(call, say_n("{n} erased.", "{n} erased.", gone))


def eraser(shared: config.Shared) -> Callable[[int, Collection[int]], None]:
    """Return what erases the journal of a person, and their name in those that they wrote in as a coach."""
    journals = bootstrap.server_journals(shared.database, None)

    def erase(owner: int, wrote_in: Collection[int]) -> None:
        for client in wrote_in:
            with journals.journal_of(client) as journal:
                forget_author(journal, owner)
                forget_proposer(journal, owner, bootstrap.now())
        with journals.journal_of(owner) as journal:
            journal.erase()

    return erase


def _simple(name: str, done: str, about: str) -> click.Command:
    def run(call: Call, named: str) -> None:
        shared_server()
        from smallwins.accounts import people  # noqa: PLC0415

        person = people.person_named(named)
        if name == "close":
            people.close(person)
        elif name == "reopen":
            people.reopen(person)
        else:
            people.end_sessions(person)
        _say(call, done)

    run.__doc__ = about
    return entry(name, examples=(f"smallwins user {name} ada@example.org",))(NAMED(run))


def _say(call: Call, sentence: str) -> None:
    print(text_of({"done": sentence}) if call.json else told(sentence))


def _shape(account: Any) -> dict[str, Any]:  # noqa: ANN401 - an Account, which cannot be loaded before the settings are
    return {
        name: value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else value
        for name, value in account._asdict().items()
    }


def _write_to(email: str, link: str, number: int) -> bool:
    from django.core.mail import EmailMessage  # noqa: PLC0415
    from django.template.loader import render_to_string  # noqa: PLC0415

    from smallwins.accounts import letters  # noqa: PLC0415

    body = render_to_string("account/email/invitation.txt", {"invitation_url": link}).strip() + "\n"
    mail = EmailMessage(_("An invitation"), body, to=[email])
    return bool(letters.for_reason(mail, "sign-up", number).send())


command = group_of(
    "user",
    say("Accounts of a shared server, for whoever runs it. Nothing here shows what anybody wrote."),
    [
        invite,
        uninvite,
        list_,
        show,
        _simple(
            "close",
            say("Closed: nobody can sign in to it. Nothing is erased."),
            say("Close an account, and end its sessions."),
        ),
        _simple("reopen", say("Open."), say("Open a closed account again, or keep one that was about to be erased.")),
        delete,
        _simple("end-sessions", say("Signed out everywhere."), say("Sign a person out everywhere.")),
        reset_link,
        purge,
    ],
    examples=("smallwins user invite ada@example.org", "smallwins user list"),
)
