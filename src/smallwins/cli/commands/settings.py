"""`smallwins settings`: the time zone, the review day, and when to look again."""

import click

from smallwins.cli.call import Call
from smallwins.cli.days import WEEKDAYS
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of
from smallwins.cli.text import pad, width_of
from smallwins.formats.smallwins1.plain import settings_json
from smallwins.journal.commands import UNSET, ChangeSettings
from smallwins.journal.settings import change_settings, settings_of
from smallwins.language import _, _n, told
from smallwins.method.answers import LOOK_AGAIN_AFTER
from smallwins.method.days import WEEKDAYS as NAMES
from smallwins.method.saying import say
from smallwins.method.settings import LONGEST_WAIT


@entry("settings", examples=("smallwins settings", "smallwins settings --timezone Europe/Berlin --review-day sunday"))
@click.option("--timezone", metavar="ZONE", help=say("Where your days begin, such as Europe/Berlin."))
@click.option("--review-day", type=click.Choice(WEEKDAYS), help=say("The day from which the week's review is offered."))
@click.option(
    "--look-again-after",
    metavar="WEEKS",
    type=click.IntRange(1, LONGEST_WAIT),
    help=say("When to look again at a door."),
)
def command(call: Call, timezone: str | None, review_day: str | None, look_again_after: int | None) -> None:
    """Show your settings, or change those that you name."""
    if timezone is None and review_day is None and look_again_after is None:
        with call.read() as journal:
            settings = settings_of(journal)
    else:
        day = UNSET if review_day is None else WEEKDAYS.index(review_day) + 1
        with call.open() as journal:
            settings = change_settings(
                journal, ChangeSettings(call.at, timezone or UNSET, day, look_again_after or UNSET)
            )
    if call.json:
        print(text_of(settings_json(settings)))
        return
    weeks = settings.look_again_after or LOOK_AGAIN_AFTER.days // 7
    rows = {
        _("Time zone"): settings.timezone,
        _("Review day"): told(NAMES[settings.review_day - 1]),
        _("Look again"): _n("after {n} week", "after {n} weeks", weeks),
    }
    widest = max(map(width_of, rows))
    call.put(f"{pad(name, widest)}  {value}" for name, value in rows.items())
