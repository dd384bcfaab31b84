"""Wins over the API: written down, listed, looked at, changed, deleted."""

import re

from smallwins.formats.archives import Packed
from tests.api.programs import Person, Said
from tests.formats.foreign import zipped


def test_one_request_with_a_title_writes_a_win_down(ada: Person) -> None:
    said = ada.capture.post("/wins", {"title": "Said yes to the talk"})

    assert said.status == 201
    assert said.headers["Location"] == f"/api/v1/wins/{said.json['id']}"
    assert (said.json["verdict"], said.json["next_question"]) == ("early", "alignment")
    assert ada.read.get(f"/wins/{said.json['id']}").json == said.json


def test_the_gut_call_is_given_once(ada: Person) -> None:
    written = ada.write.win("Gutsy", gut="real")
    refused = ada.write.patch(f"/wins/{written['id']}", {"gut": "shiny"})

    assert written["gut"] == "real"
    assert (refused.status, "never changed" in refused.body.decode()) == (422, True)


def test_a_list_goes_on_where_its_page_ends(ben: Person) -> None:
    written = [ben.write.win(f"Listed {place}", tags=["listed"])["id"] for place in range(7)]

    seen, cursor, pages = [], "", 0
    while cursor is not None and pages < 10:
        page = ben.read.get(f"/wins?limit=3&tag=listed{f'&cursor={cursor}' if cursor else ''}").json
        seen += [win["id"] for win in page["wins"]]
        cursor, pages = page["next"], pages + 1
        assert page["total"] == 7

    assert seen == written[::-1]
    assert pages == 3


def test_a_list_can_be_searched_and_narrowed(ada: Person) -> None:
    found = ada.write.win("Zeppelin drawn", kind="making", happened_on="2026-03-04")["id"]

    for query in ("words=zeppel", "kind=making", "since=2026-03-04&until=2026-03-04", "unanswered=true&words=Zeppelin"):
        assert found in [win["id"] for win in ada.read.get(f"/wins?{query}").json["wins"]], query
    for query in ("words=airship", "kind=role", "until=2026-03-03", "verdict=real"):
        assert found not in [win["id"] for win in ada.read.get(f"/wins?{query}").json["wins"]], query


def test_a_change_touches_what_it_names_and_nothing_else(ada: Person) -> None:
    win = ada.write.win("Talk", story="The whole of it", tags=["stage"], looks=2)

    after = ada.write.patch(f"/wins/{win['id']}", {"title": "The talk", "looks": None}).json

    assert (after["title"], after["looks"], after["story"], after["tags"]) == (
        "The talk",
        None,
        "The whole of it",
        ["stage"],
    )


def test_answers_bring_a_verdict_and_are_kept_in_the_history(ada: Person) -> None:
    win = ada.write.win("Coffee with Sam")

    said = ada.write.patch(f"/wins/{win['id']}/answers", {"direction": "away"})

    assert (said.status, said.json["verdict"], said.json["rule"]) == (200, "shiny", 1)
    assert "direction" in said.json["history"][-1]["cause"]
    assert ada.write.patch(f"/wins/{win['id']}/answers", {"direction": None}).json["verdict"] == "early"


def test_the_champagne_waits_for_both_alignment_questions(ada: Person) -> None:
    win = ada.write.win("Award")

    early = ada.write.put(f"/wins/{win['id']}/celebration")
    assert (early.status, early.problem) == (409, "champagne-too-early")

    ada.write.patch(f"/wins/{win['id']}/answers", {"direction": "unsure", "motive": "meaningful"})
    said = ada.write.put(f"/wins/{win['id']}/celebration")
    assert said.status == 200
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", said.json["celebrated_on"])


def test_the_own_call_counts_and_can_be_taken_back(ada: Person) -> None:
    win = ada.write.win("Award")

    said = ada.write.put(f"/wins/{win['id']}/own-call", {"verdict": "real", "reason": "It changed how I see it"})
    assert (said.json["verdict"], said.json["computed"]) == ("real", "early")
    assert ada.write.delete(f"/wins/{win['id']}/own-call").json["verdict"] == "early"


