"""Goals and settings of the file as values."""

from datetime import date
from zoneinfo import ZoneInfo

from msgspec import UNSET

from smallwins.formats.smallwins1.parsing import shaped
from smallwins.formats.smallwins1.places import check_id
from smallwins.formats.smallwins1.shapes import GoalShape, SettingsShape
from smallwins.formats.smallwins1.shaping import named
from smallwins.method.errors import ImportFileError
from smallwins.method.goal import Goal, Possible
from smallwins.method.goal import checked as checked_goal
from smallwins.method.saying import say
from smallwins.method.settings import Settings
from smallwins.method.week import FRIDAY
from smallwins.method.win import NOTHING_EXTRA


def read_goal(plain: object, at: str = "goal") -> Goal:
    """Read a goal as `plain.goal_json` writes it; its number is for the journal to give."""
    return goal_of(shaped(plain, GoalShape, at), at)


def goal_of(shape: GoalShape, at: str, day: date | None = None) -> Goal:
    """Make a goal of its shape; where it does not say when it was named, the day given stands in."""
    check_id(shape.id, at)
    possible = tuple(Possible(felt.on, felt.value) for felt in shape.possible or ())
    _check_days(possible, at)
    created_on = shape.created_on or min((felt.on for felt in possible), default=day)
    if created_on is None:
        raise ImportFileError(f"{at}.created_on", say("is missing"))
    goal = Goal(
        id=shape.id,
        number=0,
        title=shape.title,
        why=None if shape.why is UNSET else shape.why,
        skills=shape.skills or (),
        status=shape.status or "active",
        created_on=created_on,
        possible=tuple(sorted(possible)),
        origin=shape.origin or "own",
        extra=shape.extra or NOTHING_EXTRA,
    )
    with named(at):
        return checked_goal(goal)


def _check_days(possible: tuple[Possible, ...], at: str) -> None:
    seen: dict[date, int] = {}
    for place, felt in enumerate(possible):
        if (first := seen.setdefault(felt.on, place)) != place:
            raise ImportFileError(
                f"{at}.possible[{place}].on", say("the same day as {at}.possible[{first}]", at=at, first=first)
            )


def settings_of(shape: SettingsShape) -> Settings:
    """Make settings of their shape."""
    if not _is_zone(shape.timezone):
        raise ImportFileError("settings.timezone", say("not a time zone such as Europe/Berlin"))
    return Settings(shape.timezone, shape.review_day or FRIDAY, True, shape.look_again_after or None)


def _is_zone(name: str) -> bool:
    try:
        return ZoneInfo(name).key == name
    except (LookupError, ValueError, OSError):
        return False
