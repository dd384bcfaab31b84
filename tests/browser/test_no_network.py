"""Without a network: what is written waits and arrives once, in order; pages are readable as they last stood."""

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddWin, AnswerPulse, AnswerWin, CloseReview
from smallwins.journal.goals import add_goal
from smallwins.journal.judging import answer_win
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import answer_pulse, close_review
from smallwins.journal.sample import load_sample
from smallwins.journal.settings import today_of
from smallwins.journal.wins import add_win
from smallwins.method.answers import Answers
from smallwins.method.review import Review
from smallwins.method.week import Week, parse, week_of
from tests.chromium import Seen, window
from tests.serving import Served, free_port, serving
from tests.shared import Shared, come_in

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
        with self.journal() as journal:
            return [judged.win.title for judged in journal.wins.everything()]

    def steps(self) -> list[str]:
        with self.journal() as journal:
            return [step.text for step in journal.steps.open()]

    def review(self, week: Week) -> Review:
        with self.journal() as journal:
            review = journal.reviews.get(week)
        assert review
        return review

    def answers(self, number: int) -> Answers:
        with self.journal() as journal:
            return journal.wins.find(str(number)).win.answers

    def journal(self) -> AbstractContextManager[Journal]:
        return bootstrap.local_journal(str(self.home / "journal.db"), reading=True)


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


def test_the_first_page_is_light_and_asks_nobody_else(ada: Page, cable: Cable) -> None:
    """Bytes over the wire, with headers and type, in a window that has nothing but the session; then once more."""
    with bootstrap.local_journal(str(cable.home / "journal.db")) as journal:
        load_sample(journal, bootstrap.now(), bootstrap.now().date())
    assert ada.context.browser
    fresh = ada.context.browser.new_context()
    fresh.add_cookies(ada.context.cookies())  # type: ignore[arg-type]  # as they were given
    weights = [weighed(fresh, cable.served.url) for _ in range(2)]
    fresh.close()
    assert 60 < weights[0] <= 120
    assert weights[1] <= 45


def weighed(window: BrowserContext, url: str) -> float:
    """Load This week; return the kB that came over the wire, all of them from here."""
    page, sizes, asked = window.new_page(), list[float](), list[str]()
    wire = window.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.wait_for_load_state("networkidle")
    until(page, "navigator.serviceWorker.controller !== null")
    page.close()
    assert [one for one in asked if not one.startswith((url + "/", "data:"))] == []
    return sum(sizes) / 1000


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


@pytest.fixture
def week(cable: Cable) -> Week:
    """This week, in a journal with one goal and two wins: one whose door is asked about, and one of today."""
    with bootstrap.local_journal(str(cable.home / "journal.db")) as journal:
        now = bootstrap.now()
        today = today_of(journal, now)
        add_goal(journal, AddGoal(bootstrap.new_id(), now, today, "Lead a research team"))
        for days, title in ((8, "Coffee with Priya"), (0, "Said yes to the meetup")):
            win = add_win(journal, AddWin(bootstrap.new_id(), now, title, today - timedelta(days=days))).win
            if days:
                answer_win(journal, AnswerWin(win.id, now, opened="not_yet", look_again=today))
    return week_of(today)


