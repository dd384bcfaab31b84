"""goal-drift: are fewer of my wins aligned than before?"""

from datetime import timedelta
from typing import Final

from smallwins.insights.evidence import Evidence
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import Table, chance, odds

ID: Final = "goal-drift"
WINS = 8  # in the last weeks, and as many before
LAST, BEFORE = timedelta(weeks=8), timedelta(weeks=16)


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Put the last eight weeks against the sixteen before; wins whose direction was not answered are left out."""
    counted = {(recent, aligned): 0 for recent in (True, False) for aligned in (True, False)}
    for row in evidence.wins:
        age = evidence.today - row.day
        if row.direction is not None and age < LAST + BEFORE:
            counted[age < LAST, row.signals.alignment == "yes"] += 1
    table = Table(*(counted[recent, aligned] for recent in (True, False) for aligned in (True, False)))
    silent = too_few(
        ID,
        Need(
            table.of,
            WINS,
            "win of the last eight weeks with its direction answered",
            "wins of the last eight weeks with their direction answered",
        ),
        Need(
            table.others_of,
            WINS,
            "win of the sixteen weeks before with its direction answered",
            "wins of the sixteen weeks before with their direction answered",
        ),
    )
    return [silent or Answer(ID, table.direction, table.counts("aligned", "before_"), chance(table), odds(table))]
