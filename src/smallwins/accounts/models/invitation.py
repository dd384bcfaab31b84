"""An invitation to sign up: for one address, once, for a week."""

from django.db import models
from django.utils import timezone


class Invitation(models.Model):
    """Of the secret in the link only its hash is kept."""

    email = models.EmailField()
    secret_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"
