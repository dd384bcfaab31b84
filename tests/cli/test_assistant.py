"""An assistant at the journal, by a real client over standard input and output: it asks, and never answers."""

import json
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp_types import ElicitResult

from smallwins.bootstrap import local_journal, now
from smallwins.cli.assistant.server import make_server
from smallwins.cli.call import begin
from smallwins.journal.commands import Undo
from smallwins.journal.crossroads import decide, new_crossroads
from smallwins.journal.crossroads_commands import Decide, NewCrossroads, NewOption
from smallwins.journal.filters import WinFilter
from smallwins.journal.undo import undo
from tests.cli.conftest import Smallwins

MODES = ("legacy", "auto")
Person = Callable[[Any], dict[str, Any] | str]
"""Who fills in a form: returns what they filled in, or "decline" or "cancel"."""


def beside(work: Callable[[], Any]) -> Any:
    """Run it in a thread of its own: a browser that the same worker drives keeps this thread's loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(anyio.run, work).result()


def talk(home: Path, mode: str, person: Person | None, *calls: tuple[str, dict[str, Any]]) -> list[Any]:
    """Call tools as an assistant's program does; return what each answered, a text where it refused."""
    asked: list[Any] = []

    async def fill_in(context: Any, params: Any) -> ElicitResult:
        asked.append(params)
        assert person
        told = person(params)
        if isinstance(told, str):
            return ElicitResult(action=told)  # type: ignore[arg-type]  # decline or cancel
        return ElicitResult(action="accept", content=told)

    async def run() -> list[Any]:
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "smallwins", "mcp"],
            env={"SMALLWINS_HOME": str(home), "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        )
        answers = []
        async with Client(server, mode=mode, elicitation_callback=fill_in if person else None) as client:
            for name, given in calls:
                answer = await client.call_tool(name, given)
                (content,) = answer.content
                answers.append(content.text if answer.is_error else json.loads(content.text))  # type: ignore[union-attr]
        return answers

    answered: list[Any] = beside(run)
    return answered


def labels(params: Any, field: str = "answer") -> list[str]:
    """Return the choices that a form offers."""
    found = params.requested_schema["properties"][field]
    choices: list[str] = found["enum"]
    return choices


@pytest.mark.parametrize("mode", MODES)
def test_a_win_is_written_down_unjudged_and_says_through_whom(home: Path, smallwins: Smallwins, mode: str) -> None:
    told = {
        "title": "Sam introduced me",
        "story": "At the meetup",
        "kind": "conversation",
        "tags": ["meetup"],
        "id": "one",
    }
    again, first = {**told}, {**told}
    (win, same) = talk(home, mode, None, ("write_down", first), ("write_down", again))

    assert (win["verdict"], win["answers"]["direction"], win["number"]) == ("early", None, 1)
    assert same["number"] == 1
    assert win["history"][0]["cause"] == "written down (through an assistant)"
    assert "through an assistant" in smallwins("undo").out
    assert smallwins("list", "--json").json == []


@pytest.mark.parametrize("mode", MODES)
def test_the_person_answers_in_a_form_and_history_says_through_whom(
    home: Path, smallwins: Smallwins, mode: str
) -> None:
    smallwins("add", "Coffee with a mentor")
    smallwins("goal", "add", "Lead a research team")

    def person(params: Any) -> dict[str, Any]:
        assert "Coffee with a mentor" in params.message
        if "direction" in params.message or "point where" in params.message:
            (goal,) = labels(params, "goal")
            return {"answer": "Yes, toward a goal of mine", "goal": goal}
        if "because it was there" in params.message:
            return {"answer": "Because it matters to me"}
        if "door" in params.message:
            return {"answer": "It opened a door, or changed my next step", "note": "A name"}
        if "feel to do" in params.message:
            return {"answer": "Hard"}
        return {"clarity": True, "confidence": False, "none": False, "skill": "asking, hiring"}

    answers = talk(home, mode, person, *[("ask", {"win": "1"})] * 6)

    assert [answer["answered"] for answer in answers[:5]] == [True] * 5
    assert answers[5] == {"asked": False, "why": "No question about a win is open."}
    win = answers[4]["win"]
    assert win["verdict"] == "real"
    assert win["answers"]["gains"] == ["clarity", "skill:asking", "skill:hiring"]
    assert win["answers"]["door_note"] == "A name"
    assert len(win["answers"]["goals"]) == 1
    assert [entry["cause"].endswith("(through an assistant)") for entry in win["history"]] == [False] + [True] * 5
    for _ in range(5):
        assert "through an assistant" in smallwins("undo").out
    assert smallwins("show", "1", "--json").json["answers"]["direction"] is None


@pytest.mark.parametrize("mode", MODES)
def test_what_the_person_does_not_answer_is_not_answered(home: Path, smallwins: Smallwins, mode: str) -> None:
    smallwins("add", "Coffee")
    ways_out = iter(("cancel", "decline"))
    answers = talk(home, mode, lambda _: next(ways_out), ("ask", {"win": "1"}), ("ask", {"win": "1"}))

    assert [answer["answered"] for answer in answers] == [False, False]
    assert smallwins("show", "1", "--json").json["answers"]["direction"] is None
    assert len(smallwins("show", "1", "--json").json["history"]) == 1


@pytest.mark.parametrize("mode", MODES)
def test_where_no_form_can_be_shown_the_person_is_told_where_to_answer(
    home: Path, smallwins: Smallwins, mode: str
) -> None:
    smallwins("add", "Coffee")
    asked, review = talk(home, mode, None, ("ask", {}), ("review", {}))

    assert asked["asked"] is False
    assert "smallwins judge 1" in asked["tell_the_person"]
    assert "smallwins review --week" in review["tell_the_person"]


SMUGGLED = (
    "answer",
    "answers",
    "direction",
    "motive",
    "opened",
    "stretch",
    "gains",
    "gut",
    "looks",
    "goals",
    "outcome",
)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_that_an_assistant_passes_is_taken_for_an_answer(home: Path, smallwins: Smallwins, mode: str) -> None:
    smallwins("add", "Coffee")
    smuggled = {name: {"action": "accept", "data": {"answer": "Hard"}} for name in SMUGGLED}
    more = {"direction": "toward", "motive": "meaningful", "stretch": 2, "gut": "real", "looks": 4, "goals": ["x"]}

    talk(
        home,
        mode,
        None,
        ("ask", {"win": "1", **smuggled}),
        ("review", smuggled),
        ("write_down", {"title": "New", **more}),
    )

    for win in smallwins("list", "--json").json:
        assert {value for field, value in win["answers"].items() if field != "goals"} == {None}
        assert (win["gut"], win["looks"], win["answers"]["goals"]) == (None, None, [])


def test_an_assistant_reads_no_gut_call_before_there_is_a_verdict(home: Path, smallwins: Smallwins) -> None:
    smallwins("add", "Talk", "--gut", "shiny")
    smallwins("add", "Badge", "--gut", "real")
    smallwins("judge", "2", "--direction", "away")
    asked: list[tuple[str, dict[str, Any]]] = [("week", {}), ("search", {"words": "talk"}), ("show", {"win": "1"})]
    asked += [("next_question", {}), ("review", {})]
    *before, judged = talk(home, "auto", None, *asked, ("show", {"win": "2"}))

    assert [win["gut"] for win in before[0]["wins"]] == ["real", None]
    assert '"gut": "' not in json.dumps(before[1:])
    assert judged["gut"] == "real"


def test_no_tool_has_a_place_for_an_answer(home: Path) -> None:
    tools = beside(make_server(begin(str(home / "journal.db"), json=True)).list_tools)

    taken = {tool.name: set(tool.input_schema["properties"]) for tool in tools}
    assert taken == {
        "week": {"week"},
        "search": {"words", "limit"},
        "show": {"win"},
        "next_question": {"win"},
        "write_down": {"title", "story", "happened_on", "kind", "tags", "id"},
        "ask": {"win"},
        "review": {"week"},
    }


@pytest.mark.parametrize("mode", MODES)
def test_a_review_is_held_form_by_form_and_closed_by_the_person(home: Path, smallwins: Smallwins, mode: str) -> None:
    smallwins("goal", "add", "Lead a research team")
    smallwins("add", "Asked a question at the meetup")
    week = smallwins("review", "--json").json["week"]
    seen: list[str] = []

    def person(params: Any) -> dict[str, Any] | str:
        fields = set(params.requested_schema["properties"])
        seen.append(params.message)
        if "confidence" in fields and "clarity" in fields and "stuck" in fields:
            return {"confidence": 7, "clarity": 6, "stuck": False}
        if "possible" in fields:
            return {"possible": 4}
        if "still" in fields:
            return "decline"
        if "because_of" in fields:
            return {"text": "Write to Sam", "because_of": labels(params, "because_of")[0], "none": False}
        if "close" in fields:
            return {"close": True, "note": "A brave week"}
        if fields == {"answer"}:
            return {"answer": labels(params)[0]}
        return "decline"

    answers = talk(home, mode, person, *[("review", {"week": week})] * 14)

    review = smallwins("review", "--week", week, "--json").json
    assert (review["status"], review["confidence"], review["clarity"]) == ("closed", 7, 6)
    assert review["note"] == "A brave week"
    assert list(review["possible"].values()) == [4]
    assert answers[-1]["why"] == f"The review of {week} is closed."
    assert len(seen) == len(set(seen)), "something was asked twice"
    win = smallwins("show", "1", "--json").json
    assert [step["text"] for step in win["steps"]] == ["Write to Sam"]
    assert any("a next step was planned (through an assistant)" in entry["cause"] for entry in win["history"])
    causes = []
    with local_journal(str(home / "journal.db")) as journal:
        while journal.changes.last() is not None:
            causes.append(undo(journal, Undo(now())).summary)
    assert all("(through an assistant)" in cause for cause in causes[:-2]), causes


def test_a_review_looks_back_offers_what_came_in_and_asks_what_else(home: Path, smallwins: Smallwins) -> None:
    smallwins("add", "Sent the first e-mail", "--on", "-91d")
    smallwins("add", "Intro call")
    smallwins("add", "A badge")
    smallwins("judge", "3", "--direction", "away", "--opened", "nothing")
    smallwins("add", "Coffee with Sam")
    today = smallwins("show", "4", "--json").json["happened_on"]
    smallwins(
        "import",
        "-",
        stdin=(
            f"date,title,goal\n{today},Interview,Lead a team; Speak more; Get rich\n{today},A newsletter,\n".encode()
        ),
    )
    smallwins("goal", "add", "lead a team")
    with local_journal(str(home / "journal.db")) as journal:
        day = date.fromisoformat(today)
        stay = NewOption("stay", "Stay")
        new_crossroads(journal, NewCrossroads("offer", now(), "The offer", (stay,)))
        decide(journal, Decide("offer", "stay", now(), day - timedelta(100), "The people", day))
    week = smallwins("review", "--json").json["week"]
    seen: list[str] = []
    wins_to_go_on_from: list[str] = []

    def person(params: Any) -> dict[str, Any] | str:
        fields = set(params.requested_schema["properties"])
        seen.append(params.message)
        if "outcome" in fields:
            return {"outcome": "I would stay again"}
        if "into" in fields:
            if "Interview" not in params.message:
                assert not any(name.startswith("goal") for name in fields)
                return {"answer": "Let it go"}
            ticks = [params.requested_schema["properties"][f"goal_{number}"]["title"] for number in (1, 2, 3)]
            assert "“Lead a team”? Tick: yes, toward this goal of yours" in ticks[0]
            assert "“Speak more”? Tick: yes, toward it, and make it a goal of yours" in ticks[1]
            return {"answer": "Keep it as a win", "goal_1": True, "goal_2": True}
        if "led_to" in fields and "Coffee with Sam" in params.message:
            chosen = labels(params, "led_to")
            return {"answer": labels(params)[0], "led_to": next(one for one in chosen if "Intro call" in one)}
        if "title" in fields:
            return {} if any("Took a walk" in win["title"] for win in listed()) else {"title": "Took a walk"}
        if "because_of" in fields:
            wins_to_go_on_from.extend(labels(params, "because_of"))
            return {"none": True}
        return {"go_on": True} if "go_on" in fields else "decline"

    def listed() -> list[dict[str, Any]]:
        with local_journal(str(home / "journal.db"), reading=True) as journal:
            return [{"title": judged.win.title} for judged in journal.wins.page(WinFilter())]

    talk(home, "auto", person, *[("review", {"week": week})] * 34)

    assert seen[0].startswith("The road behind")
    assert "Sent the first e-mail" in seen[0]
    assert "Why: The people" in seen[1]
    assert [message for message in seen if "Close the week" in message], "the review did not come to its end"
    offered = smallwins("crossroads", "show", "1", "--json").json
    assert offered["outcome"] == "I would stay again"
    assert offered["history"][-1]["cause"] == "looked back (through an assistant)"
    assert smallwins("inbox", "--json").json["waiting"] == 0
    wins = {win["title"]: win for win in smallwins("list", "--json").json}
    assert {"Interview", "Took a walk"} < set(wins)
    assert wins["Interview"]["history"][0]["cause"] == "imported (through an assistant)"
    goals = {goal["id"]: goal["title"] for goal in smallwins("goals", "--json").json}
    assert [goals[goal] for goal in wins["Interview"]["answers"]["goals"]] == ["lead a team", "Speak more"]
    assert list(goals.values()) == ["lead a team", "Speak more"]
    assert wins["Took a walk"]["history"][0]["cause"] == "written down (through an assistant)"
    coffee = [entry["cause"] for entry in wins["Coffee with Sam"]["history"]]
    assert "a door opened: Intro call (through an assistant)" in coffee
    assert "left for another time: stretch (through an assistant)" in coffee
    assert wins["Intro call"]["opened_by"] == [wins["Coffee with Sam"]["id"]]
    assert not [one for one in wins_to_go_on_from if "A badge" in one]
    assert [one for one in wins_to_go_on_from if "Coffee with Sam" in one]


def test_what_the_form_does_not_offer_is_no_answer_and_a_skipped_question_is_not_put_again(
    home: Path, smallwins: Smallwins
) -> None:
    smallwins("add", "Coffee")
    smallwins("goal", "add", "Lead a research team")
    made_up = [{"answer": "Certainly"}, {"answer": "Yes, toward a goal of mine", "goal": "9  X"}, {}]
    put: list[str] = []

    def person(params: Any) -> dict[str, Any] | str:
        put.append(params.message)
        return made_up[len(put) - 1] if len(put) <= len(made_up) else "decline"

    answers = talk(home, "auto", person, *[("ask", {})] * (len(made_up) + 6))

    assert all(isinstance(refused, str) for refused in answers[: len(made_up)])
    assert len(set(put)) == 5, "each question is put, and the next one after it is skipped"
    assert len(put) == len(made_up) + 5
    assert answers[-1] == {"asked": False, "why": "No question about a win is open."}
    win = smallwins("show", "1", "--json").json
    assert (win["answers"]["direction"], len(win["history"])) == (None, 1)


def seen(win: dict[str, Any]) -> dict[str, Any]:
    """Leave out of a win what its person is not to see yet."""
    return {**win, "gut": None} if win["verdict"] == "early" else win


def test_what_it_reads_is_what_the_terminal_says(home: Path, smallwins: Smallwins) -> None:
    smallwins("sample", "load")
    told = talk(
        home,
        "auto",
        None,
        ("week", {}),
        ("search", {"words": "northwind"}),
        ("show", {"win": "3"}),
        ("show", {"win": "999"}),
    )

    week = smallwins("week", "--json").json
    assert told[0] == {**week, "wins": [seen(win) for win in week["wins"]]}
    assert told[1] == [seen(win) for win in smallwins("search", "northwind", "--limit", "20", "--json").json]
    assert told[2] == seen(smallwins("show", "3", "--json").json)
    assert told[3] == "Error executing tool show: There is no win 999 in this journal."


def test_a_journal_that_cannot_be_opened_is_refused_before_anybody_is_told_to_come(
    home: Path, smallwins: Smallwins
) -> None:
    smallwins("add", "x")
    (home / "journal.db").write_text("milk, bread")
    assert smallwins("mcp").code == 3


def test_on_a_shared_server_there_is_no_assistant(smallwins: Smallwins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/shared.db")
    assert smallwins("mcp").code == 2
