"""Agencies and the people who work in them."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from .roles import ROLES


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
    """Someone who signs in. Their role says what they may do, their agency where."""

    name = models.CharField(_("sign-in name"), max_length=60, unique=True)
    full_name = models.CharField(_("full name"), max_length=200)
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("agency")
    )
    role = models.CharField(_("role"), max_length=30, choices=[(r.code, r.label) for r in ROLES.values()])
    is_active = models.BooleanField(_("may sign in"), default=True)

    objects = People()

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS = ["full_name", "role"]

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name or self.name


class AccessTokenQuerySet(models.QuerySet):
    def in_force(self) -> "AccessTokenQuerySet":
        return self.filter(revoked_at=None, person__is_active=True)


class AccessToken(models.Model):
    """A secret with which a program acts for a person. Only its digest is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tokens", verbose_name=_("person"))
    name = models.CharField(_("what it is for"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("access token")

    def __str__(self) -> str:
        return self.name
