"""What is found: by whole words and by the beginning of the last, in every script, whatever was typed."""

from datetime import timedelta

import pytest

from smallwins.journal.ports import Journal, WinFilter
from smallwins.method.win import Overrule
from smallwins.storage.folding import fold, words_of
from tests.hostile import HOSTILE
from tests.storage.cast import MONDAY, NOON, REAL, a_step, a_win, an_id, write

FOUND = [
    # what was written, what is searched for
    ("Zoë's café", "zoe"),
    ("Zoë's café", "CAFÉ"),
    ("Zoe\u0308 wrote", "zoë"),
    ("Straße", "strasse"),
    ("STRASSE", "straße"),
    ("İstanbul", "istanbul"),
    ("Việt Nam", "viet"),
    ("Ελληνικά Σίσυφος", "σισυφος"),
    ("ﬁnance", "fin"),
    ("ﬁnance", "finance"),
    ("interview with Sam", "inter"),
    ("interview with Sam", "interview sa"),
    ("interview with Sam", "sam interview"),
    ("interview with Sam", "w"),
    ("soft\u00adhyphen", "softhyphen"),
    ("well-known", "well-known"),
    ("well-known", "known"),
    ("O'Brien", "o'brien"),
    ("snake_case_name", "case"),
    ("mail to sam@example.org", "sam@example.org"),
    ("version 2.0 of it", "2.0"),
    ("٣ مقابلات", "3"),
    ("東京大学で講演した", "東京"),
    ("東京大学で講演した", "大学 講演"),
    ("東京大学で講演した", "演"),
    ("カタカナ", "ﾀｶ"),
    ("한국어 면접", "면접"),
    ("\u1112\u1161\u11ab국어", "한국"),
    ("ภาษาไทย", "ไทย"),
    ("हिन्दी में", "हिन्दी"),
    ("שלום עולם", "עולם"),
    ("مَرْحَبًا", "مرحبا"),
    ("\u202eabc\u202c", "abc"),
    ("party 🎉 time", "🎉"),
    ("party 🎉 time", "party 🎉"),
    ("🎉🎉", "🎉"),
    ("👩‍💻 wrote", "👩‍💻"),
    ("👩‍💻 wrote", "👩"),
    ("👍🏽 good", "👍"),
    ("☀️ out", "☀"),
    ("🇩🇪 trip", "🇩🇪"),
    ("5€ saved", "5€"),
    ("NEAR AND OR NOT", "not and near"),
    ("say hello", '"hello"'),
    ("say hello", 'hello"'),
    ("say hello", "hello*"),
    ("a b c", "a a a b"),
]
NOT_FOUND = [
    ("interview with Sam", "inter sam"),
    ("interview with Sam", "view"),
    ("interview with Sam", "sam nobody"),
    ("東京大学", "京東"),
    ("東 京", "東北"),
    ("🎉", "🎂"),
    ("🇩🇪", "🇪🇩"),
    ("hello", "hel*lo"),
    ("hello", "^goodbye"),
    ("well known", "known-well"),
    ("say hello", "words:hello say"),
]


@pytest.mark.parametrize(("written", "asked"), FOUND)
def test_what_was_written_is_found(journal: Journal, written: str, asked: str) -> None:
    write(journal, a_win(1, written), a_win(2, "other things"))

    assert [judged.win.title for judged in journal.wins.page(WinFilter(words=asked))] == [written]
    assert journal.wins.count(WinFilter(words=asked)) == 1


@pytest.mark.parametrize(("written", "asked"), NOT_FOUND)
def test_what_was_not_written_is_not_found(journal: Journal, written: str, asked: str) -> None:
    write(journal, a_win(1, written))

    assert journal.wins.page(WinFilter(words=asked)) == ()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_can_be_searched_for_and_finds_itself(journal: Journal, text: str) -> None:
    write(journal, a_win(1, story=text), a_win(2, "quite another"))

    found = [judged.win.number for judged in journal.wins.page(WinFilter(words=text))]

    assert found == ([1] if words_of(text) else [2, 1])


def test_a_search_without_a_word_is_no_search(journal: Journal) -> None:
    write(journal, a_win(1), a_win(2))

    for nothing in ("", "   ", "-", "***", '"""', "…", "\u200b\u0301", "\0"):
        assert journal.wins.count(WinFilter(words=nothing)) == 2


def test_all_that_a_person_wrote_about_a_win_is_searched(journal: Journal) -> None:
    called = Overrule("real", "overruling", NOON)
    win = a_win(1, "titled", REAL._replace(door_note="noted"), story="storied", tags=("tagged",), overrule=called)
    write(journal, win)
    journal.steps.add([a_step(1, win, "stepped"), a_step(2, win, "striding")])

    for word in ("titled", "storied", "tagged", "noted", "overruling", "stepped", "striding titled"):
        assert journal.wins.count(WinFilter(words=word)) == 1, word


def test_what_is_changed_is_found_anew_and_no_longer_as_it_was(journal: Journal) -> None:
    win = a_win(1, "before")
    write(journal, win)
    journal.steps.add([a_step(1, win, "walking")])
    assert journal.wins.count(WinFilter(words="before walking")) == 1

    kept = journal.wins.get(an_id(1))
    journal.wins.save(kept._replace(win=kept.win._replace(title="after")))
    journal.steps.save(a_step(1, win, "running"))

    assert journal.wins.count(WinFilter(words="after running")) == 1
    assert journal.wins.count(WinFilter(words="before")) == journal.wins.count(WinFilter(words="walking")) == 0
    journal.steps.remove(a_step(1, win).id)
    assert journal.wins.count(WinFilter(words="running")) == 0
    journal.wins.remove(an_id(1))
    assert journal.wins.count(WinFilter(words="after")) == 0


def test_a_win_moved_to_another_day_is_found_there_alone(journal: Journal) -> None:
    write(journal, a_win(1, "moving"))
    for days in (3, -3, 300):
        kept = journal.wins.get(an_id(1))
        journal.wins.count(WinFilter(words="moving"))
        journal.wins.save(kept._replace(win=kept.win._replace(happened_on=MONDAY + timedelta(days=days))))

    day = MONDAY + timedelta(days=300)
    assert journal.wins.count(WinFilter(words="moving")) == 1
    assert journal.wins.count(WinFilter(words="moving", since=day, until=day)) == 1


def test_a_thousand_words_are_a_search_too(journal: Journal) -> None:
    write(journal, a_win(1, story=" ".join(f"word{n}" for n in range(1000))), a_win(2))

    assert journal.wins.count(WinFilter(words=" ".join(f"word{n}" for n in range(1000)))) == 1


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)).split() == fold(text).split()
