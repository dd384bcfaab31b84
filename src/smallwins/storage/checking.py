"""Looking a journal over: whether the file is whole, and whether what is kept twice says the same twice."""

from smallwins.method.verdict import JudgedWin
from smallwins.storage import places
from smallwins.storage.folding import fold
from smallwins.storage.moments import day_at
from smallwins.storage.opening import check_identity
from smallwins.storage.searching import texts_query
from smallwins.storage.sqlite import Connection, connect, plain_errors
from smallwins.storage.win_rows import DERIVED, READ, values_of, win_of


def check(path: str) -> list[str]:
    """Return what is not as it should be, one sentence each; nothing is changed."""
    with plain_errors(path):
        connection = connect(path, only_reading=True)
        try:
            check_identity(connection, path)
            findings = [f"SQLite's check: {row[0]}" for row in connection.execute("PRAGMA integrity_check")]
            if findings == ["SQLite's check: ok"]:
                findings = []
            for table, row, *_ in connection.execute("PRAGMA foreign_key_check"):
                findings.append(f"{table}: row {row} points to something that is not there")
            return [*findings, *_kept_twice(connection)]
        finally:
            connection.close()


def _kept_twice(connection: Connection) -> list[str]:
    findings = []
    tags, goals = set(), set()
    for owner, *row, verdict, week, unanswered in connection.execute(
        f"SELECT win.owner, {READ}, {', '.join(DERIVED)} FROM win"
    ):
        judged = win_of(tuple(row))
        if values_of(judged)[-len(DERIVED) :] != (verdict, week, unanswered):
            findings.append(f"win {judged.win.number}: verdict, week or unanswered do not fit what is kept of it")
        tags |= _labels(owner, judged, judged.win.tags)
        goals |= _labels(owner, judged, judged.win.answers.goals)
    for table, expected in (("win_tag", tags), ("win_goal", goals)):
        if expected != set(connection.execute(f"SELECT * FROM {table}")):
            findings.append(f"{table}: does not say the same as the wins")
    return findings + _words(connection)


def _labels(owner: int, judged: JudgedWin, labels: tuple[str, ...]) -> set[tuple[int, str, str, int]]:
    win = judged.win
    return {(owner, label, win.happened_on.isoformat(), places.place_of(owner, win.number)) for label in labels}


def _words(connection: Connection) -> list[str]:
    kept = dict(connection.execute("SELECT rowid, words FROM win_fts").fetchall())
    for owner, ids in connection.execute("SELECT owner, json_group_array(id) FROM win GROUP BY owner").fetchall():
        for _, number, day, text in connection.execute(texts_query(connection), (owner, ids)):
            if kept.pop(places.rowid_of(owner, day_at(day), number), None) != fold(text):
                return ["win_fts: does not hold the words of every win"]
    return ["win_fts: holds words of wins that are gone"] if kept else []
