"""What is done with questions of one's own: add, order, put away, take up; and the answer to what a coach proposes."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from smallwins import bootstrap
from smallwins.journal.offering import AnswerOffer, waiting_offers
from smallwins.journal.offering import answer_offer as answered
from smallwins.journal.wordings import (
    AddQuestion,
    MoveQuestion,
    PutQuestionAway,
    add_question,
    move_question,
    put_question_away,
)
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.wording import ANSWER_KINDS, Question, check_words
from smallwins.web import forms, session
from smallwins.web.forms import Form
from smallwins.web.journals import journal_of
from smallwins.web.pages.questions import coaches_of, shown
from smallwins.web.places import see

ACTS = ("up", "down", "away", "back")
SAID = {"up": "Moved up.", "down": "Moved down.", "away": "Put away. Its answers stay.", "back": "It is asked again."}


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Add a question, or show how the review would ask it."""
    sent = request.POST
    text, its_help = forms.text(sent, "text"), forms.text(sent, "help")
    try:
        kind = forms.word(sent, "kind", ANSWER_KINDS) or "text"
        if sent.get("act") == "preview":
            check_words(text, its_help)
            preview = Question("", text, its_help, kind, "", added=True, reworded=True)
            return shown(request, Form(forms.typed(sent)), preview=preview)
        with journal_of(request) as journal:
            new = forms.text(sent, "id") or bootstrap.new_id()
            add_question(journal, AddQuestion(new, bootstrap.now(), text, kind, its_help))
    except InputError as error:
        return shown(request, forms.shown_again(sent, error), status=422)
    session.say(request, "Added. The review asks it at the pulse.")
    return see(reverse("questions"))


@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Ask a question earlier or later, no longer, or again."""
    act = forms.word(request.POST, "act", ACTS)
    if act is None:
        raise RefusedError("Choose what to do with the question.")
    now, new = bootstrap.now(), bootstrap.new_id()
    with journal_of(request) as journal:
        if act in ("up", "down"):
            move_question(journal, MoveQuestion(new, bootstrap.new_id(), now, key, up=act == "up"))
        else:
            put_question_away(journal, PutQuestionAway(new, now, key, away=act == "away"))
    session.say(request, SAID[act])
    return see(reverse("questions"))


@require_POST
def answer_offer(request: HttpRequest, offer: str) -> HttpResponse:
    """Say yes or no to what a coach proposes; without a yes nothing changes."""
    accept = forms.word(request.POST, "act", ("accept", "decline")) == "accept"
    with journal_of(request) as journal:
        if all(one.id != offer for one in waiting_offers(journal, coaches_of(request))):
            raise NotFoundError("offer", offer)
        answered(journal, AnswerOffer(offer, bootstrap.now(), accept))
    session.say(request, "Accepted. Your review asks it from now on." if accept else "Declined. Nothing was changed.")
    return see(reverse("questions"))
