"""Offers before they are taken, on their pages: put down, asked about, decided, looked back on, made a win."""

from datetime import date, timedelta
from html import unescape
from re import findall

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.crossroads import answer_option, decide, new_crossroads
from smallwins.journal.crossroads_commands import AnswerOption, Decide, NewCrossroads, NewOption
from smallwins.method.ahead import QUESTIONS_AHEAD
from smallwins.method.crossroads import STAY, Crossroads
from smallwins.method.week import week_of

from .journals import HOSTILE, Answer, followed, hidden, html, journal, name, said, today, write

ONE, PLACE = "/crossroads/offers-1", "one-crossroads:offers-1"


def put_down(*titles: str, title: str = "Two offers") -> Crossroads:
    """Put an offer down with an option of each title."""
    options = tuple(NewOption(f"way-{n}", words) for n, words in enumerate(titles or ("Head of AI", "Lead the pod"), 1))
    with journal() as opened:
        return new_crossroads(opened, NewCrossroads("offers-1", bootstrap.now(), title, options))


def decided(look_back_on: date | None = None) -> Crossroads:
    """Decide for the second of two offers, which would open a door."""
    put_down()
    on, now = today(), bootstrap.now()
    with journal() as opened:
        answer_option(opened, AnswerOption("offers-1", "way-2", now, "toward", motive="meaningful", opened="door"))
        found = decide(opened, Decide("offers-1", "way-2", now, on, "I would rather do the work"))
        if look_back_on:
            opened.crossroads.save(found._replace(look_back_on=look_back_on))
    return found


def kept() -> Crossroads:
    with journal() as opened:
        return opened.crossroads.all()[0]


def test_an_empty_page_says_what_it_is_for_and_offers_to_stay(ada: Client) -> None:
    shown: Answer = ada.get("/crossroads")

    assert "Is there something to say yes to?" in said(shown)
    assert f"checked><span>{STAY}</span>" in html(shown)
    assert "<title>Crossroads</title>" in html(shown)
    assert 'href="/crossroads" aria-current="page"' in html(shown)


def test_an_offer_put_down_is_asked_about_at_once_and_sent_twice_is_one(ada: Client) -> None:
    shown: Answer = ada.get("/crossroads")
    fields = ("id", "id-1", "id-2", "id-3", "id-stay")
    sent = {field: hidden(shown, field) for field in fields}
    sent |= {"title": "An offer", "option-1": "Head of AI", "option-2": " ", "stay": "1"}
    response = ada.post("/crossroads", sent)
    ada.post("/crossroads", sent)

    assert response.headers["Location"].endswith(f"/crossroads/{sent['id']}?ask=1#asking")
    assert QUESTIONS_AHEAD[0].text in said(ada.get(response.headers["Location"]))
    with journal() as opened:
        (found,) = opened.crossroads.all()
    assert [option.title for option in found.options] == ["Head of AI", STAY]


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"title": " ", "option-1": "Go"}, "This is empty; name what there is to decide."),
        ({"title": "An offer", "option-1": " ", "option-2": ""}, "Name at least one thing that you could say yes to."),
        ({"title": "An offer", "option-1": "x" * 501}, "This has 501 characters; 500 is the most."),
    ],
)
def test_what_is_refused_keeps_what_was_typed(ada: Client, sent: dict[str, str], problem: str) -> None:
    shown: Answer = ada.post("/crossroads", {"option-2": "Lead <b> & so", **sent})

    assert shown.status_code == 422
    assert problem in said(shown)
    assert ("Lead &lt;b&gt; &amp; so" in html(shown)) == ("option-2" not in sent)


def test_options_stand_side_by_side_with_what_they_are_and_why(ada: Client) -> None:
    put_down()
    with journal() as opened:
        told = AnswerOption("offers-1", "way-1", bootstrap.now(), "unsure", motive="available", stretch=2, gains=())
        answer_option(opened, told)
    shown = said(ada.get(ONE))

    assert "Head of AI Shiny It is just there, and you are not sure it points where you want to go." in shown
    assert "Lead the pod Not clear yet" in shown
    assert "If it would open a door and" not in shown
    assert "What would change it" in shown
    assert "Six questions not answered yet." in shown
    assert shown.count("How good would it look to others?") == 2


