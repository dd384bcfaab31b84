"""How the weekly review asks: reword a question or go back to the method's words, add, order, put away and take up.

Each change is a version beside those before it. What was answered keeps the version that it was answered under, so
none of this is among the changes that undo takes back: the old words are always there to be taken again.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from smallwins.journal.keys import repeated
from smallwins.journal.ports import Journal
from smallwins.method.errors import NotFoundError, RefusedError
from smallwins.method.offer import Offer
from smallwins.method.review import Review
from smallwins.method.saying import say
from smallwins.method.wording import (
    ADDED_KEY,
    METHOD_QUESTIONS,
    AnswerKind,
    MethodQuestion,
    Question,
    Told,
    Wording,
    check_room,
    checked,
    is_added,
    key_of,
    last_of,
    question_of,
    questions_of,
    words_of,
)


class RewordQuestion(NamedTuple):
    """Ask a question in other words from now on; without a text, in the method's again."""

    id: str  # of the new version
    at: datetime
    key: str
    text: str | None = None
    help: str = ""


class AddQuestion(NamedTuple):
    """Have the review ask one question more."""

    id: str  # of the first version, and the question's key for good
    at: datetime
    text: str
    kind: AnswerKind = "text"
    help: str = ""


class PutQuestionAway(NamedTuple):
    """No longer ask an added question, or ask it again."""

    id: str
    at: datetime
    key: str
    away: bool = True


class MoveQuestion(NamedTuple):
    """Ask an added question one place earlier, or later."""

    id: str
    other: str  # id of the new version of the question that it changes places with
    at: datetime
    key: str
    up: bool = True


class Answered(NamedTuple):
    """An answer of a review, beside the words in which it was asked."""

    place: str
    question: MethodQuestion
    answer: Told


def questions_in_use(journal: Journal) -> tuple[Question, ...]:
    """Return every question of the review that can be worded, as it is asked now."""
    return questions_of(journal.wordings.all())


def versions_of(journal: Journal, key: str) -> tuple[Wording, ...]:
    """Return every wording that a question had, the oldest first."""
    wordings = journal.wordings.all()
    question_of(wordings, key)
    return tuple(one for one in wordings if one.key == key)


def reword_question(journal: Journal, command: RewordQuestion) -> Question:
    """Ask in other words from now on; sent twice, it is one version, and the same words again are none."""
    text = None if command.text is None else command.text.strip()
    its_help = "" if text is None else command.help.strip()
    wordings = journal.wordings.all()
    version = _reworded(wordings, command.id, command.at, command.key, text, its_help)
    if repeated(journal, command) or version is None:
        return question_of(wordings, command.key)
    return _kept(journal, wordings, version)


def add_question(journal: Journal, command: AddQuestion) -> Question:
    """Have the review ask one question more; sent twice, it is one."""
    wordings = journal.wordings.all()
    if repeated(journal, command):
        return question_of(wordings, command.id)
    words = MethodQuestion(command.text.strip(), command.help.strip())
    return _kept(journal, wordings, _one_more(wordings, command.id, command.at, words, command.kind))


def take_words(journal: Journal, at: datetime, offer: Offer) -> Question:
    """Ask what a coach proposed from now on, under the offer's id and with the coach's name beside it."""
    wordings, words = journal.wordings.all(), MethodQuestion(offer.text, offer.help)
    if offer.key == ADDED_KEY:
        taken: Wording | None = _one_more(wordings, offer.id, at, words, offer.kind)
    else:
        taken = _reworded(wordings, offer.id, at, offer.key, words.text, words.help)
    if taken is None:
        return question_of(wordings, offer.key)
    return _kept(journal, wordings, taken._replace(by=offer.author_name))


def _reworded(
    wordings: Sequence[Wording], version: str, at: datetime, key: str, text: str | None, its_help: str
) -> Wording | None:
    """Return the version that says so, or None where the question says so already."""
    now = question_of(wordings, key)
    if key in METHOD_QUESTIONS and MethodQuestion(text or "", its_help) == METHOD_QUESTIONS[key]:
        text, its_help = None, ""  # the method's own words, typed again
    made = checked(_next(wordings, key, version, at)._replace(text=text, help=its_help, by=""))
    words = METHOD_QUESTIONS[key] if text is None else MethodQuestion(text, its_help)
    return None if words == MethodQuestion(now.text, now.help) else made


def _one_more(
    wordings: Sequence[Wording], version: str, at: datetime, words: MethodQuestion, kind: AnswerKind
) -> Wording:
    made = checked(Wording(version, version, at, words.text, words.help, kind))
    check_room(wordings)
    return made._replace(place=max((one.place for one in wordings), default=0) + 1)


