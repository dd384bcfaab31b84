"""doors-by-motive: do wins I sought open more doors than those that were just available?"""

from typing import Final

from smallwins.insights.evidence import Evidence
from smallwins.insights.finding import Answer, Need, Silent, too_few
from smallwins.insights.two_by_two import compared, odds

ID: Final = "doors-by-motive"
WINS = 8  # of each
DOORS = 5  # opened, and as many not


def ask(evidence: Evidence) -> list[Answer | Silent]:
    """Put the meaningful ones against the available ones; wins whose motive was not answered are left out."""
    known = [one for one in evidence.decided if one.row.motive is not None]
    tables = compared(known, lambda one: one.row.motive == "meaningful")
    table = tables.all
    silent = too_few(
        ID,
        Need(table.of, WINS, "decided win that you sought", "decided wins that you sought"),
        Need(table.others_of, WINS, "decided win that was just available", "decided wins that were just available"),
        Need(table.yes + table.others_yes, DOORS, "win that opened a door", "wins that opened a door"),
        Need(table.no + table.others_no, DOORS, "win that opened none", "wins that opened none"),
    )
    return [silent or Answer(ID, table.direction, table.counts("opened"), tables.chance(), odds(table))]