def test_a_whole_review_goes_on_without_a_network(ada: Page, cable: Cable, week: Week) -> None:
    """The network is gone from the first answer on; the app is started anew in between; all of it arrives, once."""
    ada.goto(f"{cable.served.url}/review/{week}")
    ada.get_by_role("button", name="Begin").click()
    shows(ada, "What door did it open?")
    read_ahead(ada, week)
    cable.pull()
    ada.keyboard.press("2")
    shows(ada, "What is the next step?")
    ada.locator("#step-text").fill("When it is Monday, I will write to Priya")
    ada.keyboard.press("Enter")
    until_asked(ada, "made things clearer")
    ada.locator("#title").fill("A walk with Ben")
    ada.keyboard.press("Enter")
    expect(ada.locator("#waiting li").filter(has_text="A walk with Ben")).to_be_visible()
    for asked in ("trust yourself more", "a real step"):
        ada.keyboard.press("Enter")
        shows(ada, asked)
    ada.keyboard.press("Enter")
    shows(ada, "Does it point where you want to go?")
    ada.keyboard.press("1")
    shows(ada, "because it was there?")

    ada.reload()
    shows(ada, "because it was there?")
    ada.keyboard.press("1")
    shows(ada, "How did it feel to do?")
    until_asked(ada, "How confident do you feel this week?")
    ada.keyboard.press("7")
    shows(ada, "How clear is where you are going?")
    ada.keyboard.press("b")
    shows(ada, "How confident do you feel this week?")
    expect(ada.locator("button[value='7']")).to_have_attribute("aria-current", "true")
    ada.keyboard.press("8")
    shows(ada, "How clear is where you are going?")
    ada.keyboard.press("t")
    shows(ada, "Are you stuck in the same place?")
    ada.keyboard.press("1")
    shows(ada, "How possible does it feel")
    ada.keyboard.press("4")
    ada.locator("#note").fill("Enough.")
    ada.get_by_role("button", name="Go on").click()
    ada.locator("#text").fill("When I have had my coffee, I will call")
    ada.keyboard.press("Enter")
    expect(ada.locator("#waiting li").filter(has_text="had my coffee")).to_be_visible()
    ada.locator("[name=stage][value=close]").click()
    ada.get_by_role("button", name="Close the week").click()
    shows(ada, "The week is closed here.")
    assert cable.review(week).confidence is None

    cable.put_back()
    ada.evaluate("dispatchEvent(new Event('online'))")
    shows(ada, "One week kept so far.")
    expect(ada.locator("#waiting")).to_be_hidden()
    review = cable.review(week)
    assert (review.status, review.confidence, review.clarity, review.stuck) == ("closed", 8, 10, False)
    assert (review.note, list(review.possible.values())) == ("Enough.", [4])
    assert cable.titles() == ["Coffee with Priya", "Said yes to the meetup", "A walk with Ben"]
    assert sorted(cable.steps()) == [
        "When I have had my coffee, I will call",
        "When it is Monday, I will write to Priya",
    ]
    assert (cable.answers(2).direction, cable.answers(2).motive) == ("toward", "meaningful")


def test_what_was_answered_meanwhile_elsewhere_and_what_was_typed_here_stand_side_by_side(
    ada: Page, cable: Cable, week: Week
) -> None:
    at_step(ada, cable, week, "pulse")
    cable.pull()
    ada.keyboard.press("7")
    shows(ada, "How clear is where you are going?")
    ada.keyboard.press("5")
    shows(ada, "Are you stuck in the same place?")
    context = ada.context
    ada.close(run_before_unload=False)
    with bootstrap.local_journal(str(cable.home / "journal.db")) as journal:
        now = bootstrap.now()
        answer_pulse(journal, AnswerPulse(week, now, now.date(), confidence=3, clarity=5))
    cable.put_back()
    again = context.new_page()
    again.goto(f"{cable.served.url}/review/{week}")
    refused = again.locator("#waiting li").filter(has=again.locator(".problem"))
    expect(refused).to_contain_text("It was answered meanwhile, elsewhere.")
    expect(refused).to_contain_text("What stands there now: 3")
    assert (cable.review(week).confidence, cable.review(week).clarity) == (3, 5)
    again.reload()
    expect(refused).to_contain_text("How confident do you feel this week? 7")
    again.get_by_role("button", name="Put mine there").click()
    expect(again.locator("#waiting")).to_be_hidden()
    assert (cable.review(week).confidence, cable.review(week).clarity) == (7, 5)

    again.goto(f"{cable.served.url}/review/{week}?at=note")
    read_ahead(again, week)
    cable.pull()
    again.locator("#note").fill("Typed in the tunnel")
    again.get_by_role("button", name="Go on").click()
    expect(again.locator("#waiting li")).to_have_count(1)
    with bootstrap.local_journal(str(cable.home / "journal.db")) as journal:
        close_review(journal, CloseReview(week, bootstrap.now()))
    cable.put_back()
    again.evaluate("dispatchEvent(new Event('online'))")
    expect(refused).to_contain_text("it was closed meanwhile, elsewhere")
    expect(refused).to_contain_text("Typed in the tunnel")
    assert (cable.review(week).status, cable.review(week).note) == ("closed", None)
    again.get_by_role("button", name="Put mine there").click()
    expect(again.locator("#waiting")).to_be_hidden()
    assert (cable.review(week).status, cable.review(week).note) == ("closed", "Typed in the tunnel")


