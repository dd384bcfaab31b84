"""What the pages of what is shared show, for a coach and by a link alike."""

from typing import Any

from smallwins.journal.shared import SharedInsights, SharedWin
from smallwins.journal.shared_pages import SharedDocument, SharedGoalPage
from smallwins.method.questions import KIND_WORDS
from smallwins.web import drawings, telling
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


def goal_values(found: SharedGoalPage) -> dict[str, Any]:
    """Return what the template of a shared goal shows."""
    line = drawings.line_of([(felt.on, felt.value) for felt in found.goal.possible])
    return {"goal": found.goal, "real": found.real, "early": found.early, "line": line}


def document_values(found: SharedDocument) -> dict[str, Any]:
    """Return what the template of a shared document shows."""
    return {"title": found.title, "sections": [(one.heading, story(one.text)) for one in found.sections]}
