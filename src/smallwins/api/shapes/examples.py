"""Examples for the document: one small journal, the same in every operation."""

from typing import Any

Example = dict[str, Any]

WIN = "019ab2f0-5c4e-7b1a-8f3d-2e6a9c0d4b11"
LATER = "019ab2f4-1d7a-7c52-9a40-6b8f1e2d3c44"
GOAL = "019a9c11-0a2b-7d3e-8c4f-5a6b7c8d9e01"
STEP = "019ab2f1-77aa-7e21-8b0c-3d4e5f60718a"
CROSSROADS = "019ab3a0-2b3c-7f4d-9e5a-6b7c8d9e0f12"
OPTION = "019ab3a0-2b3d-7a1b-8c2d-3e4f5a6b7c8d"
NEW = "019ab300-0c1d-7e2f-9a3b-4c5d6e7f8091"

answers: Example = {
    "direction": "toward",
    "goals": [GOAL],
    "motive": "meaningful",
    "opened": "not_yet",
    "door_note": None,
    "look_again": "2026-12-11",
    "stretch": 2,
    "gains": ["confidence"],
}
step: Example = {
    "id": STEP,
    "number": 7,
    "win": WIN,
    "win_number": 42,
    "text": "Ask Sam for an introduction",
    "due_on": "2026-11-20",
    "status": "open",
    "done_on": None,
}
win: Example = {
    "id": WIN,
    "title": "Recruiter at Northwind replied",
    "story": None,
    "kind": "conversation",
    "tags": ["northwind"],
    "happened_on": "2026-11-13",
    "logged_at": "2026-11-13T17:20:00Z",
    "looks": 1,
    "gut": "real",
    "celebrated_on": None,
    "opened_by": [],
    "answers": answers,
    "overrule": None,
    "steps": [{"id": STEP, "text": step["text"], "due_on": "2026-11-20", "status": "open", "done_on": None}],
    "history": [{"at": "2026-11-13T17:20:00Z", "cause": "written down", "verdict": "early"}],
    "number": 42,
    "verdict": "early",
    "computed": "early",
    "rule": 5,
    "signals": {"alignment": "yes", "momentum": "open", "stretch": "yes", "gain": "yes"},
    "cautions": [],
    "next_question": "momentum",
    "counterfactual": [{"answers": {"opened": "door"}, "verdict": "real"}],
}
wins_page: Example = {"wins": [win], "total": 1, "next": None}
new_win: Example = {"id": NEW, "title": "Recruiter at Northwind replied", "kind": "conversation", "gut": "real"}
_in_chain: Example = {
    "number": 42,
    "id": WIN,
    "title": win["title"],
    "happened_on": "2026-11-13",
    "verdict": "real",
}
_later: Example = {"number": 45, "id": LATER, "title": "Intro call", "happened_on": "2026-11-18", "verdict": "early"}
chain: Example = {
    "win": 42,
    "wins": [_in_chain, _later],
    "doors": [{"win": 42, "led_to": 45}],
    "longest": [42, 45],
    "next_steps": [],
    "more": False,
}
chains: Example = {"chains": [{"wins": 2, "length": 2, "first": _in_chain, "last": _later}], "total": 1}