def test_an_answer_whose_receipt_was_lost_is_carried_out_once(ada: Page, cable: Cable, week: Week) -> None:
    """A switch, which twice would be none; over the page's own way, and over the way of what waits."""
    at_step(ada, cable, week, "wins")
    lost: list[int] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch(max_redirects=0).status)
        route.abort()

    ada.route(f"**/review/{week}", lose)
    ada.locator("button[name=win]").click()
    expect(ada.locator("#waiting li")).to_have_count(1)
    arrives_once(ada, cable, ("clarity",))
    assert lost == [303]

    ada.unroute(f"**/review/{week}")
    read_ahead(ada, week)
    cable.pull()
    ada.locator("button[name=win]").click()
    expect(ada.locator("#waiting li")).to_have_count(1)
    cable.put_back()
    lost.clear()
    ada.route("**/outbox", lose)
    ada.evaluate("dispatchEvent(new Event('online'))")
    until(ada, "true", lost)
    arrives_once(ada, cable, None)
    assert lost == [200]


def arrives_once(page: Page, cable: Cable, gains: tuple[str, ...] | None) -> None:
    assert cable.answers(2).gains == gains
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#waiting")).to_be_hidden()
    assert cable.answers(2).gains == gains


def test_what_waits_of_a_review_is_its_persons_whoever_signs_in_here(
    chromium: Browser, one_file: Shared, seen: Seen
) -> None:
    one, other = (one_file.visitor().sign_up(f"{name}-offline@example.org") for name in ("ada", "ben"))
    with window(chromium, one_file, seen) as page:
        come_in(page, one)
        page.goto(one_file.url + "/review")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.reload()
        page.get_by_role("button", name="Begin").click()
        page.locator("[name=stage][value=pulse]").click()
        shows(page, "How confident do you feel this week?")
        week = parse(page.url.rpartition("/")[2])
        read_ahead(page, week)
        page.context.set_offline(True)
        page.keyboard.press("7")
        shows(page, "How clear is where you are going?")
        page.context.clear_cookies()
        come_in(page, other)
        page.context.set_offline(False)
        page.goto(one_file.url)
        until(page, "kept.send(true).then(() => true)")
        expect(page.locator("#waiting")).to_be_hidden()
        assert "How clear" not in stored(page)
        page.context.clear_cookies()
        page.goto(one_file.url)
        page.context.clear_cookies()
        come_in(page, one)
        page.goto(f"{one_file.url}/review/{week}?at=confidence")
        until(page, "kept.all(document.body.dataset.whose).then((waiting) => waiting.length === 0)")
        page.goto(f"{one_file.url}/review/{week}?at=confidence")
        expect(page.locator("button[value='7']")).to_have_attribute("aria-current", "true")
    assert 'aria-current="true"' not in other.get(f"/review/{week}?at=confidence").text.partition('class="numbers"')[2]


def at_step(page: Page, cable: Cable, week: Week, stage: str) -> None:
    """Begin the review, stand at one of its steps, and have it read ahead."""
    page.goto(f"{cable.served.url}/review/{week}")
    page.get_by_role("button", name="Begin").click()
    page.locator(f"[name=stage][value={stage}]").click()
    expect(page.locator(f"[name=stage][value={stage}]")).to_have_attribute("aria-current", "step")
    read_ahead(page, week)


def shows(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def until_asked(page: Page, words: str) -> None:
    """Leave what comes before for later, until something is asked."""
    for _ in range(9):
        if words in page.get_by_role("main").inner_text():
            return
        before = page.locator("main .review").get_attribute("data-card")
        page.keyboard.press("n" if page.locator("[data-key=n]").count() else "s")
        expect(page.locator("main .review")).not_to_have_attribute("data-card", str(before))
    raise AssertionError(f"nobody asked: {words}")


def read_ahead(page: Page, week: Week) -> None:
    """Wait until the worker has the cards as they stand now."""
    page.evaluate("caches.open('pages').then((pages) => pages.keys()).then((kept) => kept.length)")
    page.wait_for_timeout(400)
    until(page, f"caches.open('pages').then((pages) => pages.match('/review/{week}?whole=1')).then(Boolean)")


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
