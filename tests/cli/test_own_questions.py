"""`smallwins review questions`: how the review asks, from a terminal."""

import json

from .conftest import Smallwins


def test_questions_are_reworded_added_ordered_and_put_away(smallwins: Smallwins) -> None:
    said = smallwins("review", "questions", "reword", "stuck", "Am I going round?")
    assert said.code == 0
    assert "Am I going round?" in said.out

    keys = []
    for text in ("One?", "Two?"):
        added = smallwins("review", "questions", "add", text, "--answer", "scale", "--json")
        keys.append(json.loads(added.out)["key"])
    row = json.loads(smallwins("review", "questions", "move", keys[1], "up", "--json").out)
    assert [one["text"] for one in row if one["added"]] == ["Two?", "One?"]

    smallwins("review", "questions", "put-away", keys[1])
    listed = smallwins("review", "questions", "list").out
    assert "Two?" in listed
    assert "put away" in listed

    smallwins("review", "questions", "reword", "stuck", "--method")
    shown = json.loads(smallwins("review", "questions", "show", "stuck", "--json").out)
    assert not shown["reworded"]
    assert [one["text"] for one in shown["versions"]] == ["Am I going round?", "Are you stuck in the same place?"]


def test_review_itself_does_what_it_did_and_says_what_was_asked(smallwins: Smallwins) -> None:
    assert "left" in json.loads(smallwins("review", "--json").out)
    assert smallwins("review", "questions", "reword", "direction", "Else?").code == 2
    assert smallwins("review", "questions", "reword", "stuck").code == 2
