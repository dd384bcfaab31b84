"""Answers given as options of a command: about a win, or about an offer."""

from typing import Any

from smallwins.cli.errors import UsageError
from smallwins.journal.ports import Journal
from smallwins.method.saying import say

NO_GAIN = "none"


def answers_given(journal: Journal, options: dict[str, Any]) -> dict[str, Any]:
    """Read the options that judge and `crossroads answer` share into fields of Answers; the others stay as they are."""
    options = dict(options)
    answers: dict[str, Any] = dict.fromkeys(options.pop("take_back", ()))
    goals = options.pop("goal", ())
    if goals:
        answers["goals"] = tuple(journal.goals.find(goal).id for goal in goals)
        answers["direction"] = options.get("direction", "toward")
    gains = options.pop("gain", ())
    if NO_GAIN in gains and len(gains) > 1:
        raise UsageError(say("--gain none stands alone: it says that nothing is built in you."))
    if gains:
        answers["gains"] = () if NO_GAIN in gains else tuple(dict.fromkeys(gains))
    return {**answers, **options}
