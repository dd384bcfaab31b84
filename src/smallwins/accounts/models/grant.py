"""A grant: what one client lets one coach see, until they take it back."""

from typing import Literal, cast, get_args

from django.conf import settings
from django.db import models
from django.utils import timezone

from smallwins.method.remark import GONE

Weeks = Literal["", "since", "all"]
WEEKS: tuple[Weeks, ...] = get_args(Weeks)


class Grant(models.Model):
    """Nothing is shown by default; each scope is switched on by the client, and read at every request."""

    client = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="grants_given")
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="grants_held", null=True)
    """None until the invitation is accepted, and when the coach's account is gone: the client's list of looks stays."""
    email = models.EmailField()
    """Whom the client invited; only an account with this address can accept. Empty when that account is gone."""
    made_at = models.DateTimeField(default=timezone.now)
    secret_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - many are used up, each is unique
    """Of the invitation; gone when it was used."""
    invited_until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    until = models.DateField(null=True)
    """The last day on which the coach sees anything, as the client said it; None: until it is taken back."""
    ends_at = models.DateTimeField(null=True)
    """When that day is over in the zone that the client had on saying so."""
    revoked_at = models.DateTimeField(null=True)

    weeks = models.CharField(max_length=5, default="")
    """Closed weekly reviews and pauses: none, those from `weeks_since` on, or all."""
    weeks_since = models.DateField(null=True)
    titles = models.BooleanField(default=False)
    """The titles and verdicts of all wins of the weeks shared."""
    goals = models.BooleanField(default=False)
    insights = models.BooleanField(default=False)

    class Meta:
        """How grants are found."""

        indexes = (models.Index(fields=["coach", "client"]),)

    def __str__(self) -> str:
        return f"grant {self.pk}"

    @property
    def who(self) -> str:
        """Name the coach for the client."""
        return (self.coach.name if self.coach else "") or self.email or GONE

    @property
    def whose(self) -> str:
        """Name the client for the coach."""
        return str(self.client.name or self.client.email)

    @property
    def weeks_shared(self) -> Weeks:
        """Which weeks are shared."""
        return cast("Weeks", self.weeks)


class ChosenWin(models.Model):
    """One win that a client chose to show; of the win only its id is known here."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="chosen")
    win_id = models.CharField(max_length=64)

    class Meta:
        """Each win is chosen once."""

        constraints = (models.UniqueConstraint(fields=["grant", "win_id"], name="a_win_is_chosen_once"),)

    def __str__(self) -> str:
        return f"chosen win {self.pk}"  # unsaid: for developers
