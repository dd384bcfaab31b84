"""`smallwins insights`: what your wins say, and only what they can say."""

from smallwins.cli.call import Call
from smallwins.cli.entry import entry
from smallwins.cli.render_insights import insight_lines
from smallwins.cli.shapes import text_of
from smallwins.formats.json_shapes import insights_json
from smallwins.journal.chains import chains_of
from smallwins.journal.insights import facts_of, insights_of, moved_of

CHAINS = 20  # the longest; `smallwins chains` shows all


@entry("insights", examples=("smallwins insights", "smallwins insights --json"))
def command(call: Call) -> None:
    """Say what your wins say: each finding with its counts, its interval, and how often chance would do as much."""
    with call.read() as journal:
        today = call.today(journal)
        found, facts = insights_of(journal, today), facts_of(journal, today)
        chains = chains_of(journal, CHAINS).lines
        moved = moved_of(journal, today) if call.json else ()
    if call.json:
        beside = {
            "looks_against_moves": moved,
            "chains": [
                {"length": line.length, "wins": line.size, "first": line.first.win.number, "last": line.last.win.number}
                for line in chains
            ],
            "first_door": found.first_door,
            "gut": found.gut,
        }
        call.put([text_of(insights_json(found.findings, found.silent, facts, beside))])
    else:
        call.put(insight_lines(found, facts, chains[0] if chains else None, call.terminal))
