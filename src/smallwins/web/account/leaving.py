"""Taking everything along, and leaving: both ask once more who it is."""

import io
import json
import zipfile

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from smallwins import bootstrap
from smallwins.accounts import leaving
from smallwins.accounts.records import account_record
from smallwins.accounts.rules import Reach
from smallwins.journal.exchange import export_journal
from smallwins.journal.inbox_shapes import item_shape
from smallwins.journal.offering import offered_by
from smallwins.journal.settings import today_of
from smallwins.journal.sharing import written_by
from smallwins.language import _
from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.web import session, taking_out
from smallwins.web.account.you import person_of
from smallwins.web.journals import journal_at, journal_of
from smallwins.web.page import page


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.account")  # type: ignore[untyped-decorator]  # allauth brings no types
def take_everything(request: HttpRequest) -> HttpResponse:
    """Ask for a passphrase, and hand out everything there is of the person as one zip, encrypted by it, or plain."""
    what = say("Your journal and all that is kept of your account, as one file.")
    try:
        passphrase = taking_out.passphrase_in(request.POST) if request.method == "POST" else None
    except InputError as error:
        return taking_out.ask(request, what, reverse("you"), error)
    if request.method != "POST":
        return taking_out.ask(request, what, reverse("you"))
    return _everything(request, passphrase)


def _everything(request: HttpRequest, passphrase: str | None) -> HttpResponse:
    person, now = person_of(request), bootstrap.now()
    with journal_of(request, reading=True, heavy=True) as journal:
        written, today = export_journal(journal, now), today_of(journal, now)
        # What the interchange file has no place for: every version of every draft, and what ever came into the inbox.
        drafts = [one._asdict() for last in journal.drafts.all() for one in journal.drafts.versions(last.id)]
        inbox = [{**item_shape(item), "state": item.state, "win": item.win} for item in journal.inbox.everything()]
    account = account_record(person) | {"written_as_coach": _written(request)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("journal.json", written)
        packed.writestr("drafts.json", json.dumps(drafts, ensure_ascii=False, indent=2, default=str))
        packed.writestr("inbox.json", json.dumps(inbox, ensure_ascii=False, indent=2))
        packed.writestr("account.json", json.dumps(account, ensure_ascii=False, indent=2))
    return taking_out.hand_out(file.getvalue(), f"everything-{today}", "zip", passphrase)


def _written(request: HttpRequest) -> list[dict[str, object]]:
    """Return the person's own words in the journals of those whom they coach or coached, and nobody else's."""
    reaches: list[Reach] = request.reaches  # type: ignore[attr-defined]  # set by server/access.py
    found: list[dict[str, object]] = []
    for reach in reaches:
        with journal_at(reach, reading=True) as journal:
            found += [
                {
                    "client": reach.owner,
                    "at": remark.at.isoformat(),
                    "asks": remark.asks,
                    "win": remark.win_id,
                    "week": str(remark.week) if remark.week else None,
                    "text": remark.text,
                }
                for remark in written_by(journal, reach.person or 0)
            ]
            found += [
                {"client": reach.owner, "at": offer.at.isoformat(), "question": offer.key, "text": offer.text}
                | {"help": offer.help, "answer": offer.kind}
                for offer in offered_by(journal, reach.person or 0)
            ]
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(app="allauth.account")  # type: ignore[untyped-decorator]  # allauth brings no types
def leave(request: HttpRequest) -> HttpResponse:
    """Ask once more; on a press begin the week after which everything is erased."""
    if request.method != "POST":
        return page(request, "pages/leave.html", here="you")
    leaving.leave(person_of(request), bootstrap.now())
    session.say(request, _("In a week everything is erased. Until then you can change your mind here."))
    return HttpResponseRedirect(reverse("you"))


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Change one's mind."""
    leaving.stay(person_of(request))
    session.say(request, _("Good. Everything stays."))
    return HttpResponseRedirect(reverse("you"))


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and in the database, and have the browser forget what it kept."""
    if request.method != "POST":
        return page(request, "pages/sign_out.html")
    logout(request)
    response = HttpResponseRedirect(reverse("account_login"))
    response.headers["Clear-Site-Data"] = session.what_to_clear(request)
    return response
