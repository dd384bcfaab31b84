"""What the pages of a shared win and of shared insights show, for a coach and by a link alike."""

from typing import Any

from smallwins.journal.shared import SharedInsights, SharedWin
from smallwins.method.questions import KIND_WORDS
from smallwins.web import telling
from smallwins.web.markdown import story
from smallwins.web.pages.insights import QUESTIONS
from smallwins.web.showing import Signal


def win_values(win: SharedWin) -> dict[str, Any]:
    """Return what the template of a shared win shows."""
    answers = [one for one in telling.answers(win.answers, ()) if one.answer]
    goals = ", ".join(win.goals)
    return {
        "win": win,
        "story": story(win.story) if win.story else "",
        "kind": KIND_WORDS[win.kind].label if win.kind else "",
        "signals": [Signal(reading, label) for reading, label in win.signals],
        "answers": [one._replace(note=goals) if one.field == "direction" else one for one in answers],
    }


def insights_values(found: SharedInsights) -> dict[str, Any]:
    """Return what the template of shared insights shows."""
    return {"insights": found, "missing": [QUESTIONS[one] for one in found.missing]}
