"""Many people in PostgreSQL: load them, then hold each page's time against that in a small database.

`python -m bench.scaling --people 50000 --wins 200` (`make scaling`) makes 50 real journals, with everything judged as
the app judges it, and copies each of them to a thousand people, a day's wins of all people beside each other as they
come in life. What it prints stands in docs/scaling.md. With `--folder` the database stays and is not loaded again.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import psycopg

from bench import journals
from bench.scaling_accounts import CHOSEN, DRAFT, make_accounts
from bench.shared_serving import environment
from smallwins.bootstrap import migrate, now, server_journals
from smallwins.formats.source import Source
from smallwins.journal.commands import ImportJournal
from smallwins.journal.drafts import NewDraft, new_draft
from smallwins.journal.exchange import import_journal
from smallwins.journal.foreign import import_foreign
from smallwins.journal.inbox_commands import ImportForeign
from smallwins.journal.ports import Journal
from tests.standby import ROLE, Node, prepared_folder, run

TEMPLATES = 50  # people whose journals are made; all others are copies of them
TABLES = (
    "settings", "win", "win_tag", "win_goal", "win_words", "door", "step", "goal", "review", "history", "change",
    "journal_stamp", "key", "crossroads", "inbox", "draft", "remark",
)  # fmt: skip
SMALL, LARGE = "small", "large"
KEPT = date.fromisocalendar(2026, 40, 1)  # the week that everybody closed: WEEK
# What whoever runs such a server would set on a machine with 16 GB or more.
SETTINGS = ("shared_buffers=4GB", "max_wal_size=8GB", "maintenance_work_mem=1GB", "work_mem=16MB", "jit=off")


def main() -> None:
    """Load what is not there yet, and print what was measured."""
    parser = argparse.ArgumentParser(prog="bench.scaling", description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--wins", type=int, default=200, help="of each of them")
    parser.add_argument("--rounds", type=int, default=4, help="how often each database is measured, in turn")
    parser.add_argument("--asked", type=int, default=45, help="for how many people each page is asked for, in a round")
    parser.add_argument("--folder", type=Path, help="where the database stays (else it goes away in the end)")
    asked = parser.parse_args()
    folder = prepared_folder(asked.folder)
    node = Node(folder / "data")
    new = not node.folder.exists()
    if new:
        run("initdb", "-D", str(node.folder), "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C")
    node.start(*SETTINGS)
    try:
        if new:
            load(node, asked.people, asked.wins)
        report(node, asked, folder)
    finally:
        node.stop()
        if asked.folder is None:
            shutil.rmtree(folder, ignore_errors=True)


def load(node: Node, people: int, wins: int) -> None:
    """Make the small database, and from it the large one."""
    node.ask(f"CREATE ROLE {ROLE} LOGIN")
    node.ask(f"CREATE DATABASE {SMALL} OWNER {ROLE}")
    began = time.monotonic()
    migrate(node.url(SMALL))
    small = server_journals(node.url(SMALL))
    for owner in range(1, TEMPLATES + 1):
        with small.journal_of(owner) as journal:
            import_journal(journal, ImportJournal(now(), document(wins, owner)))
            _add_besides(journal)
    small.close()  # type: ignore[attr-defined]  # nobody may be in it while it is copied
    make_accounts(node, SMALL, TEMPLATES)
    _settle(node, SMALL)
    _say(f"{TEMPLATES} people of {wins} wins", began)
    began = time.monotonic()
    node.ask(f"CREATE DATABASE {LARGE} TEMPLATE {SMALL} OWNER {ROLE}")
    with psycopg.connect(node.url(LARGE, "postgres"), autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off; SET session_replication_role = replica")
        made = _without_keys(connection)
        for table in TABLES:
            _multiply(connection, table, people // TEMPLATES)
            _say(f"  {table}", began)
        for statement in made:
            connection.execute(statement.encode())
    make_accounts(node, LARGE, people)
    _settle(node, LARGE)
    _say(f"{people} people of {wins} wins", began)


def document(wins: int, seed: int) -> bytes:
    """Return a journal of somebody who reviewed most weeks of the last years."""
    told: dict[str, Any] = journals.document(wins, seed)
    chance = random.Random(seed)
    first = date(2024, 11, 18)
    told["reviews"] = [
        {
            "week": f"{day.isocalendar()[0]}-W{day.isocalendar()[1]:02d}", "status": "closed",
            "closed_at": f"{(day + timedelta(days=5)).isoformat()}T17:00:00Z", "confidence": chance.randrange(11),
            "clarity": chance.randrange(11), "stuck": chance.random() < 0.2, "possible": {}, "note": None,
        }
        for day in (first + timedelta(weeks=week) for week in range(104)) if day == KEPT or chance.random() < 0.8
    ]  # fmt: skip
    told["crossroads"] = [
        {
            "id": f"01900002-0000-7000-8000-{i:012x}", "title": f"Stay or go, {i}", "status": "open",
            "options": [
                {"id": f"01900003-0000-7000-8000-{i * 3 + way:012x}", "title": f"Way {way}", "looks": way}
                for way in range(3)
            ],
        }
        for i in range(5)
    ]  # fmt: skip
    told["remarks"] = [
        {
            "id": f"01900004-0000-7000-8000-{i:012x}", "at": f"2026-10-{i + 1:02d}T10:00:00Z", "by": "Cleo",
            "text": "What would the next step be?", "asks": True, "win": CHOSEN[i % 3],
        }
        for i in range(20)
    ]  # fmt: skip
    return json.dumps(told).encode()


def _add_besides(journal: Journal) -> None:
    """Add what no document carries: a draft, and what waits in the inbox."""
    year = date(2025, 11, 22), date(2026, 11, 22)
    new_draft(journal, NewDraft(DRAFT, now(), "brag", *year, wins=tuple(CHOSEN)))
    lines = ["title,date", *(f"Something that came in {i},2026-0{i % 9 + 1}-11" for i in range(40))]
    import_foreign(journal, ImportForeign(now(), Source("in.csv", "\n".join(lines).encode())))


def _without_keys(connection: psycopg.Connection[Any]) -> list[str]:
    """Take every index and key away, and return the statements that make them anew."""
    kept = connection.execute(
        "SELECT conrelid::regclass::text, conname, contype::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype IN ('f', 'p', 'u') AND conrelid::regclass::text = ANY (%s)"
        " ORDER BY contype = 'f' DESC",
        (list(TABLES),),
    ).fetchall()
    again = []
    for table, name, kind, definition in kept:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}".encode())
        # A copy of rows that were checked: the keys hold, and going through them all again shows nothing.
        late = " NOT VALID" if kind == "f" else ""
        again.append((kind == "f", f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}{late}"))
    indexes = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY (%s)",
        (list(TABLES),),
    ).fetchall()
    for name, definition in indexes:
        connection.execute(f"DROP INDEX {name}".encode())
        again.append((False, definition))
    return [statement for _, statement in sorted(again, key=lambda one: one[0])]


def _multiply(connection: psycopg.Connection[Any], table: str, times: int) -> None:
    """Copy the rows of the first people to all others; what happened on a day comes to lie beside each other."""
    columns = [
        row[0]
        for row in connection.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
            " AND table_schema = current_schema ORDER BY ordinal_position",
            (table,),
        )
    ]
    if table == "history":
        columns.remove("place")  # given by the database
    shifted = {
        "owner": f"t.owner + copy * {TEMPLATES}",
        "place": f"t.place + (copy * {TEMPLATES}::bigint << 24)",
        "changed": "gen_random_uuid()",
    }
    order = next((column for column in ("happened_on", "week", "at", "number") if column in columns), "owner")
    connection.execute(
        (
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(shifted.get(c, f't.{c}') for c in columns)}"
            f" FROM (SELECT * FROM {table} ORDER BY {order} OFFSET 0) t, generate_series(1, {times - 1}) copy"
        ).encode()
    )


def _settle(node: Node, database: str) -> None:
    node.ask("VACUUM ANALYZE", database)
    node.ask("CHECKPOINT", database)


def report(node: Node, told: argparse.Namespace, folder: Path) -> None:
    """Print the times of each page in both databases, the blocks that it went through, and what lies on the disk."""
    people = told.people
    found: dict[str, list[dict[str, list[float]]]] = {SMALL: [], LARGE: []}
    for one in range(told.rounds):
        for database in (SMALL, LARGE) if one % 2 else (LARGE, SMALL):  # neither is always the second
            many = TEMPLATES if database == SMALL else people
            found[database].append(_measured(node, database, (many, told.asked), folder))
    print(f"\n| page | {TEMPLATES} people | {people:,} people | growth | of it in the database | blocks of 8 kB |")
    print("|---|---|---|---|---|---|")
    for name in found[SMALL][0]:
        small, large = (
            [median(one[name][at] for one in found[database]) for at in range(3)] for database in (SMALL, LARGE)
        )
        print(
            f"| {name} | {small[0]:.1f} ms | {large[0]:.1f} ms | × {large[0] / small[0]:.2f} |"
            f" {small[1]:.1f} → {large[1]:.1f} ms, × {large[1] / small[1]:.2f} | {small[2]:.0f} → {large[2]:.0f} |"
        )
    print("\n| table | rows | table | its indexes |\n|---|---|---|---|")
    for row in node.ask(
        "SELECT relname, to_char(reltuples, 'FM999,999,999'), pg_size_pretty(pg_table_size(oid)),"
        " pg_size_pretty(pg_indexes_size(oid)) FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND pg_table_size(oid) > 1e6 ORDER BY pg_total_relation_size(oid) DESC",
        LARGE,
    ):
        print(f"| {' | '.join(map(str, row))} |")
    print(f"\n{people * told.wins:,} wins:", node.ask(f"SELECT pg_size_pretty(pg_database_size('{LARGE}'))")[0][0])


def _measured(node: Node, database: str, many: tuple[int, int], folder: Path) -> dict[str, list[float]]:
    home = folder / f"home-{database}"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-m", "bench.scaling_pages", *map(str, many)],
        # Mails are kept and not sent: where they would go, nobody answers.
        env=environment(home, node.url(database)) | {"SMALLWINS_MAIL_URL": "smtp://127.0.0.1:9"},
        check=True,
        stdout=subprocess.PIPE,
    )
    measured: dict[str, list[float]] = json.loads(done.stdout)
    return measured


def _say(what: str, began: float) -> None:
    print(f"{what}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.umask(0o022)
    main()
