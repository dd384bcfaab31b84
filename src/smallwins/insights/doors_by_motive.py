"""doors-by-motive: do wins I sought open more doors than those that were just available?"""

from typing import Final

from smallwins.insights.columns import MEANINGFUL, UNKNOWN, Columns
from smallwins.insights.decided import decided, values_of
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import compared, odds
from smallwins.method.saying import say_n

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
        Need(
            table.of,
            WINS,
            lambda n: say_n("{n} more decided win that you sought", "{n} more decided wins that you sought", n),
        ),
        Need(
            table.others_of,
            WINS,
            lambda n: say_n(
                "{n} more decided win that was just available", "{n} more decided wins that were just available", n
            ),
        ),
        Need(
            table.yes + table.others_yes,
            DOORS,
            lambda n: say_n("{n} more win that opened a door", "{n} more wins that opened a door", n),
        ),
        Need(
            table.no + table.others_no,
            DOORS,
            lambda n: say_n("{n} more win that opened none", "{n} more wins that opened none", n),
        ),
    )
    return [silent or Answer(ID, table.direction, table.counts("opened"), tables.chance(), odds(table))]
