"""The account a person signs in with."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from wscb.people.models.organisations import Organisation

UNRECORDED_FIELDS = frozenset({"password", "last_login"})


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The user who signs in with this e-mail address; raises `User.DoesNotExist`."""
        return self.get(email=(username or "").strip().lower())

    def to_choose(self) -> models.QuerySet[User]:
        """Everybody who can be chosen for an office or a part in a case, by name: active people who are no guests."""
        return self.filter(is_active=True, is_guest=False)

    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> User:
        """Save a new account. Without a password it cannot be signed in to until one is set by link.

        Pages and commands use `wscb.people.actions.create_user`, which writes the trail too.
        """
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. What they may do follows from their terms of office, never from a flag here.

    A guest was given an account to write on a page of their own, under a name that tells nobody who they are: they are offered for
    no office and no part in a case until they have a name of their own here.

    `PermissionsMixin` is here because django-guardian needs it; a superuser, who would pass every one of its
    checks, is refused by the database itself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("email address", unique=True)
    name = models.CharField("full name", max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    is_active = models.BooleanField(default=True)
    is_guest = models.BooleanField(default=False)

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=sorted(UNRECORDED_FIELDS))

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    privacy = {
        "id": "plain",
        "email": "identifying",
        "name": "identifying",
        "organisation": "plain",
        "password": "identifying",
        "last_login": "plain",
        "is_active": "plain",
        "is_guest": "plain",
        "is_superuser": "plain",
        "groups": "plain",
        "user_permissions": "plain",
    }

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            models.CheckConstraint(condition=models.Q(is_superuser=False), name="user_never_superuser"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_lower_case"),
        ]

    def __str__(self) -> str:
        """The identifier, not the name: this text ends up in logs."""
        return f"user {self.pk}"

    def get_full_name(self) -> str:
        """The name as the person gave it."""
        return self.name

    def get_short_name(self) -> str:
        """The same name: we do not guess which part of a name is the first."""
        return self.name

    def save(
        self,
        *args: Any,
        update_fields: Iterable[str] | None = None,
        **kwargs: Any,
    ) -> None:
        """Save; signing in and changing a password leave no row in the history, which holds neither."""
        if update_fields is not None and UNRECORDED_FIELDS.issuperset(update_fields):
            self.skip_history_when_saving = True
            try:
                super().save(*args, update_fields=update_fields, **kwargs)
            finally:
                del self.skip_history_when_saving
            return
        super().save(*args, update_fields=update_fields, **kwargs)
