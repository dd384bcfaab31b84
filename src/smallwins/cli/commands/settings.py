"""`smallwins settings`: the time zone and the review day."""

import click

from smallwins.cli.call import Call
from smallwins.cli.days import WEEKDAYS
from smallwins.cli.entry import entry
from smallwins.cli.shapes import text_of
from smallwins.journal.commands import UNSET, ChangeSettings
from smallwins.journal.settings import change_settings, settings_of


@entry("settings", examples=("smallwins settings", "smallwins settings --timezone Europe/Berlin --review-day sunday"))
@click.option("--timezone", metavar="ZONE", help="Where your days begin, such as Europe/Berlin.")
@click.option("--review-day", type=click.Choice(WEEKDAYS), help="The day from which the week's review is offered.")
def command(call: Call, timezone: str | None, review_day: str | None) -> None:
    """Show your settings, or change those that you name."""
    if timezone is None and review_day is None:
        with call.read() as journal:
            settings = settings_of(journal)
    else:
        day = UNSET if review_day is None else WEEKDAYS.index(review_day) + 1
        with call.open() as journal:
            settings = change_settings(journal, ChangeSettings(call.at, timezone or UNSET, day))
    if call.json:
        print(text_of({"timezone": settings.timezone, "review_day": settings.review_day}))
    else:
        call.put((f"Time zone   {settings.timezone}", f"Review day  {WEEKDAYS[settings.review_day - 1].capitalize()}"))
