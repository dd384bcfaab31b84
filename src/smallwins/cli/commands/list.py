"""`smallwins list`: all wins, newest first."""

import click

from smallwins.cli.call import Call
from smallwins.cli.days import BEFORE
from smallwins.cli.entry import entry
from smallwins.cli.listing import put_page
from smallwins.journal.ports import WinFilter
from smallwins.method.win import KINDS, VERDICTS, Kind, VerdictName

NEWEST = 50  # wins, unless --limit says otherwise


@entry(
    "list",
    examples=(
        "smallwins list",
        "smallwins list --verdict real --since 2026-09-01",
        "smallwins list --goal Lead --kind conversation --limit 500 --json",
    ),
)
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only those with this verdict.")
@click.option("--kind", type=click.Choice(KINDS), help="Only those of this kind.")
@click.option("--goal", metavar="GOAL", help="Only those that point toward this goal.")
@click.option("--tag", metavar="TAG", help="Only those with this tag.")
@click.option("--since", metavar="DATE", help=f"From this day on: {BEFORE}.")
@click.option("--until", metavar="DATE", help="Up to this day.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=NEWEST, help=f"How many; {NEWEST} unless told.")
def command(
    call: Call,
    verdict: VerdictName | None,
    kind: Kind | None,
    goal: str | None,
    tag: str | None,
    since: str | None,
    until: str | None,
    limit: int,
) -> None:
    """Show wins, newest first. Conditions hold together."""
    with call.read() as journal:
        which = WinFilter(
            verdict=verdict,
            kind=kind,
            goal=None if goal is None else journal.goals.find(goal).id,
            tag=tag,
            since=call.day(journal, since, "--since"),
            until=call.day(journal, until, "--until"),
            limit=limit,
        )
        answer = put_page(call, journal, which)
    call.put(answer)
