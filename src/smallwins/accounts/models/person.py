"""A person with an account; its number is the owner of their journal."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Upper
from django.utils import timezone


class People(BaseUserManager["Person"]):  # unsaid: a class
    """All people."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person by e-mail address, however it is written."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Who keeps a journal here. Of what is in the journal, nothing is known here."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=80, blank=True, default="")
    """Shown to a coach, and to clients; nobody has to have one."""
    is_active = models.BooleanField(default=True)
    """False: the operator has closed the account; nobody can sign in to it."""
    joined_at = models.DateTimeField(default=timezone.now)
    leaves_at = models.DateTimeField(null=True, blank=True, db_index=True)
    """When everything is erased, because the person asked for it; None: not at all."""
    moving_to = models.EmailField(blank=True, default="")
    """The new address that the old one has said yes to."""

    language = models.CharField(max_length=8, blank=True, default="", db_default="")
    """In which they read the pages, and are written to; empty: English."""

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        """How people are found who sign in: PostgreSQL is asked for the address in capitals, among a million."""

        indexes = (models.Index(Upper("email"), name="person_by_email"),)

    def __str__(self) -> str:
        return f"person {self.pk}"
