"""The inbox: one thing after another that came in from elsewhere, each kept, merged or let go by one key."""

from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.formats.candidate import Candidate
from smallwins.journal.inbox import goals_offered, keep_item, let_go_item, likely_wins, merge_item
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.ports import InboxItem, Journal
from smallwins.journal.queries import find_win
from smallwins.journal.settings import today_of
from smallwins.journal.weeks import in_rearview
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.week import Week, parse
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see

COMING = 6  # that are shown below the one that is asked about
NEW = "new"
ACTS = ("keep", "merge", "let_go", "skip")
CHOICES = (
    {"value": "keep", "words": "Keep it as a win", "key": "k"},
    {"value": "merge", "words": "Merge it into a win", "key": "m", "note": "I wrote this one down already."},
    {"value": "let_go", "words": "Let it go", "key": "l"},
)


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
        if act == "merge" and not forms.text(sent, "into"):
            return looked.address(merge=True)
        if act == "keep":
            win = keep_item(journal, _kept(sent, item, now)).win
            said = f"Kept as win {win.number}."
        elif act == "merge":
            merge_item(journal, MergeItem(item.id, _win_named(journal, forms.text(sent, "into")), now))
            said = "Merged."
        else:
            let_go_item(journal, LetGoItem(item.id, now))
            said = "Let go."
        session.say_done(request, journal, said, "inbox")
    return looked.address()


def _kept(sent: QueryDict, item: InboxItem, now: datetime) -> KeepItem:
    """Read what is kept, and what was said of the goals that it names; nothing said is no answer."""
    toward, new = [], []
    for place, title in enumerate(item.candidate.goals):
        said = forms.text(sent, f"goal-{place}")
        if said == NEW:
            new.append((bootstrap.new_id(), title))
        elif said:
            toward.append(said)
    return KeepItem(forms.text(sent, "id") or bootstrap.new_id(), item.id, now, tuple(toward), tuple(new))


def _win_named(journal: Journal, number: str) -> str:
    try:
        return find_win(journal, number).win.id
    except NotFoundError:
        raise InputError("into", f"there is no win {number}") from None


def _shown(request: HttpRequest, looked: Looked, form: Form, status: int = 200) -> HttpResponse:
    since, until = (looked.week.monday, looked.week.sunday) if looked.week else (None, None)
    with journal_of(request, reading=True) as journal:
        found = journal.inbox.waiting(1 + COMING, looked.after, since, until)
        left = journal.inbox.count(since, until)
        today, rearview = today_of(journal, bootstrap.now()), in_rearview(journal)
        likely = likely_wins(journal, found[0]) if found and looked.merge else ()
        offered = goals_offered(journal, found[0]) if found else ()
        goals = [goal for goal in journal.goals.all() if goal.status == "active"] if offered else []
    return page(
        request,
        "pages/inbox.html",
        here="inbox",
        rearview=rearview,
        status=status,
        item=found[0] if found else None,
        about=_about(found[0].candidate) if found else [],
        coming=found[1:],
        left=left,
        later=left and not found,
        merge=looked.merge,
        likely=[one.win for one in likely],
        offered=offered,
        goals=goals,
        choices=[{**one, "chosen": False} for one in CHOICES],
        address=looked.address(),
        from_start=Looked(week=looked.week).address(),
        week=looked.week,
        today=today,
        form=form,
        new_id=bootstrap.new_id(),
    )


def _about(candidate: Candidate) -> list[str]:
    """Say what is not sure about a candidate, and what it brings along."""
    tags = [f"#{tag}" for tag in candidate.tags[:6]]
    return [*candidate.notes, *tags]


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
