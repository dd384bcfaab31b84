"""A look: who looked at what of a client's journal, and when. The client reads it; nobody changes it."""

from django.conf import settings
from django.db import models


class Look(models.Model):
    """Looks at the same thing within a quarter of an hour are one line, counted."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="looks")
    grant = models.ForeignKey("accounts.Grant", models.CASCADE, null=True)
    link = models.ForeignKey("accounts.Link", models.CASCADE, null=True)
    """By a coach or by a link: one of the two."""
    kind = models.CharField(max_length=8)
    """list, client, week, win, goals, insights or remark; by a link also chain, goal or story."""
    about = models.CharField(max_length=64, blank=True, default="")
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        """How looks are listed."""

        indexes = (models.Index(fields=["client", "-last_at"]),)

    def __str__(self) -> str:
        return f"look {self.pk}"