def test_the_questions_are_asked_one_at_a_time_and_go_on_with_the_next_option(ada: Client) -> None:
    put_down("Head of AI", STAY)
    goal = name("Lead a research team")
    shown: Answer = ada.get(f"{ONE}?ask=1")
    for field, answer in (("direction", "toward"), ("motive", "meaningful"), ("opened", "door")):
        assert next(q.text for q in QUESTIONS_AHEAD if q.field == field) in said(shown)
        action = "/crossroads/offers-1/options/way-1/answer"
        assert f'action="{action}"' in html(shown)
        sent = {"next": hidden(shown, "next"), "skip": hidden(shown, "skip"), "field": field, "answer": answer}
        shown = followed(ada, ada.post(action, sent))
    assert "Which door, or how would your next step change?" in said(shown)
    sent = {
        "next": "one-crossroads:offers-1",
        "skip": "",
        "field": "door_note",
        "door_note": "A team",
        "answer": "note",
    }
    shown = followed(ada, ada.post(action, sent))
    assert "How would it feel to do?" in said(shown)
    shown = followed(ada, ada.post(action, {**sent, "field": "stretch", "answer": "2"}))
    assert "What would it build in you?" in said(shown)
    shown = followed(ada, ada.post(action, {**sent, "field": "gains", "answer": "skip"}))

    assert f"2 {STAY} Would it point where you want to go?" in said(shown)
    head = kept().options[0].answers
    assert (head.direction, head.goals, head.opened, head.door_note, head.stretch, head.gains) == (
        "toward", (goal.id,), "door", "A team", 2, None,
    )  # fmt: skip


def test_with_several_goals_it_is_asked_which_one_is_meant(ada: Client) -> None:
    put_down()
    name("Lead a research team")
    second = name("Give talks without dread")
    sent = {"next": PLACE, "field": "direction", "answer": "toward"}
    shown = followed(ada, ada.post(f"{ONE}/options/way-1/answer", sent))
    assert "Toward which goal?" in said(shown)
    refused = ada.post(f"{ONE}/options/way-1/answer", {**sent, "field": "goals"})
    assert refused.status_code == 422
    assert "choose the goal it points toward" in said(refused)
    followed(ada, ada.post(f"{ONE}/options/way-1/answer", {**sent, "field": "goals", "goals": second.id}))

    assert kept().options[0].answers.goals == (second.id,)


def test_an_answer_can_be_changed_and_taken_back(ada: Client) -> None:
    put_down()
    sent = {"next": PLACE, "field": "stretch", "answer": "0"}
    ada.post(f"{ONE}/options/way-1/answer", sent)
    shown: Answer = ada.get(f"{ONE}?ask=1&question=stretch")
    assert "Take the answer back" in said(shown)
    assert 'value="0" data-key="0" aria-keyshortcuts="0" aria-current="true"' in html(shown)
    ada.post(f"{ONE}/options/way-1/answer", {**sent, "answer": "unanswered"})
    assert kept().options[0].answers.stretch is None
    refused = ada.post(f"{ONE}/options/way-1/answer", {**sent, "answer": "9"})
    assert refused.status_code == 422
    assert ada.post(f"{ONE}/options/way-9/answer", sent).status_code == 404


def test_looks_are_one_tap_and_change_nothing_else(ada: Client) -> None:
    put_down()
    before = findall(r'class="verdict \w+">([^<]+)', html(ada.get(ONE)))
    shown = followed(ada, ada.post(f"{ONE}/options/way-1", {"looks": "4"}))

    assert "Dazzling" in said(shown)
    assert "Kept. Looks never change what an option is." in shown.content.decode()
    assert findall(r'class="verdict \w+">([^<]+)', html(shown)) == before
    assert kept().options[0].looks == 4
    assert ada.post(f"{ONE}/options/way-1", {"looks": "5"}).status_code == 422


def test_options_are_renamed_added_and_taken_out(ada: Client) -> None:
    put_down()
    ada.post(f"{ONE}/options/way-1", {"called": "Head of everything"})
    ada.post(f"{ONE}/options", {"id": "way-3", "new_option": "Ask for a team"})
    ada.post(f"{ONE}/options", {"id": "way-3", "new_option": "Ask for a team"})
    ada.post(f"{ONE}/options/way-2", {"act": "remove"})

    assert [option.title for option in kept().options] == ["Head of everything", "Ask for a team"]
    refused = ada.post(f"{ONE}/options", {"new_option": " "})
    assert refused.status_code == 422
    assert "This is empty; name each way to go" in said(refused)
    ada.post(f"{ONE}/options/way-1", {"act": "remove"})
    assert ada.post(f"{ONE}/options/way-3", {"act": "remove"}).status_code == 422
    assert len(kept().options) == 1


