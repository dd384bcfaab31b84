"""Journals of any size to measure on: the same wins for the same number, tangled by doors that branch and merge."""

import json
import random
from datetime import UTC, date, datetime, timedelta

KINDS = ["conversation", "application", "learning", "making", "speaking", "work", "recognition", "role", "setback"]
BEGINNINGS = ["Coffee with", "Call with", "Applied at", "Wrote to", "Talk at", "Course on", "Review by", "Lunch with"]
NAMES = ["Priya", "Sam", "Northwind", "Zoë", "Ahmed", "王芳", "Lena", "Contoso", "the guild", "Mr. Öztürk", "Ines"]
WORDS = [
    "asked",
    "about",
    "the",
    "team",
    "and",
    "said",
    "that",
    "my",
    "question",
    "was",
    "the",
    "one",
    "nobody",
    "had",
    "dared",
    "to",
    "ask",
    "so",
    "we",
    "will",
    "meet",
    "again",
    "and",
    "I",
    "should",
    "bring",
    "the",
    "plan",
    "with",
    "the",
    "three",
    "risks",
    "written",
    "down",
    "it",
    "felt",
    "hard",
    "to",
    "send",
    "but",
    "the",
    "answer",
    "came",
    "the",
    "same",
    "night",
    "what",
    "I",
    "learnt",
    "is",
    "that",
    "leading",
    "means",
    "asking",
    "first",
    "offer",
    "interview",
    "platform",
    "research",
    "manager",
    "budget",
    "hiring",
    "mentor",
    "feedback",
    "promotion",
    "draft",
    "outline",
    "rehearsal",
    "nerves",
    "quiet",
    "clear",
    "next",
    "door",
    "open",
    "talk",
    "meetup",
    "paper",
    "model",
    "data",
    "ship",
]


def document(count: int, seed: int = 7) -> dict[str, object]:
    """Return a smallwins/1 document with so many wins over ten years."""
    chance = random.Random(seed)
    first = date(2016, 11, 21)
    goals = [_goal(i) for i in range(4)]
    wins: list[dict[str, object]] = []
    for i in range(count):
        day = first + timedelta(days=i * 3650 // count)
        wins.append(_win(chance, i, day))
    return {
        "format": "smallwins/1",
        "exported_at": "2026-11-22T09:00:00Z",
        "settings": {"timezone": "Europe/Berlin", "review_day": 5},
        "goals": goals,
        "wins": wins,
        "reviews": [],
        "crossroads": [],
    }


def text(count: int, seed: int = 7) -> bytes:
    """Return the same as the bytes of a file."""
    return json.dumps(document(count, seed), ensure_ascii=False, indent=2).encode()


def _id(kind: int, i: int) -> str:
    return f"0190{kind:04x}-{i >> 16 & 0xFFFF:04x}-7000-8000-{i & 0xFFFF:012x}"


def _goal(i: int) -> dict[str, object]:
    return {
        "id": _id(9, i),
        "title": f"Goal {i}",
        "why": None,
        "skills": ["hiring", "speaking"],
        "status": "active",
        "created_on": "2016-11-01",
        "possible": [{"on": "2016-11-04", "value": 3}],
    }


def _win(chance: random.Random, i: int, day: date) -> dict[str, object]:
    logged = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    opened_by = sorted(
        {chance.randrange(max(0, i - 60), i) for _ in range(chance.choice([0, 0, 1, 1, 2]))} if i else ()
    )
    words = chance.choices(WORDS, k=chance.choice([0, 0, 25, 60]))
    toward = chance.random() < 0.6
    opened = chance.choice([None, "door", "not_yet", "nothing"])
    return {
        "id": _id(1, i),
        "title": f"{chance.choice(BEGINNINGS)} {chance.choice(NAMES)}: {' '.join(chance.choices(WORDS, k=4))}",
        "story": " ".join(words) or None,
        "kind": chance.choice(KINDS),
        "tags": chance.sample(["northwind", "talks", "night school", "team"], k=chance.choice([0, 1, 2])),
        "happened_on": day.isoformat(),
        "logged_at": logged.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "looks": chance.choice([None, 0, 1, 2, 3, 4]),
        "gut": chance.choice([None, "real", "shiny"]),
        "celebrated_on": None,
        "opened_by": [_id(1, j) for j in opened_by],
        "answers": {
            "direction": "toward" if toward else chance.choice([None, "unsure", "away"]),
            "goals": [_id(9, chance.randrange(4))] if toward else [],
            "motive": chance.choice([None, "meaningful", "available"]),
            "opened": opened,
            "door_note": None,
            "look_again": (day + timedelta(weeks=4)).isoformat() if opened == "not_yet" else None,
            "stretch": chance.choice([None, 0, 1, 2, 3, 4]),
            "gains": chance.choice([None, [], ["clarity"], ["confidence", "skill:speaking"]]),
        },
        "overrule": None,
        "steps": [_step(chance, i, day)] if chance.random() < 0.3 else [],
    }


def _step(chance: random.Random, i: int, day: date) -> dict[str, object]:
    done = chance.random() < 0.5
    return {
        "id": _id(5, i),
        "text": "When the week begins, I will " + " ".join(chance.choices(WORDS, k=4)),
        "due_on": (day + timedelta(days=7)).isoformat(),
        "status": "done" if done else "open",
        "done_on": (day + timedelta(days=6)).isoformat() if done else None,
    }
