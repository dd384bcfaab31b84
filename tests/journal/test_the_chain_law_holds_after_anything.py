"""The chain law of METHOD section 3: the verdicts kept equal those computed from scratch, after any use cases."""

import json
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)

from smallwins.bootstrap import LOCAL, local_journals, new_id
from smallwins.journal.commands import (
    AddGoal,
    AddStep,
    AddWin,
    AnswerPulse,
    AnswerWin,
    CelebrateWin,
    ChangeSettings,
    CloseReview,
    DeleteWin,
    EditGoal,
    EditWin,
    ImportJournal,
    LinkWins,
    MoveReview,
    MoveStep,
    OverruleWin,
    PauseWeek,
    ReopenReview,
    SkipQuestion,
    Undo,
    UnlinkWins,
)
from smallwins.journal.crossroads import answer_option, decide, new_crossroads
from smallwins.journal.crossroads_commands import (
    AnswerOption,
    Decide,
    LinkToWin,
    NewCrossroads,
    NewOption,
    TakeAsWin,
)
from smallwins.journal.doors import link_wins, unlink_wins
from smallwins.journal.editing import celebrate, delete_win, edit_win
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.goals import add_goal, edit_goal
from smallwins.journal.judging import answer_win, overrule_win
from smallwins.journal.ports import Journal, Journals
from smallwins.journal.reviews import (
    answer_pulse,
    close_review,
    move_review,
    pause_week,
    reopen_review,
    skip_question,
)
from smallwins.journal.sample import load_sample, remove_sample
from smallwins.journal.settings import change_settings
from smallwins.journal.steps import add_step, move_step
from smallwins.journal.taking import link_to_win, taken_as_win
from smallwins.journal.undo import undo
from smallwins.journal.wins import add_win
from smallwins.method.chain import latest_first
from smallwins.method.errors import NotFoundError, RefusedError
from smallwins.method.review import STAGES, Stage
from smallwins.method.signals import Facts
from smallwins.method.verdict import JudgedWin, judge
from smallwins.method.week import week_of
from tests.withstand.counts import times

pytestmark = [pytest.mark.promise("R15"), pytest.mark.timeout(times(300, 100_000))]

FIRST = date(2026, 1, 5)
answers = st.fixed_dictionaries(
    {},
    optional={
        "direction": st.sampled_from(["toward", "unsure", "away", None]),
        "motive": st.sampled_from(["meaningful", "available", None]),
        "opened": st.sampled_from(["door", "not_yet", "nothing", None]),
        "stretch": st.sampled_from([0, 1, 2, 3, 4, None]),
        "gains": st.sampled_from([(), ("clarity",), None]),
    },
)
few_days = st.integers(0, 6)
ENDS: list[tuple[object, type]] = [
    (close_review, CloseReview),
    (pause_week, PauseWeek),
    (reopen_review, ReopenReview),
]


def from_scratch(journal: Journal) -> dict[str, JudgedWin]:
    """Judge a whole journal anew, latest first along the doors."""
    wins = {judged.win.id: judged for judged in journal.wins.everything()}
    doors = journal.doors.everything()
    steps = journal.steps.of_wins(wins)
    fresh: dict[str, JudgedWin] = {}
    for win_id in latest_first(wins, doors):
        opened = [fresh[door.later].verdict for door in doors if door.earlier == win_id]
        facts = Facts(
            opened_a_win=any(verdict != "shiny" for verdict in opened),
            step_done=any(step.status == "done" for step in steps.get(win_id, ())),
        )
        fresh[win_id] = wins[win_id]._replace(judgement=judge(wins[win_id].win.answers, facts))
    return fresh


