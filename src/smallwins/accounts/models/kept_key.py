"""Which request a key of a program's stands for, kept together with what it made among accounts."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class KeptKey(models.Model):
    """One key of one person: sent again with the same request, it makes nothing new."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="kept_keys")
    key = models.CharField(max_length=100)
    request = models.CharField(max_length=64)
    """What stands for the method, the address and the body."""
    record = models.CharField(max_length=100, default="")
    """What was made."""
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "key"], name="key_of_one_request")]

    def __str__(self) -> str:
        return f"key of {self.person_id}"  # unsaid: for developers
