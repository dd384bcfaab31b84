"""A link: one page of a journal, to be read by whoever holds its secret, until a day."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Link(models.Model):
    """Of the secret only its hash is kept; what it shows is looked up at every request."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="links")
    kind = models.CharField(max_length=8)
    """week, win, insights, chain, goal or story."""
    about = models.CharField(max_length=64, blank=True, default="")
    """The week (2026-W47), or the id of the win, the goal or the draft; nothing else is known of it here."""
    titles = models.BooleanField(default=False)
    """For a week: the titles and verdicts of its wins."""
    wins = models.JSONField(default=list)
    """The ids of the wins that it may show, for a win, a chain and a story: none that joins them later."""
    label = models.CharField(max_length=80, blank=True, default="")
    """For whom it is, in the client's words."""
    secret_hash = models.CharField(max_length=64, unique=True)
    password = models.CharField(max_length=128, blank=True, default="")
    wrong = models.PositiveIntegerField(default=0)
    """Wrong passwords since `wrong_since`."""
    wrong_since = models.DateTimeField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    until = models.DateField()
    """The last day on which it opens anything, as the client said it."""
    ends_at = models.DateTimeField()
    """When that day is over in the zone that the client had on making it."""
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"link {self.pk}"
