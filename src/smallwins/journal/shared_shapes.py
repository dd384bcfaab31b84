"""What is shared of a journal, as JSON: what is not in these values is not shared."""

from collections.abc import Sequence

from smallwins.formats.smallwins1.plain import answers_json, remark_json
from smallwins.journal.shared import SharedGoal, SharedInsights, SharedWeek, SharedWin, Titled, WeekLine
from smallwins.journal.sharing import Said
from smallwins.journal.wordings import Answered
from smallwins.method.remark import Remark

Shape = dict[str, object]


def said_shape(said: Said) -> Shape:
    """Return what a coach asked or said, with the number of its win."""
    return {**remark_shape(said.remark), "win_number": said.about and said.about.win.number}


def remark_shape(remark: Remark) -> Shape:
    """Return what a coach asked or said."""
    shape = remark_json(remark)
    return {name: shape[name] for name in ("id", "at", "by", "text", "asks", "win", "week", "answer", "answered_at")}


def lines_shape(lines: Sequence[WeekLine]) -> list[Shape]:
    """Return weeks of which something is known."""
    return [{"week": str(one.week), "state": one.state, "stuck": one.stuck} for one in lines if one.state]


def titled_shapes(wins: Sequence[Titled]) -> list[Shape]:
    """Return wins by title and verdict; with their ids where all of them may be read."""
    return [
        {"title": one.title, "verdict": one.verdict, "happened_on": one.happened_on.isoformat(), "id": one.win_id}
        for one in wins
    ]


def shared_week_shape(week: SharedWeek) -> Shape:
    """Return a closed week."""
    return {
        "week": str(week.week),
        "confidence": week.confidence,
        "clarity": week.clarity,
        "stuck": week.stuck,
        "note": week.note,
        "tally": {"real": week.tally.real, "early": week.tally.early, "shiny": week.tally.shiny},
        "wins": titled_shapes(week.wins),
        "remarks": [remark_shape(one) for one in week.remarks],
        "asked": [asked_shape(one) for one in week.asked],
    }


def asked_shape(one: Answered) -> Shape:
    """Return an answer under the words in which it was asked."""
    return {"place": one.place, "question": one.question.text, "answer": one.answer}


def shared_win_shape(win: SharedWin) -> Shape:
    """Return a chosen win."""
    return {
        "id": win.win_id,
        "title": win.title,
        "story": win.story,
        "kind": win.kind,
        "happened_on": win.happened_on.isoformat(),
        "verdict": win.verdict,
        "overruled": win.overruled,
        "reason": win.reason,
        "signals": [{"reading": reading, "words": words} for reading, words in win.signals],
        "answers": {name: said for name, said in answers_json(win.answers).items() if name != "goals"},
        "goals": list(win.goals),
        "steps": [
            {"text": one.text, "status": one.status, "due_on": one.due_on and one.due_on.isoformat()}
            for one in win.steps
        ],
        "opened_by": titled_shapes(win.opened_by),
        "led_to": titled_shapes(win.led_to),
        "remarks": [remark_shape(one) for one in win.remarks],
    }


def shared_goals_shape(goals: Sequence[SharedGoal]) -> list[Shape]:
    """Return goals, without the wins that point toward them."""
    return [
        {
            "title": goal.title,
            "why": goal.why,
            "skills": list(goal.skills),
            "status": goal.status,
            "possible": [{"on": felt.on.isoformat(), "value": felt.value} for felt in goal.possible],
        }
        for goal in goals
    ]


def shared_insights_shape(found: SharedInsights) -> Shape:
    """Return what the wins say, in sentences and counts."""
    return {
        "findings": list(found.findings),
        "missing": list(found.missing),
        "real": found.real,
        "early": found.early,
        "shiny": found.shiny,
        "momentum": round(found.momentum, 2),
        "trend": found.trend,
    }