def test_a_decision_is_written_with_its_reason_and_its_day(ada: Client) -> None:
    put_down()
    shown: Answer = ada.get(ONE)
    day = str(today() + timedelta(weeks=13))
    assert f'value="{day}"' in html(shown)
    shown = followed(
        ada, ada.post(f"{ONE}/decision", {"option": "way-2", "reason": "The\r\nwork", "look_back_on": day})
    )

    assert "You decided for Lead the pod The work To look back on" in said(shown)
    assert "Take the decision up again" in said(shown)
    assert (kept().decision, kept().reason, str(kept().look_back_on)) == ("way-2", "The\nwork", day)
    assert "Lead the pod not clear yet · taken" in said(ada.get("/crossroads"))


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"option": "", "reason": "So"}, "Choose the one you take."),
        ({"option": "way-1", "reason": " "}, "This is empty; say in a few words why, for the day you look back."),
        ({"option": "way-1", "reason": "So", "look_back_on": "2020-01-01"}, "is not after today; choose a later day."),
        ({"option": "way-1", "reason": "So", "look_back_on": "soon"}, "is not a day such as"),
    ],
)
def test_a_decision_without_its_parts_is_shown_again(ada: Client, sent: dict[str, str], problem: str) -> None:
    put_down()
    shown: Answer = ada.post(f"{ONE}/decision", sent)

    assert shown.status_code == 422
    assert problem in said(shown)
    assert kept().status == "open"


def test_a_decision_reopened_keeps_its_words(ada: Client) -> None:
    decided()
    assert ada.post(f"{ONE}/options/way-1", {"looks": "1"}).status_code == 422
    shown = followed(ada, ada.post(f"{ONE}/change", {"act": "reopen"}))

    assert "I would rather do the work</textarea>" in html(shown)
    assert 'value="way-2" required checked' in html(shown)


def test_how_it_turned_out_is_asked_on_its_day_on_the_page(ada: Client) -> None:
    decided(look_back_on=today())
    assert "The day to look back has come" in said(ada.get("/crossroads"))
    shown: Answer = ada.get(ONE)
    assert "How did it turn out?" in said(shown)
    assert "Look back already" not in said(shown)
    later = str(today() + timedelta(weeks=4))
    followed(ada, ada.post(f"{ONE}/outcome", {"act": "put-off", "look_back_on": later}))
    assert str(kept().look_back_on) == later
    assert ada.post(f"{ONE}/outcome", {"act": "put-off", "look_back_on": "2020-01-01"}).status_code == 422
    assert ada.post(f"{ONE}/outcome", {"outcome": " "}).status_code == 422
    shown = followed(ada, ada.post(f"{ONE}/outcome", {"outcome": "Worth the fear"}))
    assert "How it turned out Worth the fear" in said(shown)
    assert kept().status == "looked_back"


def test_the_review_asks_how_it_turned_out(ada: Client) -> None:
    decided(look_back_on=today() - timedelta(days=8))
    week = week_of(today())
    ada.post(f"/review/{week}", {"act": "begin"})
    shown: Answer = ada.get(f"/review/{week}")
    assert "How did it turn out? At the crossroads Two offers you chose Lead the pod" in said(shown)
    at = hidden(shown, "at")
    refused = ada.post(f"/review/{week}", {"at": at, "outcome": " "})
    assert refused.status_code == 422
    assert "say in a few words how it turned out" in said(refused)
    followed(ada, ada.post(f"/review/{week}", {"at": at, "outcome": "Worth the fear"}))

    assert (kept().status, kept().outcome) == ("looked_back", "Worth the fear")
    assert "How did it turn out?" not in said(ada.get(f"/review/{week}?at={at}"))


def test_the_review_can_be_told_to_ask_later(ada: Client) -> None:
    decided(look_back_on=today() - timedelta(days=8))
    week = week_of(today())
    ada.post(f"/review/{week}", {"act": "begin"})
    at = hidden(ada.get(f"/review/{week}"), "at")
    later = today() + timedelta(weeks=13)
    assert ada.post(f"/review/{week}", {"at": at, "act": "put-off", "look_back_on": ""}).status_code == 422
    followed(ada, ada.post(f"/review/{week}", {"at": at, "act": "put-off", "look_back_on": str(later)}))
    assert kept().look_back_on == later
    assert "How did it turn out?" not in said(ada.get(f"/review/{week}"))


def test_what_the_review_asks_can_be_left_for_later(ada: Client) -> None:
    decided(look_back_on=today() - timedelta(days=8))
    week = week_of(today())
    ada.post(f"/review/{week}", {"act": "begin"})
    at = hidden(ada.get(f"/review/{week}"), "at")
    shown = followed(ada, ada.post(f"/review/{week}", {"at": at, "act": "later"}))
    assert "How did it turn out?" not in said(shown)
    assert kept().status == "decided"


