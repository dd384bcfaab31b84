"""The sample journal: a year of one person's wins, as sound as a journal that was really kept."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from smallwins.journal.ports import Journal
from smallwins.journal.rearviews import returned
from smallwins.journal.sample import load_sample

FILE = Path(__file__).resolve().parents[2] / "src" / "smallwins" / "journal" / "sample" / "journal.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
WINS: list[dict[str, Any]] = DOCUMENT["wins"]
GOALS: list[dict[str, Any]] = DOCUMENT["goals"]
REVIEWS: list[dict[str, Any]] = DOCUMENT["reviews"]
CROSSROADS: list[dict[str, Any]] = DOCUMENT["crossroads"]
STEPS: list[dict[str, Any]] = [step for win in WINS for step in win["steps"]]
OPTIONS: list[dict[str, Any]] = [option for crossroads in CROSSROADS for option in crossroads["options"]]
BY_ID: dict[str, dict[str, Any]] = {win["id"]: win for win in WINS}
GOAL_IDS = {goal["id"] for goal in GOALS}

LAST_DAY = date(2026, 11, 22)
HOME = ZoneInfo("Europe/Berlin")
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
KINDS = {"conversation", "application", "learning", "making", "speaking", "work"}
KINDS |= {"recognition", "role", "setback", "other"}
LAST_WEEK = (  # the four wins that the sketch of the home page shows
    ("2026-11-16", "Applied at Northwind with half the requirements", "early"),
    ("2026-11-16", "500 likes on the industry-trends post", "shiny"),
    ("2026-11-17", "Coffee with Priya: I want to lead people, not models", "real"),
    ("2026-11-19", "Said yes to speaking at the research meetup", "real"),
)


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def answers() -> Iterator[dict[str, Any]]:
    yield from (win["answers"] for win in WINS)
    yield from (option["answers"] for option in OPTIONS)


def texts() -> Iterator[str]:
    for win in WINS:
        yield from (win["title"], win["story"] or "", win["answers"]["door_note"] or "")
        yield from (step["text"] for step in win["steps"])
    yield from (review["note"] or "" for review in REVIEWS)
    yield from (goal["why"] for goal in GOALS)


@cache
def longest_chain_to(win_id: str) -> int:
    """Count the wins of the longest chain that ends here; only safe once doors are known to form no circle."""
    return 1 + max((longest_chain_to(earlier) for earlier in BY_ID[win_id]["opened_by"]), default=0)


def test_the_file_is_pretty_printed_utf8_without_escapes() -> None:
    text = FILE.read_text(encoding="utf-8")

    assert json.dumps(DOCUMENT, ensure_ascii=False, indent=2) + "\n" == text
    assert DOCUMENT["format"] == "smallwins/1"
    assert DOCUMENT["settings"] == {"timezone": "Europe/Berlin", "review_day": 5}


def test_a_year_has_the_promised_amounts() -> None:
    statuses = Counter(review["status"] for review in REVIEWS)
    stories = [win for win in WINS if win["story"]]

    assert 140 <= len(WINS) <= 170
    assert 38 <= statuses["closed"] <= 44
    assert statuses["paused"] == 2
    assert {goal["status"] for goal in GOALS} == {"active", "let_go"}
    assert {step["status"] for step in STEPS} == {"open", "done", "dropped"}
    assert {crossroads["status"] for crossroads in CROSSROADS} == {"open", "decided", "looked_back"}
    assert len({win["kind"] for win in WINS}) == 10
    assert 3 <= sum(win["celebrated_on"] is not None for win in WINS) <= 6
    assert sum(win["overrule"] is not None for win in WINS) == 2
    assert 20 <= len(stories) < len(WINS) / 2
    assert len(WINS) / 3 < sum(win["gut"] is not None for win in WINS) < len(WINS) * 2 / 3


def test_every_id_is_a_uuid7_and_used_once() -> None:
    ids = [entry["id"] for entry in (*GOALS, *WINS, *STEPS, *CROSSROADS, *OPTIONS)]

    assert [text for text in ids if not UUID7.fullmatch(text)] == []
    assert len(set(ids)) == len(ids)


def test_the_id_of_a_win_was_made_when_the_win_was_written_down() -> None:
    for win in WINS:
        made = datetime.fromtimestamp(int(win["id"].replace("-", "")[:12], 16) / 1000, UTC)

        assert made.strftime("%Y-%m-%dT%H:%M:%SZ") == win["logged_at"], win["title"]


def test_no_title_and_no_story_comes_twice() -> None:
    stories = [win["story"] for win in WINS if win["story"]]

    assert len({win["title"].casefold() for win in WINS}) == len(WINS)
    assert len(set(stories)) == len(stories)


def test_the_days_fill_one_year_and_end_with_the_last_week() -> None:
    days = [date.fromisoformat(win["happened_on"]) for win in WINS]
    last_monday = LAST_DAY - timedelta(days=6)

    assert days == sorted(days)
    assert days[0] == date(2025, 11, 24)
    assert LAST_DAY.isocalendar() == (2026, 47, 7)
    assert {day for day in days if day >= last_monday} == {last_monday + timedelta(days=n) for n in range(6)}
    assert max(days) <= LAST_DAY


def test_a_win_is_written_down_on_its_day_or_later() -> None:
    for win in WINS:
        written = datetime.fromisoformat(win["logged_at"]).astimezone(HOME).date()

        assert win["happened_on"] <= written.isoformat() <= LAST_DAY.isoformat(), win["title"]


def test_a_door_never_leads_back_in_time_nor_in_a_circle() -> None:
    order = {win["id"]: position for position, win in enumerate(WINS)}
    for win in WINS:
        assert len(set(win["opened_by"])) == len(win["opened_by"])
        for earlier in win["opened_by"]:
            assert BY_ID[earlier]["happened_on"] <= win["happened_on"], win["title"]
            # The file is in the order of the days, so that a door from above can never be part of a circle.
            assert order[earlier] < order[win["id"]], win["title"]


def test_chains_branch_and_merge_and_some_are_long() -> None:
    opened = Counter(earlier for win in WINS for earlier in win["opened_by"])
    ends = [longest_chain_to(win["id"]) for win in WINS if not opened[win["id"]]]

    assert sum(length >= 5 for length in ends) >= 5
    assert max(ends) == 8
    assert sum(times > 1 for times in opened.values()) >= 5
    assert sum(len(win["opened_by"]) > 1 for win in WINS) >= 5


def test_answers_keep_to_the_words_of_the_method() -> None:
    for given in answers():
        assert given["direction"] in {"toward", "unsure", "away", None}
        assert given["motive"] in {"meaningful", "available", None}
        assert given["opened"] in {"door", "not_yet", "nothing", None}
        assert given["stretch"] in {0, 1, 2, 3, 4, None}
        for gain in given["gains"] or ():
            assert gain in {"clarity", "confidence"} or re.fullmatch(r"skill:\S.*", gain)
        assert bool(given["goals"]) == (given["direction"] == "toward")
        assert set(given["goals"]) <= GOAL_IDS
        assert (given["look_again"] is not None) == (given["opened"] == "not_yet")
        assert given["door_note"] is None or given["opened"] == "door"


def test_wins_keep_to_the_words_of_the_method() -> None:
    for win in WINS:
        assert win["kind"] in KINDS
        assert win["looks"] in {0, 1, 2, 3, 4, None}
        assert win["gut"] in {"real", "shiny", None}
        if win["celebrated_on"]:
            assert win["answers"]["direction"], win["title"]
            assert win["answers"]["motive"], win["title"]
            assert win["happened_on"] <= win["celebrated_on"] <= LAST_DAY.isoformat()
        if win["overrule"]:
            assert win["overrule"]["verdict"] in {"real", "early", "shiny"}
            assert win["overrule"]["reason"].strip()


def test_the_skills_named_are_skills_of_a_goal() -> None:
    wanted = {f"skill:{skill}" for goal in GOALS for skill in goal["skills"]}
    gained = {gain for given in answers() for gain in given["gains"] or () if gain.startswith("skill:")}

    assert gained <= wanted
    assert len(gained) >= 6


def test_a_done_step_says_when_and_only_that() -> None:
    for win in WINS:
        for step in win["steps"]:
            assert (step["done_on"] is not None) == (step["status"] == "done"), step["text"]
            assert step["due_on"] >= win["happened_on"]
            assert win["happened_on"] <= (step["done_on"] or win["happened_on"]) <= LAST_DAY.isoformat()


def test_some_open_doors_are_due_for_another_look_and_some_are_not() -> None:
    waiting = [win["answers"]["look_again"] for win in WINS if win["answers"]["opened"] == "not_yet"]

    assert 2 <= sum(day < LAST_DAY.isoformat() for day in waiting) <= 3
    assert sum(day > LAST_DAY.isoformat() for day in waiting) >= 4


def test_a_history_begins_early_and_only_goes_on() -> None:
    for win in WINS:
        first, *rest = win["history"]
        times = [entry["at"] for entry in win["history"]]

        assert first == {"at": win["logged_at"], "cause": "written down", "verdict": "early"}
        assert times == sorted(set(times)), win["title"]
        assert all(entry["verdict"] in {"real", "early", "shiny"} for entry in rest)
        assert times[-1] < DOCUMENT["exported_at"]


def test_a_door_stands_in_the_history_of_the_win_that_opened_it() -> None:
    for win in WINS:
        for earlier in win["opened_by"]:
            causes = [entry["cause"] for entry in BY_ID[earlier]["history"]]

            assert f"a door opened: {win['title']}" in causes


@pytest.mark.parametrize(("day", "title", "verdict"), LAST_WEEK)
def test_the_last_week_is_the_one_of_the_sketch(day: str, title: str, verdict: str) -> None:
    win = next(win for win in WINS if win["title"] == title)

    assert win["happened_on"] == day
    assert win["history"][-1]["verdict"] == verdict


def test_the_last_win_celebrated_still_asks_what_door_it_opened() -> None:
    celebrated = max((win for win in WINS if win["celebrated_on"]), key=lambda win: str(win["celebrated_on"]))

    assert celebrated["title"] == "Recruiter at Northwind replied"
    assert celebrated["answers"]["opened"] is None


def test_the_weeks_of_the_reviews_run_forward_with_quiet_ones_and_a_gap() -> None:
    weeks = [review["week"] for review in REVIEWS]
    full = {week_of(date.fromisoformat(win["happened_on"])) for win in WINS}
    quiet = [review["week"] for review in REVIEWS if review["status"] == "closed" and review["week"] not in full]

    assert weeks == sorted(set(weeks))
    assert 3 <= len(quiet) <= 5
    assert [review["week"] for review in REVIEWS if review["status"] == "paused"] == ["2026-W24", "2026-W25"]
    assert full.isdisjoint({"2026-W24", "2026-W25"})
    assert {"2026-W14", "2026-W15", "2026-W16", "2026-W47"}.isdisjoint(weeks)


def test_a_closed_review_has_its_pulse_and_is_not_closed_before_its_week_begins_to_end() -> None:
    for review in REVIEWS:
        if review["status"] == "paused":
            continue
        friday = date.fromisocalendar(int(review["week"][:4]), int(review["week"][6:]), 5)
        closed = datetime.fromisoformat(review["closed_at"]).astimezone(HOME).date()

        assert friday <= closed <= friday + timedelta(days=7), review["week"]
        assert review["confidence"] in range(11)
        assert review["clarity"] in range(11)
        assert isinstance(review["stuck"], bool)
        assert set(review["possible"]) <= GOAL_IDS


def test_a_goal_remembers_what_the_reviews_said_of_it() -> None:
    for goal in GOALS:
        felt = {entry["on"]: entry["value"] for entry in goal["possible"]}

        assert list(felt) == sorted(felt)
        assert min(felt) == goal["created_on"]
        for review in REVIEWS:
            if goal["id"] in review["possible"]:
                on = datetime.fromisoformat(review["closed_at"]).astimezone(HOME).date().isoformat()
                assert felt[on] == review["possible"][goal["id"]]


def test_what_felt_impossible_slowly_starts_to_feel_possible() -> None:
    for goal in (goal for goal in GOALS if goal["status"] == "active"):
        felt = [entry["value"] for entry in goal["possible"]]

        assert felt[-1] >= felt[0] + 2
        assert any(later < earlier for earlier, later in pairwise(felt)), "a year has its dips"
        assert max(felt) < 10


def test_a_decided_crossroads_names_one_of_its_options_and_why() -> None:
    for crossroads in CROSSROADS:
        chosen = [option for option in crossroads["options"] if option["id"] == crossroads["decision"]]

        assert 1 <= len(crossroads["options"]) <= 5
        assert len(chosen) == (crossroads["status"] != "open")
        assert bool(crossroads["reason"]) == bool(crossroads["look_back_on"]) == bool(chosen)


def test_one_crossroads_was_looked_back_on_in_a_review_and_what_was_taken_is_a_win() -> None:
    ((crossroads, decided, became, looked),) = (
        (one, *one["history"]) for one in CROSSROADS if one["status"] == "looked_back"
    )
    (taken,) = (option["title"] for option in crossroads["options"] if option["id"] == crossroads["decision"])
    win, (review,) = (
        BY_ID[crossroads["win"]],
        (one for one in REVIEWS if one["week"] == week_of(date.fromisoformat(crossroads["look_back_on"]))),
    )

    assert crossroads["outcome"].strip()
    assert (decided["cause"], became["cause"], looked["cause"]) == (
        f"decided for “{taken}”",
        "became a win",
        "looked back",
    )
    assert decided["at"] < win["logged_at"] < became["at"] < looked["at"] < review["closed_at"]
    assert looked["at"][:10] == crossroads["look_back_on"]
    assert review["status"] == "closed"
    told = f"from the crossroads “{crossroads['title']}”: {taken}, because {crossroads['reason']}"
    assert {"at": became["at"], "cause": told, "verdict": "early"} in win["history"]
    assert win["history"][-1]["verdict"] == "real"


def test_search_has_something_uncommon_to_find() -> None:
    together = " ".join(texts())

    assert re.search(r"[\u4e00-\u9fff]{2}", together)
    assert re.search(r"[\U0001f300-\U0001faff]", together)
    assert re.search(r"[éëñ]", together)


def test_no_text_is_left_over_from_a_draft() -> None:
    for text in texts():
        assert text == text.strip()
        assert not re.search(r"  |TODO|XXX|lorem|--", text), text


def test_one_shiny_object_came_back_by_itself_in_autumn() -> None:
    came_back = [
        (win, entry)
        for win in WINS
        for before, entry in pairwise(win["history"])
        if before["verdict"] == "shiny" != entry["verdict"] and entry["at"] > "2026-09-01"
    ]

    ((win, entry),) = came_back
    assert entry["cause"] == "a door opened: Ines asked whether she may have the next intern"
    assert entry is win["history"][-1]
    assert date.fromisoformat(entry["at"][:10]) < LAST_DAY - timedelta(days=6), "on whatever day it is loaded"


@pytest.mark.parametrize("day", [LAST_DAY - timedelta(days=n) for n in range(7)], ids=lambda day: f"{day:%A}")
def test_the_win_that_came_back_is_in_the_rearview_on_whatever_day_the_sample_is_loaded(
    ada: Journal, day: date
) -> None:
    now = datetime.combine(day, time(8), HOME)
    load_sample(ada, now, day)

    (back,) = returned(ada, now)
    assert back.judged.win.title == "Rewrote week three of on-boarding together with the starter"
    assert back.judged.verdict == back.entry.verdict == "real"
    assert back.entry.cause.startswith("a door opened: Ines asked")
