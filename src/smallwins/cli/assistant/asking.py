"""One question about a win, put to the person in a form of their own; the assistant never sees a way to answer it."""

from collections.abc import Collection
from typing import Any

from mcp.server.elicitation import AcceptedElicitation, CancelledElicitation, DeclinedElicitation, ElicitationResult
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.resolve import Elicit

from smallwins.bootstrap import new_id, now
from smallwins.cli.assistant.forms import Form, answers_of, number_in, question_form
from smallwins.cli.assistant.shapes import win_shape
from smallwins.cli.call import Call
from smallwins.journal.commands import AddWin, AnswerWin, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.queries import later_wins
from smallwins.journal.wins import add_win
from smallwins.language import _, told
from smallwins.method.goal import Goal
from smallwins.method.questions import BY_FIELD, OPENED, Question, questions_left
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin

VIA = str(say("an assistant"))  # kept in English, told where it is shown
# What the assistant itself reads is English, as everything that programs read.
NO_FORM = "This program cannot put a question before the person, and nobody else can answer it."  # unsaid: for it
OTHER_SHAPE = "The form came back in a shape that was not asked for; nothing was changed."  # unsaid: for it
LEFT = "The person left the question for another time."  # unsaid: for it
CLOSED = "The person closed the question. Do not ask again unless they want to."  # unsaid: for it
MOST_DOORS = 12  # later wins to choose from
Said = dict[str, Any]
Outcome = ElicitationResult[Any]


def next_question(judged: JudgedWin, passed: Collection[tuple[str, str]] = ()) -> Question | None:
    """Return the question of a win that is asked next, if any is open and was not left for another time."""
    left = (question for question in questions_left(judged) if (judged.win.id, question.field) not in passed)
    return next(left, None)


def in_words(judged: JudgedWin, question: Question) -> Said:
    """Say a question with its choices, for reading."""
    return {
        "win": {"number": judged.win.number, "title": judged.win.title},
        "question": question.field,
        "text": question.text,
        "help": question.help,
        "choices": [choice.label for choice in question.choices],
        "more_than_one": question.many,
    }


def active_goals(journal: Journal) -> list[Goal]:
    """Return the goals that a win can point toward."""
    return [goal for goal in journal.goals.all() if goal.status == "active"]


def put(journal: Journal, judged: JudgedWin, question: Question) -> Elicit[Form]:
    """Put a question to the person."""
    day = judged.win.happened_on
    message = f"{judged.win.title} ({day})\n\n{told(question.text)}\n{told(question.help)}"
    later = [one.win for one in later_wins(journal, judged, limit=MOST_DOORS)] if question is OPENED else []
    return Elicit(message, question_form(judged.win, question, active_goals(journal), later))


def shows_forms(ctx: Context) -> bool:
    """Tell whether the assistant's program can put a form before the person."""
    capabilities = ctx.client_capabilities
    asked = capabilities.elicitation if capabilities is not None else None
    return asked is not None and (asked.form is not None or asked.url is None)


def elsewhere(command: str) -> Said:
    """Say where the person can answer, when no form can be put before them."""
    return {
        "asked": False,
        "why": NO_FORM,
        "tell_the_person": _(
            "Answer in a terminal: {command}. Or in the browser: smallwins serve --open", command=command
        ),
    }


def filled(outcome: Outcome) -> Form | Said:
    """Return the form as the person filled it in, or what to say where they did not."""
    if isinstance(outcome, AcceptedElicitation):
        data: Any = outcome.data
        if isinstance(data, Form | dict):
            return data
        raise ToolError(OTHER_SHAPE)
    if isinstance(outcome, DeclinedElicitation):
        return {"answered": False, "why": LEFT}
    assert isinstance(outcome, CancelledElicitation)
    return {"answered": False, "why": CLOSED}


def _door_opened(call: Call, journal: Journal, judged: JudgedWin, given: Said) -> JudgedWin:
    """Link the win to the one that it led to, or to a new one in the person's own words."""
    if given.get("led_to"):
        later = journal.wins.find(number_in(given["led_to"])).win
        return link_wins(journal, LinkWins(judged.win.id, later.id, now(), via=VIA))
    if (given.get("led_to_new") or "").strip():
        day = max(call.today(journal), judged.win.happened_on)
        opened_by = (judged.win.id,)
        add_win(journal, AddWin(new_id(), now(), given["led_to_new"], day, opened_by=opened_by, via=VIA))
    return journal.wins.get(judged.win.id)


def keep(call: Call, answered: Form) -> Said:
    """Keep what the person answered about a win, and return how it stands."""
    win_id, field = answered.about
    with call.open() as journal:
        answers = answers_of(BY_FIELD[field], answered.model_dump(), active_goals(journal))
        judged = answer_win(journal, AnswerWin(win_id, now(), via=VIA, **answers))
        if answers.get("opened") == "door":
            judged = _door_opened(call, journal, judged, answered.model_dump())
        question = next_question(judged)
        return {
            "answered": True,
            "win": win_shape(journal, judged, call.today(journal)),
            "next": in_words(judged, question) if question else None,
        }