def test_a_door_is_momentum_and_never_leads_back_in_time(ada: Person) -> None:
    mail = ada.write.win("Mail", happened_on="2026-05-01")["id"]
    call = ada.write.win("Call", happened_on="2026-05-09")["id"]

    said = ada.write.put(f"/wins/{mail}/doors/{call}")
    assert (said.status, said.json["signals"]["momentum"]) == (200, "yes")
    assert ada.read.get(f"/wins/{call}").json["opened_by"] == [mail]
    assert [win["id"] for win in ada.read.get(f"/wins/{mail}/chain").json["wins"]] == [mail, call]
    assert ada.write.put(f"/wins/{call}/doors/{mail}").problem == "door"
    assert ada.write.delete(f"/wins/{mail}/doors/{call}").json["signals"]["momentum"] == "open"
    assert ada.write.delete(f"/wins/{mail}/doors/{call}").status == 404


def test_a_step_that_is_done_is_momentum(ada: Person) -> None:
    win = ada.write.win("Mail")

    step = ada.write.post(f"/wins/{win['id']}/steps", {"text": "Ask Sam", "due_on": "2026-12-01"})
    assert step.status == 201
    assert step.json["id"] in [one["id"] for one in ada.read.get("/steps").json["steps"]]
    assert ada.write.patch(f"/steps/{step.json['id']}", {"status": "done"}).json["status"] == "done"
    assert ada.read.get(f"/wins/{win['id']}").json["signals"]["momentum"] == "yes"


def test_a_deleted_win_is_gone(ada: Person) -> None:
    win = ada.write.win("Not mine")

    assert ada.write.delete(f"/wins/{win['id']}").json["deleted"] == win["id"]
    assert ada.read.get(f"/wins/{win['id']}").status == 404


def test_what_is_kept_from_the_inbox_points_to_a_goal_only_where_that_is_said(ada: Person, ben: Person) -> None:
    mine, bens = (one.write.post("/goals", {"title": "Speak more"}).json["id"] for one in (ada, ben))
    table = b"date,title,goal\n2026-05-01,Gave a talk on eels,Speak more; Write a book on eels\n"
    ada.write.ask("POST", "/import/file", table, Content_Type="application/octet-stream")
    (item,) = [one for one in ada.read.get("/inbox").json["items"] if "eels" in one["title"]]
    assert item["goals"] == ["Speak more", "Write a book on eels"]
    keep = f"/inbox/{item['id']}/keep"

    assert ada.write.post(keep, {"goals": [bens]}).status == 404
    assert ada.write.post(keep, {"new_goals": ["Another"]}).status == 422
    kept = ada.write.post(keep, {"goals": [mine], "new_goals": ["Write a book on eels"]}).json

    titles = {goal["id"]: goal["title"] for goal in ada.read.get("/goals").json["goals"]}
    assert [titles[goal] for goal in kept["answers"]["goals"]] == ["Speak more", "Write a book on eels"]
    assert kept["answers"]["direction"] == "toward"


def test_a_journal_comes_in_zipped_too_and_one_sent_as_a_foreign_file_is_told_where_to_go(ada: Person) -> None:
    own = b'{"format": "smallwins/1", "wins": [{"id": "zipped", "title": "Packed a bag", "happened_on": "2026-05-01"}]}'
    beside = [Packed("journal.json", own), Packed("account.txt", b"x"), Packed("stories/brag.html", b"x")]
    for data, told in ((own, "as application/json"), (zipped(beside), "as application/zip")):
        refused = ada.write.ask("POST", "/import/file", data, Content_Type="application/octet-stream")
        assert (refused.status, told in str(refused.json)) == (422, True)

    def sent(data: bytes, path: str = "/import") -> Said:
        return ada.write.ask("POST", path, data, Content_Type="application/zip")

    for path in ("/import?dry_run=true", "/import"):
        taken = sent(zipped(beside), path).json
        assert (taken["wins"], taken["known"], taken["left_out"]) == (1, 0, ["account.txt", "stories/brag.html"])
    again = sent(zipped(beside)).json
    assert (again["wins"], again["known"]) == (0, 1)
    assert "holds no journal of smallwins" in str(sent(zipped([Packed("wins.csv", b"date,title\n")])).json)
    assert sent(b"PK\3\4 cut off").status == 422
    assert ada.write.ask("POST", "/import", own, Content_Type="text/plain").status == 415
