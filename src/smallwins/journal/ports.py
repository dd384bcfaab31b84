"""What a use case needs of an open journal; storage keeps it, in memory, SQLite or PostgreSQL.

Every store raises NotFoundError from `get` and `find`. Names given to `find` are a short number, an id, or a unique
beginning of an id (of a goal also a unique beginning of its title).
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import NamedTuple, Protocol

from smallwins.insights.columns import JudgedColumns
from smallwins.insights.evidence import JudgedRow
from smallwins.insights.ids import Ids
from smallwins.journal.filters import Cursor as Cursor
from smallwins.journal.filters import WinFilter as WinFilter
from smallwins.journal.inbox_item import InboxItem as InboxItem
from smallwins.journal.inbox_item import InboxState as InboxState
from smallwins.journal.question_stores import OfferStore as OfferStore
from smallwins.journal.question_stores import WordingStore as WordingStore
from smallwins.journal.tallies import GoalTally as GoalTally
from smallwins.journal.tallies import ShineTally as ShineTally
from smallwins.journal.tallies import WeekTally as WeekTally
from smallwins.method.chain import Door
from smallwins.method.crossroads import Crossroads
from smallwins.method.goal import Goal
from smallwins.method.history import Entry
from smallwins.method.remark import Remark
from smallwins.method.review import Review
from smallwins.method.settings import Settings
from smallwins.method.signals import Facts
from smallwins.method.step import NextStep
from smallwins.method.telling.draft import Draft
from smallwins.method.verdict import JudgedWin
from smallwins.method.week import Week


class WinStore(Protocol):
    def take_number(self, count: int = 1) -> int:
        """Take so many numbers in a row, never to be used again, and return the first."""

    def add(self, wins: Iterable[JudgedWin]) -> None: ...
    def save(self, judged: JudgedWin) -> None:
        """Put the win in place of what was kept of it; the version kept becomes the one given plus one."""

    def rejudge(self, judged: Iterable[JudgedWin]) -> None:
        """Keep new judgements only (nothing that a person wrote, no new version)."""

    def remove(self, win_id: str) -> None:
        """Take the win away with its doors and steps; its history and number stay taken."""

    def get(self, win_id: str) -> JudgedWin: ...
    def find(self, name: str) -> JudgedWin: ...
    def several(self, win_ids: Iterable[str]) -> dict[str, JudgedWin]:
        """Return those of the wins that there are."""

    def facts(self, win_id: str) -> Facts: ...
    def page(self, which: WinFilter) -> tuple[JudgedWin, ...]: ...
    def count(self, which: WinFilter) -> int: ...
    def everything(self) -> Iterator[JudgedWin]:
        """Go through all wins in the order of their numbers."""

    def last_celebrated(self) -> JudgedWin | None: ...
    def last_not_shiny(self, by: date | None = None) -> JudgedWin | None:
        """Return the win last written down that is not shiny; of those that happened by a day, where one is given."""

    def look_again_by(self, day: date, limit: int | None = 50) -> tuple[JudgedWin, ...]:
        """Return the wins with open momentum, answered not_yet, whose day to look again has come; oldest first."""

    def written_since(self, at: datetime) -> tuple[JudgedWin, ...]:
        """Return the wins written down at that time or later, whenever they happened."""

    def week_tallies(self) -> tuple[WeekTally, ...]: ...
    def goal_tallies(self) -> tuple[GoalTally, ...]: ...
    def shine_tally(self) -> ShineTally: ...
    def judged_rows(self, door_days: Mapping[str, date]) -> tuple[JudgedRow, ...]:
        """Return every win as the insights see it; the days of their first doors come from the caller."""

    def judged_columns(self) -> JudgedColumns:
        """Return every win as the questions and the pictures of the insights count them."""

    def claimed_at(self) -> Mapping[str, datetime]:
        """Return when each win was last answered `opened: door`, where history knows; also where it was taken back."""

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Return every tag with how often it is used, the most used first."""


