"""ETags: what was changed elsewhere meanwhile is never lost, and what did not change is not sent again."""

import pytest

from tests.api.operations import Operation, every_operation
from tests.api.programs import Person
from tests.api.test_isolation import OTHERS_IN_PATHS, filled, keep_something

CHECKED = [
    operation
    for operation in every_operation()
    if any(one["name"] == "If-Match" for one in operation.described["parameters"])
]


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


@pytest.mark.parametrize("operation", CHECKED, ids=lambda operation: operation.id)
def test_every_change_of_something_that_is_there_heeds_if_match(operation: Operation, ben: Person) -> None:
    own = keep_something(ben.write)
    path = operation.address(own._asdict() | OTHERS_IN_PATHS)
    before = ben.read.get("/export").json["wins"]

    said = ben.write.ask(operation.method, path, filled(operation, own), If_Match='"000000000000000000000000"')

    assert (said.status, said.problem) == (412, "stale")
    assert ben.read.get("/export").json["wins"] == before


def test_what_did_not_change_is_not_sent_again(ada: Person) -> None:
    win = ada.write.win("Talk")
    for path in (f"/wins/{win['id']}", "/wins?limit=5", "/week", "/goals", "/momentum", "/settings"):
        first = ada.read.get(path)
        again = ada.read.get(path, If_None_Match=first.etag)

        assert (again.status, again.body, again.etag) == (304, b"", first.etag), path
        assert ada.read.get(path, If_None_Match=f'W/{first.etag}, "other"').status == 304
        assert ada.read.get(path, If_None_Match='"other"').status == 200
