"""A coach's list of clients: who needs a look first, answers on the way, as many queries for fifty as for two."""

import subprocess
import sys
from datetime import timedelta
from html import unescape

import pytest

from smallwins import bootstrap
from smallwins.journal.sharing import AnswerRemark, answer_remark
from smallwins.method.week import week_of
from tests.server.shared_journals import close, grant_of, invited, journal_at, today, write
from tests.server.test_reminders import FRIDAY, asks, rounds
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


@pytest.fixture
def both(coached: Coached) -> tuple[Coached, Visitor]:
    """Dan, who coaches Cleo: she is a client of his, and a coach of others, in one account."""
    shared, cleo = coached.shared, coached.cleo
    dan = shared.visitor().sign_up("dan@example.org")
    assert dan.post(invited(cleo, "dan@example.org"), {"act": "accept"}).status == 303
    grant_of(cleo, number_of(shared, "accounts_grant"), weeks="all", titles="on")
    with journal_at(shared, person(shared, "cleo")) as journal:
        write(journal, "Cleo asked for the room", coached.week.monday)
        close(journal, coached.week)
    with journal_at(shared, person(shared, "ada")) as journal:
        write(journal, "Ada wrote to the lab", coached.week.monday)
    return coached, dan


def number_of(shared: Shared, table: str) -> int:
    ((number,),) = shared.sql(f"SELECT max(id) FROM {table}")
    return int(number)


def person(shared: Shared, name: str) -> int:
    ((number,),) = shared.sql(f"SELECT id FROM accounts_person WHERE email = '{name}@example.org'")
    return int(number)


def names_on(visitor: Visitor, path: str) -> set[str]:
    """Who of all is named on a page, but in the frame around it."""
    text = visitor.get(path).text.partition("<main")[2].partition("</main>")[0]
    return {name for name in ("ada", "ben", "dora", "eve", "cleo", "dan") if f"{name}@example.org" in text}


def test_one_who_is_coach_and_client_is_each_for_herself(both: tuple[Coached, Visitor]) -> None:
    coached, dan = both
    shared, cleo, ada = coached.shared, coached.cleo, coached.clients[2]
    of = {name: person(shared, name) for name in ("cleo", "ada", "dora", "dan")}

    # Two lists that do not mix: whom she coaches, and who coaches her.
    assert names_on(cleo, "/clients") == {"ada", "ben", "dora", "eve"}
    assert names_on(dan, "/clients") == {"cleo"}
    assert "dan" in names_on(cleo, "/sharing")
    assert not {"ada", "ben", "dora", "eve"} & names_on(cleo, "/sharing")
    assert names_on(ada, "/sharing") == {"ada", "cleo"}
    assert names_on(ada, "/clients") == set()
    weeks = {name: f"/clients/{of[name]}/weeks/{coached.week}" for name in ("cleo", "ada")}
    assert "Cleo asked for the room" in dan.get(weeks["cleo"]).text
    assert "Cleo asked for the room" not in cleo.get(weeks["ada"]).text
    for visitor, path in ((dan, weeks["ada"]), (dan, f"/clients/{of['ada']}"), (ada, weeks["cleo"]),
                          (cleo, weeks["cleo"]), (cleo, f"/clients/{of['dan']}")):  # fmt: skip
        assert visitor.get(path).status == 404, path
    for visitor in (dan, ada, cleo):
        assert ("Ada wrote to the lab" in visitor.get("/wins").text) == (visitor is ada)

    # One mail for both: her own review, and how many of her clients have closed their week.
    asks(cleo, digest="yes")
    asks(dan, digest="yes")
    moment = FRIDAY + timedelta(weeks=520)
    assert rounds(shared, moment) == [2]
    notes = {name: str(shared.mailbox.to(f"{name}@example.org", 2)) for name in ("cleo", "dan")}
    assert all("your weekly review is ready" in note for note in notes.values())
    assert "3 people share" in notes["cleo"]
    assert "One person shares" in notes["dan"]
    assert "example.org" not in notes["cleo"].partition("\n\n")[2].replace("cleo@example.org", "")

    # The one role ends, the other stays.
    assert cleo.post(f"/clients/{of['ada']}/leave", page=f"/clients/{of['ada']}").status == 303
    assert names_on(cleo, "/clients") == {"ben", "dora", "eve"}
    assert names_on(dan, "/clients") == {"cleo"}
    assert shared.run("user", "delete", "dora@example.org", "--now").returncode == 0
    assert names_on(cleo, "/clients") == {"ben", "eve"}
    assert "Cleo asked for the room" in dan.get(weeks["cleo"]).text
    ((grant,),) = shared.sql(f"SELECT id FROM accounts_grant WHERE coach_id = {of['dan']}")
    assert cleo.post(f"/sharing/coaches/{grant}/revoke", page="/sharing").status == 303
    assert dan.get(weeks["cleo"]).status == 404
    assert names_on(cleo, "/clients") == {"ben", "eve"}
    assert shared.run("user", "delete", "dan@example.org", "--now").returncode == 0
    assert names_on(cleo, "/clients") == {"ben", "eve"}
    assert "Cleo asked for the room" in cleo.get("/wins").text
