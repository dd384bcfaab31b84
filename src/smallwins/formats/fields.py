"""The fields of one foreign record: taken out one by one, each as what it should be; the rest is kept beside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, tzinfo

from smallwins.formats.candidate import Draft, Found, LeftOut, Reject, local_day, made
from smallwins.formats.days import DayAt, at_seconds, day_meant, day_of, moment_of
from smallwins.method.errors import InputError
from smallwins.method.saying import say

LOOKED_AT = 20  # records


class Fields:
    """A record, field by field; what nobody takes is `rest`."""

    def __init__(self, record: object) -> None:
        if not isinstance(record, dict | Mapping):
            raise InputError("record", say("is not an object with named fields"))
        self._record: Mapping[str, object] = {str(key): value for key, value in record.items()}
        self._taken: set[str] = set()

    def take(self, *names: str) -> object:
        """Take the first of these fields that says something; None where none does. The others stay."""
        said = next((name for name in names if self._record.get(name) not in (None, "")), names[0])
        self._taken.add(said)
        found = self._record.get(said)
        return None if found == "" else found

    def text(self, *names: str) -> str:
        """Take a text; a number reads as one."""
        value = self.take(*names)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InputError(names[0], say("is not a text"))
        return str(value)

    def needed(self, *names: str) -> str:
        """Take a text that must be there."""
        if not (text := self.text(*names).strip()):
            raise InputError(names[0], say("is missing"))
        return text

    def texts(self, *names: str) -> tuple[str, ...]:
        """Take a list of texts; one text with commas reads as a list."""
        value = self.take(*names)
        if value is None:
            return ()
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        if not isinstance(value, list):
            raise InputError(names[0], say("is not a list"))
        return tuple(str(_named(one)) for one in value if _named(one))

    def several(self, name: str) -> list[object]:
        """Take a list of records; none where the field is missing."""
        value = self.take(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise InputError(name, say("is not a list"))
        return value

    def yes(self, *names: str) -> bool:
        """Take a yes or no; missing is no."""
        return self.take(*names) in (True, 1, "1", "true", "True", "yes", "Yes")  # unsaid: as programs write yes

    def moment(self, *names: str) -> datetime | None:
        """Take a time: ISO 8601, or a count since 1970; None where there is none."""
        value = self.take(*names)
        if value is None:
            return None
        at = at_seconds(value) if isinstance(value, int | float) else moment_of(str(value))
        if at is None:
            raise InputError(names[0], say("{value} is not a time that can be read", value=repr(str(value)[:40])))
        return at

    def day(self, zone: tzinfo, *names: str) -> date | None:
        """Take a day, which may be written as a time of it (midnight stands for the day); None where there is none."""
        return self._day(day_meant, zone, names)

    def written_on(self, zone: tzinfo, *names: str) -> date | None:
        """Take the local day of the moment at which something was written; None where there is none."""
        return self._day(local_day, zone, names)

    def _day(self, day_at: DayAt, zone: tzinfo, names: tuple[str, ...]) -> date | None:
        value = self.take(*names)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        at = value if isinstance(value, datetime) else None
        if isinstance(value, int | float):
            at = at_seconds(value)
        try:
            return day_of(str(value), zone, day_at=day_at) if at is None else day_at(at, zone)
        except InputError as error:
            raise InputError(names[0], error.problem) from None

    def rest(self, *dropped: str) -> dict[str, object]:
        """Return what nobody took, without what is dropped on purpose."""
        return {key: value for key, value in self._record.items() if key not in self._taken and key not in dropped}


DraftOf = Callable[[Fields], Draft | LeftOut]


def drafted(name: str, records: Iterable[tuple[str, object]], draft_of: DraftOf) -> Iterator[Found]:
    """Make a candidate of each record; one that cannot be read is a reject, and the others go on."""
    for place, record in records:
        try:
            draft = draft_of(Fields(record))
        except InputError as error:
            if error.field == "day_first":
                raise  # a question about the whole file, for the person
            yield refused(place, error)
        else:
            yield draft._replace(place=place) if isinstance(draft, LeftOut) else made(name, place, draft)


def refused(place: str, error: InputError) -> Reject:
    """Return the reject of a record that an error was found in."""
    named = say("{field}: {problem}", field=error.field, problem=error.problem)
    return Reject(place, named if error.field else error.problem)


def numbered(name: str, records: Iterable[object]) -> Iterator[tuple[str, object]]:
    """Name the place of each record of a list: entries[0] and so on."""
    return ((f"{name}[{place}]", record) for place, record in enumerate(records))


def list_under(value: object, key: str) -> list[object] | None:
    """Return the list under a key of an object; None where there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, list) else None


def left_beside(found: object, *read: str) -> Iterator[LeftOut]:
    """Count the records under keys that are not read, so that none is passed over in silence."""
    for key, value in found.items() if isinstance(found, dict) else ():
        if key not in read and isinstance(value, list):
            said = "".join(filter(str.isprintable, str(key)[:40]))
            yield from (
                LeftOut(f"{said}[{place}]", say("stands under “{said}”, which is not read", said=said))
                for place in range(len(value))
            )


def any_has(records: list[object], *names: str) -> bool:
    """Tell whether one of the first records has all of these fields; one that is broken hides no format."""
    return any(isinstance(one, dict) and all(name in one for name in names) for one in records[:LOOKED_AT])


def _named(one: object) -> object:
    return one.get("name") or one.get("title") if isinstance(one, dict) else one
