"""How the weekly review asks: every question, in the method's words or one's own, and what coaches propose."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from smallwins import bootstrap
from smallwins.journal.offering import waiting_offers
from smallwins.journal.ports import Journal
from smallwins.journal.settings import settings_of, zone_of
from smallwins.journal.weeks import in_rearview
from smallwins.journal.wordings import RewordQuestion, questions_in_use, reword_question, versions_of
from smallwins.method.errors import InputError
from smallwins.method.wording import (
    HELP_LIMIT,
    METHOD_QUESTIONS,
    MOST_ADDED,
    TEXT_LIMIT,
    Question,
    check_words,
    is_added,
    question_of,
    words_of,
)
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.page import page
from smallwins.web.places import see

WHERE = {
    "brought-clarity": "Wins",
    "brought-confidence": "Wins",
    "brought-real": "Wins",
    "note": "Pulse, at its end",
    "step": "One step",
}
KIND_WORDS = {"text": "a few words", "scale": "a number from 0 to 10", "yes_no": "yes or no"}


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Show every question."""
    return shown(request, Form({}))


def shown(request: HttpRequest, form: Form, status: int = 200, preview: Question | None = None) -> HttpResponse:
    """Show the page, with what was typed and what is wrong with it."""
    with journal_of(request, reading=True) as journal:
        found = questions_in_use(journal)
        values = _frame(journal) | {
            "method": [(one, WHERE.get(one.key, "Pulse")) for one in found if not one.added],
            "added": [one for one in found if one.added and not one.away],
            "away": [one for one in found if one.away],
            "offers": [
                (one, "" if is_added(one.key) else question_of(journal.wordings.all(), one.key).text)
                for one in waiting_offers(journal, coaches_of(request))
            ],
        }
    return page(request, "pages/questions.html", status=status, form=form, preview=preview, **values)


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, key: str) -> HttpResponse:
    """Show one question with all its wordings; a POST rewords it, or shows how the review would ask."""
    if request.method != "POST":
        return _one(request, key, Form({}))
    sent = request.POST
    text, its_help = forms.text(sent, "text"), forms.text(sent, "help")
    try:
        if sent.get("act") == "preview":
            check_words(text, its_help)
            with journal_of(request, reading=True) as journal:
                now = question_of(journal.wordings.all(), key)
            return _one(request, key, Form(forms.typed(sent)), preview=now._replace(text=text, help=its_help))
        with journal_of(request) as journal:
            back = sent.get("act") == "method"
            command = RewordQuestion(bootstrap.new_id(), bootstrap.now(), key, None if back else text, its_help)
            reword_question(journal, command)
    except InputError as error:
        return _one(request, key, forms.shown_again(sent, error), status=422)
    session.say(request, "Kept. What you answered before keeps the words of then.")
    return see(reverse("questions"))


def coaches_of(request: HttpRequest) -> frozenset[int] | None:
    """Return whose proposals count: those of coaches who see one's weeks now; on one's own machine there are none."""
    if not settings.SMALLWINS_SHARED:
        return None
    from smallwins.web.sharing.proposing import coaches_who_may  # noqa: PLC0415 - accounts are on a shared server only

    return coaches_who_may(request)


def _one(
    request: HttpRequest, key: str, form: Form, status: int = 200, preview: Question | None = None
) -> HttpResponse:
    with journal_of(request, reading=True) as journal:
        wordings = journal.wordings.all()
        now = question_of(wordings, key)
        zone = zone_of(settings_of(journal))
        versions = [
            (one, words_of(wordings, key, one.id), one.at.astimezone(zone)) for one in versions_of(journal, key)[::-1]
        ]
        values = _frame(journal)
    return page(
        request,
        "pages/question.html",
        status=status,
        form=form,
        asked=now,
        preview=preview or now,
        versions=versions,
        method_words=METHOD_QUESTIONS.get(key),
        **values,
    )


def _frame(journal: Journal) -> dict[str, Any]:
    return {
        "here": "settings",
        "rearview": in_rearview(journal),
        "new_id": bootstrap.new_id(),
        "most": MOST_ADDED,
        "text_limit": TEXT_LIMIT,
        "help_limit": HELP_LIMIT,
        "kinds": list(KIND_WORDS.items()),
        "kind_words": KIND_WORDS,
        "options": [{"value": "yes", "words": "Yes", "key": "1"}, {"value": "no", "words": "No", "key": "2"}],
    }
