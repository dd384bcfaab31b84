"""What moves you: findings in plain sentences, silence where there is too little, a proposal that is only offered."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from re import findall

import pytest
from django.test import Client

from smallwins import bootstrap
from smallwins.journal.commands import AddWin, AnswerWin, ChangeSettings, LinkWins
from smallwins.journal.doors import link_wins
from smallwins.journal.judging import answer_win
from smallwins.journal.sample import load_sample
from smallwins.journal.settings import change_settings, settings_of
from smallwins.journal.wins import add_win
from smallwins.method.win import Gut

from .journals import HOSTILE, followed, html, journal, said, today, write

DRAWN = ("looks-moves", "momentum", "outcomes", "comfort", "pulses", "receding", "goal-1")


@pytest.fixture
def sample(ada: Client) -> Client:
    on = today()
    with journal() as opened:
        load_sample(opened, bootstrap.now(), on)
    return ada


def looking(title: str, looks: int, gut: Gut | None = None, **answers: object) -> int:
    """Write a win down with how it looks and what was answered."""
    on = today()
    with journal() as opened:
        win = add_win(opened, AddWin(bootstrap.new_id(), bootstrap.now(), title, on)._replace(looks=looks, gut=gut)).win
        if answers:
            answer_win(opened, AnswerWin(win.id, bootstrap.now(), **answers))  # type: ignore[arg-type]  # as a test says
        return win.number


def test_an_empty_journal_is_told_what_is_missing_and_shown_no_empty_frames(ada: Client) -> None:
    answer = ada.get("/insights")
    words = said(answer)

    assert "What moves you" in words
    assert "Nothing to say yet: too few wins to tell" in words
    assert "8 more decided wins of one kind" in words
    assert "Week by week" not in words
    assert answer.status_code == 200


def test_a_finding_says_its_counts_its_interval_and_how_often_chance_would_do_as_much(sample: Client) -> None:
    words = said(sample.get("/insights"))

    assert "Do the wins you sought open more doors?" in words
    assert "68 of 92 wins that you sought opened a door within eight weeks" in words
    assert "interval 3.9 to 46" in words
    assert "chance alone would do as much less than 1 time in a million" in words
    assert "asked and judged together" in words


def test_no_word_of_the_page_is_advice(sample: Client) -> None:
    words = said(sample.get("/insights")).lower()

    assert [word for word in ("you should", "try to", "you must", "better to", "!") if word in words] == []


@pytest.mark.parametrize("name", DRAWN)
def test_each_picture_has_a_title_words_and_the_same_as_a_table(sample: Client, name: str) -> None:
    page = html(sample.get("/insights"))
    figure = page.split(f'id="{name}"')[1].split("</figure>")[0]

    role = "group" if name == "looks-moves" else "img"  # marks that are links would be lost inside an image
    assert f'role="{role}" aria-labelledby="{name}-title" aria-describedby="{name}-desc"' in figure
    assert f'<title id="{name}-title">' in figure
    assert f'<desc id="{name}-desc">' in figure
    assert "<details" in figure
    assert "<th scope=" in figure
    assert "style=" not in figure


def test_each_judged_win_is_a_mark_that_leads_to_it_under_its_title(ada: Client) -> None:
    number = looking("Coffee with Priya", 0, direction="toward", motive="meaningful", stretch=2)
    looking("Nothing answered yet", 4)
    page = html(ada.get("/insights"))

    assert findall(r'<a href="(/wins/\d+)"><title>([^<]+)</title><rect', page) == [
        (f"/wins/{number}", "Coffee with Priya, too early to tell")
    ]


def test_hostile_titles_are_shown_as_words(ada: Client) -> None:
    looking(HOSTILE, 3, direction="away")
    page = ada.get("/insights").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_journal_of_years_shows_one_and_leads_to_the_others(ada: Client) -> None:
    for days in (0, 400, 800):
        write(f"Win of {days} days ago", days, direction="toward", stretch=2)
    first = html(ada.get("/insights"))
    (earlier,) = findall(r'href="(\?until=[^"#]+)', first)
    second = html(ada.get(f"/insights{earlier}"))

    assert "Later" not in first
    assert "Later" in second
    assert "Earlier" in second


@pytest.mark.parametrize("until", ["x", "2026-W99", "9999-W52", "0001-W01", "<script>"])
def test_weeks_that_are_none_never_break_the_page(ada: Client, until: str) -> None:
    write("Coffee with Priya", 3, stretch=2)

    assert ada.get("/insights", {"until": until}).status_code == 200


def test_insights_stands_in_the_navigation(ada: Client) -> None:
    assert '<a href="/insights">Insights</a>' in html(ada.get("/goals"))
    assert '<a href="/insights" aria-current="page">Insights</a>' in html(ada.get("/insights"))


def test_when_to_look_again_is_offered_kept_and_used_where_a_door_has_not_opened(ada: Client) -> None:
    on = today()
    with journal() as opened:
        for number in range(40):  # doors that take six weeks each
            day = on - timedelta(days=100 + number)
            early = add_win(opened, AddWin(bootstrap.new_id(), bootstrap.now(), f"Mail {number}", day)).win
            late = add_win(
                opened, AddWin(bootstrap.new_id(), bootstrap.now(), f"Call {number}", day + timedelta(days=41))
            ).win
            link_wins(opened, LinkWins(early.id, late.id, bootstrap.now()))
    page = ada.get("/insights")
    assert "Propose 6 weeks from now on" in said(page)
    assert "Now it is four weeks" in said(page)

    kept = followed(ada, ada.post("/insights/look-again", {"weeks": "6"}))
    assert "Propose 6 weeks" not in said(kept)
    write("Coffee with Priya")
    shown = ada.get("/wins/81?ask=81&then=later")
    assert f'value="{on + timedelta(weeks=6)}"' in html(shown)
    assert "In 6 weeks, as you chose." in said(shown)

    followed(ada, ada.post("/insights/look-again", {"weeks": ""}))
    with journal() as opened:
        assert settings_of(opened).look_again_after is None


def test_an_answer_of_not_yet_without_a_day_waits_as_long_as_the_person_chose(ada: Client) -> None:
    with journal() as opened:
        change_settings(opened, ChangeSettings(bootstrap.now(), look_again_after=7))
    win = write("Coffee with Priya", opened="not_yet")
    with journal() as opened:
        assert opened.wins.get(win.id).win.answers.look_again == bootstrap.now().date() + timedelta(weeks=7)


@pytest.mark.parametrize("weeks", ["0", "-1", "53", "many"])
def test_a_number_of_weeks_that_is_none_is_refused(ada: Client, weeks: str) -> None:
    assert ada.post("/insights/look-again", {"weeks": weeks}).status_code == 422
    with journal() as opened:
        assert settings_of(opened).look_again_after is None


def test_the_gut_call_is_one_tap_at_capture_and_unseen_until_the_verdict(ada: Client) -> None:
    capture = html(ada.get("/")).split('id="capturing"')[1].split("</form>")[0]
    assert 'name="gut"' in capture.split("<details")[0]

    number = looking("Coffee with Priya", 1, "shiny", direction="toward")
    assert "you called it shiny" not in said(ada.get(f"/wins/{number}"))
    looking("500 likes", 4, "shiny", direction="away")
    assert "On the day you called it shiny. It was." in said(ada.get("/wins/2"))


ELSEWHERE = """
import sys
from django.conf import settings
from django.test import Client
from smallwins import bootstrap, config
import django
django.setup()
from django.core.files.uploadedfile import SimpleUploadedFile
from smallwins.journal.sample import load_sample
from smallwins.web import links
from smallwins.web.urls import pages
home = settings.SMALLWINS.home
with bootstrap.local_journal(str(settings.SMALLWINS.journal)) as journal:
    load_sample(journal, bootstrap.now(), bootstrap.now().date())
