"""The inbox: one thing after another that came in from elsewhere, each kept, merged or let go by one key."""

from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.journal.settings import today_of
from smallwins.journal.weeks import in_rearview
from smallwins.method.errors import InputError
from smallwins.method.week import Week, parse
from smallwins.web import deciding, forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see

COMING = 6  # that are shown below the one that is asked about
ACTS = (*deciding.DECISIONS, "skip")


class Looked(NamedTuple):
    """Where one stands in the inbox, as the address has it."""

    after: tuple[date, str] | None = None  # the last one that was left for later
    week: Week | None = None  # only what happened in a week
    merge: bool = False  # asks into which win

    def address(self, *, after: tuple[date, str] | None = None, merge: bool = False) -> str:
        """Return the address of the inbox as it is seen here."""
        place = after or self.after
        said = {
            "after": f"{place[0]}.{place[1]}" if place else "",
            "week": str(self.week or ""),
            "merge": "1" if merge else "",
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('inbox')}?{query}" if query else reverse("inbox")


@require_http_methods(["GET", "HEAD", "POST"])
def inbox(request: HttpRequest) -> HttpResponse:
    """Show the next thing that waits; a POST decides about one."""
    looked = _looked(request.GET)
    if request.method != "POST":
        return _shown(request, looked, Form({}))
    try:
        onward = _decided(request, looked)
    except InputError as error:
        return _shown(request, looked._replace(merge=True), forms.shown_again(request.POST, error), status=422)
    return see(onward)


def _decided(request: HttpRequest, looked: Looked) -> str:
    sent, now = request.POST, bootstrap.now()
    act = forms.word(sent, "act", ACTS) or "skip"
    with journal_of(request) as journal:
        item = journal.inbox.get(forms.text(sent, "item"))
        if act == "skip":
            return looked.address(after=(item.candidate.happened_on, item.id))
        said = deciding.decided(journal, item, act, sent, now)
        if not said:
            return looked.address(merge=True)
        session.say_done(request, journal, said, "inbox")
    return looked.address()


def _shown(request: HttpRequest, looked: Looked, form: Form, status: int = 200) -> HttpResponse:
    since, until = (looked.week.monday, looked.week.sunday) if looked.week else (None, None)
    with journal_of(request, reading=True, heavy=True) as journal:
        found = journal.inbox.waiting(1 + COMING, looked.after, since, until)
        left = journal.inbox.count(since, until)
        today, rearview = today_of(journal, bootstrap.now()), in_rearview(journal)
        shown = deciding.values(journal, found[0], merge=looked.merge) if found else {"item": None}
    return page(
        request,
        "pages/inbox.html",
        here="inbox",
        rearview=rearview,
        status=status,
        coming=found[1:],
        left=left,
        later=left and not found,
        address=looked.address(),
        from_start=Looked(week=looked.week).address(),
        week=looked.week,
        today=today,
        form=form,
        new_id=bootstrap.new_id(),
        **shown,
    )


def _looked(sent: QueryDict) -> Looked:
    day, _, item = sent.get("after", "").partition(".")
    try:
        after = (date.fromisoformat(day), item[:64]) if item else None
    except ValueError:
        after = None
    try:
        week = parse(sent.get("week", "")) if sent.get("week") else None
    except InputError:
        week = None
    return Looked(after, week, bool(sent.get("merge")))
