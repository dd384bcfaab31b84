"""A coach's list of clients: who needs a look first, answers on the way, as many queries for fifty as for two."""

import subprocess
import sys
from datetime import timedelta
from html import unescape

import pytest

from smallwins import bootstrap
from smallwins.journal.sharing import AnswerRemark, answer_remark
from smallwins.method.week import week_of
from tests.server.shared_journals import close, grant_of, invited, journal_at, today
from tests.shared import Shared, Visitor


class Coached:
    """Cleo, and three clients of hers: Ada is stuck, Ben has answered her, Dora closed a week; Eve shares no weeks."""

    def __init__(self, shared: Shared) -> None:
        self.shared = shared
        self.clients = [shared.visitor().sign_up(f"{name}@example.org") for name in ("dora", "ben", "ada", "eve")]
        self.cleo: Visitor = shared.visitor().sign_up("cleo@example.org")
        for number, client in enumerate(self.clients, 1):
            assert self.cleo.post(invited(client, "cleo@example.org"), {"act": "accept"}).status == 303
            grant_of(client, number, **({"goals": "on"} if number == 4 else {"weeks": "all"}))
            with journal_at(shared, number) as journal:
                self.week = week_of(today(journal)).plus(-1)
                close(journal, self.week, stuck=number in (3, 4))
        self.asks(2)

    def asks(self, client: int) -> None:
        week = f"/clients/{client}/weeks/{self.week}"
        assert self.cleo.post(f"{week}/say", {"text": "Who was there?", "asks": "yes"}, page=week).status == 303
        with journal_at(self.shared, client) as journal:
            for remark in journal.remarks.waiting():
                answer_remark(journal, AnswerRemark(remark.id, bootstrap.now() - timedelta(seconds=2), "Two people"))
        self.shared.sql("UPDATE accounts_look SET last_at = '2020-01-01 00:00:00+00:00'")
        self.cleo.get("/clients")  # what was said of the last page is said

    def order(self) -> list[str]:
        page = self.cleo.get("/clients").text
        return sorted(("dora", "ben", "ada", "eve"), key=lambda name: page.index(f"{name}@example.org"))


@pytest.fixture(scope="module")
def coached(one_server: Shared) -> Coached:
    return Coached(one_server)


def test_who_needs_a_look_stands_first_and_what_is_not_granted_moves_nobody_up(coached: Coached) -> None:
    assert coached.order() == ["ada", "ben", "dora", "eve"]
    page = coached.cleo.get("/clients").text
    assert "1 feels stuck, 1 answered you" in page
    assert page.count("feels stuck") == 3  # in the sum, at her name, at her week: nothing of Eve, who is stuck as well


def test_an_answer_leads_to_its_place_and_is_read_there(coached: Coached) -> None:
    page = unescape(coached.cleo.get("/clients").text)
    _, _, rest = page.partition('class="came-back"')
    link = rest.partition('href="')[2].partition('"')[0]
    path, _, place = link.partition("#")

    answer = coached.cleo.get(path).text

    assert f'id="{place}"' in answer
    assert "Two people" in answer
    assert "came-back" not in coached.cleo.get("/clients").text


def test_the_list_asks_accounts_as_often_for_fifty_clients_as_for_two(one_server: Shared) -> None:
    counted = subprocess.run(
        [sys.executable, "-m", "tests.server.coach_with_clients", "2", "50"],
        env=one_server.environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert counted.returncode == 0, counted.stderr
    of_two, of_fifty = map(int, counted.stdout.split())
    assert of_two == of_fifty <= 15
