"""A guess at the kind of a win from the words it is told in; only where one kind alone is meant."""

import re

from smallwins.method.win import Kind

WORDS: tuple[tuple[Kind, str], ...] = (
    (
        "speaking",
        (
            "talk|keynote|panel|podcast|webinar|lightning talk|presented|presentation|speaker"  # unsaid: theirs
            "|spoke at|moderated"  # unsaid: theirs
        ),
    ),
    (
        "role",
        "promoted|promotion|hired|new role|new job|first day|signed the contract|offer",  # unsaid: words of titles
    ),
    ("setback", "rejected|rejection|turned down|declined|laid off|did not get"),  # unsaid: words of titles
    (
        "application",
        "applied|application|submitted my|cover letter|cv sent|résumé sent|resume sent",  # unsaid: words of titles
    ),
    (
        "conversation",
        (
            "interview|coffee|call|lunch|chat|1:1|one-on-one|meeting with|met with|mentor|mentoring|catch-up|catch up"
            "|replied|phone screen|networking|meetup|introduction|kaffee|gespräch|vorstellungsgespräch"  # unsaid: read
        ),
    ),
    (
        "learning",
        "course|learned|learnt|learning|certificate|certified|certification|class|read|workshop|tutorial|exam",
    ),
    ("recognition", "award|praised|thanked|recognised|recognized|kudos|shout-out|featured|nominated"),
    (
        "making",
        "built|published|released|launched|wrote|prototype|side project|open-sourced|portfolio",  # unsaid: theirs
    ),
    ("work", "shipped|delivered|fixed|led|migrated|improved|reduced|refactored|mentored|designed|deployed"),
)
PATTERNS = [(kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for kind, words in WORDS]
LOOKED_AT = 300  # characters


def guessed(text: str) -> Kind | None:
    """Return the kind that the words of a text speak of first; None where none does."""
    head = text[:LOOKED_AT]
    return next((kind for kind, pattern in PATTERNS if pattern.search(head)), None)
