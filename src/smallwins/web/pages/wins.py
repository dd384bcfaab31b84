"""All wins: search as one types, filters that live in the address, fifty a page."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_safe

from smallwins import bootstrap
from smallwins.journal.queries import WinPage, list_wins
from smallwins.journal.settings import today_of
from smallwins.journal.weeks import in_rearview
from smallwins.language import _
from smallwins.method.days import short_day
from smallwins.method.errors import InputError
from smallwins.method.goal import Goal
from smallwins.method.questions import KIND_WORDS, LOOKS_WORDS
from smallwins.web import filters, forms, showing, words
from smallwins.web.filters import Narrowed
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page, wants_part

NO_WINS = WinPage((), 0, None)
TAGS_SHOWN = 60


@require_safe
def wins(request: HttpRequest) -> HttpResponse:
    """Show the wins that fit, newest day first."""
    sent = request.GET
    conditions = filters.said(sent)
    if not filters.is_clean(sent) and not wants_part(request):
        return HttpResponseRedirect(request.path + filters.query(conditions))
    form = Form(conditions)
    with journal_of(request, reading=True, heavy=True) as journal:
        goals = journal.goals.all()
        try:
            found = list_wins(journal, filters.read(sent, goals))
        except InputError as error:
            found, form = NO_WINS, Form(conditions, {error.field: forms.beside(error.problem)})
        tags = journal.wins.tags()[:TAGS_SHOWN]
        today = today_of(journal, bootstrap.now())
        rearview = in_rearview(journal)
    response = page(
        request,
        "pages/wins.html",
        here="wins",
        rearview=rearview,
        status=422 if form.problems else 200,
        form=form,
        problem=next(iter(form.problems.values()), ""),
        months=_months(found, today),
        total=found.total,
        older=filters.query(conditions, found.next) if found.next else "",
        later_page="before" in sent,
        newest=request.path + filters.query(conditions),
        narrowed=_narrowed(conditions, goals),
        folded=not set(conditions) - {"words"},
        goals=goals,
        tags=[tag for tag, _ in tags],
        kinds=list(KIND_WORDS.items()),
        views=_views(sent, goals),
    )
    if wants_part(request):
        response.headers["HX-Replace-Url"] = request.path + filters.query(conditions)
    return response


def _months(found: WinPage, today: date) -> list[tuple[str, list[showing.Row]]]:
    """Divide the rows by the month in which they happened."""
    by_month = groupby(found.lines, key=lambda line: line.judged.win.happened_on.replace(day=1))
    return [
        (
            f"{month:%B}" if month.year == today.year else f"{month:%B} {month.year}",
            [showing.row(line, short_day) for line in lines],
        )
        for month, lines in by_month
    ]


def _narrowed(conditions: dict[str, str], goals: Sequence[Goal]) -> list[Narrowed]:
    titles = {str(goal.number): goal.title for goal in goals}
    kinds = {str(kind): word.label for kind, word in KIND_WORDS.items()}

    def told(name: str, value: str) -> str:
        said = {
            "words": f"“{value}”",
            "verdict": words.VERDICTS.get(value, value),
            "kind": kinds.get(value, value),
            "goal": f"toward {titles.get(value, value)}",
            "tag": f"tagged {value}",
            "doors": _("door still open"),
            "unanswered": _("questions to answer"),
            "looks": f"looks {LOOKS_WORDS[int(value)] if value in filters.DIGITS else value}",
            "moves": _("{value} of 4 signals yes", value=value),
        }
        return said.get(name, f"{name} {value}")

    return [
        Narrowed(told(name, value), filters.query({key: kept for key, kept in conditions.items() if key != name}))
        for name, value in conditions.items()
    ]


def _views(sent: QueryDict, goals: Sequence[Goal]) -> list[tuple[str, str, bool]]:
    """Return the saved views as links: words, address, whether this is it."""
    views = [
        (_("All"), {}),
        (_("Open doors"), {"doors": "open"}),
        (_("To answer"), {"unanswered": "1"}),
        (_("Real"), {"verdict": "real"}),
    ]
    views += [(goal.title, {"goal": str(goal.number)}) for goal in goals if goal.status == "active"][:4]
    here = filters.said(sent)
    return [(said, filters.query(conditions), conditions == here) for said, conditions in views]
