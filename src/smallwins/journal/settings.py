"""The person's settings, and which day it is for them."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from smallwins.method.errors import InputError
from smallwins.method.saying import say
from smallwins.method.settings import Settings, checked, local_day

if TYPE_CHECKING:
    from smallwins.journal.commands import ChangeSettings
    from smallwins.journal.ports import Journal


def settings_of(journal: Journal) -> Settings:
    """Return the person's settings."""
    return journal.settings.get()


def change_settings(journal: Journal, command: ChangeSettings) -> Settings:
    """Change the settings given; days already written down keep their local day."""
    from smallwins.journal.commands import Unset  # noqa: PLC0415 - settings are read often and changed seldom

    settings = journal.settings.get()._replace(chosen=True)
    if not isinstance(command.timezone, Unset):
        settings = settings._replace(timezone=command.timezone)
    if not isinstance(command.review_day, Unset):
        settings = settings._replace(review_day=command.review_day)
    if not isinstance(command.look_again_after, Unset):
        settings = settings._replace(look_again_after=command.look_again_after)
    zone_of(checked(settings))
    journal.settings.save(settings)
    return settings


def zone_of(settings: Settings) -> tzinfo:
    """Return the person's zone, or raise InputError where the name is none."""
    if settings.timezone in ("UTC", "Etc/UTC"):
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - it takes as long to load as a win to keep

    try:
        return ZoneInfo(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problem = say("{timezone} is not a time zone such as Europe/Berlin", timezone=repr(settings.timezone))
        raise InputError("timezone", problem) from None


def today_of(journal: Journal, now: datetime) -> date:
    """Return the day it is for the person."""
    return local_day(now, zone_of(journal.settings.get()))
