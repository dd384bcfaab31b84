"""`--json` prints what the contract says, key by key."""

import json
from datetime import date
from typing import NamedTuple

from smallwins.formats.json_shapes import insights_json, judged_json, momentum_json
from smallwins.formats.smallwins1.reading import read
from smallwins.insights.finding import Effect, Finding, Silent
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.week import Week
from tests.formats.journals import CONTRACT_EXAMPLE


def test_a_judged_win_is_the_win_and_what_the_method_says_of_it() -> None:
    win, opened_by, steps, history = read(CONTRACT_EXAMPLE.read_bytes()).wins[0]
    judged = JudgedWin(win._replace(number=42), judge(win.answers))
    steps = tuple(step._replace(number=3) for step in steps)

    shown = judged_json(
        judged,
        opened_by,
        steps,
        history,
        cautions=("overdue",),
        next_question="momentum",
        counterfactual=[({"opened": "door", "gains": ("clarity",), "look_again": date(2026, 12, 11)}, "real")],
    )

    plain = json.loads(CONTRACT_EXAMPLE.read_bytes())["wins"][0]
    plain["steps"][0]["number"] = 3
    assert json.loads(json.dumps(shown)) == plain | {
        "number": 42,
        "verdict": "early",
        "computed": "early",
        "rule": 5,
        "signals": {"alignment": "yes", "momentum": "open", "stretch": "yes", "gain": "yes"},
        "cautions": ["overdue"],
        "next_question": "momentum",
        "counterfactual": [
            {"answers": {"opened": "door", "gains": ["clarity"], "look_again": "2026-12-11"}, "verdict": "real"}
        ],
    }


def test_momentum_is_a_line_of_weeks() -> None:
    assert momentum_json([(Week(2026, 47), 2, 1, 5.3118)], "rising", stuck=False) == {
        "weeks": [{"week": "2026-W47", "real": 2, "steps_done": 1, "momentum": 5.31}],
        "trend": "rising",
        "stuck": False,
    }


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
