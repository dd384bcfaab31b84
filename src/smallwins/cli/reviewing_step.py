"""The fifth step of a review: what this week's real wins make the next step; at least one, or an explicit none."""

from datetime import timedelta

from smallwins.bootstrap import new_id, now
from smallwins.cli.call import Call
from smallwins.cli.conversation import BACK, QUIT, Choice, Conversation, Turn
from smallwins.cli.days import IN_SHORT, read_day, say_day
from smallwins.cli.render_list import step_lines
from smallwins.cli.text import one_line
from smallwins.journal.commands import AddStep, AnswerPulse
from smallwins.journal.reviews import answer_pulse
from smallwins.journal.steps import add_step
from smallwins.journal.weekly import review_of, step_sources
from smallwins.language import _, told
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week

SHOWN = 8  # wins to choose from by one digit
NONE = "\n none"


def ask_one_step(call: Call, talk: Conversation, week: Week) -> Turn | None:
    """Ask for a step for next week, and for another until the person goes on."""
    planned = False
    while True:
        with call.read() as journal:
            today = call.today(journal)
            view = review_of(journal, week, today)
            wins = step_sources(journal, view, SHOWN)
        if view.steps:
            talk.say(_("Open already:"))
            talk.put(step_lines([step for step, _ in view.steps], {}, talk.terminal, today))
        if not wins:
            talk.say(_("There is no win yet that a step could come of."))
        asked = next((one.text for one in view.words if one.key == "step" and one.reworded), told(FIRST))
        turn = _ask(call, talk, week, wins, asked, again=planned or not view.left.step)
        if turn is not None:
            return None if turn == DONE else turn
        planned = True


DONE = Turn("skip")
FIRST = say("What does this week make the next step?")


def _ask(
    call: Call, talk: Conversation, week: Week, wins: tuple[JudgedWin, ...], asked: str, *, again: bool
) -> Turn | None:
    choices = [
        Choice(str(key), f"{_('because of {number}', number=win.number)}  {one_line(win.title)}", win.id)
        for key, win in enumerate((judged.win for judged in wins), 1)
    ]
    none = _("That is all") if again else _("None for next week")
    question = _("Another step?") if again else one_line(asked)
    chosen = talk.choose(question, [*choices, Choice("0", none, NONE)], default=NONE if again else None)
    if isinstance(chosen, Turn):
        return chosen
    if chosen == NONE:
        if not again:
            with call.open() as journal:
                answer_pulse(journal, AnswerPulse(week, now(), call.today(journal), no_step=True))
        return DONE
    return _plan(call, talk, week, chosen)


def _plan(call: Call, talk: Conversation, week: Week, win_id: str) -> Turn | None:
    text = talk.text(_("One concrete thing, best as: when …, I will …"))
    if isinstance(text, Turn):
        return text if text == QUIT else None
    with call.read() as journal:
        today = call.today(journal)
    usual = max(week.sunday + timedelta(days=5), today + timedelta(days=1))
    day = talk.read(
        _("By when?"),
        lambda said: read_day(said, today, "day", ahead=True),
        default=usual,
        hint=_("Enter: {day}. Or {days}", day=say_day(usual, today), days=IN_SHORT),
    )
    if day in (BACK, QUIT):
        return QUIT if day == QUIT else None
    with call.open() as journal:
        due = usual if isinstance(day, Turn) else day
        step = add_step(journal, AddStep(new_id(), win_id, now(), text, due))
    talk.say(_("Step {number} is planned.", number=step.number))
    return None
