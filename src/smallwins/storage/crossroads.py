"""The crossroads of one person's journal, as rows; the options of one are kept with it, as JSON."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from smallwins.method.answers import NO_ANSWERS, Answers
from smallwins.method.crossroads import Crossroads, Happening, Option
from smallwins.method.errors import NotFoundError
from smallwins.method.saying import say
from smallwins.method.win import NOTHING_EXTRA
from smallwins.storage.moments import day_at, day_text, mapping_at, mapping_text, moment_at, moment_text
from smallwins.storage.sqlite import Value, damaged

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

_COLUMNS = (
    "id", "title", "options", "status", "decision", "reason", "look_back_on", "outcome", "win", "origin", "extra",
)  # fmt: skip
HISTORY = "history"
_READ = ", ".join(_COLUMNS)


class CrossroadsRows:
    """Keeps offers before they are taken."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner

    def save(self, crossroads: Crossroads) -> None:
        """Keep the crossroads, in place of what was kept of it."""
        self._connection.execute(
            f"INSERT INTO crossroads (owner, {_READ}) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
            " ON CONFLICT (owner, id) DO UPDATE SET "
            + ", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:]),
            (self._owner, *_values_of(crossroads)),
        )

    def remove(self, crossroads_id: str) -> None:
        """Take the crossroads away."""
        self.get(crossroads_id)
        self._connection.execute("DELETE FROM crossroads WHERE owner = ? AND id = ?", (self._owner, crossroads_id))

    def get(self, crossroads_id: str) -> Crossroads:
        """Return the crossroads of that id."""
        row = self._connection.execute(
            f"SELECT {_READ} FROM crossroads WHERE owner = ? AND id = ?", (self._owner, crossroads_id)
        ).fetchone()
        if row is None:
            raise NotFoundError("crossroads", crossroads_id)
        return _crossroads_of(row)

    def all(self) -> tuple[Crossroads, ...]:
        """Return all crossroads in the order in which they were written down."""
        rows = self._connection.execute(
            f"SELECT {_READ} FROM crossroads WHERE owner = ? ORDER BY place", (self._owner,)
        )
        return tuple(map(_crossroads_of, rows))


def _values_of(crossroads: Crossroads) -> tuple[Value, ...]:
    return (
        crossroads.id,
        crossroads.title,
        json.dumps([_option_json(option) for option in crossroads.options]),
        crossroads.status,
        crossroads.decision,
        crossroads.reason,
        day_text(crossroads.look_back_on),
        crossroads.outcome,
        crossroads.win,
        crossroads.origin,
        # Its history lies beside the keys that are not ours, under a name that none of those can have.
        mapping_text({**crossroads.extra, **({HISTORY: _history_json(crossroads)} if crossroads.history else {})}),
    )


def _history_json(crossroads: Crossroads) -> list[dict[str, object]]:
    return [
        {"at": moment_text(one.at), "cause": one.cause, "change": dict(one.change), "extra": dict(one.extra)}
        for one in crossroads.history
    ]


def _happening_of(kept: dict[str, Any]) -> Happening:
    change, extra = (MappingProxyType(kept[name]) if kept[name] else NOTHING_EXTRA for name in ("change", "extra"))
    return Happening(moment_at(kept["at"]), kept["cause"], change, extra)


def _option_json(option: Option) -> dict[str, object]:
    answers = option.answers._asdict()
    if option.answers.look_again:
        answers["look_again"] = option.answers.look_again.isoformat()
    return {
        "id": option.id,
        "title": option.title,
        "looks": option.looks,
        "answers": {name: value for name, value in answers.items() if value is not None},
        "extra": dict(option.extra),
    }


def _crossroads_of(row: tuple[Any, ...]) -> Crossroads:
    its_id, title, options, status, decision, reason, look_back_on, outcome, win, origin, extra = row
    try:
        ways = tuple(map(_option_of, json.loads(options)))
        day = day_at(look_back_on) if look_back_on else None
        beside: dict[str, Any] = dict(mapping_at(extra))
        history = tuple(map(_happening_of, beside.pop(HISTORY, ())))
        own = MappingProxyType(beside) if beside else NOTHING_EXTRA
        return Crossroads(its_id, title, ways, status, decision, reason, day, outcome, win, origin, own, history)
    except (ValueError, TypeError, KeyError) as error:
        raise damaged("file", say("holds a crossroads that makes no sense ({its_id})", its_id=its_id)) from error


def _option_of(kept: dict[str, Any]) -> Option:
    answers = kept["answers"]
    if answers.get("look_again"):
        answers["look_again"] = day_at(answers["look_again"])
    answers |= {name: tuple(answers[name]) for name in ("goals", "gains") if name in answers}
    extra = mapping_at(json.dumps(kept["extra"]) if kept["extra"] else None)
    return Option(kept["id"], kept["title"], kept["looks"], Answers(**answers) if answers else NO_ANSWERS, extra)
