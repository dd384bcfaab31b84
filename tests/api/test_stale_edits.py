"""ETags: what was changed elsewhere meanwhile is never lost, and what did not change is not sent again."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.api.operations import Operation, every_operation
from tests.api.programs import Person
from tests.api.test_isolation import OTHERS_IN_PATHS, everything_of, filled, keep_something

CHECKED = [
    operation
    for operation in every_operation()
    if any(one["name"] == "If-Match" for one in operation.described["parameters"])
]
OF_ONES_OWN = [operation for operation in CHECKED if "client" not in operation.names]
NEW = {
    *("add_win", "add_step", "add_goal", "add_crossroads", "add_story", "make_link", "invite_coach"),
    *("say_of_clients_win", "say_of_clients_week", "add_own_question", "offer_to_client"),
}
"""Operations that make something and change nothing that is there."""
NOTHING_READ_BEFORE = {
    "take_in": "what is here already stays as it is",
    "take_file_in": "as above",
    "look_at_invitation": "it changes nothing",
    "accept_invitation": "an invitation is used once, whatever was read before",
    "decline_invitation": "as above",
    "answer_to_offer": "an offer is answered once, and never changes",
}
"""Other operations that take no If-Match, and why nothing can be lost by that."""


def test_a_stale_edit_is_refused_and_loses_nothing(ada: Person) -> None:
    win = ada.write.win("Talk", story="First words")
    read = ada.read.get(f"/wins/{win['id']}")
    ada.write.patch(f"/wins/{win['id']}", {"story": "From the phone"})

    stale = ada.write.patch(f"/wins/{win['id']}", {"story": "From the desk"}, If_Match=read.etag)

    assert (stale.status, stale.problem) == (412, "stale")
    now = ada.read.get(f"/wins/{win['id']}")
    assert now.json["story"] == "From the phone"
    again = ada.write.patch(f"/wins/{win['id']}", {"story": "From the desk"}, If_Match=now.etag)
    assert (again.status, again.json["story"]) == (200, "From the desk")
    assert again.etag == ada.read.get(f"/wins/{win['id']}").etag


def test_a_door_that_opened_meanwhile_is_noticed(ada: Person) -> None:
    mail = ada.write.win("Mail", happened_on="2026-05-01")
    read = ada.read.get(f"/wins/{mail['id']}")
    ada.write.win("Call", happened_on="2026-05-09", opened_by=[mail["id"]])

    assert ada.write.delete(f"/wins/{mail['id']}", If_Match=read.etag).status == 412


def test_without_if_match_a_change_touches_only_what_it_names(ada: Person) -> None:
    win = ada.write.win("Talk", story="Words")
    ada.write.patch(f"/wins/{win['id']}", {"title": "The talk"})
    ada.write.patch(f"/wins/{win['id']}", {"story": "More words"})

    now = ada.read.get(f"/wins/{win['id']}").json
    assert (now["title"], now["story"]) == ("The talk", "More words")


def test_every_operation_that_changes_something_takes_if_match() -> None:
    changing = {one.id for one in every_operation() if one.method != "GET"}

    assert changing - {one.id for one in CHECKED} == NEW | NOTHING_READ_BEFORE.keys()


def test_a_stale_tag_is_refused_by_every_operation_that_changes_something_and_nothing_is_changed(ben: Person) -> None:
    own = keep_something(ben.write)
    before = everything_of(ben)
    for operation in OF_ONES_OWN:
        path = operation.address(own._asdict() | OTHERS_IN_PATHS)
        said = ben.write.ask(operation.method, path, filled(operation, own), If_Match='"000000000000000000000000"')

        assert (said.status, said.problem) == (412, "stale"), operation.id
    assert everything_of(ben) == before


def test_the_tag_of_what_was_read_is_taken_by_every_operation_that_changes_it(ben: Person) -> None:
    own = keep_something(ben.write)
    for operation in sorted(OF_ONES_OWN, key=lambda one: one.method == "DELETE"):  # what is taken out, last
        read = of_what(operation)
        found = ben.read.get(read.address(own._asdict() | OTHERS_IN_PATHS))
        if found.status == 404:  # an operation before has taken it out
            own = keep_something(ben.write)
            found = ben.read.get(read.address(own._asdict() | OTHERS_IN_PATHS))
        path = operation.address(own._asdict() | OTHERS_IN_PATHS)
        said = ben.write.ask(operation.method, path, filled(operation, own), If_Match=found.etag)

        assert said.status in (200, 201, 409, 422), (operation.id, said.body)  # some rule may still be against it


def of_what(operation: Operation) -> Operation:
    """Return how to read what an operation changes: at the nearest address above that can be read."""
    above = operation.path
    while above:
        read = next((one for one in every_operation() if (one.method, one.path) == ("GET", above)), None)
        if read is not None:
            return read
        above = above.rpartition("/")[0]
    raise AssertionError(f"what is it that {operation.id} changes?")


@pytest.mark.parametrize(
    ("about", "change"),
    [
        ("/sharing/coaches/{grant}", [{"goals": True}, {"insights": True}]),
        ("/reminders", [{"hour": 7}, {"with_wins": True}]),
        ("/account", [{"name": "Ben"}, {"name": "Benjamin"}]),
        ("/wins/{win}", [{"story": "From the phone"}, {"title": "From the desk"}]),
    ],
)
def test_of_two_changes_at_the_same_time_with_one_tag_one_is_made(
    ben: Person, about: str, change: list[dict[str, object]]
) -> None:
    path = about.format(**keep_something(ben.write)._asdict())
    tag = ben.read.get(path).etag

    with ThreadPoolExecutor(4) as several:
        said = list(several.map(lambda at: ben.write.patch(path, change[at % 2], If_Match=tag).status, range(4)))

    assert sorted(said) == [200, 412, 412, 412]


def test_what_did_not_change_is_not_sent_again(ada: Person) -> None:
    win = ada.write.win("Talk")
    for path in (f"/wins/{win['id']}", "/wins?limit=5", "/week", "/goals", "/momentum", "/settings"):
        first = ada.read.get(path)
        again = ada.read.get(path, If_None_Match=first.etag)

        assert (again.status, again.body, again.etag) == (304, b"", first.etag), path
        assert ada.read.get(path, If_None_Match=f'W/{first.etag}, "other"').status == 304
        assert ada.read.get(path, If_None_Match='"other"').status == 200
