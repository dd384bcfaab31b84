"""Lists of wins: one filter becomes one query, whose rows come out in order, with nothing to sort."""

from typing import NamedTuple

from smallwins.journal.ports import WinFilter
from smallwins.storage.places import UNLIMITED, first_rowid, last_rowid, place_of, rowid_of
from smallwins.storage.searching import Asked, asked_of, match_of
from smallwins.storage.sqlite import Value
from smallwins.storage.win_rows import READ


class Query(NamedTuple):
    """SQL and its values."""

    sql: str
    values: tuple[Value, ...]


class _Conditions:
    """What must hold of the rows, gathered one by one."""

    def __init__(self, *before: Value) -> None:
        self.sql: list[str] = []
        self.values: list[Value] = [*before]  # of what stands before them

    def add(self, sql: str, *values: Value) -> None:
        self.sql.append(sql)
        self.values.extend(values)


class _Source(NamedTuple):
    """The table that the rows come from, in its order."""

    table: str
    join: str
    order: str


_ALL = _Source("win", "win", "win.happened_on DESC, win.place DESC")
# CROSS JOIN: the planner of some SQLite versions otherwise begins with win, a thousand times slower.
_FOUND = _Source("win_fts", "win_fts CROSS JOIN win", "win_fts.rowid DESC")
# Where the words lie in a table of their own, by day and place like the wins.
_WORDED = _Source("win_words", "win_words CROSS JOIN win", "win_words.happened_on DESC, win_words.place DESC")
_TAGGED = _Source("win_tag", "win_tag CROSS JOIN win", "win_tag.happened_on DESC, win_tag.place DESC")
_TOWARD = _Source("win_goal", "win_goal CROSS JOIN win", "win_goal.happened_on DESC, win_goal.place DESC")


_READ_YES = " + ".join(
    f"CASE win.{signal} WHEN 'yes' THEN 1 ELSE 0 END" for signal in ("alignment", "momentum", "stretch_reads", "gain")
)


def page_query(owner: int, which: WinFilter, words: str) -> Query:
    """Ask for the wins of one page; a search looks in the table of words that the database has."""
    source, conditions = _selection(owner, which, words)
    limit = UNLIMITED if which.limit is None else which.limit
    if source is _WORDED and _alone(source, conditions):
        # First the page, then its wins: whoever finds thousands need not fetch and sort them all.
        page = f"SELECT owner, happened_on, place FROM win_words WHERE {' AND '.join(conditions.sql)}"
        source = source._replace(join=f"({page} ORDER BY {source.order} LIMIT ?) AS win_words CROSS JOIN win")
        conditions = _Conditions(*conditions.values, limit)
    conditions.add(*_joined(owner, source))
    where = " AND ".join(conditions.sql)
    return Query(
        f"SELECT {READ} FROM {source.join} WHERE {where} ORDER BY {source.order} LIMIT ?", (*conditions.values, limit)
    )


def count_query(owner: int, which: WinFilter, words: str) -> Query:
    """Ask how many wins there are, before and after the page."""
    source, conditions = _selection(owner, which._replace(before=None), words)
    alone = _alone(source, conditions)
    if not alone:
        conditions.add(*_joined(owner, source))
    joined = source.table if alone else source.join
    return Query(f"SELECT count(*) FROM {joined} WHERE {' AND '.join(conditions.sql)}", tuple(conditions.values))


def _alone(source: _Source, conditions: _Conditions) -> bool:
    return all(f"{source.table}." in condition for condition in conditions.sql)


def _joined(owner: int, source: _Source) -> tuple[str, *tuple[Value, ...]]:
    if source is _FOUND:
        return ("win.place = ? + (win_fts.rowid & 16777215)", place_of(owner, 0))
    if source is _ALL:
        return ("win.owner = ?", owner)
    return (f"win.owner = {source.table}.owner AND win.place = {source.table}.place",)


def _selection(owner: int, which: WinFilter, words: str) -> tuple[_Source, _Conditions]:
    conditions = _Conditions()
    asked = asked_of(which.words)
    if asked is not None and words == _FOUND.table:
        source = _FOUND
        _within_found(conditions, owner, which, match_of(asked))
    elif asked is not None:
        source = _WORDED
        _within_days(conditions, source.table, owner, which)
        _holding(conditions, asked)
    else:
        source = _TAGGED if which.tag is not None else _TOWARD if which.goal is not None else _ALL
        _within_days(conditions, source.table, owner, which)
    if which.tag is not None:
        _named(conditions, source, "win_tag", "tag", owner, which.tag)
    if which.goal is not None:
        _named(conditions, source, "win_goal", "goal", owner, which.goal)
    _as_judged(conditions, which)
    return source, conditions


def _within_found(conditions: _Conditions, owner: int, which: WinFilter, match: str) -> None:
    first = first_rowid(owner) if which.since is None else first_rowid(owner, which.since)
    last = last_rowid(owner) if which.until is None else last_rowid(owner, which.until)
    if which.before is not None:
        last = min(last, rowid_of(owner, which.before.happened_on, which.before.number) - 1)
    conditions.add("win_fts.rowid BETWEEN ? AND ?", first, last)
    conditions.add("win_fts.words MATCH ?", match)


def _holding(conditions: _Conditions, asked: Asked) -> None:
    # Every word stands between two spaces there, so that a phrase between two spaces is whole words.
    for phrase in asked.phrases:
        conditions.add("strpos(win_words.words, ?) > 0", f" {phrase} ")
    if asked.beginning is not None:
        conditions.add("strpos(win_words.words, ?) > 0", f" {asked.beginning}")


def _within_days(conditions: _Conditions, table: str, owner: int, which: WinFilter) -> None:
    conditions.add(f"{table}.owner = ?", owner)
    if which.since is not None:
        conditions.add(f"{table}.happened_on >= ?", which.since.isoformat())
    if which.until is not None:
        conditions.add(f"{table}.happened_on <= ?", which.until.isoformat())
    if which.before is not None:
        day, place = which.before.happened_on.isoformat(), place_of(owner, which.before.number)
        conditions.add(f"{table}.happened_on <= ?", day)
        conditions.add(f"({table}.happened_on < ? OR {table}.place < ?)", day, place)


def _named(conditions: _Conditions, source: _Source, table: str, column: str, owner: int, name: str) -> None:
    if source.table == table:
        conditions.add(f"{table}.{column} = ?", name)
    else:
        conditions.add(
            f"EXISTS (SELECT 1 FROM {table} WHERE {table}.owner = ? AND {table}.{column} = ?"
            f" AND {table}.happened_on = win.happened_on AND {table}.place = win.place)",
            owner,
            name,
        )


def _as_judged(conditions: _Conditions, which: WinFilter) -> None:
    for column in ("verdict", "kind", "momentum", "looks"):
        value = getattr(which, column)
        if value is not None:
            conditions.add(f"win.{column} = ?", value)
    if which.moves is not None:
        conditions.add(f"({_READ_YES}) = ?", which.moves)
        conditions.add(
            "NOT (win.alignment = 'open' AND win.momentum = 'open'"
            " AND win.stretch_reads = 'open' AND win.gain = 'open')"
        )
    if which.unanswered:
        conditions.add("win.unanswered = 1")
    if which.origin is not None:
        conditions.add("win.origin = ?", which.origin)
        if which.origin != "own":
            conditions.add("win.origin <> 'own'")  # says again what lets the smaller index be used
