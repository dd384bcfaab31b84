"""The whole product against one model (R15): a program and a terminal at one journal, a coach who looks in, tokens.

What must be true after each step is known by the method alone (model.py). The API is asked over HTTP of a real
server, the terminal is called in this process. On PostgreSQL there is no file that a terminal could open, so there
its commands are given the same journal through the server's own storage.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    precondition,
    run_state_machine_as_test,
)
from hypothesis.stateful import rule as step_of

from smallwins import bootstrap
from smallwins.cli import call
from smallwins.config import sqlite_path
from smallwins.method.answers import Answers, aimed
from smallwins.method.chain import Door
from smallwins.method.week import week_of
from tests.api.programs import Person, Program, made_token, person
from tests.api.test_isolation import number_of
from tests.promises import Tally
from tests.shared import DATABASES, Shared, on_engine, sharing
from tests.withstand.counts import times
from tests.withstand.hands import Api, Hands, Terminal
from tests.withstand.model import Planned, State, Wrote

pytestmark = [pytest.mark.promise("R15"), pytest.mark.timeout(times(300, 200_000))]

EXAMPLES, STEPS = times(3, 5_000), times(30, 100)
answers = st.fixed_dictionaries(
    {},
    optional={
        "direction": st.sampled_from(["toward", "unsure", "away", None]),
        "motive": st.sampled_from(["meaningful", "available", None]),
        "opened": st.sampled_from(["door", "not_yet", "nothing", None]),
        "stretch": st.sampled_from([0, 1, 2, 3, 4, None]),
        "gains": st.sampled_from([(), ("clarity",), ("skill:asking", "confidence"), None]),
    },
)
days = st.integers(0, 6)
anybody = st.sampled_from(["api", "terminal"])


class World:
    """One server with Ada, whose journal it is, and Cleo, who coaches her."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.ada: Person = person(shared, "ada@example.org")
        self.cleo: Person = person(shared, "cleo@example.org")
        self.number = number_of(self.ada.read)
        self.journals = bootstrap.server_journals(shared.database)
        self.hands: dict[str, Hands] = {"api": Api(self.ada.write), "terminal": Terminal()}
        self.steps = 0

    def open_here(self, _place: str, *, reading: bool = False, **_: object) -> Any:
        return self.journals.journal_of(self.number, reading=reading)

    def begin_anew(self) -> None:
        with self.journals.journal_of(self.number) as journal:
            journal.erase()
        for grant in self.ada.read.get("/sharing/coaches").json["coaches"]:
            self.ada.write.delete(f"/sharing/coaches/{grant['id']}")
        long_ago = "'2020-01-01'" if self.shared.database.startswith("sqlite") else "now() - interval '400 days'"
        self.shared.sql(f"UPDATE accounts_grant SET made_at = {long_ago}")  # so that as many can be made as one likes
        self.shared.sql("DELETE FROM accounts_token WHERE name = 'model'")

    def invite(self) -> int:
        made = self.ada.write.post("/sharing/coaches", {"email": "cleo@example.org"})
        assert made.status == 201, made.body
        path = made.json["address"].partition(f":{self.shared.port}")[2]
        assert self.cleo.visitor.post(path, {"act": "accept"}).status == 303
        return int(made.json["id"])


