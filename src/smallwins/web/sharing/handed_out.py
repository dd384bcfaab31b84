"""What a link is to show, as its page asks for it and calls it."""

from typing import NamedTuple

from django.http import QueryDict

from smallwins.journal import handing_out
from smallwins.journal.handing_out import HandedOut
from smallwins.journal.ports import Journal
from smallwins.language import _
from smallwins.method.days import span
from smallwins.method.week import parse
from smallwins.web import forms
from smallwins.web.pages.stories import KIND_WORDS


class Asked(NamedTuple):
    """A page that is about to be handed out, with its words and the fields by which it is asked for again."""

    shows: HandedOut
    words: str
    fields: tuple[tuple[str, str], ...] = ()


def handed_out(journal: Journal, asked: QueryDict) -> Asked:
    """Read which page is meant, and that it is there."""
    for kind in handing_out.PAGES:
        if told := forms.text(asked, kind):
            shows = handing_out.handed_out(journal, kind, told)
            return Asked(shows, _words(journal, shows), ((kind, told),))
    return Asked(handing_out.insights_handed_out(journal), _("your insights"))


def _words(journal: Journal, shows: HandedOut) -> str:
    match shows.kind:
        case "week":
            week = parse(shows.about)
            return _("your week {span}", span=span(week.monday, week.sunday))
        case "goal":
            return _("your goal “{title}”", title=journal.goals.get(shows.about).title)
        case "story":
            draft = journal.drafts.get(shows.about)
            return f"your document “{draft.title or KIND_WORDS[draft.kind][0]}”"
    title = journal.wins.get(shows.about).win.title
    return f"“{title}”" if shows.kind == "win" else _("the chain through “{title}”", title=title)
