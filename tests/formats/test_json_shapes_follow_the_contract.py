"""`--json` prints what the contract says, key by key."""

import json
from datetime import date
from typing import NamedTuple

from smallwins.formats.json_shapes import insights_json
from smallwins.insights.finding import Effect, Finding, Silent
from smallwins.method.week import Week


def test_insights_are_findings_silence_and_facts() -> None:
    effect = Effect("odds ratio", 7.09273, 1.8, None, 0.9971)
    counts = {"opened": 9, "of": 14}
    finding = Finding("doors-by-kind", "more", counts, effect, 0.004, 0.03, "…", kind="conversation")
    facts = Stands(Week(2026, 47), date(2026, 11, 22), (1, 2))

    shown = insights_json([finding], [Silent("goal-drift", "Too few.", "2 more wins")], facts, {"gut": {}})

    assert json.loads(json.dumps(shown, allow_nan=False)) == {
        "findings": [
            {
                "id": "doors-by-kind",
                "kind": "conversation",
                "direction": "more",
                "counts": {"opened": 9, "of": 14},
                "effect": {"name": "odds ratio", "value": 7.093, "low": 1.8, "high": None, "level": 0.9971},
                "p": 0.004,
                "q": 0.03,
                "text": "…",
            }
        ],
        "silent": [{"id": "goal-drift", "why": "Too few.", "missing": "2 more wins"}],
        "facts": {"week": "2026-W47", "on": "2026-11-22", "numbers": [1, 2], "gut": {}},
    }


class Stands(NamedTuple):
    """Stands for any facts."""

    week: Week
    on: date
    numbers: tuple[int, ...]