host = f"127.0.0.1:{settings.SMALLWINS.port}"
ada = Client(headers={"host": host, "origin": f"http://{host}"})
ada.get(f"/open/{links.make(home / 'links')}")
ada.post("/open")
looked = set()
for one in pages:
    address = "/" + str(one.pattern)
    for written, thing in (("crossroads/<str:name>", "crossroads/2"), ("weeks/<str:name>", "weeks/2026-W40"),
                           ("<str:week>", "2026-W40"), ("<int:number>", "1")):
        address = address.replace(written, thing)
    if "<" not in address and one.name != "insights":
        answer = ada.get(address, follow=True)
        assert answer.status_code in (200, 405), (address, answer.status_code)
        looked |= {one.name} if answer.status_code == 200 else set()
assert looked >= {"week", "past-week", "wins", "win", "chain", "chains", "stories", "goals", "goal", "crossroads",
                  "one-crossroads", "review-now", "review", "rearview", "settings", "export", "import", "inbox"}, looked
for address in ("/wins/1?ask=1&then=later", "/wins?words=talk", "/wins/100?ask=100&skip=again", "/chains?after=1"):
    assert ada.get(address, follow=True).status_code == 200, address
assert "/stories/" in ada.post("/stories", {"kind": "brag"}, follow=True).redirect_chain[-1][0]
file = SimpleUploadedFile("anything", b"[2026-05-04 09:00] Applied at Northwind\\n")
assert ada.post("/import", {"file": file, "act": "take"}, follow=True).redirect_chain[-1][0] == "/inbox"
assert ada.post("/wins/1/answer", {"field": "stretch", "answer": "2", "next": "win:1"}, follow=True).status_code == 200
ada.post("/insights/look-again", {"weeks": "5"})
assert not {name for name in sys.modules if name.partition(".")[0] in ("scipy", "numpy")}
assert ada.get("/insights").status_code == 200
assert "scipy" in sys.modules
"""


def test_no_other_page_loads_scipy(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "src"
    subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        check=True,
        timeout=120,
        env={
            "SMALLWINS_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "smallwins.server.settings",
            "PYTHONPATH": str(source),
            "PATH": "/usr/bin:/bin",
        },
    )
