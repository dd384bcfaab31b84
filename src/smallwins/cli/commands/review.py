"""`smallwins review`: the weekly review."""

import click

from smallwins.cli.call import Call
from smallwins.cli.conversation import Turn, talk
from smallwins.cli.entry import entry, with_commands
from smallwins.cli.errors import UsageError
from smallwins.cli.own_questions import questions
from smallwins.cli.render_week import picture, week_title
from smallwins.cli.reviewing import hold_review, look
from smallwins.cli.shapes import review_shape, text_of
from smallwins.journal.commands import PauseWeek, ReopenReview
from smallwins.journal.reviews import pause_week, reopen_review
from smallwins.journal.weekly import WeekReview, review_due
from smallwins.language import _n, told
from smallwins.method.saying import say, say_in
from smallwins.method.week import Week, parse, week_of

NAMES = {
    "doors": say_in("step of a review", "doors"),
    "wins": say_in("step of a review", "wins"),
    "questions": say_in("step of a review", "questions"),
    "pulse": say_in("step of a review", "pulse"),
    "step": say_in("step of a review", "step"),
    "close": say_in("step of a review", "close"),
}
STATES = {
    "open": lambda week: say("{week}: open", week=week),
    "closed": lambda week: say("{week}: closed", week=week),
    "paused": lambda week: say("{week}: a pause", week=week),
}
AGAIN = {
    "closed": lambda week: say("The review of {week} is closed. Open it again?", week=week),
    "paused": lambda week: say("The review of {week} is a pause. Open it again?", week=week),
}


@entry(
    "review",
    examples=(
        "smallwins review",
        "smallwins review --week 2026-W47",
        "smallwins review --week 2026-W52 --pause",
        "smallwins review questions list",
    ),
)
@click.option("--week", metavar="WEEK", help=say("A week such as 2026-W47; the one that is due unless told."))
@click.option("--pause", is_flag=True, help=say("Mark the week as a pause (holiday, illness)."))
def held(call: Call, week: str | None, *, pause: bool) -> None:
    """Hold the weekly review: doors, wins, the questions, the pulse, one step, close.

    It can stop at any step and goes on there. Without a terminal it says how the review stands.
    """
    with call.read() as journal:
        today = call.today(journal)
        asked = parse(week) if week else review_due(journal, today) or week_of(today)
    if asked.monday > today:
        raise UsageError(say("{week} has not come yet.", week=asked))
    if pause:
        with call.open() as journal:
            pause_week(journal, PauseWeek(asked, call.at))
    elif call.asks:
        _hold(call, asked)
        return
    view = look(call, asked)
    call.put([text_of(review_shape(view))] if call.json else _state(call, view))


def _hold(call: Call, week: Week) -> None:
    status = look(call, week).review.status
    with talk(call.terminal) as conversation:
        if status != "open":
            again = conversation.agree(told(AGAIN[status](week)), default=False)
            if again is False or isinstance(again, Turn):
                return
            with call.open() as journal:
                reopen_review(journal, ReopenReview(week, call.at))
        hold_review(call, conversation, week)


def _state(call: Call, view: WeekReview) -> list[str]:
    review = view.review
    lines = [told(STATES[review.status](week_title(review.week)))]
    if review.status == "open":
        left = view.left.total
        lines.append(
            _n(
                "{n} question open, at the step “{step}”.",
                "{n} questions open, at the step “{step}”.",
                left,
                step=NAMES[review.stage],
            )
            if view.begun
            else _n("Not begun; {n} question to ask.", "Not begun; {n} questions to ask.", left)
        )
    return [*lines, *picture([line.judged for line in view.wins], call.terminal)]


command = with_commands(held, (questions,))
