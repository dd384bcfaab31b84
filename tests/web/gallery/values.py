"""Made-up values for the gallery: Ada's week as on the sketch."""

from typing import Any

from smallwins.method.momentum import by_week

ROWS: list[dict[str, Any]] = [
    {
        "verdict": "real",
        "title": "Said yes to speaking at the research meetup",
        "line": "Thursday · opened by Coffee with Priya · toward Lead a research team",
        "signals": [
            ("yes", "Lines up"),
            ("yes", "Opened a door"),
            ("yes", "Uncomfortable, rewarding"),
            ("yes", "Confidence"),
        ],
    },
    {
        "verdict": "real",
        "title": "Coffee with Priya: I want to lead people, not models",
        "line": "Tuesday · toward Lead a research team",
        "signals": [("yes", "Lines up"), ("yes", "Changed my next step"), ("open", "Comfortable"), ("yes", "Clarity")],
    },
    {
        "verdict": "early",
        "title": "Applied at Northwind with half the requirements",
        "line": "Monday · next step: ask Sam for an introduction, by Friday",
        "signals": [
            ("yes", "Lines up"),
            ("open", "Door not open yet"),
            ("yes", "Uncomfortable, rewarding"),
            ("yes", "Confidence"),
        ],
    },
    {
        "verdict": "shiny",
        "title": "500 likes on the industry-trends post",
        "line": "Monday · it was there, it was easy, nothing changed",
        "signals": [
            ("no", "Points nowhere I want to go"),
            ("no", "No door"),
            ("no", "Effortless"),
            ("no", "Looks good from outside"),
        ],
    },
]
WEEK: dict[str, Any] = {
    "rows": [{**row, "signals": [{"reading": r, "words": w} for r, w in row["signals"]]} for row in ROWS],
    "momentum": by_week(dict(enumerate((1, 2, 0, 1, 0, 0, 1, 2, 0, 2, 1, 2), 105_000)), {}, 105_011).weeks,
    "goals": [("Lead a research team", 9, 3, 6, 3), ("Give talks without dread", 4, 1, 4, 2)],
    "next_steps": [("Ask Sam for an introduction", "Fri"), ("Outline the meetup talk", "Sun")],
    "buttons": [
        {"words": "It led to…", "primary": True},
        {"words": "Not yet: set the next step"},
        {"words": "Nothing changed"},
    ],
    "choices": [
        {
            "value": "toward",
            "words": "Toward where I want to go",
            "key": "1",
            "note": "Lead a research team",
            "chosen": True,
        },
        {"value": "unsure", "words": "I am not sure", "key": "2"},
        {
            "value": "away",
            "words": "Away from it",
            "key": "3",
            "note": "It was good, and it was for somebody else’s plan",
        },
    ],
}
