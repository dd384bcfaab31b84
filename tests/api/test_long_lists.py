"""Lists that go on: page by page the same as in one piece, and right while something is written or taken out."""

from collections.abc import Callable
from typing import Any

import pytest

from smallwins import bootstrap
from tests.api.operations import document, every_operation
from tests.api.programs import Person
from tests.api.test_coaching import OF_COACHES, Pair, pair
from tests.api.test_isolation import days_from_now

__all__ = ["pair"]
WITHOUT_A_CURSOR = {
    "list_goals": "a person has a few",
    "list_crossroads": "as above",
    "list_coaches": "twenty are the most",
    "list_clients": "a coach has them all before them, sorted by need",
    "list_weeks": "`count` says how many",
    "list_tags": "all of them, to choose from",
    "list_formats": "there are a few",
    "list_questions": "eighteen are the most of a review",
    "list_offers": "what one's coaches proposed: a few at a time",
    "list_offers_to_client": "as above",
}
"""Lists that go out in one piece, and why they may."""


def some_chains(own: Person) -> None:
    for place in range(3):
        mail = own.write.win(f"Mail {place}", happened_on="2026-05-01")["id"]
        call = own.write.win(f"Call {place}", happened_on="2026-05-02", opened_by=[mail])["id"]
        if place == 1:
            own.write.win("Offer", happened_on="2026-05-03", opened_by=[call])


def some_steps(own: Person) -> None:
    win = own.write.win("For steps")["id"]
    for due in ("2026-12-02", None, "2026-12-01", None, "2026-12-01"):
        own.write.post(f"/wins/{win}/steps", {"text": "Ask Sam", "due_on": due})


def some_stories(own: Person) -> None:
    for place in range(3):
        own.write.post("/stories", {"kind": "brag", "title": f"Story {place}"})


def some_links(own: Person) -> None:
    for _ in range(3):
        assert own.write.post("/sharing/links", {"kind": "insights", "until": days_from_now(2)}).status == 201


def some_to_look_again(own: Person) -> None:
    for day in ("2026-05-03", "2026-05-01", "2026-05-01"):
        win = own.write.win("Not yet", happened_on="2026-04-01")["id"]
        said = own.write.patch(f"/wins/{win}/answers", {"opened": "not_yet", "look_again": day})
        assert said.status == 200, said.body


LISTS: dict[str, tuple[str, Callable[[Person], None], str]] = {
    "/chains": ("chains", some_chains, "last"),
    "/steps": ("steps", some_steps, "id"),
    "/stories": ("stories", some_stories, "id"),
    "/sharing/links": ("links", some_links, "id"),
    "/look-again": ("wins", some_to_look_again, "id"),
}


def walked(own: Person, path: str, name: str, limit: int) -> list[Any]:
    found: list[Any] = []
    cursor: str | None = ""
    while cursor is not None and len(found) < 500:
        page = own.read.get(f"{path}?limit={limit}{f'&cursor={cursor}' if cursor else ''}").json
        assert len(page[name]) <= limit
        found, cursor = found + page[name], page["next"]
    return found


@pytest.mark.parametrize("path", LISTS)
def test_page_by_page_a_list_is_the_same_as_in_one_piece(ada: Person, path: str) -> None:
    name, make, _ = LISTS[path]
    make(ada)
    whole = ada.read.get(f"{path}?limit=200").json

    assert whole["next"] is None
    assert len(whole[name]) >= 3
    for limit in (1, 2):
        assert walked(ada, path, name, limit) == whole[name]
    if "total" in whole:
        assert whole["total"] == len(whole[name]) == ada.read.get(f"{path}?limit=1").json["total"]


def test_what_coaches_said_and_what_they_looked_at_go_on_page_by_page(pair: Pair) -> None:
    pair.grant_all()
    for operation in OF_COACHES:
        if operation.id != "leave_client":
            pair.ask(operation)
    pair.coach.write.post(f"/clients/{pair.number}/wins/{pair.win}/remarks", {"text": "And then?"})

    for path, name in (("/remarks", "remarks"), ("/sharing/looks", "looks")):
        whole = pair.client.read.get(f"{path}?limit=200").json
        assert whole["next"] is None
        assert len(whole[name]) >= 3
        assert walked(pair.client, path, name, 2) == whole[name]
    about = f"/remarks?win={pair.win}&limit=1"
    first = pair.client.read.get(about).json
    second = pair.client.read.get(f"{about}&cursor={first['next']}").json
    assert [one["win"] for one in first["remarks"] + second["remarks"]] == [pair.win] * 2


def test_what_is_done_and_planned_meanwhile_neither_hides_nor_repeats_anything(ada: Person) -> None:
    win = ada.write.win("Planned")["id"]
    for due in ("2027-01-01", "2027-01-03", "2027-01-05"):
        ada.write.post(f"/wins/{win}/steps", {"text": due, "due_on": due})
    whole = ada.read.get("/steps?limit=200").json["steps"]
    place = next(at for at, step in enumerate(whole) if step["text"] == "2027-01-01") + 1

    page = ada.read.get(f"/steps?limit={place}").json
    ada.write.patch(f"/steps/{page['steps'][-1]['id']}", {"status": "done"})  # the one that the next page begins after
    ada.write.post(f"/wins/{win}/steps", {"text": "2026-12-31", "due_on": "2026-12-31"})  # before it
    ada.write.post(f"/wins/{win}/steps", {"text": "2027-01-04", "due_on": "2027-01-04"})  # after it
    rest = ada.read.get(f"/steps?limit=200&cursor={page['next']}").json["steps"]

    texts = [step["text"] for step in rest if step["win"] == win]
    assert texts == ["2027-01-03", "2027-01-04", "2027-01-05"]


@pytest.mark.parametrize("path", [*LISTS, "/remarks", "/sharing/looks", "/wins", "/inbox", "/rearview"])
def test_a_cursor_that_is_none_is_refused(ada: Person, path: str) -> None:
    four_words, four_numbers = "WyJhIiwiYiIsImMiLCJkIl0", "WzEsMiwzLDRd"
    for cursor in ("x", "W10x", "WzFd" * 3, "WzEuNV0", "bnVsbA", "W10", four_words, four_numbers, "%C3%A9"):
        said = ada.read.get(f"{path}?cursor={cursor}")

        assert said.status == 422, (cursor, said.body)
        assert said.json["errors"][0]["path"] == "query.cursor"


def test_every_list_has_a_cursor_or_a_reason() -> None:
    for operation in every_operation():
        if operation.id.startswith("list_"):
            assert ("cursor" in operation.queries) == (operation.id not in WITHOUT_A_CURSOR), operation.id
            if "cursor" in operation.queries:
                answer = operation.described["responses"]["200"]["content"]["application/json"]
                name = answer["schema"]["$ref"].rpartition("/")[2]
                assert "next" in document()["components"]["schemas"][name]["properties"]


def test_wins_are_narrowed_by_how_they_look_and_by_how_much_they_move(ada: Person) -> None:
    tag = bootstrap.new_id()
    plain = ada.write.win("Plain", looks=0, tags=[tag])["id"]
    shiny = ada.write.win("Award", looks=4, tags=[tag])["id"]
    ada.write.patch(f"/wins/{shiny}/answers", {"direction": "toward", "stretch": 2})

    for query, found in (("looks=0", [plain]), ("looks=4", [shiny]), ("moves=2", [shiny]), ("moves=4", [])):
        assert [win["id"] for win in ada.read.get(f"/wins?tag={tag}&{query}").json["wins"]] == found, query
    assert ada.read.get("/wins?looks=5").status == 422
