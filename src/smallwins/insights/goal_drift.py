"""goal-drift: are fewer of my wins aligned than before?"""

from typing import Final

from smallwins.insights.columns import UNKNOWN, Columns
from smallwins.insights.decided import days_of, values_of
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import chance, counted, odds

ID: Final = "goal-drift"
WINS = 8  # in the last weeks, and as many before
LAST, BEFORE = 8 * 7, 16 * 7  # days


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the last eight weeks against the sixteen before; wins whose direction was not answered are left out."""
    ages = columns.today.toordinal() - days_of(columns)
    aligned = values_of(columns.wins.aligned)
    known = (aligned != UNKNOWN) & (ages < LAST + BEFORE)
    table = counted(ages[known] < LAST, aligned[known] == 1)
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