def put_question_away(journal: Journal, command: PutQuestionAway) -> Question:
    """No longer ask an added question, or ask it again; its answers stay where they are."""
    wordings = journal.wordings.all()
    now = question_of(wordings, command.key)
    if not now.added:
        raise RefusedError(
            say("This question is the method's and stays. In a review it can be left without an answer.")
        )
    if repeated(journal, command) or now.away == command.away:
        return now
    if not command.away:
        check_room(wordings)
    return _kept(journal, wordings, _next(wordings, command.key, command.id, command.at)._replace(away=command.away))


def move_question(journal: Journal, command: MoveQuestion) -> tuple[Question, ...]:
    """Ask an added question one place earlier or later; at the end of the row it stays where it is."""
    wordings = journal.wordings.all()
    asked = [question.key for question in questions_of(wordings) if question.added and not question.away]
    if command.key not in asked:
        raise NotFoundError("question", command.key)
    place = asked.index(command.key)
    beside = place + (-1 if command.up else 1)
    if not repeated(journal, command) and 0 <= beside < len(asked):
        last = last_of(wordings)
        one, other = last[command.key], last[asked[beside]]
        moved = _next(wordings, one.key, command.id, command.at)._replace(place=other.place)
        gave_way = _next(wordings, other.key, command.other, command.at)._replace(place=one.place)
        journal.wordings.append([moved, gave_way._replace(number=moved.number + 1)])
    return questions_in_use(journal)


def answers_of(journal: Journal, review: Review) -> tuple[Answered, ...]:
    """Return what a review's own questions were answered, each under the words in which it was asked."""
    wordings = journal.wordings.all() if review.told or review.worded else ()
    return answers_under(wordings, review)


def answers_under(wordings: Sequence[Wording], review: Review) -> tuple[Answered, ...]:
    """Return what added and reworded questions were answered in a review, under the words of then.

    What was asked in the method's words is not among them: every page says those itself.
    """
    given: list[tuple[str, Told]] = []
    for place, version in review.worded.items():
        answer = review.told.get(place) if is_added(key_of(place)) else _answer_at(review, place)
        words = words_of(wordings, key_of(place), version)
        if answer is not None and words != METHOD_QUESTIONS.get(key_of(place)):
            given.append((place, answer))
    order = [*METHOD_QUESTIONS, *(question.key for question in questions_of(wordings) if question.added)]
    given.sort(key=lambda one: order.index(key_of(one[0])) if key_of(one[0]) in order else len(order))
    return tuple(
        Answered(place, words_of(wordings, key_of(place), review.worded[place]), answer) for place, answer in given
    )


def worded_now(journal: Journal, places: Iterable[str]) -> dict[str, str]:
    """Return the version that holds now of each place's question; nothing for those never worded otherwise."""
    last = last_of(journal.wordings.all())
    return {place: last[key_of(place)].id for place in places if key_of(place) in last}


def take_in_wordings(journal: Journal, coming: Sequence[Wording]) -> tuple[Wording, ...]:
    """Take in versions that are not here yet. Where a question was worded here, the words of here go on to hold."""
    here = journal.wordings.all()
    known, worded = {one.id for one in here}, {one.key for one in here}
    new = [one for one in coming if one.id not in known]
    earlier = [one for one in new if one.key in worded]
    later = [one for one in new if one.key not in worded]
    first = min((one.number for one in here), default=1) - len(earlier)
    after = max((one.number for one in here), default=0) + 1
    numbered = [one._replace(number=first + place) for place, one in enumerate(earlier)]
    numbered += [one._replace(number=after + place) for place, one in enumerate(later)]
    journal.wordings.append(numbered)
    return tuple(numbered)


def _answer_at(review: Review, place: str) -> Told | None:
    key, _, goal = place.partition(":")
    if key == "possible":
        return review.possible.get(goal)
    if key in ("still", "whose"):
        check = review.checks.get(goal)
        return None if check is None else check.still if key == "still" else check.reason
    answer: Told | None = getattr(review, key, None) if key in ("confidence", "clarity", "stuck", "note") else None
    return answer


def _next(wordings: Sequence[Wording], key: str, version: str, at: datetime) -> Wording:
    """Return the version after the last of a question, with all that it says so far."""
    last = last_of(wordings).get(key) or Wording(version, key, at, None)
    number = max((one.number for one in wordings), default=0) + 1
    return last._replace(id=version, at=at, number=number)


def _kept(journal: Journal, wordings: Sequence[Wording], version: Wording) -> Question:
    if any(one.id == version.id for one in wordings):
        raise RefusedError(say("A wording of this id is there already; nothing was changed. Use a new one."))
    number = max((one.number for one in wordings), default=0) + 1
    journal.wordings.append([version._replace(number=number)])
    return question_of(journal.wordings.all(), version.key)
