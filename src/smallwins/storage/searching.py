"""The search index: keeping the words of each win in it, and asking it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from smallwins.storage.folding import fold, is_sign, words_of
from smallwins.storage.moments import day_at, list_text
from smallwins.storage.places import rowid_of

if TYPE_CHECKING:
    from smallwins.storage.connection import Connection

MOST_WORDS = 64  # a longer search is a pasted text; its first words find the same

_TEXTS = """
    SELECT win.id, win.number, win.happened_on,
           win.title || '\n' || coalesce(win.story, '') || '\n' || coalesce(win.tags, '')
           || '\n' || coalesce(win.door_note, '') || '\n' || coalesce(win.overrule_reason, '') || '\n'
           || coalesce((SELECT {step_texts} FROM step WHERE step.owner = ?1 AND step.win_id = win.id), '')
    FROM win WHERE win.owner = ?1 AND win.id IN (SELECT value FROM {each})
"""


def texts_query(connection: Connection) -> str:
    """Ask for all that is searched of some of an owner's wins."""
    return _TEXTS.format(step_texts=connection.STEP_TEXTS, each=connection.EACH.replace("?", "?2"))


class Asked(NamedTuple):
    """What a person searches for, folded: phrases that must all be found, and one whose last word may go on."""

    phrases: tuple[str, ...]
    beginning: str | None


def asked_of(words: str) -> Asked | None:
    """Read what a person typed; None where there is no word in it."""
    typed = [found for word in words.split() if (found := words_of(word))]
    if not typed:
        return None
    last = typed[-1]
    phrases = dict.fromkeys(" ".join(signs) for signs in typed[:MOST_WORDS] if signs is not last)
    if len(typed) > MOST_WORDS:
        return Asked(tuple(phrases), None)
    if is_sign(last[-1]):
        return Asked((*phrases, " ".join(last)), None)
    return Asked(tuple(phrases), " ".join(last))


def match_of(asked: Asked) -> str:
    """Turn what is asked into a question for the index of SQLite.

    Each phrase stands in quotes, and folding has left no quote in it, so nothing that was typed is read as the index's
    own language.
    """
    phrases = [f'"{phrase}"' for phrase in asked.phrases]
    return " ".join(phrases if asked.beginning is None else [*phrases, f'"{asked.beginning}"*'])


class SearchIndex:
    """The index of one person's wins; what changed in a transaction is brought in once, before it ends."""

    def __init__(self, connection: Connection, owner: int) -> None:
        self._connection = connection
        self._owner = owner
        self._changed: dict[str, bool] = {}  # win id -> whether the win is new to the index

    def added(self, win_id: str) -> None:
        """Remember that a win is new."""
        self._changed[win_id] = True

    def changed(self, win_id: str) -> None:
        """Remember that the words of a win may have changed."""
        self._changed.setdefault(win_id, False)

    def forget(self, win_id: str, number: int, day: date) -> None:
        """Take a win out, as it stood on that day."""
        if not self._changed.pop(win_id, False):
            self._connection.execute("DELETE FROM win_fts WHERE rowid = ?", (rowid_of(self._owner, day, number),))

    def moved(self, win_id: str, number: int, day: date) -> None:
        """Take a win out where it stood, since it goes to another day."""
        self.forget(win_id, number, day)
        self.added(win_id)

    def settle(self) -> None:
        """Bring in what changed."""
        if not self._changed:
            return
        changed, self._changed = self._changed, {}
        run = self._connection.execute
        fresh: list[tuple[int, str]] = []
        for win_id, number, day, text in run(texts_query(self._connection), (self._owner, list_text(changed))):
            rowid, words = rowid_of(self._owner, day_at(day), number), fold(text)
            if not changed[win_id]:
                if run("SELECT words FROM win_fts WHERE rowid = ?", (rowid,)).fetchone() == (words,):
                    continue
                run("DELETE FROM win_fts WHERE rowid = ?", (rowid,))
            fresh.append((rowid, words))
        fresh.sort()  # FTS5 gathers rows in memory only as long as they come in order
        self._connection.executemany("INSERT INTO win_fts (rowid, words) VALUES (?, ?)", fresh)
