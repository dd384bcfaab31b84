"""The wins of one person's journal, as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from smallwins.method.errors import NotFoundError, ReusedKeyError
from smallwins.method.signals import Facts
from smallwins.method.verdict import JudgedWin
from smallwins.method.win import Win
from smallwins.storage.counting import Numbers
from smallwins.storage.moments import list_text, moment_text
from smallwins.storage.places import UNLIMITED, place_of
from smallwins.storage.win_rows import INSERT, READ, UPDATE, insert_values, update_values, win_of

if TYPE_CHECKING:  # types only: what is loaded here, each `smallwins add` waits for
    from smallwins.insights.columns import JudgedColumns
    from smallwins.insights.evidence import JudgedRow
    from smallwins.journal.ports import GoalTally, ShineTally, WeekTally, WinFilter
    from smallwins.storage.connection import Connection, Index, Value

_CHUNK = 1000  # wins read at once when all are wanted: few reads, little memory


class Wins:
    """Keeps wins with their judgement, and everything that lists and counts them."""

    def __init__(self, connection: Connection, owner: int, numbers: Numbers, index: Index) -> None:
        self._connection = connection
        self._owner = owner
        self._numbers = numbers
        self._index = index

    def take_number(self, count: int = 1) -> int:
        """Take so many short numbers in a row, and return the first."""
        return self._numbers.take("win", count)

    def add(self, wins: Iterable[JudgedWin]) -> None:
        """Keep wins that are not in the journal yet."""
        wins = list(wins)
        if not wins:
            return
        try:
            self._connection.executemany(INSERT, [insert_values(self._owner, judged) for judged in wins])
        except self._connection.IntegrityError as error:
            for taken in self.several(judged.win.id for judged in wins):
                raise ReusedKeyError(taken) from error
            raise
        self._numbers.used("win", max(judged.win.number for judged in wins))
        self._label([judged.win for judged in wins])
        for judged in wins:
            self._index.added(judged.win.id)

    def save(self, judged: JudgedWin) -> None:
        """Put the win in place of what was kept of it, as its next version."""
        before, win = self.get(judged.win.id).win, judged.win._replace()
        win = win._replace(number=before.number)
        self._connection.execute(
            UPDATE, update_values(self._owner, judged._replace(win=win, version=judged.version + 1))
        )
        labels = (before.tags, before.answers.goals, before.happened_on)
        if labels != (win.tags, win.answers.goals, win.happened_on):
            self._unlabel(before)
            self._label([win])
        if before.happened_on != win.happened_on:
            self._index.moved(win.id, before.number, before.happened_on)
        else:
            self._index.changed(win.id)

    def rejudge(self, judged: Iterable[JudgedWin]) -> None:
        """Keep new judgements only."""
        self._connection.executemany(
            "UPDATE win SET alignment = ?, momentum = ?, stretch_reads = ?, gain = ?, computed = ?, rule = ?,"
            " verdict = coalesce(overrule_verdict, ?) WHERE owner = ? AND id = ?",
            (
                (*judgement.signals, judgement.computed, judgement.rule, judgement.computed, self._owner, win.id)
                for win, judgement, _ in judged
            ),
        )

    def remove(self, win_id: str) -> None:
        """Take the win away with its doors and steps."""
        win = self.get(win_id).win
        self._unlabel(win)
        self._index.forget(win.id, win.number, win.happened_on)
        self._connection.execute("DELETE FROM win WHERE owner = ? AND id = ?", (self._owner, win_id))

    def get(self, win_id: str) -> JudgedWin:
        """Return the win of that id."""
        found = self._one("win.id = ?", win_id)
        if found is None:
            raise NotFoundError("win", win_id)
        return found

    def find(self, name: str) -> JudgedWin:
        """Return the win that a person means."""
        from smallwins.storage.naming import id_named  # noqa: PLC0415 - as all that follows: adding needs none of it

        return self.get(id_named(self._connection, self._owner, "win", name))

    def several(self, win_ids: Iterable[str]) -> dict[str, JudgedWin]:
        """Return those of the wins that there are."""
        rows = self._connection.execute(
            f"SELECT {READ} FROM win WHERE owner = ? AND id IN (SELECT value FROM {self._connection.EACH})",
            (self._owner, list_text(list(win_ids)) or "[]"),
        )
        return {row[0]: win_of(row) for row in rows}

    def facts(self, win_id: str) -> Facts:
        """Return what can be seen of the doors and steps of a win."""
        row = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM door CROSS JOIN win WHERE door.owner = ?1 AND door.earlier = ?2"
            " AND win.owner = door.owner AND win.id = door.later AND win.verdict <> 'shiny'),"
            " EXISTS (SELECT 1 FROM step WHERE owner = ?1 AND win_id = ?2 AND status = 'done')",
            (self._owner, win_id),
        ).fetchone()
        return Facts(bool(row[0]), bool(row[1]))

    def page(self, which: WinFilter) -> tuple[JudgedWin, ...]:
        """Return the wins of one page, newest day first."""
        from smallwins.storage.win_lists import page_query  # noqa: PLC0415

        if which.words:
            self._index.settle()
        return tuple(
            win_of(row) for row in self._connection.execute(*page_query(self._owner, which, self._connection.WORDS))
        )

    def count(self, which: WinFilter) -> int:
        """Count all wins that a filter lets through, on every page."""
        from smallwins.storage.win_lists import count_query  # noqa: PLC0415

        if which.words:
            self._index.settle()
        return int(self._connection.execute(*count_query(self._owner, which, self._connection.WORDS)).fetchone()[0])

    def everything(self) -> Iterator[JudgedWin]:
        """Go through all wins in the order of their numbers."""
        number = 0
        while True:
            rows = self._connection.execute(
                f"SELECT {READ} FROM win WHERE {self._connection.AFTER_NUMBER} ORDER BY place LIMIT {_CHUNK}",
                (self._owner, number),
            ).fetchall()
            yield from map(win_of, rows)
            if len(rows) < _CHUNK:
                return
            number = rows[-1][1]

    def last_celebrated(self) -> JudgedWin | None:
        """Return the win celebrated last."""
        return self._one("win.celebrated_on IS NOT NULL ORDER BY win.celebrated_on DESC, win.place DESC")

    def last_not_shiny(self, by: date | None = None) -> JudgedWin | None:
        """Return the win last written down that is not shiny; of those that happened by a day, where one is given."""
        order = "ORDER BY win.logged_at DESC, win.place DESC"
        if by is None:
            return self._one(f"win.verdict <> 'shiny' {order}")
        return self._one(f"win.verdict <> 'shiny' AND win.happened_on <= ? {order}", by.isoformat())

    def look_again_by(self, day: date, limit: int | None = 50) -> tuple[JudgedWin, ...]:
        """Return the wins whose day to look again has come, oldest first."""
        rows = self._connection.execute(
            f"SELECT {READ} FROM win WHERE owner = ? AND momentum = 'open' AND opened = 'not_yet' AND look_again <= ?"
            " ORDER BY look_again, place LIMIT ?",
            (self._owner, day.isoformat(), UNLIMITED if limit is None else limit),
        )
        return tuple(map(win_of, rows))

    def written_since(self, at: datetime) -> tuple[JudgedWin, ...]:
        """Return the wins written down at that time or later, in that order."""
        rows = self._connection.execute(
            f"SELECT {READ} FROM win WHERE owner = ? AND logged_at >= ? ORDER BY logged_at, place",
            (self._owner, moment_text(at)),
        )
        return tuple(map(win_of, rows))

    def week_tallies(self) -> tuple[WeekTally, ...]:
        """Count the wins of each week, oldest week first."""
        from smallwins.storage import win_tallies  # noqa: PLC0415 - see above

        return win_tallies.week_tallies(self._connection, self._owner)

    def goal_tallies(self) -> tuple[GoalTally, ...]:
        """Count the wins toward each goal."""
        from smallwins.storage import win_tallies  # noqa: PLC0415 - see above

        return win_tallies.goal_tallies(self._connection, self._owner)

    def shine_tally(self) -> ShineTally:
        """Count what made the shiny ones shine."""
        from smallwins.storage import win_tallies  # noqa: PLC0415 - see above

        return win_tallies.shine_tally(self._connection, self._owner)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return every tag with how often it is used, the most used first."""
        rows = self._connection.execute(
            "SELECT tag, count(*) AS used FROM win_tag WHERE owner = ? GROUP BY tag ORDER BY used DESC, tag",
            (self._owner,),
        )
        return tuple((tag, used) for tag, used in rows)

    def judged_rows(self, door_days: Mapping[str, date]) -> tuple[JudgedRow, ...]:
        """Return every win as the insights see it."""
        from smallwins.storage import judged_rows  # noqa: PLC0415 - see above

        return judged_rows.judged_rows(self._connection, self._owner, door_days)

    def judged_columns(self) -> JudgedColumns:
        """Return every win as the questions and the pictures of the insights count them."""
        from smallwins.storage import judged_columns  # noqa: PLC0415 - see above

        return judged_columns.judged_columns(self._connection, self._owner)

    def claimed_at(self) -> dict[str, datetime]:
        """Return when each win was last answered to have opened a door."""
        from smallwins.storage import judged_columns  # noqa: PLC0415 - see above

        return judged_columns.claimed_at(self._connection, self._owner)

    def _one(self, condition: str, *values: Value) -> JudgedWin | None:
        row = self._connection.execute(
            f"SELECT {READ} FROM win WHERE win.owner = ? AND {condition} LIMIT 1", (self._owner, *values)
        ).fetchone()
        return None if row is None else win_of(row)

    def _label(self, wins: list[Win]) -> None:
        for table, rows in self._labels(wins):
            if rows:
                self._connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", rows)

    def _unlabel(self, win: Win) -> None:
        for table, rows in self._labels([win]):
            name = table.removeprefix("win_")
            self._connection.executemany(
                f"DELETE FROM {table} WHERE owner = ? AND {name} = ? AND happened_on = ? AND place = ?", rows
            )

    def _labels(self, wins: list[Win]) -> tuple[tuple[str, list[tuple[Value, ...]]], ...]:
        tags: list[tuple[Value, ...]] = []
        goals: list[tuple[Value, ...]] = []
        for win in wins:
            if win.tags or win.answers.goals:
                day, place = win.happened_on.isoformat(), place_of(self._owner, win.number)
                tags.extend((self._owner, tag, day, place) for tag in win.tags)
                goals.extend((self._owner, goal, day, place) for goal in win.answers.goals)
        return ("win_tag", tags), ("win_goal", goals)
