"""The weekly review asks in the person's own words; every old answer is shown with the words it was asked in."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smallwins.bootstrap import new_id
from smallwins.journal.commands import AnswerPulse, ImportJournal
from smallwins.journal.exchange import export_journal, import_journal
from smallwins.journal.offering import AnswerOffer, OfferQuestion, answer_offer, offer_question, withdraw_offers
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse
from smallwins.journal.shared import shared_week
from smallwins.journal.wordings import (
    AddQuestion,
    MoveQuestion,
    PutQuestionAway,
    RewordQuestion,
    add_question,
    answers_of,
    move_question,
    put_question_away,
    questions_in_use,
    reword_question,
)
from smallwins.method.errors import InputError, NotFoundError, RefusedError
from smallwins.method.week import parse
from smallwins.method.wording import METHOD_QUESTIONS, MOST_ADDED, added
from smallwins.storage.memory import MemoryJournals

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
TODAY = date(2026, 11, 20)
WEEK = parse("2026-W47")
CLEO = 7


def pulse(week: Any = WEEK, **given_: Any) -> AnswerPulse:
    return AnswerPulse(week, NOON, TODAY, **given_)


def said(journal: Journal, week: Any = WEEK) -> dict[str, tuple[str, object]]:
    review = journal.reviews.get(week)
    assert review is not None
    return {one.place: (one.question.text, one.answer) for one in answers_of(journal, review)}


def open_journal() -> Any:
    return MemoryJournals().journal_of(1)


WORDS = st.sampled_from(["Am I going round in circles?", "مكانك سر؟", "Still here?", None])
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("reword"), WORDS),
        st.tuples(st.just("reword own"), WORDS.filter(bool)),
        st.tuples(st.just("away"), st.booleans()),
        st.tuples(st.just("offer"), WORDS.filter(bool)),
        st.tuples(st.just("answer"), st.integers(1, 50)),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None)
@given(DEEDS)
def test_after_any_rewordings_every_answer_is_shown_with_the_words_it_was_asked_in(deeds: list[Any]) -> None:
    shown: dict[int, dict[str, tuple[str, object]]] = {}
    with open_journal() as journal:
        own = add_question(journal, AddQuestion(new_id(), NOON, "What did I say no to?")).key
        for place, (deed, value) in enumerate(deeds):
            at = NOON - timedelta(minutes=place)  # a clock may also go back
            if deed == "reword":
                reword_question(journal, RewordQuestion(new_id(), at, "stuck", value))
            elif deed == "reword own":
                reword_question(journal, RewordQuestion(new_id(), at, own, value))
            elif deed == "away":
                put_question_away(journal, PutQuestionAway(new_id(), at, own, value))
            elif deed == "offer":
                offer = offer_question(journal, OfferQuestion(new_id(), at, CLEO, "Cleo", "stuck", value))
                answer_offer(journal, AnswerOffer(offer.id, at, accept=True))
            else:
                words = {one.key: one.text for one in questions_in_use(journal)}
                week = parse(f"2025-W{value:02}")
                answer_pulse(journal, pulse(week, stuck=True, told=((own, "To a talk"),)))
                shown[value] = {own: (words[own], "To a talk")}
                if words["stuck"] != METHOD_QUESTIONS["stuck"].text:
                    shown[value]["stuck"] = (words["stuck"], True)
        file = export_journal(journal, NOON)
        for value, expected in shown.items():
            assert said(journal, parse(f"2025-W{value:02}")) == expected

    with open_journal() as other:
        import_journal(other, ImportJournal(NOON, file))
        for value, expected in shown.items():
            assert said(other, parse(f"2025-W{value:02}")) == expected
        assert export_journal(other, NOON) == file
        import_journal(other, ImportJournal(NOON, file))
        assert export_journal(other, NOON) == file


def test_an_answer_keeps_the_words_that_its_form_showed_though_they_changed_before_it_came() -> None:
    with open_journal() as journal:
        first = reword_question(journal, RewordQuestion(new_id(), NOON, "clarity", "How far do you see?"))
        reword_question(journal, RewordQuestion(new_id(), NOON, "clarity", "How thick is the fog?"))
        answer_pulse(journal, pulse(clarity=4, seen=(("clarity", first.version),)))
        assert said(journal) == {"clarity": ("How far do you see?", 4)}

        answer_pulse(journal, pulse(clarity=5, seen=(("clarity", ""),)))  # asked as the method words it
        assert said(journal) == {}

        answer_pulse(journal, pulse(clarity=6, seen=(("clarity", "no such version"),)))
        assert said(journal) == {"clarity": ("How thick is the fog?", 6)}

        answer_pulse(journal, pulse(clarity=None))
        assert said(journal) == {}


def test_words_sent_twice_are_one_version_and_the_same_words_again_are_none() -> None:
    with open_journal() as journal:
        command = RewordQuestion(new_id(), NOON, "stuck", "Still here?")
        assert reword_question(journal, command) == reword_question(journal, command)
        reword_question(journal, RewordQuestion(new_id(), NOON, "stuck", "Still here? "))
        assert len(journal.wordings.all()) == 1

        back = reword_question(journal, RewordQuestion(new_id(), NOON, "stuck", METHOD_QUESTIONS["stuck"].text))
        assert not back.reworded
        assert len(journal.wordings.all()) == 2


def test_added_questions_are_moved_put_away_and_taken_up_again() -> None:
    with open_journal() as journal:
        keys = [add_question(journal, AddQuestion(new_id(), NOON, text)).key for text in ("One?", "Two?", "Three?")]
        move_question(journal, MoveQuestion(new_id(), new_id(), NOON, keys[2], up=True))
        assert [one.text for one in added(questions_in_use(journal))] == ["One?", "Three?", "Two?"]

        move_question(journal, MoveQuestion(new_id(), new_id(), NOON, keys[0], up=True))  # it is the first already
        put_question_away(journal, PutQuestionAway(new_id(), NOON, keys[2]))
        assert [one.text for one in added(questions_in_use(journal))] == ["One?", "Two?"]

        put_question_away(journal, PutQuestionAway(new_id(), NOON, keys[2], away=False))
        assert [one.text for one in added(questions_in_use(journal))] == ["One?", "Three?", "Two?"]


def test_a_review_bears_only_so_many_questions_more() -> None:
    with open_journal() as journal:
        keys = [add_question(journal, AddQuestion(new_id(), NOON, f"{i}?")).key for i in range(MOST_ADDED)]
        with pytest.raises(RefusedError, match="that is the most"):
            add_question(journal, AddQuestion(new_id(), NOON, "One more?"))
        put_question_away(journal, PutQuestionAway(new_id(), NOON, keys[0]))
        add_question(journal, AddQuestion(new_id(), NOON, "One more?"))
        with pytest.raises(RefusedError, match="that is the most"):
            put_question_away(journal, PutQuestionAway(new_id(), NOON, keys[0], away=False))


@pytest.mark.parametrize("text", ["", "  ", "two\nlines", "x" * 201, "nul\0"])
def test_words_that_are_no_question_are_refused(text: str) -> None:
    with open_journal() as journal:
        with pytest.raises(InputError):
            reword_question(journal, RewordQuestion(new_id(), NOON, "stuck", text))
        with pytest.raises(InputError):
            add_question(journal, AddQuestion(new_id(), NOON, text))
        assert journal.wordings.all() == ()


@pytest.mark.parametrize("key", ["direction", "motive", "opened", "stretch", "gains", "verdict", "no such key"])
def test_the_four_signals_cannot_be_reworded(key: str) -> None:
    with open_journal() as journal, pytest.raises(NotFoundError):
        reword_question(journal, RewordQuestion(new_id(), NOON, key, "Something else?"))


def test_a_question_of_the_method_stays() -> None:
    with open_journal() as journal, pytest.raises(RefusedError, match="stays"):
        put_question_away(journal, PutQuestionAway(new_id(), NOON, "stuck"))


@pytest.mark.parametrize(
    ("kind", "good", "bad"), [("scale", 10, 11), ("scale", 0, True), ("yes_no", False, 1), ("text", "No", " ")]
)
def test_an_answer_is_of_the_kind_of_its_question(kind: Any, good: Any, bad: Any) -> None:
    with open_journal() as journal:
        key = add_question(journal, AddQuestion(new_id(), NOON, "Well?", kind)).key
        with pytest.raises(InputError):
            answer_pulse(journal, pulse(told=((key, bad),)))
        answer_pulse(journal, pulse(told=((key, good),)))
        assert said(journal) == {key: ("Well?", good)}


def test_nothing_changes_until_a_proposal_is_accepted_and_it_is_answered_once() -> None:
    with open_journal() as journal:
        before = questions_in_use(journal)
        kept = [
            offer_question(journal, OfferQuestion(new_id(), NOON, CLEO, "Cleo", "added", text)) for text in ("A?", "B?")
        ]
        assert questions_in_use(journal) == before

        answer_offer(journal, AnswerOffer(kept[0].id, NOON, accept=False))
        assert questions_in_use(journal) == before

        answer_offer(journal, AnswerOffer(kept[1].id, NOON, accept=True))
        (asked,) = added(questions_in_use(journal))
        assert (asked.text, asked.by) == ("B?", "Cleo")
        for one in kept:
            with pytest.raises(RefusedError, match="already"):
                answer_offer(journal, AnswerOffer(one.id, NOON, accept=True))


def test_what_waits_of_a_coach_is_taken_back_with_their_share() -> None:
    with open_journal() as journal:
        offer = offer_question(journal, OfferQuestion(new_id(), NOON, CLEO, "Cleo", "stuck", "Still?"))
        withdraw_offers(journal, CLEO, NOON)
        with pytest.raises(RefusedError, match="withdrawn"):
            answer_offer(journal, AnswerOffer(offer.id, NOON, accept=True))
        assert journal.wordings.all() == ()


def test_a_coach_reads_answers_to_what_they_proposed_and_the_words_of_what_is_shared_anyway() -> None:
    with open_journal() as journal:
        own = add_question(journal, AddQuestion(new_id(), NOON, "SECRET?")).key
        offer = offer_question(journal, OfferQuestion(new_id(), NOON, CLEO, "Cleo", "added", "What helped?"))
        answer_offer(journal, AnswerOffer(offer.id, NOON, accept=True))
        reword_question(journal, RewordQuestion(new_id(), NOON, "clarity", "How far do you see?"))
        answer_pulse(journal, pulse(clarity=4, told=((own, "SECRET"), (offer.id, "A walk"))))
        review = journal.reviews.get(WEEK)
        assert review is not None
        journal.reviews.save(review._replace(status="closed", closed_at=NOON))

        def read(reader: int) -> dict[str, object]:
            seen = shared_week(journal, WEEK, None, titles=False, chosen=(), reader=reader)
            return {one.question.text: one.answer for one in seen.asked}

        assert read(CLEO) == {"How far do you see?": 4, "What helped?": "A walk"}
        assert read(99) == {"How far do you see?": 4}


def test_an_import_never_takes_the_words_of_here_away() -> None:
    with open_journal() as other:
        reword_question(other, RewordQuestion(new_id(), NOON, "stuck", "Theirs?"))
        reword_question(other, RewordQuestion(new_id(), NOON, "note", "And else?"))
        file = export_journal(other, NOON)
    with open_journal() as journal:
        reword_question(journal, RewordQuestion(new_id(), NOON, "stuck", "Ours?"))
        import_journal(journal, ImportJournal(NOON, file))
        words = {one.key: one.text for one in questions_in_use(journal)}
    assert (words["stuck"], words["note"]) == ("Ours?", "And else?")
