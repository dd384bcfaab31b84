"""One page of a journal, opened by a link, by somebody without an account; it leads nowhere else."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from smallwins import bootstrap
from smallwins.accounts import links, looks
from smallwins.accounts.models import Link
from smallwins.accounts.rules import Reach
from smallwins.journal import shared, shared_pages
from smallwins.journal.ports import Journal
from smallwins.journal.settings import today_of
from smallwins.method.week import parse
from smallwins.web import asked_words
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.pages.chains import told_of
from smallwins.web.sharing import reading


@require_http_methods(["GET", "HEAD", "POST"])
def opened(request: HttpRequest, secret: str) -> HttpResponse:
    """Show what the link opens, or ask for its password."""
    del secret
    reach: Reach | None = getattr(request, "reach", None)
    if reach is None:
        return _private(_ask(request, request.link), "same-origin")  # type: ignore[attr-defined]  # set by server/access.py
    with journal_of(request, reading=True) as journal:
        template, values = _shown(reach, journal)
    looks.note(reach, next(kind for kind in links.KINDS if kind in reach.scopes), reach.about, at=bootstrap.now())
    return _private(page(request, template, **values))


def _shown(reach: Reach, journal: Journal) -> tuple[str, dict[str, Any]]:
    today = today_of(journal, bootstrap.now())
    if "week" in reach.scopes:
        titles = "titles" in reach.scopes
        week = shared.shared_week(journal, parse(reach.about), None, titles=titles, chosen=())
        return "sharing/opened_week.html", {
            "week": week,
            "wins": [(one, "") for one in week.wins],
            **asked_words.of_shared(week.asked),
        }
    if "win" in reach.scopes:
        win = shared.shared_win(journal, reach.about, reach.wins or (), today, goals=False)
        return "sharing/opened_win.html", reading.win_values(win)
    if "chain" in reach.scopes:
        chain = shared_pages.shared_chain(journal, reach.about, reach.wins or ())
        return "sharing/opened_chain.html", {"told": told_of(chain, here=False)}
    if "goal" in reach.scopes:
        return "sharing/opened_goal.html", reading.goal_values(shared_pages.shared_goal(journal, reach.about))
    if "story" in reach.scopes:
        document = shared_pages.shared_document(journal, reach.about, reach.wins or ())
        return "sharing/opened_story.html", reading.document_values(document)
    return "sharing/opened_insights.html", reading.insights_values(shared.shared_insights(journal, today))


def _ask(request: HttpRequest, link: Link) -> HttpResponse:
    link.refresh_from_db()
    tried = request.method == "POST"
    waits = links.must_wait(link)
    answer = page(
        request,
        "sharing/password.html",
        status=429 if waits else 403 if tried else 200,
        tried=tried,
        waits=waits,
    )
    if waits:
        answer.headers["Retry-After"] = str(int(links.WAIT.total_seconds()))
    return answer


def _private(answer: HttpResponse, referrer: str = "no-referrer") -> HttpResponse:
    answer.headers["Cache-Control"] = "private, no-store"  # unsaid: a word of the protocol
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"  # unsaid: a word of the protocol
    answer.headers["Referrer-Policy"] = referrer  # a form needs to say where it is from
    return answer
