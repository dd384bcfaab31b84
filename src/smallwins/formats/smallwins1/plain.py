"""Values as JSON-ready ones, in the order of the contract; what a file, `--json` and an undo note are made of."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from smallwins.method.answers import Answers
from smallwins.method.crossroads import Crossroads, Happening, Option
from smallwins.method.goal import Goal
from smallwins.method.history import Entry
from smallwins.method.remark import Remark
from smallwins.method.review import STAGES, Review, ReviewStatus, Stage
from smallwins.method.settings import Settings
from smallwins.method.step import NextStep
from smallwins.method.win import Origin, Overrule, Win
from smallwins.method.wording import Wording, is_added


def win_json(
    win: Win, opened_by: Iterable[str] = (), steps: Iterable[NextStep] = (), history: Iterable[Entry] = ()
) -> dict[str, object]:
    """Write a win with everything that hangs on it as the contract has it."""
    written: dict[str, object] = {
        "id": win.id,
        "title": win.title,
        "story": win.story,
        "kind": win.kind,
        "tags": list(win.tags),
        "happened_on": win.happened_on.isoformat(),
        "logged_at": moment(win.logged_at),
        "looks": win.looks,
        "gut": win.gut,
        "celebrated_on": _day(win.celebrated_on),
        "opened_by": list(opened_by),
        "answers": answers_json(win.answers),
        "overrule": _overrule_json(win.overrule) if win.overrule else None,
        "steps": [step_json(step) for step in steps],
        "history": [entry_json(entry) for entry in history],
    }
    return _complete(written, win.extra, win.origin)


def answers_json(answers: Answers) -> dict[str, object]:
    """Write the answers about a win or an option; null stands for a question not answered."""
    return {
        "direction": answers.direction,
        "goals": list(answers.goals),
        "motive": answers.motive,
        "opened": answers.opened,
        "door_note": answers.door_note,
        "look_again": _day(answers.look_again),
        "stretch": answers.stretch,
        "gains": None if answers.gains is None else list(answers.gains),
    }


def step_json(step: NextStep) -> dict[str, object]:
    """Write a next step."""
    written: dict[str, object] = {
        "id": step.id,
        "text": step.text,
        "due_on": _day(step.due_on),
        "status": step.status,
        "done_on": _day(step.done_on),
    }
    return _complete(written, step.extra)


def entry_json(entry: Entry) -> dict[str, object]:
    """Write an entry of a history; what changed only where it is known."""
    written: dict[str, object] = {"at": moment(entry.at), "cause": entry.cause, "verdict": entry.verdict}
    if entry.change:
        written["change"] = dict(entry.change)
    return _complete(written, entry.extra)


def settings_json(settings: Settings) -> dict[str, object]:
    """Write the person's settings."""
    written: dict[str, object] = {"timezone": settings.timezone, "review_day": settings.review_day}
    if settings.look_again_after is not None:
        written["look_again_after"] = settings.look_again_after
    return written


def goal_json(goal: Goal) -> dict[str, object]:
    """Write a goal."""
    written: dict[str, object] = {
        "id": goal.id,
        "title": goal.title,
        "why": goal.why,
        "skills": list(goal.skills),
        "status": goal.status,
        "created_on": goal.created_on.isoformat(),
        "possible": [{"on": felt.on.isoformat(), "value": felt.value} for felt in goal.possible],
    }
    return _complete(written, goal.extra, goal.origin)


def review_json(review: Review) -> dict[str, object]:
    """Write a review; what the contract does not name only where it says something."""
    written: dict[str, object] = {
        "week": str(review.week),
        "status": review.status,
        "closed_at": _moment(review.closed_at),
        "confidence": review.confidence,
        "clarity": review.clarity,
        "stuck": review.stuck,
        "possible": dict(review.possible),
        "note": review.note,
    }
    added: dict[str, object] = {
        "stage": None if review.stage == usual_stage(review.status) else review.stage,
        "started_at": _moment(review.started_at),
        "checks": {goal: {"still": check.still, "reason": check.reason} for goal, check in review.checks.items()},
        "asked": list(review.asked),
        "skipped": [{"win": win, "question": question} for win, question in review.skipped],
        "no_step": review.no_step,
        "told": dict(review.told),
        "worded": dict(review.worded),
    }
    written |= {key: value for key, value in added.items() if value}
    return _complete(written, review.extra, review.origin)


def usual_stage(status: ReviewStatus) -> Stage:
    """Return the step at which a review of that status stands unless it says otherwise."""
    return STAGES[-1] if status == "closed" else STAGES[0]


def crossroads_json(crossroads: Crossroads) -> dict[str, object]:
    """Write a crossroads with its options."""
    written: dict[str, object] = {
        "id": crossroads.id,
        "title": crossroads.title,
        "status": crossroads.status,
        "look_back_on": _day(crossroads.look_back_on),
        "decision": crossroads.decision,
        "reason": crossroads.reason,
        "outcome": crossroads.outcome,
        "options": [_option_json(option) for option in crossroads.options],
    }
    if crossroads.win:
        written["win"] = crossroads.win
    if crossroads.history:
        written["history"] = [_happening_json(one) for one in crossroads.history]
    return _complete(written, crossroads.extra, crossroads.origin)


def remark_json(remark: Remark) -> dict[str, object]:
    """Write what a coach asked or said, by name: an account means nothing elsewhere."""
    written: dict[str, object] = {
        "id": remark.id,
        "at": moment(remark.at),
        "by": remark.author_name,
        "text": remark.text,
        "asks": remark.asks,
        "win": remark.win_id,
        "week": str(remark.week) if remark.week else None,
        "answer": remark.answer,
        "answered_at": _moment(remark.answered_at),
    }
    return _complete(written, remark.extra)


def question_json(wording: Wording) -> dict[str, object]:
    """Write one wording of a question; what it leaves as usual only where it says something."""
    written: dict[str, object] = {"id": wording.id, "key": wording.key, "at": moment(wording.at), "text": wording.text}
    added: dict[str, object] = {
        "help": wording.help,
        "kind": wording.kind if is_added(wording.key) else None,
        "place": wording.place,
        "away": wording.away,
        "by": wording.by,
    }
    written |= {key: value for key, value in added.items() if value}
    return _complete(written, wording.extra)


def _happening_json(one: Happening) -> dict[str, object]:
    written: dict[str, object] = {"at": moment(one.at), "cause": one.cause}
    if one.change:
        written["change"] = dict(one.change)
    return _complete(written, one.extra)


def moment(at: datetime) -> str:
    """Write a time in UTC, to the microsecond where it has any."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat()}Z"


def _moment(at: datetime | None) -> str | None:
    return None if at is None else moment(at)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _option_json(option: Option) -> dict[str, object]:
    written: dict[str, object] = {
        "id": option.id,
        "title": option.title,
        "looks": option.looks,
        "answers": answers_json(option.answers),
    }
    return _complete(written, option.extra)


def _overrule_json(overrule: Overrule) -> dict[str, object]:
    return {"verdict": overrule.verdict, "reason": overrule.reason, "at": _moment(overrule.at)}


def _complete(written: dict[str, object], extra: Mapping[str, object], origin: Origin = "own") -> dict[str, object]:
    """Add what only some objects have: the mark of a sample, and the keys that another program put there."""
    if origin == "sample":  # what was written or imported travels without its origin
        written["origin"] = origin
    for key in extra:
        written.setdefault(key, extra[key])  # never in place of a key of ours
    return written
