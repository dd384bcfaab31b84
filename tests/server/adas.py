"""Ada with something of every kind there is, Ben with a journal of his own, Cleo who coaches Ada: on one server."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from typing import NamedTuple

from smallwins import bootstrap
from smallwins.journal.commands import AddGoal, AddStep, MoveReview
from smallwins.journal.crossroads import decide, new_crossroads
from smallwins.journal.crossroads_commands import Decide, NewCrossroads, NewOption
from smallwins.journal.drafts import NewDraft, new_draft
from smallwins.journal.exchange import export_journal
from smallwins.journal.foreign import import_foreign
from smallwins.journal.goals import add_goal
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.offering import OfferQuestion, offer_question
from smallwins.journal.ports import Journal
from smallwins.journal.reviews import move_review
from smallwins.journal.sharing import AddRemark, add_remark
from smallwins.journal.steps import add_step
from smallwins.journal.wordings import AddQuestion, add_question
from smallwins.method.week import Week, week_of
from tests.api.programs import made_token
from tests.counting import Counting, counting
from tests.server.shared_journals import a_link, choose, close, grant_of, invited, journal_at, today, write
from tests.server.twins import CANARY
from tests.shared import PASSWORD, Shared, Visitor

AHEAD = 12
"""So many more wins, goals and steps than Ben has: no number of Ada's that is tried is also one of his."""
FIRST = str(AHEAD + 1)
Ids = dict[str, tuple[str, ...]]
"""What somebody keeps, by its kind, as an address or a form names it."""


class Cast(NamedTuple):
    """The people, what Ada and Ben keep, and a process that asks and counts."""

    shared: Shared
    ada: Visitor
    ben: Visitor
    cleo: Visitor
    adas: Ids
    bens: Ids
    week: Week
    """The one that Ada has closed."""
    pages_of_week: list[tuple[str, str]]
    """Ben's pages of that week, from before Ada wrote anything, and from after."""
    process: Counting

    def all_of_ada(self) -> tuple[object, ...]:
        """Everything that Ada has, but for when it was looked at."""
        return all_of(self.shared, "ada@example.org")


@contextmanager
def cast_on(shared: Shared) -> Iterator[Cast]:
    """Fill a fresh server."""
    ada, ben, cleo = (shared.visitor().sign_up(f"{name}@example.org") for name in ("ada", "ben", "cleo"))
    with journal_at(shared, number_of(shared, "ben@example.org")) as journal:
        week = week_of(today(journal)).plus(-1)
    bens = {**kept_in_journal(shared, "ben@example.org", "Ben's", week, 0), **kept_in_account(shared, ben, "ben")}
    before = [ben.get(path).text for path in (f"/review/{week}", f"/weeks/{week}")]
    adas = kept_in_journal(shared, "ada@example.org", CANARY, week, AHEAD)
    adas |= kept_in_account(shared, ada, "ada", cleo)
    after = [ben.get(path).text for path in (f"/review/{week}", f"/weeks/{week}")]
    for visitor in (ben, cleo):  # so that no page asks who it is once more, instead of answering
        visitor.post("/you/again", {"password": PASSWORD})
    with counting(shared) as process:
        yield Cast(shared, ada, ben, cleo, adas, bens, week, list(zip(before, after, strict=True)), process)


def number_of(shared: Shared, email: str) -> int:
    return int(shared.sql(f"SELECT id FROM accounts_person WHERE email = '{email}'")[0][0])


