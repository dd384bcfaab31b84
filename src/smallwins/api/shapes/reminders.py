"""What a person is reminded by, as it comes in and as it goes out."""

from typing import Annotated

from pydantic import Field

from smallwins.api.shapes import examples
from smallwins.api.shapes.fields import LEFT_OUT, Body, Moment, Shown

Hour = Annotated[int, Field(ge=0, le=23)]


class GivenReminders(Body):
    """What to be reminded by; what is not named stays. The day and the time zone are those of the settings."""

    by_mail: bool = Field(LEFT_OUT, description="A reminder of the weekly review; false switches it off.")
    with_wins: bool = Field(LEFT_OUT, description="With the week’s wins in the mail, and the one whose door is asked.")
    digest: bool = Field(LEFT_OUT, description="For a coach: the clients’ weeks in numbers, in the same mail.")
    hour: Hour = Field(LEFT_OUT, description="Of the person’s own clock, for mails and calendar.")


class GivenCalendar(Body):
    """What the calendar says."""

    with_wins: bool = Field(description="With the week’s wins; else “Weekly review”, and nothing of a win.")


class ShownCalendar(Shown):
    """The calendar’s secret address, of which only a hash is kept."""

    made_at: Moment
    fetched_at: Moment | None = Field(description="When somebody last fetched it.")
    with_wins: bool


class ShownReminders(Shown):
    """What a person is reminded by."""

    by_mail: bool
    with_wins: bool
    digest: bool
    hour: int
    email: str = Field(description="Where mails go.")
    goes_out: bool = Field(description="Whether this server sends mails at all.")
    review_day: int = Field(description="1 Monday … 7 Sunday; set in the settings, as the time zone is.")
    timezone: str
    next: Moment = Field(description="When the next one comes; a week that is closed or a pause is left in peace.")
    calendar: ShownCalendar | None = Field(description="null: there is no such address.")


class MadeCalendar(ShownReminders):
    """A calendar’s address just made."""

    address: str | None = Field(description="To subscribe to; shown this once, null when sent again.")


calendar: examples.Example = {"made_at": "2026-11-20T09:00:00Z", "fetched_at": None, "with_wins": False}
reminders: examples.Example = {
    "by_mail": True,
    "with_wins": False,
    "digest": False,
    "hour": 16,
    "email": "ada@example.org",
    "goes_out": True,
    "review_day": 5,
    "timezone": "Europe/Berlin",
    "next": "2026-11-27T15:00:00Z",
    "calendar": calendar,
}
