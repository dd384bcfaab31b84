"""What a person asked to be reminded by, and the weeks in which they were: each week once."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from smallwins.accounts.models.letter import Letter


class Reminder(models.Model):
    """Who has no row has asked for nothing. The day and the time zone are the journal's."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="reminder")
    by_mail = models.BooleanField(default=False)
    digest = models.BooleanField(default=False)
    """Counts of the clients' weeks, for a coach."""
    hour = models.PositiveSmallIntegerField(default=16)
    """Of the person's own clock."""
    with_wins = models.BooleanField(default=False)
    """The week's wins and the door to ask about, in the mail."""
    since = models.DateTimeField(default=timezone.now)
    """When this was last changed: a moment before it was never asked for."""
    feed_hash = models.CharField(max_length=64, unique=True, null=True, default=None)  # noqa: DJ001 - unique, but for None
    """Of the secret in the calendar's address; None: there is no such address."""
    feed_made_at = models.DateTimeField(null=True, default=None)
    feed_fetched_at = models.DateTimeField(null=True, default=None)
    feed_with_wins = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"reminder of {self.person_id}"  # unsaid: for developers


class Reminded(models.Model):
    """One week of one person, decided on once: of any number of servers that try, one makes this row."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reminded")
    week = models.CharField(max_length=8)
    at = models.DateTimeField()
    told = models.BooleanField()
    """False: there was nothing to say that week."""
    letter = models.ForeignKey(Letter, models.SET_NULL, null=True)
    """As long as the mail waits: who stops the mails takes it back."""

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "week"], name="reminded_once_a_week")]

    def __str__(self) -> str:
        return f"{self.week} of {self.person_id}"  # unsaid: for developers
