"""The goals of one person's journal, as rows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from smallwins.method.errors import InputError, NotFoundError, ReusedKeyError
from smallwins.method.goal import Goal, Possible
from smallwins.method.saying import say
from smallwins.storage.counting import Numbers
from smallwins.storage.moments import day_at, list_text, mapping_at, mapping_text, rows_text, strings_at
from smallwins.storage.naming import id_named
from smallwins.storage.sqlite import Value, damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_READ = "id, number, title, why, skills, status, created_on, possible, origin, extra"  # unsaid: SQL


class Goals:
    """Keeps where the person wants to get to."""

    def __init__(self, connection: Connection, owner: int, numbers: Numbers) -> None:
        self._connection = connection
        self._owner = owner
        self._numbers = numbers

    def take_number(self, count: int = 1) -> int:
        """Take so many short numbers in a row, and return the first."""
        return self._numbers.take("goal", count)

    def add(self, goals: Iterable[Goal]) -> None:
        """Keep goals that are not in the journal yet."""
        goals = list(goals)
        if not goals:
            return
        try:
            self._connection.executemany(
                f"INSERT INTO goal (owner, {_READ}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(self._owner, *_values_of(goal)) for goal in goals],
            )
        except self._connection.IntegrityError as error:
            raise ReusedKeyError(goals[0].id) from error
        self._numbers.used("goal", max(goal.number for goal in goals))

    def save(self, goal: Goal) -> None:
        """Put the goal in place of what was kept of it."""
        values = _values_of(goal._replace(number=self.get(goal.id).number))
        self._connection.execute(
            "UPDATE goal SET number = ?, title = ?, why = ?, skills = ?, status = ?, created_on = ?, possible = ?,"
            " origin = ?, extra = ? WHERE owner = ? AND id = ?",
            (*values[1:], self._owner, goal.id),
        )

    def remove(self, goal_id: str) -> None:
        """Take the goal away; its number stays taken."""
        self.get(goal_id)
        self._connection.execute("DELETE FROM goal WHERE owner = ? AND id = ?", (self._owner, goal_id))

    def get(self, goal_id: str) -> Goal:
        """Return the goal of that id."""
        row = self._connection.execute(
            f"SELECT {_READ} FROM goal WHERE owner = ? AND id = ?", (self._owner, goal_id)
        ).fetchone()
        if row is None:
            raise NotFoundError("goal", goal_id)
        return _goal_of(row)

    def find(self, name: str) -> Goal:
        """Return the goal that a person means: by its number, id, title, or a unique beginning of one of the two."""
        try:
            return self.get(id_named(self._connection, self._owner, "goal", name))
        except NotFoundError:
            called = name.strip().casefold()
            begun = [goal for goal in self.all() if called and goal.title.casefold().startswith(called)]
            whole = [goal for goal in begun if goal.title.casefold() == called]
            meant = whole or begun
            if len(meant) > 1:
                raise InputError(
                    "goal", say("several goals begin with {name}; give more of it, or a number", name=name)
                ) from None
            if not meant:
                raise
            return meant[0]

    def all(self) -> tuple[Goal, ...]:
        """Return all goals in the order of their numbers."""
        rows = self._connection.execute(f"SELECT {_READ} FROM goal WHERE owner = ? ORDER BY number", (self._owner,))
        return tuple(map(_goal_of, rows))


def _values_of(goal: Goal) -> tuple[Value, ...]:
    return (
        goal.id,
        goal.number,
        goal.title,
        goal.why,
        list_text(goal.skills),
        goal.status,
        goal.created_on.isoformat(),
        rows_text([(felt.on.isoformat(), felt.value) for felt in goal.possible]),
        goal.origin,
        mapping_text(goal.extra),
    )


def _goal_of(row: tuple[Any, ...]) -> Goal:
    its_id, number, title, why, skills, status, created_on, possible, origin, extra = row
    try:
        felt = tuple(Possible(day_at(on), value) for on, value in json.loads(possible or "[]"))
        created = day_at(created_on)
        return Goal(its_id, number, title, why, strings_at(skills), status, created, felt, origin, mapping_at(extra))
    except (ValueError, TypeError) as error:
        raise damaged("file", say("holds a goal that makes no sense ({its_id})", its_id=its_id)) from error
