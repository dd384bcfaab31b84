"""doors-by-motive: do wins I sought open more doors than those that were just available?"""

from typing import Final

from smallwins.insights.columns import MEANINGFUL, UNKNOWN, Columns
from smallwins.insights.decided import decided, values_of
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import compared, odds

ID: Final = "doors-by-motive"
WINS = 8  # of each
DOORS = 5  # opened, and as many not


def ask(columns: Columns) -> list[Answer | Silent]:
    """Put the meaningful ones against the available ones; wins whose motive was not answered are left out."""
    is_decided, opened, settled = decided(columns)
    motives = values_of(columns.wins.motives)
    known = is_decided & (motives != UNKNOWN)
    tables = compared(motives[known] == MEANINGFUL, opened[known], settled[known])
    table = tables.all
    silent = too_few(
        ID,
        Need(table.of, WINS, "decided win that you sought", "decided wins that you sought"),
        Need(table.others_of, WINS, "decided win that was just available", "decided wins that were just available"),
        Need(table.yes + table.others_yes, DOORS, "win that opened a door", "wins that opened a door"),
        Need(table.no + table.others_no, DOORS, "win that opened none", "wins that opened none"),
    )
    return [silent or Answer(ID, table.direction, table.counts("opened"), tables.chance(), odds(table))]
