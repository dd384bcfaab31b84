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
wins_page: Example = {"wins": [win], "total": 231, "next": "20261113-42"}
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
chains: Example = {
    "chains": [{"wins": 2, "length": 2, "first": _in_chain, "last": _later}],
    "total": 23,
    "next": "WzIsIjAxOWFiMmY0Il0",
}
goal: Example = {
    "id": GOAL,
    "title": "Lead a research team",
    "why": "I want to build people up",
    "skills": ["hiring", "speaking"],
    "status": "active",
    "created_on": "2026-08-01",
    "possible": [{"on": "2026-08-07", "value": 3}],
    "number": 1,
    "wins": {"real": 4, "early": 3, "shiny": 1},
}
momentum: Example = {
    "weeks": [{"week": "2026-W47", "real": 2, "steps_done": 1, "momentum": 5.31}],
    "trend": "rising",
    "stuck": False,
}
this_week: Example = {
    "week": "2026-W47",
    "today": "2026-11-20",
    "wins": [],
    "ask": WIN,
    "momentum": momentum,
    "goals": [goal],
    "steps": [step],
    "review": "2026-W47",
    "weeks_kept": 11,
    "in_rearview": 6,
}
review: Example = {
    "week": "2026-W47",
    "status": "open",
    "closed_at": None,
    "confidence": 7,
    "clarity": 5,
    "stuck": False,
    "possible": {GOAL: 4},
    "note": None,
    "stage": "pulse",
    "started_at": "2026-11-20T16:00:00Z",
    "begun": True,
    "offered": True,
    "weeks_kept": 11,
    "left": {"doors": 1, "wins": 0, "questions": 1, "pulse": 0, "step": 1, "close": 0},
    "ask": {
        "doors": [WIN],
        "crossroads": [],
        "questions": [{"win": WIN, "question": "opened"}],
        "pulse": [],
        "possible": [],
        "checks": [],
        "step": True,
    },
    "ask_if_stuck": False,
    "road_behind": None,
    "doors_opened": 1,
    "to_rearview": [],
}
rearview: Example = {
    "wins": [],
    "made_them_shine": {"shiny": 6, "just_available": 4, "effortless": 2, "outside_only": 3, "pointing_away": 1},
    "came_back": [{"win": WIN, "at": "2026-11-13T17:20:00Z", "cause": "a door opened: Intro call"}],
    "next": "20261113-42",
}
insights: Example = {
    "findings": [],
    "silent": [
        {
            "id": "gut-calibration",
            "why": "Too few wins to tell: 8 more wins with a gut call would be enough to ask.",
            "missing": "8 more wins with a gut call",
        }
    ],
    "facts": {"momentum": [], "chains": []},
}
crossroads: Example = {
    "id": CROSSROADS,
    "title": "Two offers",
    "status": "open",
    "look_back_on": None,
    "decision": None,
    "reason": None,
    "outcome": None,
    "options": [
        {
            "id": OPTION,
            "title": "Northwind",
            "looks": 3,
            "answers": answers | {"look_again": None, "opened": "door"},
            "place": 1,
            "verdict": "real",
            "word": "worth it",
            "rule": 2,
            "signals": {"alignment": "yes", "momentum": "yes", "stretch": "yes", "gain": "yes"},
            "cautions": [],
            "next_question": None,
            "counterfactual": [{"answers": {"direction": "away"}, "verdict": "shiny"}],
        }
    ],
    "win": None,
    "win_number": None,
    "place": 1,
    "due": False,
}
document: Example = {
    "format": "smallwins/1",
    "exported_at": "2026-11-22T09:00:00Z",
    "wins": [{"id": WIN, "title": "Recruiter at Northwind replied", "happened_on": "2026-11-13"}],
}
imported: Example = {
    "wins": 1,
    "goals": 0,
    "reviews": 0,
    "crossroads": 0,
    "known": 0,
    "differing": [],
    "left_out": [],
    "dry_run": False,
}
