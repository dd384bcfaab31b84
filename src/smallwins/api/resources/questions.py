"""How the weekly review asks: reword, add, order, put away; and what coaches propose, with one's yes or no."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from smallwins import bootstrap
from smallwins.accounts import grants
from smallwins.accounts.models import Person
from smallwins.api import etags
from smallwins.api.calls import Call, asking, reading, writing
from smallwins.api.once import once
from smallwins.api.operation import operation
from smallwins.api.resources.clients import ClientId
from smallwins.api.shapes.fields import LEFT_OUT, Id
from smallwins.api.shapes.questions import (
    OFFER,
    QUESTION,
    EditedQuestion,
    GivenYesOrNo,
    NewOffer,
    NewQuestion,
    Offers,
    Questions,
    QuestionWithVersions,
    ShownOffer,
    offer,
    question,
    version,
)
from smallwins.journal.offering import (
    AnswerOffer,
    OfferQuestion,
    answer_offer,
    offer_question,
    offered_by,
    waiting_offers,
)
from smallwins.journal.question_shapes import offer_shape, question_shape, versions_shape
from smallwins.journal.shapes import Shape
from smallwins.journal.wordings import (
    AddQuestion,
    MoveQuestion,
    PutQuestionAway,
    RewordQuestion,
    add_question,
    move_question,
    put_question_away,
    questions_in_use,
    reword_question,
    versions_of,
)
from smallwins.method.errors import NotFoundError
from smallwins.method.wording import question_of

router = Router(tags=["questions"])
QuestionKey = Annotated[Id, Path(description="The key of a question of the review.", example=QUESTION)]
OfferId = Annotated[Id, Path(description="The id of what a coach proposed.", example=OFFER)]
WHOLE = {**question, "versions": [version]}


@operation(router.get, "/questions", scope="read", shows=Questions, tagged=True, example={"questions": [question]})
def list_questions(request: HttpRequest) -> HttpResponse:
    """List every question of the weekly review that can be worded, as it is asked now."""
    with reading(request) as call:
        found = questions_in_use(call.journal)
    return etags.shown(request, {"questions": [question_shape(one) for one in found]})


@operation(router.get, "/questions/{question}", scope="read", shows=QuestionWithVersions, tagged=True, example=WHOLE)
def get_question(request: HttpRequest, question: QuestionKey) -> HttpResponse:
    """Look at a question with every wording that it had."""
    with reading(request) as call:
        shape = _shown(call, question)
    return etags.shown(request, shape)


@operation(
    router.post,
    "/questions",
    scope="write",
    shows=QuestionWithVersions,
    status=201,
    creates=True,
    also=(409,),
    sends={"text": "What did I say no to this week?", "answer": "text"},
    example=WHOLE,
)
def add_own_question(request: HttpRequest, new: NewQuestion) -> HttpResponse:
    """Have the review ask one question more."""
    with writing(request) as call:

        def make(key: str) -> str:
            return add_question(call.journal, AddQuestion(key, call.at, new.text, new.answer, new.help)).key

        key = once(request, call, new.id, make, lambda known: question_of(call.journal.wordings.all(), known).key)
        shape = _shown(call, key)
    return etags.shown(request, shape, 201)


@operation(
    router.patch,
    "/questions/{question}",
    scope="write",
    shows=QuestionWithVersions,
    checks=True,
    also=(409,),
    sends={"text": "What did I turn down this week?"},
    example=WHOLE,
)
def edit_question(request: HttpRequest, question: QuestionKey, edit: EditedQuestion) -> HttpResponse:
    """Word a question otherwise, put it away, take it up or move it; what was answered keeps the words of then."""
    with writing(request) as call:
        etags.check(request, lambda: _shown(call, question))
        now, new = call.at, bootstrap.new_id
        asked = question_of(call.journal.wordings.all(), question)
        if "text" in edit.model_fields_set or "help" in edit.model_fields_set:
            text = edit.text if "text" in edit.model_fields_set else asked.text
            its_help = edit.help if "help" in edit.model_fields_set else asked.help if asked.reworded else ""
            reword_question(call.journal, RewordQuestion(new(), now, question, text, its_help))
        if edit.away is not LEFT_OUT:
            put_question_away(call.journal, PutQuestionAway(new(), now, question, edit.away))
        if edit.move is not LEFT_OUT:
            move_question(call.journal, MoveQuestion(new(), new(), now, question, up=edit.move == "up"))
        shape = _shown(call, question)
    return etags.shown(request, shape)


@operation(router.get, "/offers", scope="read", shows=Offers, tagged=True, example={"offers": [offer]})
def list_offers(request: HttpRequest) -> HttpResponse:
    """List what coaches propose to ask and nobody answered yet."""
    with reading(request) as call:
        found = waiting_offers(call.journal, _coaches(request))
    return etags.shown(request, {"offers": [offer_shape(one) for one in found]})


@operation(
    router.put,
    "/offers/{offer}/answer",
    scope="write",
    shows=ShownOffer,
    also=(409,),
    sends={"accept": True},
    example={**offer, "state": "accepted", "answered_at": "2026-11-21T09:00:00Z"},
)
def answer_to_offer(request: HttpRequest, offer: OfferId, answer: GivenYesOrNo) -> HttpResponse:
    """Accept or decline what a coach proposes; without a yes nothing changes in the review."""
    with writing(request) as call:
        if call.journal.offers.get(offer).state == "waiting" and all(
            one.id != offer for one in waiting_offers(call.journal, _coaches(request))
        ):
            raise NotFoundError("offer", offer)
        answered = answer_offer(call.journal, AnswerOffer(offer, call.at, answer.accept))
    return etags.shown(request, offer_shape(answered))


@operation(
    router.get,
    "/clients/{client}/offers",
    scope="read",
    shared="weeks",
    shows=Offers,
    tagged=True,
    example={"offers": [offer]},
)
def list_offers_to_client(request: HttpRequest, client: ClientId) -> HttpResponse:
    """List what you proposed to a client, and what became of it."""
    del client
    with reading(request) as call:
        found = offered_by(call.journal, asking(request))
    return etags.shown(request, {"offers": [offer_shape(one) for one in found]})


@operation(
    router.post,
    "/clients/{client}/offers",
    scope="write",
    shared="weeks",
    shows=ShownOffer,
    status=201,
    creates=True,
    also=(409,),
    sends={"key": "stuck", "text": "Are you going round in circles?"},
    example=offer,
)
def offer_to_client(request: HttpRequest, client: ClientId, new: NewOffer) -> HttpResponse:
    """Propose a question for a client's review; they say yes or no."""
    del client
    person = Person.objects.get(pk=asking(request))
    by = person.name or person.email
    with writing(request) as call:

        def make(name: str) -> str:
            command = OfferQuestion(name, call.at, person.pk, by, new.key, new.text, new.help, new.answer)
            return offer_question(call.journal, command).id

        made = once(request, call, new.id, make, lambda known: call.journal.offers.get(known).id)
        shape = offer_shape(call.journal.offers.get(made))
    return etags.shown(request, shape, 201)


def _coaches(request: HttpRequest) -> frozenset[int]:
    """Return the accounts of the coaches who see this person's weeks now: only their proposals count."""
    return grants.coaches_who_see_weeks(asking(request))


def _shown(call: Call, key: str) -> Shape:
    found = question_of(call.journal.wordings.all(), key)
    return {**question_shape(found), "versions": versions_shape(versions_of(call.journal, key))}
