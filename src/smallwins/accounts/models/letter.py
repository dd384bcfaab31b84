"""A letter: a mail that waits in the database until the mail server has taken it."""

from django.db import models
from django.utils import timezone


class Letter(models.Model):
    """Sealed, because its link opens an account; it is gone as soon as it is sent."""

    sealed = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    """When it is tried next; while one sender has it, a little later than that takes."""
    tries = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=40, default="", db_index=True)
    """Why it is sent, by a number and no name: when that is gone, so is the letter. Empty: it tells what was done."""
    held = models.BooleanField(default=False)
    """Somebody is sending it, or died at it: it may have gone."""

    def __str__(self) -> str:
        return f"letter {self.pk}"