class DoorStore(Protocol):
    def add(self, doors: Iterable[Door]) -> None: ...
    def remove(self, door: Door) -> bool: ...
    def openers_of(self, win_id: str) -> tuple[str, ...]: ...
    def opened_by(self, win_id: str) -> tuple[str, ...]:
        """Return the ids of the later wins that this one opened."""

    def touching(self, win_ids: Iterable[str]) -> tuple[Door, ...]: ...
    def everything(self) -> tuple[Door, ...]: ...
    def ends(self) -> tuple[Ids, Ids]:
        """Return of all doors the ids of the earlier wins, and in the same order those of the later ones."""


class StepStore(Protocol):
    def take_number(self, count: int = 1) -> int: ...
    def add(self, steps: Iterable[NextStep]) -> None: ...
    def save(self, step: NextStep) -> None: ...
    def remove(self, step_id: str) -> None: ...
    def get(self, step_id: str) -> NextStep: ...
    def find(self, name: str) -> NextStep: ...
    def of_wins(self, win_ids: Iterable[str]) -> Mapping[str, tuple[NextStep, ...]]: ...
    def open(self, limit: int | None = None) -> tuple[NextStep, ...]:
        """Return what is still to do, the earliest due first, those without a day last."""

    def done(self) -> "tuple[Ids, array[int]]":
        """Return the id of the win of each step that is done, and in the same order date.toordinal of when it was."""

    def done_tallies(self) -> tuple[tuple[int, int], ...]:
        """Return (Week.ordinal, number of steps done in it), leaving out those of shiny wins."""


class GoalStore(Protocol):
    def take_number(self, count: int = 1) -> int: ...
    def add(self, goals: Iterable[Goal]) -> None: ...
    def save(self, goal: Goal) -> None: ...
    def remove(self, goal_id: str) -> None: ...
    def get(self, goal_id: str) -> Goal: ...
    def find(self, name: str) -> Goal: ...
    def all(self) -> tuple[Goal, ...]:
        """Return all goals in the order of their numbers."""


class ReviewStore(Protocol):
    def get(self, week: Week) -> Review | None: ...
    def save(self, review: Review) -> None: ...
    def remove(self, week: Week) -> None: ...
    def all(self) -> tuple[Review, ...]:
        """Return all reviews, oldest week first."""


class CrossroadsStore(Protocol):
    def save(self, crossroads: Crossroads) -> None: ...
    def remove(self, crossroads_id: str) -> None: ...
    def get(self, crossroads_id: str) -> Crossroads: ...
    def all(self) -> tuple[Crossroads, ...]: ...


class DraftStore(Protocol):
    """Append-only: each change of a draft is a version beside those before it."""

    def append(self, draft: Draft) -> None: ...
    def get(self, draft_id: str) -> Draft: ...
    def versions(self, draft_id: str) -> tuple[Draft, ...]:
        """Return every version of a draft, the oldest first."""

    def all(self) -> tuple[Draft, ...]:
        """Return the last version of every draft that was not thrown away, the one written last first."""


