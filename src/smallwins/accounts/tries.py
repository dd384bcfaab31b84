"""The counters of tries: how often somebody tried lately; kept until they end, or until who they are of leaves."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.core.cache import cache
from django.db import connections, router
from django.utils import timezone


def drop_old(at: datetime) -> None:
    """Drop the counters that have ended."""
    _drop("expires < %s", [_moment(at)])


def forget(person: int, addresses: Iterable[str]) -> None:
    """Drop the counters of a person: those by number, and those by the hash of an address."""
    drop_old(timezone.now())
    kept_by = [
        f"%:user:{person}",  # allauth's own
        f"%:pause:%:{person}:%",  # server/pauses.py
        f"%:code:{person}:%",  # web/account/forms.py
        f"%:allowance:%:{person}",  # api/allowances.py
        *(f"%:{sha256(address.encode()).hexdigest()}%" for address in addresses),
    ]
    for pattern in kept_by:
        _drop("cache_key LIKE %s", [pattern])  # unsaid: SQL


def _drop(condition: str, values: list[str | datetime]) -> None:
    connection = connections[_place()]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM cache WHERE {condition}", values)


def _moment(at: datetime) -> str | datetime:
    adapted = connections[_place()].ops.adapt_datetimefield_value(at.replace(microsecond=0))
    assert adapted is not None
    return adapted


def _place() -> str:
    place: str = router.db_for_write(cache.cache_model_class)  # type: ignore[attr-defined]  # of the cache in the database
    return place
