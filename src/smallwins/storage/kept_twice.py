"""What a journal's file keeps a second time to be quick: columns, labels, words, numbers; compared, and made anew."""

from collections.abc import Iterator

from smallwins.journal.looking_over import Finding, shortened
from smallwins.method.answers import NO_ANSWERS
from smallwins.method.saying import say
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.win import VERDICTS
from smallwins.storage import places
from smallwins.storage.backup import INDEX
from smallwins.storage.folding import fold
from smallwins.storage.moments import day_at
from smallwins.storage.searching import texts_query
from smallwins.storage.sqlite import Connection
from smallwins.storage.win_rows import DERIVED, READ, READABLE, values_of, win_of

LABELS = {"win_tag": "tag", "win_goal": "goal"}
COUNTED = ("win", "step", "goal")

_IN = ", ".join(f"'{each}'" for each in sorted(READABLE))
_SENSELESS = (
    " OR ".join(
        f"{signal} NOT IN ({_IN})"
        for signal in ("alignment", "momentum", "stretch_reads", "gain")  # unsaid: SQL
    )
    + f" OR computed NOT IN ({', '.join(repr(each) for each in VERDICTS)})"
)


def senseless(connection: Connection, owner: int) -> list[Finding]:
    """Return the wins whose kept judgement is none that any rule gives."""
    rows = connection.execute(f"SELECT number FROM win WHERE owner = ? AND ({_SENSELESS}) ORDER BY number", (owner,))
    return [
        Finding(say("win {win}: its verdict is kept as something that no rule gives", win=number), mends=True)
        for (number,) in rows
    ]


def look_over_rows(connection: Connection, owner: int) -> list[Finding]:
    """Return where what is kept of a person's wins a second time does not say the same."""
    derived: list[Finding] = []
    labels: dict[str, set[tuple[int, str, str, int]]] = {table: set() for table in LABELS}
    for judged, kept in _wins(connection, owner):
        if values_of(judged)[-len(DERIVED) :] != kept:
            sentence = say(
                "win {win}: verdict, week or unanswered do not fit what is kept of it", win=judged.win.number
            )
            derived.append(Finding(sentence, mends=True))
        labels["win_tag"] |= _labels(owner, judged, judged.win.tags)
        labels["win_goal"] |= _labels(owner, judged, judged.win.answers.goals)
    found = shortened(derived)
    for table, expected in labels.items():
        if expected != set(connection.execute(f"SELECT * FROM {table} WHERE owner = ?", (owner,))):
            found.append(Finding(say("{table}: does not say the same as the wins", table=table), mends=True))
    return [*found, *_words(connection, owner), *_numbers(connection, owner)]


def strangers(connection: Connection) -> Iterator[Finding]:
    """Return what is kept a second time of people of whom nothing is kept a first time."""
    for table in LABELS:
        if connection.execute(f"SELECT 1 FROM {table} WHERE owner NOT IN (SELECT owner FROM win)").fetchone():
            yield Finding(say("{table}: holds labels of wins that are gone", table=table), mends=True)
    (words,) = connection.execute(f"SELECT count(*) FROM {INDEX}").fetchone()
    (wins,) = connection.execute("SELECT count(*) FROM win").fetchone()
    if words > wins:
        yield Finding(say("{table}: holds words of wins that are gone", table=INDEX), mends=True)


def make_sensible(connection: Connection) -> None:
    """Put the judgement of a win without answers where one is kept that no rule gives; judging follows."""
    signals, computed, rule = judge(NO_ANSWERS)
    connection.execute(
        "UPDATE win SET alignment = ?, momentum = ?, stretch_reads = ?, gain = ?, computed = ?, rule = ?"
        f" WHERE {_SENSELESS}",
        (*signals, computed, rule),
    )


def make_anew(connection: Connection, owners: list[int]) -> None:
    """Make everything that is kept a second time anew from the wins."""
    for table in LABELS:
        connection.execute(f"DELETE FROM {table}")
    (how,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (INDEX,)).fetchone()
    connection.execute(f"DROP TABLE {INDEX}")  # a damaged index can be dropped, and not always emptied
    connection.execute(how)
    for owner in owners:
        wins = list(_wins(connection, owner))
        for judged, kept in wins:
            fresh = values_of(judged)[-len(DERIVED) :]
            if fresh != kept:
                connection.execute(
                    f"UPDATE win SET {', '.join(f'{column} = ?' for column in DERIVED)} WHERE owner = ? AND id = ?",
                    (*fresh, owner, judged.win.id),
                )
        for table, labels in (("win_tag", "tags"), ("win_goal", "goals")):
            rows = {
                row
                for judged, _ in wins
                for row in _labels(owner, judged, judged.win.tags if labels == "tags" else judged.win.answers.goals)
            }
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", sorted(rows))
        connection.executemany(
            f"INSERT INTO {INDEX} (rowid, words) VALUES (?, ?)", sorted(_words_of(connection, owner).items())
        )
        for what, most in _most_numbers(connection, owner).items():
            connection.execute(
                f"UPDATE settings SET next_{what} = max(next_{what}, ?) WHERE owner = ?", (most + 1, owner)
            )


def _wins(connection: Connection, owner: int) -> Iterator[tuple[JudgedWin, tuple[object, ...]]]:
    rows = connection.execute(f"SELECT {READ}, {', '.join(DERIVED)} FROM win WHERE owner = ?", (owner,)).fetchall()
    for row in rows:
        yield win_of(row[: -len(DERIVED)]), row[-len(DERIVED) :]


def _labels(owner: int, judged: JudgedWin, labels: tuple[str, ...]) -> set[tuple[int, str, str, int]]:
    win = judged.win
    return {(owner, label, win.happened_on.isoformat(), places.place_of(owner, win.number)) for label in labels}


def _words_of(connection: Connection, owner: int) -> dict[int, str]:
    (ids,) = connection.execute("SELECT json_group_array(id) FROM win WHERE owner = ?", (owner,)).fetchone()
    return {
        places.rowid_of(owner, day_at(day), number): fold(text)
        for _, number, day, text in connection.execute(texts_query(connection), (owner, ids))
    }


def _words(connection: Connection, owner: int) -> Iterator[Finding]:
    first, last = places.first_rowid(owner), places.last_rowid(owner)
    kept = dict(connection.execute(f"SELECT rowid, words FROM {INDEX} WHERE rowid BETWEEN ? AND ?", (first, last)))
    expected = _words_of(connection, owner)
    if any(kept.get(rowid) != words for rowid, words in expected.items()):
        yield Finding(say("{table}: does not hold the words of every win", table=INDEX), mends=True)
    elif len(kept) > len(expected):
        yield Finding(say("{table}: holds words of wins that are gone", table=INDEX), mends=True)


def _most_numbers(connection: Connection, owner: int) -> dict[str, int]:
    return {
        what: connection.execute(f"SELECT coalesce(max(number), 0) FROM {what} WHERE owner = ?", (owner,)).fetchone()[0]
        for what in COUNTED
    }


def _numbers(connection: Connection, owner: int) -> Iterator[Finding]:
    following = connection.execute(
        f"SELECT {', '.join(f'next_{what}' for what in COUNTED)} FROM settings WHERE owner = ?", (owner,)
    ).fetchone() or (1, 1, 1)
    for (what, most), next_one in zip(_most_numbers(connection, owner).items(), following, strict=True):
        if next_one <= most:
            yield Finding(
                say(
                    "numbers: the next {what} would take the number {next}, which is taken",
                    what=what,
                    next=next_one,
                ),
                mends=True,
            )