class InboxStore(Protocol):
    """What came in from elsewhere and waits to be decided on; what was decided stays known by its key."""

    def add(self, items: Iterable[InboxItem]) -> None:
        """Add items, passing over those whose key is known."""

    def get(self, item_id: str) -> InboxItem: ...
    def with_keys(self, keys: Iterable[str]) -> Mapping[str, InboxItem]:
        """Return those of the keys that are known, whatever was decided, each with its item."""

    def waiting(
        self,
        limit: int,
        after: tuple[date, str] | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[InboxItem, ...]:
        """Return what waits, the latest day first; after is the day and id of the last one seen."""

    def count(self, since: date | None = None, until: date | None = None) -> int:
        """Count what waits; of some days only, where they are given."""

    def everything(self) -> tuple[InboxItem, ...]:
        """Return all that ever came in, waiting or decided, the latest day first."""

    def mark(self, item_id: str, state: InboxState, win: str | None = None) -> None: ...
    def remove(self, item_ids: Iterable[str]) -> None: ...


class RemarkStore(Protocol):
    """What others asked and said, always in the order of time."""

    def save(self, remark: Remark) -> None: ...
    def remove(self, remark_id: str) -> None: ...
    def get(self, remark_id: str) -> Remark: ...
    def of_wins(self, win_ids: Iterable[str]) -> Mapping[str, tuple[Remark, ...]]: ...
    def of_week(self, week: Week) -> tuple[Remark, ...]: ...
    def waiting(self) -> tuple[Remark, ...]:
        """Return what the owner has not answered yet, nor left at that."""

    def of_author(self, author: int) -> tuple[Remark, ...]:
        """Return what one account wrote."""

    def all(self) -> tuple[Remark, ...]: ...


class HistoryStore(Protocol):
    """Append-only: there is no way to change or remove an entry."""

    def append(self, entries: Iterable[tuple[str, Entry]]) -> None:
        """Append entries, each with the id of its win."""

    def of(self, win_id: str) -> tuple[Entry, ...]: ...
    def of_wins(self, win_ids: Sequence[str]) -> Mapping[str, tuple[Entry, ...]]: ...
    def came_back(self, since: datetime) -> tuple[tuple[str, Entry], ...]:
        """Return the entries since then with which a win stopped being shiny, each with its win, the latest first."""


class Change(NamedTuple):
    """A change that can be taken back: what was done, and how everything it touched stood before."""

    number: int
    at: datetime
    summary: str  # for people: "wrote down 42", "deleted 7"
    before: str  # JSON written and read by journal/undo.py
    undone: bool = False


class ChangeStore(Protocol):
    def append(self, at: datetime, summary: str, before: str) -> None: ...
    def last(self) -> Change | None:
        """Return the last change that was not taken back, or None."""

    def mark_undone(self, number: int) -> None: ...
    def rename_author(self, author: int, was: str, to: str) -> None:
        """Call whoever wrote a remark otherwise, in every change that touched it."""


class KeyStore(Protocol):
    """Ids that already stand for something, kept with it, so that sending a create twice makes one record."""

    def fingerprint(self, key: str) -> str | None: ...
    def keep(self, key: str, fingerprint: str, at: datetime) -> None: ...
    def forget(self, key: str) -> None: ...


class SettingsStore(Protocol):
    def get(self) -> Settings: ...
    def save(self, settings: Settings) -> None: ...


class Journal(Protocol):
    """One person's journal, open for one transaction."""

    @property
    def wins(self) -> WinStore: ...
    @property
    def doors(self) -> DoorStore: ...
    @property
    def steps(self) -> StepStore: ...
    @property
    def goals(self) -> GoalStore: ...
    @property
    def reviews(self) -> ReviewStore: ...
    @property
    def crossroads(self) -> CrossroadsStore: ...
    @property
    def remarks(self) -> RemarkStore: ...
    @property
    def wordings(self) -> WordingStore: ...
    @property
    def offers(self) -> OfferStore: ...
    @property
    def drafts(self) -> DraftStore: ...
    @property
    def inbox(self) -> InboxStore: ...
    @property
    def history(self) -> HistoryStore: ...
    @property
    def changes(self) -> ChangeStore: ...
    @property
    def keys(self) -> KeyStore: ...
    @property
    def settings(self) -> SettingsStore: ...
    def stamp(self) -> object:
        """Return what is equal as long as nothing was written; None once this transaction has written something.

        It names the owner too: the stamps of two journals are never equal.
        """

    def whose(self) -> int:
        """Return who owns the journal, so that nothing kept of one person is found under another's name."""

    def erase(self) -> None:
        """Erase all of it, history too: for a person who leaves a shared server."""


class Journals(Protocol):
    """Where journals are kept: opens one as one transaction, committed on a clean exit, rolled back on any error."""

    def journal_of(self, person: int, *, reading: bool = False, heavy: bool = False) -> AbstractContextManager[Journal]:
        """Open a person's journal; what is `heavy` to read (lists, insights) may come from a replica."""
