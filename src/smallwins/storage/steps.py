"""The next steps of one person's journal, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from smallwins.method.errors import NotFoundError, ReusedKeyError
from smallwins.method.saying import say
from smallwins.method.step import NextStep
from smallwins.method.week import ordinal_of
from smallwins.storage.counting import Numbers
from smallwins.storage.moments import day_at, day_text, mapping_at, mapping_text
from smallwins.storage.naming import id_named
from smallwins.storage.places import UNLIMITED
from smallwins.storage.sqlite import Value, damaged

if TYPE_CHECKING:
    from array import array

    from smallwins.insights.ids import Ids
    from smallwins.storage.connection import Connection, Index

_READ = "id, number, win_id, text, due_on, status, done_on, extra"  # unsaid: SQL


class Steps:
    """Keeps what will be done because of a win."""

    def __init__(self, connection: Connection, owner: int, numbers: Numbers, index: Index) -> None:
        self._connection = connection
        self._owner = owner
        self._numbers = numbers
        self._index = index

    def take_number(self, count: int = 1) -> int:
        """Take so many short numbers in a row, and return the first."""
        return self._numbers.take("step", count)

    def add(self, steps: Iterable[NextStep]) -> None:
        """Keep steps that are not in the journal yet."""
        steps = list(steps)
        if not steps:
            return
        try:
            self._connection.executemany(
                f"INSERT INTO step (owner, {_READ}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(self._owner, *_values_of(step)) for step in steps],
            )
        except self._connection.IntegrityError as error:
            for step in steps:
                self._require_win(step.win_id, error)
            raise ReusedKeyError(steps[0].id) from error
        self._numbers.used("step", max(step.number for step in steps))
        for step in steps:
            self._index.changed(step.win_id)

    def save(self, step: NextStep) -> None:
        """Put the step in place of what was kept of it."""
        before = self.get(step.id)
        values = _values_of(step._replace(number=before.number))
        self._connection.execute(
            "UPDATE step SET number = ?, win_id = ?, text = ?, due_on = ?, status = ?, done_on = ?, extra = ?"
            " WHERE owner = ? AND id = ?",
            (*values[1:], self._owner, step.id),
        )
        if (before.text, before.win_id) != (step.text, step.win_id):
            self._index.changed(before.win_id)
            self._index.changed(step.win_id)

    def remove(self, step_id: str) -> None:
        """Take the step away; its number stays taken."""
        step = self.get(step_id)
        self._connection.execute("DELETE FROM step WHERE owner = ? AND id = ?", (self._owner, step_id))
        self._index.changed(step.win_id)

    def get(self, step_id: str) -> NextStep:
        """Return the step of that id."""
        row = self._connection.execute(
            f"SELECT {_READ} FROM step WHERE owner = ? AND id = ?", (self._owner, step_id)
        ).fetchone()
        if row is None:
            raise NotFoundError("step", step_id)
        return _step_of(row)

    def find(self, name: str) -> NextStep:
        """Return the step that a person means."""
        return self.get(id_named(self._connection, self._owner, "step", name))

    def of_wins(self, win_ids: Iterable[str]) -> Mapping[str, tuple[NextStep, ...]]:
        """Return the steps of each of the wins, in the order of their numbers; wins without a step are left out."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM step WHERE owner = ? AND win_id IN (SELECT value FROM {self._connection.EACH})"
            " ORDER BY win_id, number",
            (self._owner, json.dumps(list(win_ids))),
        )
        steps: dict[str, tuple[NextStep, ...]] = {}
        for step in map(_step_of, rows):
            steps[step.win_id] = (*steps.get(step.win_id, ()), step)
        return steps

    def open(self, limit: int | None = None) -> tuple[NextStep, ...]:
        """Return what is still to do, the earliest due first, those without a day last."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM step WHERE owner = ? AND status = 'open'"
            " ORDER BY due_on IS NULL, due_on, number LIMIT ?",
            (self._owner, UNLIMITED if limit is None else limit),
        )
        return tuple(map(_step_of, rows))

    def done(self) -> tuple[Ids, array[int]]:
        """Return the id of the win of each step that is done, and in the same order date.toordinal of when it was."""
        from smallwins.insights.ids import Ids  # noqa: PLC0415 - as below
        from smallwins.storage.many_days import ordinals_at  # noqa: PLC0415 - numpy, which the insights alone wait for

        columns = [self._connection.AS_LINES.format("win_id", "done_on, win_id")]  # unsaid: SQL
        columns.append(self._connection.AS_ONE.format("done_on", "done_on, win_id"))  # unsaid: SQL
        wins, days = self._connection.execute(
            f"SELECT {', '.join(columns)} FROM step WHERE owner = ? AND status = 'done' AND done_on IS NOT NULL",
            (self._owner,),
        ).fetchone()
        try:
            return Ids(wins or ""), ordinals_at((days or "").encode("ascii"))
        except ValueError as error:
            raise damaged("file", say("holds a step that makes no sense")) from error

    def done_tallies(self) -> tuple[tuple[int, int], ...]:
        """Return (Week.ordinal, number of steps done in it), leaving out those of shiny wins; oldest week first."""
        rows = self._connection.execute(
            "SELECT step.done_on, count(*) FROM step CROSS JOIN win"
            " WHERE win.owner = step.owner AND win.id = step.win_id AND step.owner = ? AND step.status = 'done'"
            " AND step.done_on IS NOT NULL AND win.verdict <> 'shiny' GROUP BY step.done_on ORDER BY step.done_on",
            (self._owner,),
        )
        tallies: dict[int, int] = {}
        for day, done in rows:
            week = ordinal_of(day_at(day))
            tallies[week] = tallies.get(week, 0) + done
        return tuple(tallies.items())

    def _require_win(self, win_id: str, error: Exception) -> None:
        there = self._connection.execute("SELECT 1 FROM win WHERE owner = ? AND id = ?", (self._owner, win_id))
        if there.fetchone() is None:
            raise NotFoundError("win", win_id) from error


def _values_of(step: NextStep) -> tuple[Value, ...]:
    return (
        step.id,
        step.number,
        step.win_id,
        step.text,
        day_text(step.due_on),
        step.status,
        day_text(step.done_on),
        mapping_text(step.extra),
    )


def _step_of(row: tuple[Any, ...]) -> NextStep:
    its_id, number, win_id, text, due_on, status, done_on, extra = row
    try:
        due = day_at(due_on) if due_on else None
        done = day_at(done_on) if done_on else None
        return NextStep(its_id, number, win_id, text, due, status, done, mapping_at(extra))
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a step that makes no sense ({its_id})", its_id=its_id)) from error