def test_the_option_taken_becomes_a_win_with_its_history(ada: Client) -> None:
    decided()
    shown: Answer = ada.get(ONE)
    assert "Once it happens, it is a win" in said(shown)
    sent = {"id": hidden(shown, "id"), "win_title": "First day with the pod"}
    sent["happened_on"] = str(today())
    ada.post(f"{ONE}/win", sent)
    shown = followed(ada, ada.post(f"{ONE}/win", sent))

    assert "It became a win First day with the pod Too early to tell" in said(shown)
    page = said(ada.get("/wins/1"))
    assert "From the crossroads “Two offers”: Lead the pod, because I would rather do the work" in page
    assert ada.get("/wins/2").status_code == 404


def test_a_win_without_a_title_or_in_the_future_is_refused_beside_its_field(ada: Client) -> None:
    decided()
    refused = ada.post(f"{ONE}/win", {"win_title": " ", "happened_on": ""})
    assert refused.status_code == 422
    assert "write down what happened" in said(refused)
    refused = ada.post(f"{ONE}/win", {"win_title": "x", "happened_on": str(today() + timedelta(9))})
    assert "has not come yet" in said(refused)
    with journal() as opened:
        assert opened.crossroads.all()[0].win is None


def test_the_option_taken_can_be_linked_to_a_win_found_by_words(ada: Client) -> None:
    decided()
    win = write("Signed for the pod")
    write("Coffee with Priya")
    shown: Answer = ada.get(f"{ONE}?words=signed")
    assert "Signed for the pod" in said(shown)
    assert "Coffee with Priya" not in said(shown)
    shown = followed(ada, ada.post(f"{ONE}/win", {"win": str(win.number)}))
    assert "It became a win Signed for the pod" in said(shown)
    assert ada.post(f"{ONE}/win", {"win": "99"}).status_code == 404


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/options/way-1", {"called": "Other"}),
        ("/options/way-1", {"act": "remove"}),
        ("/options", {"new_option": "Third"}),
        ("/decision", {"option": "way-1", "reason": "So"}),
        ("/change", {"title": "Other"}),
        ("/delete", {}),
    ],
)
def test_every_change_offers_a_way_back(ada: Client, path: str, sent: dict[str, str]) -> None:
    before = put_down()
    shown = followed(ada, ada.post(f"{ONE}{path}", sent))
    followed(ada, ada.post("/undo", {"change": hidden(shown, "change"), "next": "crossroads"}))

    assert kept()._replace(history=()) == before
    assert path == "/delete" or kept().history[-1].cause.startswith("undone: ")


def test_an_address_of_no_crossroads_is_told_so(ada: Client) -> None:
    assert ada.get("/crossroads/nothing").status_code == 404
    assert ada.post("/crossroads/nothing/decision", {}).status_code == 404


def test_a_place_in_the_list_leads_there_too(ada: Client) -> None:
    put_down()
    assert "Two offers" in said(ada.get("/crossroads/1"))


def test_hostile_words_are_shown_as_words(ada: Client) -> None:
    put_down(HOSTILE, HOSTILE, title=HOSTILE)
    ada.post(f"{ONE}/decision", {"option": "way-1", "reason": HOSTILE})
    for path in ("/crossroads", ONE, f"{ONE}?words={HOSTILE}"):
        page = ada.get(path).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert HOSTILE not in unescape(page.split("<title>")[1].split("</title>")[0])


def test_the_first_page_says_when_the_day_to_look_back_has_come_and_leads_there(ada: Client) -> None:
    write("Coffee with Priya")
    decided()
    assert "to look back" not in said(ada.get("/"))
    with journal() as opened:
        (found,) = opened.crossroads.all()
        opened.crossroads.save(found._replace(look_back_on=date(2020, 1, 1)))

    shown: Answer = ada.get("/")
    assert "The day to look back on Two offers has come." in said(shown)
    assert f'<p class="to-look-back">The day to look back on <a href="{ONE}">' in html(shown)
    assert "How did it turn out?" in said(ada.get(ONE))


def test_how_it_turned_out_can_be_told_anew_and_what_stood_before_is_shown(ada: Client) -> None:
    decided()
    assert "Tell it anew" not in said(ada.get(ONE))
    followed(ada, ada.post(f"{ONE}/outcome", {"outcome": "Well"}))
    shown = followed(ada, ada.post(f"{ONE}/outcome", {"outcome": "Worth <the> fear"}))

    assert kept().outcome == "Worth <the> fear"
    words = said(shown)
    assert "How it turned out Worth <the> fear Tell it anew" in words
    assert "Told anew how it turned out You had written: Well" in words
    assert words.index("Told anew") < words.index("Looked back") < words.index("Decided for “Lead the pod”")
    refused = ada.post(f"{ONE}/outcome", {"outcome": " "})
    assert refused.status_code == 422
    assert kept().outcome == "Worth <the> fear"
