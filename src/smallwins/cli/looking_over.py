"""What `smallwins doctor` says around its findings; and the journals of a server, looked over one by one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from smallwins import __version__, bootstrap
from smallwins.cli.call import Call
from smallwins.cli.errors import DONE, FAILED
from smallwins.cli.operating import shared_server
from smallwins.cli.shapes import text_of
from smallwins.cli.text import pad, width_of, wrap
from smallwins.journal.looking_over import Finding, look_over, mend_verdicts
from smallwins.language import _, _n, told
from smallwins.method.errors import JournalDamagedError
from smallwins.method.saying import say, say_n, say_number

Facts = Mapping[str, Any]


def facts_of(place: str) -> Facts:
    """Return what is so about a journal that lies in a file."""
    last = bootstrap.last_backup(place)
    return {
        "smallwins": __version__,
        "journal": str(Path(place).absolute()),
        "bytes": Path(place).stat().st_size,
        "bytes_free": bootstrap.room_beside(place),
        **bootstrap.how_kept(place),
        "last_backup": last and {**last._asdict(), "at": last.at.isoformat()},
    }


def in_words(facts: Facts) -> Iterator[str]:
    """Say the facts for a person, a line each."""
    last = facts["last_backup"]
    encrypted, modes = facts["encrypted"] == "yes", {"mode": facts["journal_mode"], "level": facts["synchronous"]}
    rows = {
        _("Journal"): facts["journal"],
        "smallwins": _("{version}, journal version {schema}", version=facts["smallwins"], schema=facts["schema"]),
        "SQLite": _("{version}, encrypted", version=facts["sqlite"]) if encrypted else facts["sqlite"],
        _("Commits"): _("{mode}, synchronous {level}", **modes),
        _("Backup"): _last_backup(last) if last else _("none is known of; make one with smallwins backup FILE"),
        _("Room"): _("{number} MB free on its disk", number=say_number(facts["bytes_free"] // 2**20)),
    }
    widest = max(map(width_of, rows))
    return (f"{pad(name, widest)}  {fact}" for name, fact in rows.items())


def _last_backup(last: Facts) -> str:
    words = {"day": last["at"][:10], "file": last["file"]}
    if last["still_there"]:
        return _("{day}, checked when it was written: {file}", **words)
    return _("{day}, checked when it was written: {file}; it is not there any more, or not as it was", **words)


def server_facts() -> Facts:
    """Return what is so about a shared server, whose settings are loaded."""
    from smallwins.accounts.health import health  # noqa: PLC0415 - loaded once the settings are

    seen = health()
    oldest = seen.oldest_mail
    return {**seen._asdict(), "oldest_mail": oldest and oldest.isoformat(timespec="seconds")}


def server_in_words(facts: Facts) -> Iterator[str]:
    """Say how a server is, a line each."""
    steps = facts["migrations_waiting"]
    rows = {
        _("Database"): ", ".join(filter(None, (facts["database"], facts["commits"]))),
        _("Tables"): _n("{n} step waits: smallwins migrate", "{n} steps wait: smallwins migrate", steps)
        if steps
        else _("of the newest form"),
        _("Mails"): _mails(facts),
    }
    widest = max(9, *map(width_of, rows))
    return (f"{pad(name, widest)}  {fact}" for name, fact in rows.items())


def _mails(facts: Facts) -> str:
    if not facts["mail_server"]:
        return _("none are sent: no mail server is named")
    if not facts["mails_waiting"]:
        return _("none waits")
    return _(
        "{waiting} ({reminders}); {tried} not taken by the mail server yet; the oldest is of {oldest}",
        waiting=say_n("{n} waits", "{n} wait", facts["mails_waiting"]),
        reminders=say_n("{n} reminder", "{n} reminders", facts["reminders_waiting"]),
        tried=say_number(facts["mails_tried"]),
        oldest=facts["oldest_mail"],
    )


def look_over_server(call: Call, *, mending: bool) -> int:
    """Hold everybody's journal on a server to the method's laws; whether its tables are whole, PostgreSQL knows."""
    shared = shared_server()
    from smallwins.accounts.people import all_accounts  # noqa: PLC0415 - loaded once the settings are

    journals = bootstrap.server_journals(shared.database, None)
    findings: list[Finding] = []
    mended = 0
    owners = [account.number for account in all_accounts()]
    for owner in owners:
        try:
            with journals.journal_of(owner, reading=not mending) as journal:
                mended += mend_verdicts(journal, call.at) if mending else 0
                found = look_over(journal)
        except JournalDamagedError as error:
            found = [Finding(error.args[0], mends=False)]
        findings += [finding._replace(sentence=_of_account(owner, finding.sentence)) for finding in found]
    said = [finding.sentence for finding in findings]
    facts = server_facts()
    if call.json:
        looked = {"smallwins": __version__, **facts, "journals": len(owners), "findings": said, "mended": mended}
        print(text_of(looked))
        return FAILED if findings else DONE
    call.put(server_in_words(facts))
    if mended:
        print(
            _n(
                "{n} verdicts were judged again; their history says so.",
                "{n} verdicts were judged again; their history says so.",
                mended,
            )
        )
    call.put(line for each in said for line in wrap(f"- {told(each)}", call.terminal.width))
    number = len(owners)
    if findings:
        print(
            _n(
                "{n} journals were looked over; not all are well.",
                "{n} journals were looked over; not all are well.",
                number,
            )
        )
        call.say(_("What is kept as it should not be, smallwins doctor --mend judges again; the rest needs a backup."))
        return FAILED
    print(_n("{n} journals were looked over; all are well.", "{n} journals were looked over; all are well.", number))
    return DONE


def _of_account(owner: int, finding: str) -> str:
    return say("account {number}, {finding}", number=owner, finding=finding)