class AnyUse(RuleBasedStateMachine):
    """Ada by her program and at her terminal, in any order."""

    world: ClassVar[World]
    wins = Bundle("wins")
    steps = Bundle("steps")

    @initialize()
    def begin(self) -> None:
        self.world.begin_anew()
        self.state = State()
        self.before: list[tuple[int, State]] = []  # the number of each change that can be undone, and what was
        self.grant, self.chosen, self.unsure = 0, set[str](), set[str]()
        self.tokens: list[tuple[Program, bool]] = []
        self.first = datetime.now(UTC).date() - timedelta(days=20)
        self.week = str(week_of(self.first))

    def hands(self, by: str) -> Hands:
        return self.world.hands[by]

    def becomes(self, state: State) -> None:
        """Note what must be so from now on, and under which number it can be taken back."""
        change = self.last_change()
        known = self.before[-1][0] if self.before else 0
        if change is not None and change > known:
            self.before.append((change, self.state))
        else:
            assert state == self.state, "a change that no undo knows of"
        self.state = state

    def last_change(self) -> int | None:
        said = self.world.ada.read.get("/undo")
        return said.json["change"] if said.status == 200 and said.json else None

    def on(self, day: int) -> date:
        return self.first + timedelta(days=day)

    # Wins, doors, answers

    @step_of(target=wins, by=anybody, day=days)
    def write_down(self, by: str, day: int) -> str:
        win = self.hands(by).add(title := f"Win of day {day}", self.on(day))
        assert win
        self.becomes(self.state.with_win(win, Wrote(title, self.on(day))))
        return win

    @step_of(target=wins, by=anybody, day=days, opener=wins)
    def write_down_what_came_of_it(self, by: str, day: int, opener: str) -> object:
        may = opener in self.state.wins and self.state.wins[opener].on <= self.on(day)
        win = self.hands(by).add("It led here", self.on(day), opener)
        assert bool(win) == may
        if not win:
            self.becomes(self.state)
            return multiple()
        self.becomes(self.state.with_win(win, Wrote("It led here", self.on(day)), [opener]))
        return win

    @step_of(by=anybody, win=wins, given=answers)
    def answer(self, by: str, win: str, given: dict[str, Any]) -> None:
        there = win in self.state.wins
        if by == "terminal" and not given:
            return  # that would ask
        assert self.hands(by).answer(win, given) == there
        self.becomes(self.state.answered(win, given) if there else self.state)

    @step_of(by=anybody, earlier=wins, later=wins)
    def link(self, by: str, earlier: str, later: str) -> None:
        there = {earlier, later} <= self.state.wins.keys()
        may = there and (Door(earlier, later) in self.state.doors or self.state.may_open(earlier, later))
        assert self.hands(by).do("link", earlier, later) == may
        doors = self.state.doors | ({Door(earlier, later)} if may else frozenset())
        self.becomes(self.state._replace(doors=doors))

    @step_of(by=anybody, earlier=wins, later=wins)
    def unlink(self, by: str, earlier: str, later: str) -> None:
        there = Door(earlier, later) in self.state.doors
        assert self.hands(by).do("unlink", earlier, later) == there
        self.becomes(self.state._replace(doors=self.state.doors - {Door(earlier, later)}))

    @step_of(by=anybody, win=wins, day=days)
    def move_to_another_day(self, by: str, win: str, day: int) -> None:
        may = win in self.state.wins and self.state.may_move(win, self.on(day))
        assert self.hands(by).do("move", win, str(self.on(day))) == may
        wrote = self.state.wins.get(win)
        self.becomes(self.state.with_win(win, wrote._replace(on=self.on(day))) if wrote and may else self.state)

    @step_of(by=anybody, win=wins, verdict=st.sampled_from(["real", "early", "shiny"]))
    def overrule(self, by: str, win: str, verdict: Any) -> None:
        wrote = self.state.wins.get(win)
        assert self.hands(by).do("overrule", win, verdict) == (wrote is not None)
        self.becomes(self.state.with_win(win, wrote._replace(own_call=verdict)) if wrote else self.state)

    @step_of(by=anybody, win=wins)
    def take_back_the_own_call(self, by: str, win: str) -> None:
        wrote = self.state.wins.get(win)
        self.hands(by).do("take back", win)  # where there is none it may say so, or do nothing
        self.becomes(self.state.with_win(win, wrote._replace(own_call=None)) if wrote else self.state)

    @step_of(by=anybody, win=wins)
    def open_the_champagne(self, by: str, win: str) -> None:
        wrote = self.state.wins.get(win)
        may = wrote is not None and (wrote.celebrated or self.state.may_celebrate(win))
        assert self.hands(by).do("celebrate", win) == may
        self.becomes(self.state.with_win(win, wrote._replace(celebrated=True)) if wrote and may else self.state)

    @step_of(by=anybody, win=consumes(wins))
    def delete(self, by: str, win: str) -> None:
        assert self.hands(by).do("delete", win) == (win in self.state.wins)
        self.becomes(self.state.without(win))
        self.unsure.add(win)  # whether a coach sees it again where it comes back is no matter of the method

    # Steps, reviews, imports, undo

    @step_of(target=steps, by=anybody, win=wins)
    def plan(self, by: str, win: str) -> object:
        step = self.hands(by).plan(win)
        assert bool(step) == (win in self.state.wins)
        if not step:
            self.becomes(self.state)
            return multiple()
        self.becomes(self.state._replace(steps={**self.state.steps, step: Planned(win)}))
        return step

    @step_of(step=steps, by=anybody, status=st.sampled_from(["open", "done", "dropped"]))
    def move_a_step(self, step: str, by: str, status: Any) -> None:
        planned = self.state.steps.get(step)
        hands = self.hands("api" if status == "open" else by)  # the terminal has no word for it
        assert hands.move_step(step, status) == (planned is not None)
        steps = {**self.state.steps, step: planned._replace(status=status)} if planned else self.state.steps
        self.becomes(self.state._replace(steps=steps))

    @step_of(act=st.sampled_from([("close", "closed"), ("pause", "paused"), ("reopen", "open")]))
    def review_the_week(self, act: tuple[str, Any]) -> None:
        said = self.world.ada.write.post(f"/reviews/{self.week}/{act[0]}")
        assert said.status in {200, 409}, said.body
        weeks = {**self.state.weeks, self.week: act[1]} if said.status == 200 else self.state.weeks
        self.becomes(self.state._replace(weeks=weeks))

    @step_of(target=wins, by=anybody, opener=wins, given=answers)
    def take_in_a_file_that_goes_on_from_here(self, by: str, opener: str, given: dict[str, Any]) -> object:
        there = opener in self.state.wins
        ids, on = (bootstrap.new_id(), bootstrap.new_id()), self.on(6)
        said = aimed(Answers()._replace(**given))
        wins = [
            {"id": ids[0], "title": "From a file", "opened_by": [opener] if there else [], "answers": given},
            {"id": ids[1], "title": "And on", "opened_by": [ids[0]], "answers": {}},
        ]
        common = {"happened_on": str(on), "logged_at": "2026-01-20T10:00:00Z"}
        document = {"format": "smallwins/1", "wins": [{**win, **common} for win in wins]}
        assert self.hands(by).take_in(document) == (2, 0)
        state = self.state.with_win(ids[0], Wrote("From a file", on, said), [opener] if there else [])
        self.becomes(state.with_win(ids[1], Wrote("And on", on), [ids[0]]))
        assert self.hands(by).take_in(document) == (0, 2)
        return multiple(*ids)

    @step_of(by=anybody)
    def take_back(self, by: str) -> None:
        change, state = self.before.pop() if self.before else (1, self.state)
        assert self.hands(by).undo(change) == (state is not self.state)
        self.unsure |= state.wins.keys() ^ self.state.wins.keys()
        self.state = state

    # A coach, and tokens

    @step_of(win=wins, shown=st.booleans())
    def show_a_coach_one_win(self, win: str, shown: bool) -> None:
        self.grant = self.grant or self.world.invite()
        method = "PUT" if shown else "DELETE"
        said = self.world.ada.write.ask(method, f"/sharing/coaches/{self.grant}/wins/{win}")
        if win in self.state.wins:
            assert said.status in {200, 204}, said.body
            self.unsure.discard(win)
            (self.chosen.add if shown else self.chosen.discard)(win)

    @precondition(lambda self: self.grant)
    @step_of(win=wins)
    def a_coach_sees_what_was_shown_and_nothing_else(self, win: str) -> None:
        said = self.world.cleo.read.get(f"/clients/{self.world.number}/wins/{win}")
        if win in self.chosen & self.state.wins.keys() - self.unsure:
            assert said.status == 200, said.body
            assert said.json["verdict"] == self.state.seen()[win].verdict
        elif win not in self.chosen or win not in self.state.wins:
            assert said.status == 404

    @precondition(lambda self: self.grant)
    @step_of()
    def revoke_the_coach(self) -> None:
        assert self.world.ada.write.delete(f"/sharing/coaches/{self.grant}").status in {200, 204}
        self.grant, self.chosen = 0, set()
        assert self.world.cleo.read.get(f"/clients/{self.world.number}").status == 404

    @precondition(lambda self: len(self.tokens) < 2)
    @step_of(scope=st.sampled_from(["capture", "read", "write"]))
    def make_a_token(self, scope: str) -> None:
        token = made_token(self.world.ada.visitor, scope, "model")
        self.tokens.append((Program(self.world.shared, token), scope != "capture"))

    @precondition(lambda self: self.tokens)
    @step_of()
    def revoke_a_token(self) -> None:
        program, reads = self.tokens.pop()
        assert program.get("/wins").status == (200 if reads else 403)
        ((number,),) = self.world.shared.sql(
            "SELECT max(id) FROM accounts_token WHERE name = 'model' AND revoked_at IS NULL"
        )
        self.world.ada.visitor.post(f"/you/tokens/{number}/revoke", page="/you/tokens")
        assert program.get("/wins").status == 401

    # What must be so after each step

    @invariant()
    def both_show_what_the_method_says(self) -> None:
        if not hasattr(self, "state"):
            return
        self.world.steps += 1
        must = self.state.seen()
        assert self.hands("api").shown() == must
        assert self.hands("terminal").shown() == must

    @invariant()
    def the_rearview_and_the_week_say_so_too(self) -> None:
        if not hasattr(self, "state"):
            return
        said = self.world.ada.read.get("/rearview?limit=100").json
        assert {win["id"] for win in said["wins"]} == self.state.in_the_mirror()
        assert said["made_them_shine"] == self.state.shone()
        status = self.world.ada.read.get(f"/reviews/{self.week}").json["status"]
        assert status == self.state.weeks.get(self.week, "open")


@pytest.fixture(scope="module", params=DATABASES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    more = {"SMALLWINS_API_WRITES": "1000000"}
    with (
        on_engine(request) as database,
        sharing(tmp_path_factory.mktemp("model"), database, more=more) as shared,
    ):
        one = World(shared)
        yield one
        one.journals.close()  # type: ignore[attr-defined]  # a test tidies up


def test_whatever_is_done_by_api_and_terminal_the_method_holds(
    world: World, monkeypatch: pytest.MonkeyPatch, tally: Tally
) -> None:
    if world.shared.database.startswith("sqlite"):
        assert world.number == bootstrap.LOCAL  # the first account's journal is the one that a terminal opens
        monkeypatch.setenv("SMALLWINS_JOURNAL", sqlite_path(world.shared.database))
    else:
        monkeypatch.setattr(call, "local_journal", world.open_here)
    AnyUse.world = world
    run_state_machine_as_test(
        AnyUse,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
        ),
    )
    tally("the whole product against its model", runs=EXAMPLES, steps=world.steps)
