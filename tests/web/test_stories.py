"""Stories in the browser: begun, chosen and ordered by hand, written anew, named for what is private, taken along."""

from itertools import pairwise

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import LinkWins
from smallwins.journal.doors import link_wins
from smallwins.method.telling.draft import Draft

from .journals import HOSTILE, followed, hidden, html, journal, said, write

REAL = {"direction": "toward", "motive": "meaningful", "opened": "door", "stretch": 3}


@pytest.fixture
def chain(ada: Client) -> Client:
    """Three wins that led one to the next, one that stands alone, and a shiny one."""
    wins = [write(title, 30 - at, **REAL) for at, title in enumerate(("Wrote to Hanneke", "Hanneke rang", "Interview"))]
    with journal() as opened:
        for earlier, later in pairwise(wins):
            link_wins(opened, LinkWins(earlier.id, later.id, bootstrap.now()))
    write("Gave a talk", 9, **REAL)
    write("A badge", 8, direction="away", opened="nothing", stretch=0)
    return ada


def begin(ada: Client, kind: str = "brag", **more: str) -> Draft:
    ada.post("/stories", {"id": hidden(ada.get("/stories"), "id"), "kind": kind, **more})
    return the_draft()


def the_draft() -> Draft:
    with journal() as opened:
        return opened.drafts.all()[0]


def test_a_document_begins_with_the_real_wins_and_tells_what_link_wins_what(chain: Client) -> None:
    shown = chain.get(f"/stories/{begin(chain).id}")

    assert "I wrote to Hanneke. It was hard. The next day, Hanneke rang." in said(shown)
    assert "A badge" in said(shown).partition("Shiny objects")[2]
    assert "A badge" not in said(shown).partition("Told here")[0]


def test_the_same_form_sent_twice_begins_one_draft(chain: Client) -> None:
    typed = {"id": hidden(chain.get("/stories"), "id"), "kind": "year"}
    chain.post("/stories", typed)
    chain.post("/stories", typed)

    with journal() as opened:
        assert len(opened.drafts.all()) == 1


def test_a_win_is_left_out_and_put_in_and_undo_takes_it_back(chain: Client) -> None:
    draft = begin(chain)
    followed(chain, chain.post(f"/stories/{draft.id}/choose", {"do": "out:4"}))
    shown = followed(chain, chain.post(f"/stories/{draft.id}/choose", {"do": "in:5"}))

    assert "A badge" in said(shown).partition("Told here")[0]
    assert "Gave a talk" not in said(shown).partition("Told here")[0]
    chain.post("/undo", {"change": hidden(shown, "change")})
    assert "A badge" not in said(chain.get(f"/stories/{draft.id}")).partition("Told here")[0]
    with journal() as opened:
        assert len(opened.drafts.versions(draft.id)) == 4


def test_a_story_moves_down_and_up_by_a_button_that_needs_no_script(chain: Client) -> None:
    write("Called Yara, who gave it back", 4, **REAL)
    second = write("Said yes", 3, **REAL)
    with journal() as opened:
        link_wins(opened, LinkWins(opened.wins.find("6").win.id, second.id, bootstrap.now()))
    draft = begin(chain, "interview")
    shown = followed(chain, chain.post(f"/stories/{draft.id}/choose", {"do": "down:1"}))
    document = said(shown).partition("Told here")[0]

    assert document.index("Said yes") < document.index("I wrote to Hanneke")
    assert 'value="up:1"' in html(shown)


def test_a_part_written_by_hand_stays_and_the_composed_one_comes_back(chain: Client) -> None:
    draft = begin(chain)
    key = hidden(chain.get(f"/stories/{draft.id}"), "key")
    shown = followed(
        chain, chain.post(f"/stories/{draft.id}/change", {"key": key, "text": "In **my** words. " + HOSTILE})
    )

    assert "In my words." in said(shown)
    assert "<strong>my</strong>" in html(shown)
    assert "<script>alert" not in html(shown)
    assert "In my words." in said(followed(chain, chain.post(f"/stories/{draft.id}/choose", {"do": "out:4"})))
    shown = followed(chain, chain.post(f"/stories/{draft.id}/change", {"key": key, "back": "1"}))
    assert "In my words." not in said(shown)


def test_a_part_changed_elsewhere_meanwhile_is_not_written_over(chain: Client) -> None:
    draft = begin(chain)
    chain.post(f"/stories/{draft.id}/choose", {"do": "out:4"})

    answer = chain.post(f"/stories/{draft.id}/change", {"key": "goals", "text": "x", "expects": "1"})

    assert answer.status_code == 422
    assert "changed elsewhere" in said(answer)


def test_what_is_private_is_named_before_anything_leaves(chain: Client) -> None:
    draft = begin(chain)
    shown = chain.get(f"/stories/{draft.id}/share")

    assert "Before you share this" in said(shown)
    assert "It names Hanneke" in said(shown)


@pytest.mark.parametrize(
    ("form", "start"), [("markdown", b"# What I did"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")]
)
def test_a_document_is_taken_along_under_a_name_that_says_nothing(chain: Client, form: str, start: bytes) -> None:
    answer = chain.post(f"/stories/{begin(chain).id}/share", {"as": form})

    assert answer.content.startswith(start)
    assert answer["Content-Disposition"].startswith('attachment; filename="document.')


def test_a_document_out_of_a_chain_tells_that_chain_alone(chain: Client) -> None:
    assert "Out of the chain of Hanneke rang" in said(chain.get("/stories?win=2"))
    draft = begin(chain, "interview", win="2")

    assert "Gave a talk" not in said(chain.get(f"/stories/{draft.id}")).partition("Told here")[0]


@pytest.mark.parametrize("path", ["", "/share"])
def test_no_such_draft_is_nothing_here(ada: Client, path: str) -> None:
    assert ada.get(f"/stories/0199{path}").status_code == 404


def test_a_draft_is_thrown_away_and_comes_back_by_undo(chain: Client) -> None:
    draft = begin(chain)
    shown = followed(chain, chain.post(f"/stories/{draft.id}/delete"))

    assert "Thrown away." in html(shown)
    assert chain.get(f"/stories/{draft.id}").status_code == 404
    chain.post("/undo", {"change": hidden(shown, "change")})
    assert chain.get(f"/stories/{draft.id}").status_code == 200


def test_without_the_extra_a_pdf_says_what_to_install(chain: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "weasyprint", None)

    answer = chain.post(f"/stories/{begin(chain).id}/share", {"as": "pdf"})

    assert answer.status_code >= 400
    assert "smallwins[pdf]" in said(answer)


@pytest.mark.parametrize("typed", [{"kind": "poem"}, {"kind": "brag", "since": "2026-02-02", "until": "2026-01-01"}])
def test_what_cannot_be_begun_says_why(ada: Client, typed: dict[str, str]) -> None:
    assert ada.post("/stories", typed).status_code == 422
