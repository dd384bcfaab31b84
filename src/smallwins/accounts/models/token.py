"""A token: the right of a program to do some things with a person's journal, until a day."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

SCOPES = ("capture", "read", "write")
LONGEST = timedelta(days=366)
NAME_LIMIT = 80


class Token(models.Model):
    """Of the token itself only its hash is kept, and its first signs, by which its person knows it again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=NAME_LIMIT)
    begins = models.CharField(max_length=12)
    secret_hash = models.CharField(max_length=64, unique=True)
    scope = models.CharField(max_length=7, choices=[(scope, scope) for scope in SCOPES])
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"token {self.pk}"
