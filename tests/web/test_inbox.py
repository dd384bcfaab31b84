"""Bringing a file of another program in by the browser, and going through the inbox one press each."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.inbox import inbox
from smallwins.journal.inbox_item import InboxItem
from smallwins.method.week import week_of
from tests.formats.foreign import FIXTURES, handed_over

from .journals import HOSTILE, Elements, followed, hidden, html, journal, name, said, today, write

JRNL = (FIXTURES / "jrnl" / "good.txt").read_bytes()


def sent(data: bytes, **more: str) -> dict[str, object]:
    return {"file": SimpleUploadedFile("anything", data), **more}


def waiting() -> tuple[InboxItem, ...]:
    with journal() as opened:
        return inbox(opened).items


def put_in(ada: Client, data: bytes = JRNL) -> tuple[InboxItem, ...]:
    followed(ada, ada.post("/import", sent(data, act="take")))
    return waiting()


def test_a_file_is_looked_at_first_and_nothing_comes_in(ada: Client) -> None:
    shown = ada.post("/import", sent(JRNL, act="look"))

    assert shown.status_code == 200
    assert "This is jrnl’s text" in said(shown)
    assert "Two things would go into the inbox" in said(shown)
    assert "6 May 2026" in said(shown)
    assert waiting() == ()


def test_then_it_goes_into_the_inbox_and_twice_is_once(ada: Client) -> None:
    shown = followed(ada, ada.post("/import", sent(JRNL, act="take")))

    assert "Two things went into the inbox." in shown.content.decode()
    assert "Applied at Northwind" in said(shown)
    assert (
        "Nothing new was in this file." in followed(ada, ada.post("/import", sent(JRNL, act="take"))).content.decode()
    )
    assert len(waiting()) == 2


def test_a_script_is_told_where_to_go_on(ada: Client) -> None:
    answer = ada.post("/import", sent(JRNL, act="take"), headers={"HX-Request": "true"})

    assert answer.headers["HX-Redirect"] == "/inbox"


def test_what_could_not_be_read_is_listed(ada: Client) -> None:
    shown = said(ada.post("/import", sent((FIXTURES / "table" / "broken-one.csv").read_bytes(), act="look")))

    assert "3 could not be read" in shown
    assert "line 4 : date: 'never' is not a day that can be read" in shown
    assert "Check the columns" in shown


def test_the_signs_that_begin_a_tag_of_jrnls_can_be_said(ada: Client) -> None:
    entry = b"[2026-05-06 22:34] Coffee with &Priya about #work\n"

    assert 'name="tag_symbols" value="@#"' in ada.post("/import", sent(entry, act="look")).content.decode()
    assert 'value="&amp;"' in ada.post("/import", sent(entry, act="look", tag_symbols="&")).content.decode()
    refused = ada.post("/import", sent(entry, act="look", tag_symbols="no"))
    assert (refused.status_code, "are not the signs that begin a tag" in said(refused)) == (422, True)
    ada.post("/import", sent(entry, act="take", tag_symbols="&"))
    assert [item.candidate.tags for item in waiting()] == [("priya",)]


def test_what_is_refused_is_said_in_whole_sentences(ada: Client) -> None:
    shown = said(ada.post("/import", sent((FIXTURES / "jrnl-json" / "broken-twice.json").read_bytes(), act="look")))

    assert "entries[0].title: stands here twice; which one is meant? Nothing was taken in." in shown


def test_the_order_of_day_and_month_is_asked(ada: Client) -> None:
    data = (FIXTURES / "table" / "broken-order.csv").read_bytes()
    shown = ada.post("/import", sent(data, act="look"))

    assert "which comes first?" in said(shown)
    assert "3 April 2026" in said(ada.post("/import", sent(data, act="look", order="day")))
    assert "4 March 2026" in said(ada.post("/import", sent(data, act="look", order="month")))


def test_columns_are_named_by_the_person(ada: Client) -> None:
    data = (FIXTURES / "table" / "broken-no-title.csv").read_bytes()
    assert "say which column it is; the file has a, b, c" in said(ada.post("/import", sent(data, act="look")))

    put = ada.post("/import", sent(data, act="take", **{"column-title": "b"}))

    assert put.status_code == 303
    assert [item.candidate.title for item in waiting()] == ["2"]


def test_a_table_whose_columns_were_renamed_gets_a_step_to_say_which_is_which(ada: Client) -> None:
    data = (FIXTURES / "teal" / "broken-renamed.csv").read_bytes()
    asked = ada.post("/import", sent(data, act="look"))

    assert asked.status_code == 200
    assert "This is Teal’s table: which column is which?" in said(asked)
    form = Elements(asked)
    assert form.options("column-status")[:3] == ["", "Job Position", "Firm"]
    assert form.options("column-role")[:3] == ["", "Job Position*", "Firm"]
    named = {"column-company": "Firm", "column-status": "How it stands", "column-applied": "Sent on"}
    assert "Check the columns" in said(ada.post("/import", sent(data, act="look", **named)))
    ada.post("/import", sent(data, act="take", **named))
    assert [item.candidate.title for item in waiting()] == ["Applied at Northwind: Research lead"]


def test_what_was_private_there_and_what_is_missing_is_said_before_it_comes_in(ada: Client) -> None:
    text = said(ada.post("/import", sent((FIXTURES / "memos" / "good.json").read_bytes(), act="look")))

    assert "1 of them: private there" in text
    assert "1 of them: archived there" in text
    assert "2 left out: is a comment, which comes with its memo ( memos[2], memos[3] )" in text
    assert "pageToken=CAEQ" in text


def test_a_goal_that_came_along_is_offered_and_made_only_when_it_is_chosen(ada: Client) -> None:
    mine = name("Speak more")
    talk, shipped = put_in(ada, (FIXTURES / "bragbit-markdown" / "good.md").read_bytes())
    form = Elements(ada.get("/inbox"))
    assert form.options("goal-0") == ["", "new", mine.id]
    assert form.options("goal-1") == ["", mine.id]
    chosen = {"goal-0": "new", "goal-1": mine.id}
    ada.post("/inbox", {"act": "keep", "item": talk.id, "id": (first := bootstrap.new_id()), **chosen})
    ada.post("/inbox", {"act": "keep", "item": shipped.id, "id": (second := bootstrap.new_id())})

    with journal() as opened:
        goals = {goal.title: goal.id for goal in opened.goals.all()}
        linked, plain = opened.wins.get(first).win.answers, opened.wins.get(second).win.answers
    assert list(goals) == ["Speak more", "Lead a research team"]
    assert (linked.direction, set(linked.goals)) == ("toward", {goals["Lead a research team"], mine.id})
    assert (plain.direction, plain.goals) == (None, ())


@pytest.mark.parametrize("name", ["day-one/good", "memos/good.sql", "ics/good.ics", "bragbit/good.json"])
def test_files_of_every_make_come_in(ada: Client, name: str) -> None:
    assert put_in(ada, handed_over(name).data)


def test_an_empty_inbox_says_what_would_be_in_it(ada: Client) -> None:
    assert "Nothing waits here" in said(ada.get("/inbox"))


def test_one_is_kept_one_let_go_and_each_comes_back_by_undo(ada: Client) -> None:
    applied, coffee = put_in(ada)
    shown = followed(ada, ada.post("/inbox", {"act": "keep", "item": applied.id}))
    assert "Kept as win 1." in shown.content.decode()
    assert "Coffee with @Priya" in said(shown)
    shown = followed(ada, ada.post("/inbox", {"act": "let_go", "item": coffee.id}))
    assert "Nothing waits here" in said(shown)

    with journal() as opened:
        change = opened.changes.last()
    assert change
    shown = followed(ada, ada.post("/undo", {"change": change.number, "next": "inbox"}))

    assert "Coffee with @Priya" in said(shown)


def test_one_is_left_for_later_and_still_waits(ada: Client) -> None:
    applied, coffee = put_in(ada)
    shown = followed(ada, ada.post("/inbox", {"act": "skip", "item": applied.id}))
    assert "Coffee with @Priya" in said(shown)
    assert "Applied at Northwind" not in said(shown)
    shown = followed(ada, ada.post(f"/inbox?after=2026-05-07.{applied.id}", {"act": "skip", "item": coffee.id}))

    assert "Two things left for later" in said(shown)
    assert len(waiting()) == 2


def test_one_is_merged_into_a_win_that_is_offered_or_named(ada: Client) -> None:
    mine = write("Coffee", days_ago=(today() - date(2026, 5, 6)).days)
    applied, coffee = put_in(ada)
    shown = followed(ada, ada.post(f"/inbox?after=2026-05-07.{applied.id}", {"act": "merge", "item": coffee.id}))
    assert "Into which win?" in said(shown)
    assert f'name="into" value="{mine.number}"' in shown.content.decode()
    refused = ada.post("/inbox", {"act": "merge", "item": coffee.id, "into": "99"})
    assert (refused.status_code, "There is no win 99." in said(refused)) == (422, True)

    followed(ada, ada.post("/inbox", {"act": "merge", "item": coffee.id, "into": str(mine.number)}))

    with journal() as opened:
        assert "write to Sam" in (opened.wins.get(mine.id).win.story or "")


def test_what_waits_is_told_of_on_this_weeks_page_and_in_its_review(ada: Client) -> None:
    write("Mine")
    put_in(ada, f"date,title\n{today()},Of this week\n2026-05-06,Of long ago\n".encode())
    week = week_of(today())

    assert "Two things from elsewhere wait for a word of yours." in said(ada.get("/"))
    ada.post(f"/review/{week}", {"act": "begin"})
    assert "One thing of this week waits in the inbox." in said(ada.get(f"/review/{week}"))
    ada.post(f"/review/{week}", {"stage": "wins"})
    assert "One thing of this week came in from elsewhere." in said(ada.get(f"/review/{week}"))
    shown = said(ada.get(f"/inbox?week={week}"))
    assert "Of this week" in shown
    assert "Of long ago" not in shown


def test_a_review_goes_through_what_came_in_of_its_week_and_each_comes_back_by_undo(ada: Client) -> None:
    mine = write("Mine")
    put_in(ada, "".join(["date,title\n", *(f"{today()},From {place}\n" for place in "abcd")]).encode())
    address = f"/review/{week_of(today())}"
    ada.post(address, {"act": "begin"})
    shown = followed(ada, ada.post(address, {"stage": "wins"}))
    first, *then = [f"inbox-{item.id}" for item in waiting()]
    assert [hidden(shown, "at"), said(shown).count("From ")] == [first, 4]
    assert "from table From " in said(shown)

    shown = followed(ada, ada.post(address, {"at": first, "act": "keep"}))
    assert "Kept." in shown.content.decode()
    shown = followed(ada, ada.post(address, {"at": then[0], "act": "merge"}))
    assert "Into which win?" in said(shown)
    refused = ada.post(address, {"at": then[0], "act": "merge", "into": "99"})
    assert (refused.status_code, "There is no win 99." in said(refused)) == (422, True)
    shown = followed(ada, ada.post(address, {"at": then[0], "act": "merge", "into": str(mine.number)}))
    assert "Merged." in shown.content.decode()
    shown = followed(ada, ada.post(address, {"at": then[1], "act": "later"}))
    assert hidden(shown, "at") == then[2]
    shown = followed(ada, ada.post(address, {"at": then[2], "act": "let_go"}))
    assert hidden(shown, "at") == "clarity"
    assert "One thing of this week waits in the inbox." in said(shown)

    with journal() as opened:
        last = opened.changes.last()
    assert last
    assert "Let go." in shown.content.decode()
    assert 'data-key="u"' in shown.content.decode()
    shown = followed(ada, ada.post("/undo", {"change": last.number, "next": f"review:{week_of(today())}"}))
    assert [f"inbox-{item.id}" for item in waiting()] == then[1:]
    assert hidden(shown, "at") == then[1]


@pytest.mark.parametrize("query", ["after=x.y", "after=2026-99-99.id", "week=2026-W99", "merge=1", "after=2026-01-01."])
def test_an_address_that_makes_no_sense_shows_the_inbox_from_its_beginning(ada: Client, query: str) -> None:
    put_in(ada)

    assert "Applied at Northwind" in said(ada.get(f"/inbox?{query}"))


def test_what_comes_from_elsewhere_is_shown_as_text_and_does_nothing(ada: Client) -> None:
    data = f'date,title,details\n2026-05-06,"{HOSTILE.replace(chr(34), chr(34) * 2)}","<script>x</script>"\n'.encode()
    looked = html(ada.post("/import", sent(data, act="look")))
    put_in(ada, data)
    shown = html(ada.get("/inbox"))

    for page in (looked, shown):
        assert "<script>alert" not in page
        assert "<script>x" not in page
        assert "<img" not in page


def test_what_is_not_there_is_not_found(ada: Client) -> None:
    assert ada.post("/inbox", {"act": "keep", "item": "nobody"}).status_code == 404
