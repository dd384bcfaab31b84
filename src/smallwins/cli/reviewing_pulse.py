"""The fourth step of a review: confidence, clarity, stuck or not, how possible each goal feels, whose reason it is."""

from collections.abc import Callable, Mapping
from typing import Any

from smallwins.bootstrap import now
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, Choice, Conversation, Turn
from smallwins.cli.render_week import STUCK
from smallwins.cli.text import one_line
from smallwins.journal.commands import AnswerPulse
from smallwins.journal.reviews import answer_pulse
from smallwins.journal.weekly import WeekReview, review_of
from smallwins.language import _, told
from smallwins.method.goal import Goal
from smallwins.method.review import GoalCheck, Reason, Still
from smallwins.method.saying import say
from smallwins.method.week import Week
from smallwins.method.wording import Question, Told

STILL: tuple[tuple[str, str, Still], ...] = (
    ("1", say("Yes"), "yes"),
    ("2", say("I am not sure"), "unsure"),
    ("3", say("No"), "no"),
)
REASONS: tuple[tuple[str, str, Reason], ...] = (
    ("1", say("Mine: it matters to me"), "mine"),
    ("2", say("Mine: I enjoy it"), "enjoy"),
    ("3", say("I feel I ought to"), "should"),
    ("4", say("Someone told me to"), "told"),
)
Asking = Callable[[Conversation], dict[str, Any] | Turn]


def ask_pulse(call: Call, talk: Conversation, week: Week) -> Turn | None:
    """Ask what the review asks of the week as a whole; each answer is kept at once."""
    with call.read() as journal:
        view = review_of(journal, week, call.today(journal))
    asked = _askings(view)
    if not asked:
        talk.say(_("The pulse is taken."))
        return talk.go_on()
    place = 0
    while place < len(asked):
        answer = asked[place](talk)
        if answer == QUIT or (answer == BACK and place == 0):
            return answer if isinstance(answer, Turn) else None
        if not isinstance(answer, Turn):
            with call.open() as journal:
                answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), seen=seen_in(view), **answer))
        place += -1 if answer == BACK else 1
    return None


def seen_in(view: WeekReview) -> tuple[tuple[str, str], ...]:
    """Return in which words everything was asked, as it stood when the asking began."""
    versions = {one.key: one.version for one in view.words}
    about = [(f"{key}:{goal.id}", versions[key]) for key in ("possible", "still", "whose") for goal in view.goals]
    return (*versions.items(), *about)


def _askings(view: WeekReview) -> list[Asking]:
    """Return what is left to ask, in order."""
    left, asked = view.left, list[Asking]()
    own = {one.key: one for one in view.words if one.reworded}
    confidence = _words(own, "confidence", _("How confident do you feel?"))
    clarity = _words(own, "clarity", _("How clear is it where you want to go?"))
    if "confidence" in left.pulse:
        asked.append(_number("confidence", confidence, _("not at all"), _("fully")))
    if "clarity" in left.pulse:
        asked.append(_number("clarity", clarity, _("fog"), _("clear sky")))
    if "stuck" in left.pulse:
        asked.append(_stuck(_words(own, "stuck", _("Am I stuck in the same place?")), seems_so=view.stuck))
    asked.extend(_possible(goal, own) for goal in view.goals if goal.id in left.possible)
    asked.extend(_check(goal, own) for goal in view.checks if goal.id in left.checks)
    asked.extend(_added(question) for question in view.words if question.key in left.added)
    return asked


def _number(field: str, question: str, low: str, high: str) -> Asking:
    def asking(talk: Conversation) -> dict[str, Any] | Turn:
        number = talk.number(question, low=low, high=high)
        return number if isinstance(number, Turn) else {field: number}

    return asking


def _stuck(question: str, *, seems_so: bool) -> Asking:
    def asking(talk: Conversation) -> dict[str, Any] | Turn:
        if seems_so:
            talk.say("", told(STUCK))
        stuck = talk.agree(question)
        return stuck if isinstance(stuck, Turn) else {"stuck": stuck}

    return asking


def _possible(goal: Goal, own: Mapping[str, Question]) -> Asking:
    def asking(talk: Conversation) -> dict[str, Any] | Turn:
        before = _("last time: {number}", number=goal.possible[-1].value) if goal.possible else ""
        title = one_line(goal.title)
        question = _words_about(title, own, "possible") or _("“{goal}”: how possible does it feel?", goal=title)
        number = talk.number(question, low=_("out of reach"), high=_("certain"), now=before)
        return number if isinstance(number, Turn) else {"possible": ((goal.id, number),)}

    return asking


def _check(goal: Goal, own: Mapping[str, Question]) -> Asking:
    def asking(talk: Conversation) -> dict[str, Any] | Turn:
        title = one_line(goal.title)
        still = talk.choose(
            _words_about(title, own, "still") or _("“{goal}”: is this still where you want to go?", goal=title),
            [Choice(key, told(words), value) for key, words, value in STILL],
        )
        if isinstance(still, Turn):
            return still
        reasons = [Choice(key, told(words), value) for key, words, value in REASONS]
        reason = talk.choose(_words(own, "whose", _("Whose reason is it?")), reasons)
        if reason in (BACK, QUIT):
            return reason if isinstance(reason, Turn) else BACK
        check = GoalCheck(still, None if isinstance(reason, Turn) else reason)
        return {"checks": ((goal.id, check),)}

    return asking


def _added(question: Question) -> Asking:
    def asking(talk: Conversation) -> dict[str, Any] | Turn:
        answer: Told | Turn
        if question.kind == "scale":
            answer = talk.number(one_line(question.text), low=_("not at all"), high=_("very"))
        elif question.kind == "yes_no":
            answer = talk.agree(one_line(question.text))
        else:
            answer = talk.text(one_line(question.text), hint=one_line(question.help))
        return answer if isinstance(answer, Turn) else {"told": ((question.key, answer),)}

    return asking


def _words(own: Mapping[str, Question], key: str, usual: str) -> str:
    """Return the person's own words where there are any."""
    return one_line(own[key].text) if key in own else usual


def _words_about(title: str, own: Mapping[str, Question], key: str) -> str:
    """Return the person's own words about a goal, where there are any."""
    return f"“{title}”: {one_line(own[key].text)}" if key in own else ""
