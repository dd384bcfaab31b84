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
from smallwins.cli.words import counted
from smallwins.journal.commands import PauseWeek, ReopenReview
from smallwins.journal.reviews import pause_week, reopen_review
from smallwins.journal.weekly import WeekReview, review_due
from smallwins.method.week import Week, parse, week_of

EXAMPLES = (
    "smallwins review",
    "smallwins review --week 2026-W47",
    "smallwins review --week 2026-W52 --pause",
    "smallwins review questions list",
)
STATES = {"open": "open", "closed": "closed", "paused": "a pause"}


@entry("review", examples=EXAMPLES)
@click.option("--week", metavar="WEEK", help="A week such as 2026-W47; the one that is due unless told.")
@click.option("--pause", is_flag=True, help="Mark the week as a pause (holiday, illness).")
def held(call: Call, week: str | None, *, pause: bool) -> None:
    """Hold the weekly review: doors, wins, the questions, the pulse, one step, close.

    It can stop at any step and goes on there. Without a terminal it says how the review stands.
    """
    with call.read() as journal:
        today = call.today(journal)
        asked = parse(week) if week else review_due(journal, today) or week_of(today)
    if asked.monday > today:
        raise UsageError(f"{asked} has not come yet.")
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
            again = conversation.agree(f"The review of {week} is {STATES[status]}. Open it again?", default=False)
            if again is False or isinstance(again, Turn):
                return
            with call.open() as journal:
                reopen_review(journal, ReopenReview(week, call.at))
        hold_review(call, conversation, week)


def _state(call: Call, view: WeekReview) -> list[str]:
    review = view.review
    lines = [f"{week_title(review.week)}: {STATES[review.status]}"]
    if review.status == "open":
        left = counted(view.left.total, "question")
        lines.append(f"{left} open, at the step “{review.stage}”." if view.begun else f"Not begun; {left} to ask.")
    return [*lines, *picture([line.judged for line in view.wins], call.terminal)]


command = with_commands(held, (questions,))