def kept_in_journal(shared: Shared, email: str, words: str, week: Week, ahead: int) -> Ids:
    """Write something of every kind into a journal; four weeks before are begun, each at another step."""
    with journal_at(shared, number_of(shared, email)) as journal:
        now, day = bootstrap.now(), today(journal)
        for number in range(ahead):
            other = write(journal, f"{words} {number}", week.monday)
            add_goal(journal, AddGoal(bootstrap.new_id(), now, day, f"{words} goal {number}"))
            add_step(journal, AddStep(bootstrap.new_id(), other, now, words, None))
        goals = [
            add_goal(journal, AddGoal(bootstrap.new_id(), now, day, f"{words} {way}", words, (words,))).id
            for way in ("toward", "aside")
        ]
        win = write(journal, words, week.monday, story=words, tags=(words,), goals=(goals[0],))
        later = write(journal, f"{words} later", week.monday + timedelta(1), opened_by=(win,))
        step = add_step(journal, AddStep(bootstrap.new_id(), win, now, words, None)).id
        options = tuple(NewOption(bootstrap.new_id(), f"{words} {way}") for way in ("stay", "go"))
        open_one = new_crossroads(journal, NewCrossroads(bootstrap.new_id(), now, words, options)).id
        taken = NewOption(bootstrap.new_id(), words)
        decided = new_crossroads(journal, NewCrossroads(bootstrap.new_id(), now, f"{words} too", (taken,))).id
        decide(journal, Decide(decided, taken.id, now, day, words))
        draft = new_draft(journal, NewDraft(bootstrap.new_id(), now, "brag", week.monday, day, words, wins=(win,))).id
        table = (
            f"date,title,goals\n{week.monday},{words} came in,There\n{week.monday},{words} came too,There\n".encode()
        )
        import_foreign(journal, ImportForeign(now, bootstrap.source_of("wins.csv", table)))
        remark = add_remark(
            journal, AddRemark(bootstrap.new_id(), now, 0, "Dora", win, None, f"{words} asked", asks=True)
        ).id
        question = add_question(journal, AddQuestion(bootstrap.new_id(), now, f"{words} asked")).key
        offer = offer_question(journal, OfferQuestion(bootstrap.new_id(), now, 0, "Dora", "stuck", f"{words} so")).id
        for weeks, stage in ((-1, "wins"), (-2, "step"), (-3, "doors"), (-4, "questions")):
            move_review(journal, MoveReview(week.plus(weeks), now, stage))  # type: ignore[arg-type]  # one of the steps
        if ahead:
            close(journal, week, note=words)
        return {
            "win": (numbered(journal, win), numbered(journal, later)),
            "win id": (win, later),
            "goal": tuple(str(journal.goals.get(goal).number) for goal in goals),
            "goal id": tuple(goals),
            "step": (str(journal.steps.get(step).number),),
            "step id": (step,),
            "crossroads": (open_one, decided),
            "option": (options[0].id, taken.id),
            "story": (draft,),
            "item": tuple(one.id for one in journal.inbox.waiting(2)),
            "remark": (remark,),
            "question": (question,),
            "offer": (offer,),
            "change": (str(found.number) if (found := journal.changes.last()) else "",),
            "week": (str(week),),
        }


def numbered(journal: Journal, win: str) -> str:
    return str(journal.wins.get(win).win.number)


def kept_in_account(shared: Shared, visitor: Visitor, name: str, coach: Visitor | None = None) -> Ids:
    """Make something of every kind that an account keeps: sessions, factors, tokens, what is shared, a calendar."""
    number = number_of(shared, f"{name}@example.org")
    shared.visitor().sign_in(f"{name}@example.org")  # a session that could be ended
    made_token(visitor, "read")
    secrets: Ids = {}
    if coach is not None:
        coach.post(invited(visitor, "cleo@example.org"), {"act": "accept"})
        (grant,) = ids_of(shared, "accounts_grant", f"client_id = {number}")
        grant_of(visitor, int(grant), weeks="all", goals="on")
        choose(visitor, int(grant), int(FIRST))
        assert coach.get(f"/clients/{number}").status == 200  # a look, which is written down
        secrets = secrets_of(shared, visitor, number) | factors_of(shared, number)
    else:
        a_link(visitor, win="1")
    secrets |= {"invitation secret": (last_part(invited(visitor, f"dora-of-{name}@example.org")),)}
    return secrets | {
        "client": (str(number),),
        "session": ids_of(shared, "usersessions_usersession", f"user_id = {number}"),
        "token": ids_of(shared, "accounts_token", f"person_id = {number}"),
        "grant": ids_of(shared, "accounts_grant", f"client_id = {number}"),
        "link": ids_of(shared, "accounts_link", f"client_id = {number}"),
        "email": (f"{name}@example.org",),
    }


