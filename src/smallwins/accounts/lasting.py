"""Until when something is shared: to the end of a day, in the zone of the person who shares it."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django.utils import timezone

FURTHEST = timedelta(days=36525)


def today_in(zone: tzinfo) -> date:
    """Return the day it is in a zone."""
    return timezone.now().astimezone(zone).date()


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the moment at which a day is over in a zone."""
    return datetime.combine(day + timedelta(days=1), time.min, zone).astimezone(UTC)