class AnyUse(RuleBasedStateMachine):
    """A person (and their imports) doing anything to a journal in a real SQLite file."""

    wins = Bundle("wins")
    steps = Bundle("steps")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="chain-law-"))
        self.journals, self.person = self.a_journal()
        self.now = datetime(2026, 2, 1, 12, tzinfo=UTC)
        self.sampled = False
        self.offers: list[str] = []

    def a_journal(self) -> tuple[Journals, int]:
        """Return where an empty journal lies, and whose it is."""
        return local_journals(str(self.folder / "journal.db")), LOCAL

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def attempt(self, use_case: object, command: object) -> None:
        """Carry a use case out; being refused is fine, being left inconsistent is not."""
        assert callable(use_case)
        try:
            with self.journals.journal_of(self.person) as journal:
                use_case(journal, command)
        except (RefusedError, NotFoundError):
            pass

    @initialize()
    def name_a_goal(self) -> None:
        self.goal = new_id()
        self.attempt(add_goal, AddGoal(self.goal, self.tick(), FIRST, "Lead a research team"))

    @rule(target=wins, day=few_days)
    def write_down(self, day: int) -> str:
        win = new_id()
        self.attempt(add_win, AddWin(win, self.tick(), f"Win of day {day}", FIRST + timedelta(days=day)))
        return win

    @rule(target=wins, day=few_days, opener=wins)
    def write_down_what_came_of_it(self, day: int, opener: str) -> str:
        win = new_id()
        command = AddWin(
            win, self.tick(), "It led here", FIRST + timedelta(days=day), opened_by=(opener,), goals=(self.goal,)
        )
        self.attempt(add_win, command)
        return win

    @rule(win=wins, given=answers)
    def answer(self, win: str, given: dict[str, object]) -> None:
        self.attempt(answer_win, AnswerWin(win, self.tick(), **given))  # type: ignore[arg-type]  # drawn by name

    @rule(earlier=wins, later=wins)
    def link(self, earlier: str, later: str) -> None:
        self.attempt(link_wins, LinkWins(earlier, later, self.tick()))

    @rule(earlier=wins, later=wins)
    def unlink(self, earlier: str, later: str) -> None:
        self.attempt(unlink_wins, UnlinkWins(earlier, later, self.tick()))

    @rule(win=wins, day=few_days)
    def move_to_another_day(self, win: str, day: int) -> None:
        self.attempt(edit_win, EditWin(win, self.tick(), happened_on=FIRST + timedelta(days=day)))

    @rule(win=consumes(wins))
    def delete(self, win: str) -> None:
        self.attempt(delete_win, DeleteWin(win, self.tick()))

    @rule(win=wins, verdict=st.sampled_from(["real", "early", "shiny", None]))
    def overrule(self, win: str, verdict: str | None) -> None:
        command = OverruleWin(win, self.tick(), verdict, "I know better")  # type: ignore[arg-type]  # drawn
        self.attempt(overrule_win, command)

    @rule(win=wins)
    def open_the_champagne(self, win: str) -> None:
        self.attempt(celebrate, CelebrateWin(win, self.tick(), FIRST))

    @rule(target=steps, win=wins)
    def plan(self, win: str) -> str:
        step = new_id()
        self.attempt(add_step, AddStep(step, win, self.tick(), "When it is Monday, I will ask", None))
        return step

    @rule(step=steps, status=st.sampled_from(["open", "done", "dropped"]))
    def move_a_step(self, step: str, status: str) -> None:
        self.attempt(move_step, MoveStep(step, self.tick(), status, FIRST))  # type: ignore[arg-type]  # drawn

    @rule(target=wins, given=answers, day=few_days)
    def take_an_offer_as_a_win(self, given: dict[str, object], day: int) -> str:
        offer, win = new_id(), new_id()
        options = (NewOption("take", "Take it", 4), NewOption("stay", "Stay"))
        self.attempt(new_crossroads, NewCrossroads(offer, self.tick(), "An offer", options))
        asked = AnswerOption(offer, "take", self.tick(), goals=(self.goal,), **given)  # type: ignore[arg-type]  # drawn by name
        self.attempt(answer_option, asked)
        self.attempt(decide, Decide(offer, "take", self.tick(), FIRST, "It stretches me"))
        self.attempt(taken_as_win, TakeAsWin(win, offer, self.tick(), FIRST + timedelta(days=day)))
        self.offers.append(offer)
        return win

    @precondition(lambda self: self.offers)
    @rule(win=wins)
    def link_an_offer_to_a_win(self, win: str) -> None:
        self.attempt(link_to_win, LinkToWin(self.offers[-1], win, self.tick()))

    @rule(often=st.integers(1, 3))
    def take_back(self, often: int) -> None:
        for _ in range(often):
            self.attempt(undo, Undo(self.tick()))

    @rule(target=wins, opener=wins, given=answers)
    def take_in_a_file_that_goes_on_from_here(self, opener: str, given: dict[str, object]) -> object:
        first, second = new_id(), new_id()
        day = (FIRST + timedelta(days=6)).isoformat()
        common = {"happened_on": day, "logged_at": "2026-01-20T10:00:00Z"}
        document = {
            "format": "smallwins/1",
            "exported_at": None,
            "settings": None,
            "goals": [],
            "wins": [
                {"id": first, "title": "From a file", "opened_by": [opener], "answers": given, **common},
                {"id": second, "title": "And on", "opened_by": [first, opener], "answers": {}, **common},
            ],
            "reviews": [],
            "crossroads": [],
        }
        self.attempt(import_journal, ImportJournal(self.tick(), json.dumps(document).encode()))
        return multiple(first, second)

    @rule(status=st.sampled_from(["active", "reached", "let_go"]), possible=st.integers(0, 10))
    def change_the_goal(self, status: str, possible: int) -> None:
        command = EditGoal(self.goal, self.tick(), FIRST, status=status, possible=possible)  # type: ignore[arg-type]  # drawn
        self.attempt(edit_goal, command)

    @rule(
        act=st.sampled_from(ENDS),
        stage=st.sampled_from(STAGES),
        confidence=st.integers(0, 10),
    )
    def review_the_week(self, act: tuple[object, type], stage: Stage, confidence: int) -> None:
        week = week_of(FIRST)
        self.attempt(move_review, MoveReview(week, self.tick(), stage))
        self.attempt(answer_pulse, AnswerPulse(week, self.tick(), FIRST, confidence=confidence))
        use_case, command = act
        self.attempt(use_case, command(week, self.tick()))

    @rule(win=wins, question=st.sampled_from(["opened", "stretch"]))
    def leave_a_question_for_later(self, win: str, question: str) -> None:
        self.attempt(skip_question, SkipQuestion(week_of(FIRST), self.tick(), win, question))

    @rule(zone=st.sampled_from(["Asia/Tokyo", "Pacific/Kiritimati", "UTC"]))
    def move_house(self, zone: str) -> None:
        self.attempt(change_settings, ChangeSettings(self.tick(), timezone=zone))

    @precondition(lambda self: not self.sampled)
    @rule()
    def look_around_in_the_sample(self) -> None:
        self.sampled = True  # once in a run: it is large
        with self.journals.journal_of(self.person) as journal:
            load_sample(journal, self.tick(), date(2026, 2, 1))

    @precondition(lambda self: self.sampled)
    @rule()
    def have_seen_enough_of_the_sample(self) -> None:
        with self.journals.journal_of(self.person) as journal:
            remove_sample(journal, self.tick())

    @rule()
    def send_the_journal_through_a_file(self) -> None:
        with self.journals.journal_of(self.person, reading=True) as journal:
            text = export_journal(journal, self.now)
        self.attempt(import_journal, ImportJournal(self.tick(), text))

    @invariant()
    def verdicts_kept_equal_those_from_scratch(self) -> None:
        with self.journals.journal_of(self.person, reading=True) as journal:
            kept = {judged.win.id: judged for judged in journal.wins.everything()}

            assert kept == from_scratch(journal)

    @invariant()
    def no_verdict_changed_in_silence(self) -> None:
        with self.journals.journal_of(self.person, reading=True) as journal:
            kept = list(journal.wins.everything())
            histories = journal.history.of_wins([judged.win.id for judged in kept])

            assert all(histories[judged.win.id][-1].verdict == judged.verdict for judged in kept)


AnyUse.TestCase.settings = settings(
    max_examples=times(40, 2_000),
    stateful_step_count=times(30, 60),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
test_the_chain_law_holds_after_any_sequence_of_use_cases = AnyUse.TestCase


def test_the_sample_comes_and_goes_without_touching_the_person_s_own_wins(tmp_path: Path) -> None:
    journals = local_journals(str(tmp_path / "journal.db"))
    now = datetime(2026, 11, 22, 9, tzinfo=UTC)
    own = new_id()
    with journals.journal_of(LOCAL) as journal:
        add_win(journal, AddWin(own, now, "My own", date(2026, 11, 20)))
        before = journal.wins.get(own)
        load_sample(journal, now, date(2026, 11, 22))
    with journals.journal_of(LOCAL, reading=True) as journal:
        assert {judged.win.id: judged for judged in journal.wins.everything()} == from_scratch(journal)

    with journals.journal_of(LOCAL) as journal:
        assert remove_sample(journal, now) > 140

        assert list(journal.wins.everything()) == [before]
        assert journal.goals.all() == ()
        assert journal.reviews.all() == ()
