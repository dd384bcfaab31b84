"""Something that came in from elsewhere: what is shown of it and done with it, in the inbox and in the review."""

from datetime import datetime

from django.http import QueryDict

from smallwins import bootstrap
from smallwins.journal.inbox import goals_offered, keep_item, let_go_item, likely_wins, merge_item
from smallwins.journal.inbox_commands import KeepItem, LetGoItem, MergeItem
from smallwins.journal.inbox_item import InboxItem
from smallwins.journal.ports import Journal
from smallwins.journal.queries import find_win
from smallwins.language import _
from smallwins.method.errors import InputError, NotFoundError
from smallwins.method.saying import say
from smallwins.web import forms

NEW = "new"  # goal: the one that is named becomes a goal of one's own
DECISIONS = ("keep", "merge", "let_go")
CHOICES = (
    {"value": "keep", "words": say("Keep it as a win"), "key": "k"},
    {"value": "merge", "words": say("Merge it into a win"), "key": "m", "note": say("I wrote this one down already.")},
    {"value": "let_go", "words": say("Let it go"), "key": "l"},
)


def decided(journal: Journal, item: InboxItem, act: str, form: QueryDict, at: datetime) -> str:
    """Do what the form asks for and return what to say; nothing where it is still to be said into which win."""
    if act == "merge" and not forms.text(form, "into"):
        return ""
    if act == "keep":
        win = keep_item(journal, _kept(form, item, at)).win
        return _("Kept as win {count}.", count=win.number)
    if act == "merge":
        merge_item(journal, MergeItem(item.id, _win_named(journal, forms.text(form, "into")), at))
        return _("Merged.")
    let_go_item(journal, LetGoItem(item.id, at))
    return _("Let go.")


def values(journal: Journal, item: InboxItem, *, merge: bool) -> dict[str, object]:
    """Return what a page shows of it; with the wins that it may go into where it is to be merged."""
    candidate = item.candidate
    tags = [f"#{tag}" for tag in candidate.tags[:6]]
    offered = goals_offered(journal, item)
    return {
        "item": item,
        "notes": [*candidate.notes, *tags],
        "offered": offered,
        "own_goals": [goal for goal in journal.goals.all() if goal.status == "active"] if offered else [],
        "merge": merge,
        "likely": [one.win for one in likely_wins(journal, item)] if merge else [],
        "choices": [{**one, "chosen": False} for one in CHOICES],
    }


def _kept(form: QueryDict, item: InboxItem, at: datetime) -> KeepItem:
    """Read what is kept, and what was said of the goals that it names; nothing said is no answer."""
    toward, new = [], []
    for place, title in enumerate(item.candidate.goals):
        said = forms.text(form, f"goal-{place}")
        if said == NEW:
            new.append((bootstrap.new_id(), title))
        elif said:
            toward.append(said)
    return KeepItem(forms.text(form, "id") or bootstrap.new_id(), item.id, at, tuple(toward), tuple(new))


def _win_named(journal: Journal, number: str) -> str:
    try:
        return find_win(journal, number).win.id
    except NotFoundError:
        raise InputError("into", _("there is no win {count}", count=number)) from None
