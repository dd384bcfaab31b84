"""Without a network: what is written waits and arrives once, in order; pages are readable as they last stood."""

import signal
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from smallwins import bootstrap
from smallwins.journal.commands import AddWin
from smallwins.journal.wins import add_win
from tests.chromium import Seen, window
from tests.serving import Served, free_port, serving

pytestmark = [pytest.mark.browser, pytest.mark.promise("R12")]


class Cable:
    """A server whose cable can be pulled and put back: the same address, the same journal, a real process."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.stack = home, free_port(), ExitStack()
        self.served = self.put_back()

    def pull(self) -> None:
        self.served.process.send_signal(signal.SIGINT)
        self.served.process.wait(20)
        self.stack.close()

    def put_back(self) -> Served:
        self.served = self.stack.enter_context(serving(self.home, self.port))
        return self.served

    def titles(self) -> list[str]:
        """Read the journal itself: all titles, in the order in which they were written."""
        with bootstrap.local_journal(str(self.home / "journal.db"), reading=True) as journal:
            return [judged.win.title for judged in journal.wins.everything()]


@pytest.fixture
def cable(tmp_path: Path) -> Iterator[Cable]:
    cable = Cable(tmp_path / "data")
    yield cable
    with suppress(ProcessLookupError):
        cable.stack.close()


@pytest.fixture
def ada(chromium: Browser, cable: Cable, seen: Seen) -> Iterator[Page]:
    """Ada's window, with the worker in charge; a lost connection is a complaint of the console's, and no fault."""
    with window(chromium, cable.served, seen) as page:
        page.goto(cable.served.link)
        page.wait_for_url(cable.served.url + "/")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        until(page, "navigator.serviceWorker.controller !== null")
        yield page
    expected = ("net::ERR_", "403", "422", "htmx:")
    assert [one for one in seen.complaints if not any(known in one for known in expected)] == []


def until(page: Page, true: str, here: list[int] | None = None) -> None:
    """Wait until something is true in the page, and something has come here, for half a minute at most."""
    for _ in range(300):
        with suppress(Error):  # the page just went elsewhere
            if page.evaluate(f"Promise.resolve({true})") and here != []:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never came: {true}")


def write(page: Page, title: str) -> None:
    page.get_by_label("What happened?").fill(title)
    page.get_by_label("What happened?").press("Enter")


def test_what_is_written_without_a_network_waits_and_arrives_once_in_order(ada: Page, cable: Cable) -> None:
    write(ada, "Before the tunnel")
    expect(ada.get_by_text("Written down.")).to_be_visible()
    until(ada, "kept.all(document.body.dataset.whose).then((wins) => wins.length === 0)")
    cable.pull()
    for title in ("In the tunnel", "Still in it"):
        write(ada, title)
        expect(ada.locator("#waiting li").filter(has_text=title)).to_be_visible()
        expect(ada.get_by_label("What happened?")).to_have_value("")
    assert cable.titles() == ["Before the tunnel"]

    ada.reload()
    expect(ada.get_by_text("This is how it stood")).to_be_visible()
    write(ada, "After a restart of the app")
    expect(ada.get_by_role("heading", name="3 wins wait to be sent")).to_be_visible()
    cable.put_back()
    ada.evaluate("dispatchEvent(new Event('online'))")
    expect(ada.locator("#waiting")).to_be_hidden()

    assert cable.titles() == ["Before the tunnel", "In the tunnel", "Still in it", "After a restart of the app"]


def test_a_server_that_answers_twice_writes_once(ada: Page, cable: Cable) -> None:
    cable.pull()
    write(ada, "Once")
    expect(ada.locator("#waiting li")).to_have_count(1)
    cable.put_back()
    lost: list[int] = []

    def lose(route: Route) -> None:
        """Let the server write it down, and lose its answer on the way."""
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        answer = route.fetch()
        lost.append(answer.status)
        route.abort()

    ada.route("**/outbox", lose)
    ada.evaluate("dispatchEvent(new Event('online'))")
    until(ada, "true", lost)
    expect(ada.locator("#waiting li")).to_have_count(1)
    assert cable.titles() == ["Once"]
    ada.evaluate("dispatchEvent(new Event('online'))")
    expect(ada.locator("#waiting")).to_be_hidden()

    assert lost == [200]
    assert cable.titles() == ["Once"]


def test_what_was_typed_is_there_after_the_tab_was_closed(ada: Page, cable: Cable) -> None:
    ada.get_by_label("What happened?").fill("Half a thou")
    until(ada, "kept.typed([document.body.dataset.whose, '/', 'title'].join(' '))")
    context = ada.context
    ada.close(run_before_unload=False)
    again = context.new_page()
    again.goto(cable.served.url)
    expect(again.get_by_label("What happened?")).to_have_value("Half a thou")
    write(again, "Half a thought, whole")
    expect(again.get_by_text("Written down.")).to_be_visible()
    again.goto(cable.served.url)
    expect(again.get_by_label("What happened?")).to_have_value("")


def test_this_week_all_wins_and_the_review_are_readable_without_a_network(ada: Page, cable: Cable) -> None:
    url = cable.served.url
    for place in range(60):
        with bootstrap.local_journal(str(cable.home / "journal.db")) as journal:
            add_win(journal, AddWin(bootstrap.new_id(), bootstrap.now(), f"Win {place:02}", bootstrap.now().date()))
    ada.goto(url)
    until(ada, "caches.open('pages').then(pages => pages.match('/stamp')).then(Boolean)")
    cable.pull()
    ada.goto(url)
    expect(ada.get_by_role("heading", name="60 wins so far")).to_be_visible()
    ada.goto(url + "/wins")
    expect(ada.get_by_role("link", name="Win 59")).to_be_visible()
    ada.get_by_role("link", name="Older").click()
    expect(ada.get_by_role("link", name="Win 00")).to_be_visible()
    ada.goto(url + "/review")
    expect(ada.get_by_role("heading", level=1)).to_contain_text("Weekly review")
    ada.goto(url + "/insights")
    expect(ada.get_by_role("heading", name="No connection")).to_be_visible()
    expect(ada.get_by_role("link", name="your wins")).to_be_visible()


def test_a_text_shared_from_another_app_is_one_press_from_a_win(ada: Page, cable: Cable) -> None:
    cable.pull()
    with ada.expect_navigation():
        ada.evaluate(
            """() => {
              const form = document.createElement("form");
              Object.assign(form, { method: "post", action: "/share", enctype: "multipart/form-data" });
              for (const [name, value] of [["title", "A talk"], ["text", "A talk"], ["url", "https://example.org/talk"]])
                form.append(Object.assign(document.createElement("input"), { name, value }));
              document.body.append(form);
              form.submit();
            }"""
        )
    box = ada.get_by_label("What happened?")
    expect(box).to_have_value("A talk https://example.org/talk")
    box.press("Enter")
    expect(ada.locator("#waiting li")).to_have_text(["A talk https://example.org/talk"])
    cable.put_back()
    ada.goto(cable.served.url)
    until(ada, "kept.all(document.body.dataset.whose).then((wins) => wins.length === 0)")
    assert cable.titles() == ["A talk https://example.org/talk"]


def test_a_win_that_is_refused_comes_back_into_the_box_and_those_behind_it_go_on(ada: Page, cable: Cable) -> None:
    cable.pull()
    ada.get_by_text("Add details").click()
    ada.get_by_label("When").fill("2199-01-01")
    write(ada, "Not yet")
    expect(ada.locator("#waiting li")).to_have_count(1)
    write(ada, "Behind it")
    expect(ada.locator("#waiting li")).to_have_count(2)
    cable.put_back()
    ada.goto(cable.served.url)
    expect(ada.get_by_text("It was not taken: ")).to_contain_text("has not come yet")
    expect(ada.locator("#waiting li")).to_have_count(1)
    assert cable.titles() == ["Behind it"]
    ada.get_by_role("button", name="Back into the box").click()
    expect(ada.get_by_label("What happened?")).to_have_value("Not yet")
    ada.get_by_label("What happened?").press("Enter")
    expect(ada.get_by_text("Written down.")).to_be_visible()
    assert cable.titles() == ["Behind it", "Not yet"]


def test_after_locking_nothing_is_left_in_the_browser(ada: Page, cable: Cable) -> None:
    write(ada, "CANARY sent")
    expect(ada.get_by_text("Written down.")).to_be_visible()
    ada.goto(cable.served.url)
    until(ada, "caches.open('pages').then(pages => pages.match('/stamp')).then(Boolean)")
    assert "CANARY" in stored(ada)
    ada.get_by_role("button", name="Lock").click()
    expect(ada.get_by_role("heading", name="locked")).to_be_visible()
    assert stored(ada) == ""


def test_what_waits_stays_after_locking_only_if_one_says_so(ada: Page, cable: Cable) -> None:
    write(ada, "CANARY sent")
    expect(ada.get_by_text("Written down.")).to_be_visible()
    until(ada, "kept.all(document.body.dataset.whose).then((wins) => wins.length === 0)")
    fields = "[['id', '01900001-0000-7000-8000-000000000001'], ['title', 'WAITS'], ['happened_on', '2199-01-01']]"
    ada.evaluate(f"kept.add(document.body.dataset.whose, '01900001-0000-7000-8000-000000000001', {fields})")
    answers: list[Literal["dismiss", "accept"]] = ["dismiss", "accept"]
    ada.on("dialog", lambda asked: getattr(asked, answers.pop(0))())
    with ada.expect_event("dialog"):
        ada.get_by_role("button", name="Lock").click()
    expect(ada.locator("#waiting li")).to_contain_text("WAITS")
    ada.get_by_role("button", name="Lock").click()
    expect(ada.get_by_role("heading", name="locked")).to_be_visible()
    assert ("WAITS" in stored(ada), "CANARY" in stored(ada)) == (True, False)


def stored(page: Page) -> str:
    """Return all that the browser keeps of this origin, as one text."""
    text: str = page.evaluate(
        """async () => {
          const kept = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)].filter((one) => one !== "{}");
          const pages = await caches.open("pages");
          for (const request of await pages.keys()) kept.push(request.url, await (await pages.match(request)).text());
          for (const { name } of await indexedDB.databases()) {
            const base = await new Promise((done) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => done(request.result);
            });
            for (const store of base.objectStoreNames)
              kept.push(...(await new Promise((done) => {
                const request = base.transaction(store).objectStore(store).getAll();
                request.onsuccess = () => done(request.result);
              })).map((one) => JSON.stringify(one)));
            base.close();
          }
          return kept.join(" ");
        }"""
    )
    return text
