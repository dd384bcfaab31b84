"""Accounts for the people of bench/scaling.py: each has five clients, five coaches, a link, looks, a token, mails."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.shared_serving import environment
from tests.standby import Node

CLIENTS = 5  # of each coach; the next ones by number
REMINDED = 50  # people who asked for a weekly mail, in a small and in a large database alike
CHOSEN = [f"01900001-0000-7000-8000-{i:012x}" for i in (40, 90, 149)]  # wins that everybody has, see bench/journals.py
CROSSROADS = "01900002-0000-7000-8000-000000000001"  # as are these, see bench/scaling.py
DRAFT = "01900005-0000-7000-8000-000000000001"
WEEK = "2026-W40"  # closed by everybody
NEVER = "'2030-01-01 00:00:00+00'"
MADE = """
INSERT INTO accounts_person (id, password, email, name, is_active, joined_at, moving_to)
    SELECT n, '!', 'person-' || n || '@example.org', '', true, now(), '' FROM generate_series(1, {people}) n;
INSERT INTO account_emailaddress (email, verified, "primary", user_id)
    SELECT 'person-' || n || '@example.org', true, true, n FROM generate_series(1, {people}) n;
INSERT INTO django_session (session_key, session_data, expire_date)
    SELECT encode(sha256(('s' || n || k)::bytea), 'hex')::char(40), repeat('x', 200), {never}
    FROM generate_series(1, {people}) n, generate_series(1, 2) k;
INSERT INTO accounts_grant
    (client_id, coach_id, email, made_at, invited_until, accepted_at, weeks, titles, goals, insights)
    SELECT (n + k - 1) % {people} + 1, n, 'person-' || n || '@example.org', now(), now(), now(), 'all', true, true, true
    FROM generate_series(1, {people}) n, generate_series(1, {clients}) k;
INSERT INTO accounts_chosenwin (grant_id, win_id) SELECT g.id, w FROM accounts_grant g, unnest({chosen}) w;
INSERT INTO accounts_link
    (client_id, kind, about, titles, wins, label, secret_hash, password, wrong, made_at, until, ends_at)
    SELECT n, 'week', '{week}', true, '[]', '', encode(sha256(('swl_' || n)::bytea), 'hex'), '', 0, now(),
        '2030-01-01', {never} FROM generate_series(1, {people}) n;
INSERT INTO accounts_look (client_id, grant_id, kind, about, times, first_at, last_at)
    SELECT client_id, id, 'week', 'W' || k, 1, now() - k * interval '1 day', now() - k * interval '1 day'
    FROM accounts_grant, generate_series(1, 10) k;
INSERT INTO accounts_token (person_id, name, begins, secret_hash, scope, made_at, until)
    SELECT n, 'a program', 'swt_', encode(sha256(('swt_' || n)::bytea), 'hex'), 'read', now(), {never}
    FROM generate_series(1, {people}) n;
INSERT INTO accounts_reminder
    (person_id, by_mail, digest, hour, with_wins, since, feed_hash, feed_made_at, feed_with_wins)
    SELECT n, n <= {reminded}, false, 16, true, '2026-01-01 00:00:00+00',
        encode(sha256(('swc_' || n)::bytea), 'hex'), now(), true FROM generate_series(1, {people}) n;
INSERT INTO accounts_reminded (person_id, week, at, told)
    SELECT n, '2026-W' || k, now(), true FROM generate_series(1, {people}) n, generate_series(20, 29) k;
"""


def make_accounts(node: Node, database: str, people: int) -> None:
    """Give everybody an account; those who are measured are signed in by the process that measures."""
    home = tempfile.mkdtemp(prefix="smallwins-scaling-")
    subprocess.run(
        [sys.executable, "-m", "smallwins", "migrate"],
        env=environment(Path(home), node.url(database)),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(home)
    node.ask("TRUNCATE accounts_person, django_session CASCADE", database)
    chosen = "ARRAY[" + ", ".join(f"'{win}'" for win in CHOSEN) + "]"
    told = {"people": people, "clients": CLIENTS, "chosen": chosen, "week": WEEK, "never": NEVER, "reminded": REMINDED}
    node.ask(MADE.format(**told), database)
