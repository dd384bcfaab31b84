"""The person's own settings: where their days begin, and on which day their week is reviewed."""

from datetime import date, datetime, tzinfo
from typing import NamedTuple

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.week import FRIDAY

LONGEST_WAIT = 52  # weeks; farther away nobody looks again


class Settings(NamedTuple):
    """What a person chose; the zone decides which local day a moment belongs to."""

    timezone: str = "UTC"  # IANA name
    review_day: int = FRIDAY  # ISO weekday: 1 Monday … 7 Sunday
    chosen: bool = False  # whether the person (or an import) ever set them
    look_again_after: int | None = None  # weeks until a door is asked about again; None: as many as usual


def checked(settings: Settings) -> Settings:
    """Return the settings as given, or raise InputError; whether the zone exists is for the caller to know."""
    if settings.review_day not in range(1, 8):
        raise InputError("review_day", say("not a day of the week from 1 (Monday) to 7 (Sunday)"))
    if settings.look_again_after is not None and settings.look_again_after not in range(1, LONGEST_WAIT + 1):
        raise InputError(
            "look_again_after", say("not a number of weeks from 1 to {LONGEST_WAIT}", LONGEST_WAIT=LONGEST_WAIT)
        )
    return settings


def local_day(now: datetime, zone: tzinfo) -> date:
    """Return the day that a moment belongs to, for a person in that zone."""
    return now.astimezone(zone).date()