def secrets_of(shared: Shared, visitor: Visitor, number: int) -> Ids:
    """Hand out what is opened by a secret alone: some that opens, some that was taken back or is over."""
    again = visitor.post("/you/again", {"password": PASSWORD})
    assert again.status == 302, again.text
    feeds = [a_feed(visitor) for _ in range(2)]
    visitor.post("/reminders", {"by_mail": "yes", "hour": "9"})
    links = [
        last_part(a_link(visitor, **about))
        for about in ({"win": FIRST}, {"goal": FIRST, "password": PASSWORD}, {}, {"password": PASSWORD})
    ]
    numbers = ids_of(shared, "accounts_link", f"client_id = {number}")
    assert visitor.post(f"/sharing/links/{numbers[0]}/revoke", page="/sharing").status == 303
    shared.sql(f"UPDATE accounts_link SET ends_at = made_at WHERE id = {numbers[1]}")
    shared.visitor().get(f"/s/{links[2]}")
    taken_back = last_part(invited(visitor, "eve@example.org"))
    grant = ids_of(shared, "accounts_grant", "email = 'eve@example.org'")[0]
    assert visitor.post(f"/sharing/coaches/{grant}/revoke", page="/sharing").status == 303
    return {
        "calendar secret": (feeds[1],),
        "calendar secret of old": (feeds[0],),
        "link secret": (links[2], links[3]),
        "link secret of old": (links[0], links[1]),
        "invitation secret of old": (taken_back,),
    }


def a_feed(visitor: Visitor) -> str:
    """Make a calendar's address, in place of an older one; return its secret."""
    found = re.search(
        r"/calendar/(swc_[\w-]{43})\.ics", unescape(visitor.post("/reminders/calendar", page="/reminders").text)
    )
    assert found
    return found[1]


def factors_of(shared: Shared, number: int) -> Ids:
    """Keep a passkey, an app, codes and an account elsewhere, as signing in with them leaves them."""
    for kind, data in (
        ("webauthn", {"name": CANARY, "credential": {}}),
        ("totp", {"secret": "sealed"}),
        ("recovery_codes", {"seed": "sealed", "used_mask": 0}),
    ):
        shared.sql(
            "INSERT INTO mfa_authenticator (type, data, user_id, created_at)"
            f" VALUES ('{kind}', '{json.dumps(data)}', {number}, CURRENT_TIMESTAMP)"
        )
    shared.sql(
        "INSERT INTO socialaccount_socialaccount (provider, uid, last_login, date_joined, user_id, extra_data)"
        f" VALUES ('firm', 'firm-{number}', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, {number}, '{{}}')"
    )
    return {
        "factor": ids_of(shared, "mfa_authenticator", f"user_id = {number}"),
        "elsewhere": ids_of(shared, "socialaccount_socialaccount", f"user_id = {number}"),
    }


def ids_of(shared: Shared, table: str, where: str) -> tuple[str, ...]:
    found = tuple(str(one) for (one,) in shared.sql(f"SELECT id FROM {table} WHERE {where} ORDER BY id"))
    assert found, table
    return found


def last_part(path: str) -> str:
    return path.rpartition("/")[2]


def all_of(shared: Shared, email: str) -> tuple[object, ...]:
    """Everything that somebody has, but for when it was looked at."""
    number = number_of(shared, email)
    with journal_at(shared, number) as journal:
        whole = json.loads(export_journal(journal, bootstrap.now()))
        beside = journal.drafts.all(), journal.inbox.waiting(50), journal.changes.last()
    tables = {
        "accounts_person": "id",
        "accounts_grant": "client_id",
        "accounts_link": "client_id",
        "accounts_reminder": "person_id",
        "mfa_authenticator": "user_id",
        "socialaccount_socialaccount": "user_id",
        "account_emailaddress": "user_id",
    }
    rows = [
        shared.sql(f"SELECT * FROM {table} WHERE {column} = {number} ORDER BY 1") for table, column in tables.items()
    ]
    kept = [
        ids_of(shared, "usersessions_usersession", f"user_id = {number}"),
        shared.sql(f"SELECT id, revoked_at FROM accounts_token WHERE person_id = {number} ORDER BY id"),
        shared.sql(
            "SELECT grant_id, win_id FROM accounts_chosenwin JOIN accounts_grant ON accounts_grant.id = grant_id"
            f" WHERE client_id = {number} ORDER BY 1, 2"
        ),
    ]
    return {**whole, "exported_at": ""}, beside, rows, kept
