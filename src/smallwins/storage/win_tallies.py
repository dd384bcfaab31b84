"""Wins, counted: by week, toward each goal, and what made the shiny ones shine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smallwins.journal.tallies import GoalTally, ShineTally, WeekTally
from smallwins.storage.moments import strings_at

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection


_VERDICTS = ", ".join(f"count(CASE verdict WHEN '{verdict}' THEN 1 END)" for verdict in ("real", "early", "shiny"))


def week_tallies(connection: Connection, owner: int) -> tuple[WeekTally, ...]:
    """Count the wins of each week, oldest week first."""
    rows = connection.execute(
        f"SELECT week, {_VERDICTS} FROM win WHERE owner = ? GROUP BY week ORDER BY week",
        (owner,),
    )
    return tuple(WeekTally(*row) for row in rows)


def goal_tallies(connection: Connection, owner: int) -> tuple[GoalTally, ...]:
    """Count the wins toward each goal."""
    tallies: dict[str, GoalTally] = {}
    rows = connection.execute(
        f"SELECT goals, {_VERDICTS} FROM win WHERE owner = ? AND goals IS NOT NULL GROUP BY goals",
        (owner,),
    )
    for goals, real, early, shiny in rows:
        for goal in dict.fromkeys(strings_at(goals)):
            tally = tallies.get(goal) or GoalTally(goal, 0, 0, 0)
            tallies[goal] = GoalTally(goal, tally.real + real, tally.early + early, tally.shiny + shiny)
    return tuple(tallies[goal] for goal in sorted(tallies))


def shine_tally(connection: Connection, owner: int) -> ShineTally:
    """Count what made the shiny ones shine."""
    row = connection.execute(
        "SELECT count(*), count(CASE motive WHEN 'available' THEN 1 END), count(CASE stretch WHEN 0 THEN 1 END),"
        " count(CASE gains WHEN '[]' THEN 1 END), count(CASE direction WHEN 'away' THEN 1 END)"
        " FROM win WHERE owner = ? AND verdict = 'shiny'",
        (owner,),
    ).fetchone()
    return ShineTally(*row)
