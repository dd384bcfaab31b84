"""Wins, counted: by week, toward each goal, and what made the shiny ones shine."""

from smallwins.journal.tallies import GoalTally, ShineTally, WeekTally
from smallwins.storage.moments import strings_at
from smallwins.storage.sqlite import Connection


def week_tallies(connection: Connection, owner: int) -> tuple[WeekTally, ...]:
    """Count the wins of each week, oldest week first."""
    rows = connection.execute(
        "SELECT week, sum(verdict = 'real'), sum(verdict = 'early'), sum(verdict = 'shiny')"
        " FROM win WHERE owner = ? GROUP BY week",
        (owner,),
    )
    return tuple(WeekTally(*row) for row in rows)


def goal_tallies(connection: Connection, owner: int) -> tuple[GoalTally, ...]:
    """Count the wins toward each goal."""
    tallies: dict[str, GoalTally] = {}
    rows = connection.execute(
        "SELECT goals, sum(verdict = 'real'), sum(verdict = 'early'), sum(verdict = 'shiny')"
        " FROM win WHERE owner = ? AND goals IS NOT NULL GROUP BY goals",
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
        "SELECT count(*), sum(motive IS 'available'), sum(stretch IS 0), sum(gains IS '[]'),"
        " sum(direction IS 'away') FROM win WHERE owner = ? AND verdict = 'shiny'",
        (owner,),
    ).fetchone()
    return ShineTally(*(part or 0 for part in row))
