"""Agencies and the people who work in them."""

from datetime import date, timedelta

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..roles import ROLES

LONGEST = timedelta(days=366)
"""A role is held for twelve months at most, and then given again by somebody who thinks about it."""


def in_a_year() -> date:
    """The last day of a role that is given today."""
    return timezone.localdate() + LONGEST


def last_day(until: date | None) -> date:
    """``until``, or a year from now. Raises ``ValueError`` for a day gone by or more than twelve months away."""
    today = timezone.localdate()
    if until is None:
        return in_a_year()
    if not today <= until <= today + LONGEST:
        raise ValueError("a role or a token ends within twelve months, and not before today")
    return until


class Agency(models.Model):
    """A customs service, police force, wildlife authority or other body of the task force."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=30, blank=True, help_text=_("a code of the agency types"))

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager):
    def create_user(self, name: str, password: str | None = None, **fields) -> "Person":
        person = self.model(name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def get_by_natural_key(self, name: str) -> "Person":
        return self.get(name=name)


class Person(AbstractBaseUser):
    """Someone who signs in. Their role says what they may do, their agency where; grants add to it."""

    name = models.CharField(_("sign-in name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=30, choices=[(r.code, r.label) for r in ROLES.values()])
    role_until = models.DateField(_("role ends after"), default=in_a_year)
    unit = models.CharField(
        _("unit"), max_length=100, blank=True, help_text=_("the section or post inside the agency")
    )
    leaves_on = models.DateField(
        _("leaves on"), null=True, blank=True, help_text=_("known before: what is looked up then is watched")
    )
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects = People()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS = ["full_name", "role"]

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.name
