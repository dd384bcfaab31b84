"""Requests that may be sent again: the key is kept in the transaction that makes what it stands for, or neither is."""

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

from django.db import transaction

from smallwins.accounts.models import KeptKey

Made = TypeVar("Made")


class Once(NamedTuple, Generic[Made]):
    """What stands for a key: the request that it came with, and the record; made just now, or None."""

    made: Made | None
    request: str
    record: str


def made_once(
    person: int, key: str, request: str, make: Callable[[], Made], record_of: Callable[[Made], str]
) -> Once[Made]:
    """Make something under a key, or find that it was made.

    Of any number of tries at the same time one makes it: the others wait for the row of the key.
    """
    before = KeptKey.objects.filter(person_id=person, key=key).first()
    if before is not None:  # nothing is to be made, so that nobody has to wait
        return Once(None, before.request, before.record)
    with transaction.atomic():
        kept, fresh = KeptKey.objects.get_or_create(person_id=person, key=key, defaults={"request": request})
        if not fresh:
            return Once(None, kept.request, kept.record)
        made = make()
        KeptKey.objects.filter(pk=kept.pk).update(record=record_of(made))
        return Once(made, request, record_of(made))
