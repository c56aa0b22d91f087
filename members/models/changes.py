"""What a village head asks for. Nothing of the roster moves until an officer accepts."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, VILLAGE_HEAD, Scope, ScopedQuerySet
from common.dates import PartialDate, Precision, short_date
from members.models.people import Person, Sex
from members.models.teams import Membership, Team


class RosterChangeQuerySet(ScopedQuerySet):
    scope = Scope(
        commune="team__village__commune",
        village="team__village",
        editors=frozenset({OFFICER, VILLAGE_HEAD}),
    )

    def waiting(self) -> "RosterChangeQuerySet":
        return self.filter(state=RosterChange.State.WAITING)


class RosterChange(models.Model):
    """A request to add, end or correct, with what was there and what is to be."""

    class Kind(models.TextChoices):
        ADD = "add", _("add")
        END = "end", _("end")
        CORRECT = "correct", _("correct")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")

    team = models.ForeignKey(Team, models.PROTECT, related_name="changes", verbose_name=_("team"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("person"),
    )
    membership = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes",
        verbose_name=_("membership"),
    )
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    note = models.CharField(_("note of the office"), max_length=300, blank=True)

    objects = RosterChangeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("roster change"), _("roster changes")
        ordering = ["-asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "withdrawn"])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="members_rosterchange_decided_by_somebody",
                violation_error_message=_("A decision needs who decided and when."),
            ),
            models.CheckConstraint(
                condition=Q(kind="add") | Q(membership__isnull=False),
                name="members_rosterchange_names_its_membership",
                violation_error_message=_("Say which membership is to end or be corrected."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.who}"

    @property
    def who(self) -> str:
        """Whom it is about: a person of the register, or somebody yet to be added."""
        return str(self.person or self.after.get("full_name", ""))

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """What the request changes, as (what, before, after) in words."""
        words = {
            "full_name": _("full name"), "sex": _("sex"), "birth": _("birth date"),
            "phone": _("phone"), "address": _("address"), "role": _("role"),
            "started_on": _("from"), "ended_on": _("until"), "leaving": _("reason of leaving"),
        }  # fmt: skip
        return [
            (
                str(label),
                _said(name, self.before.get(name, ""), self.before),
                _said(name, self.after[name], self.after),
            )
            for name, label in words.items()
            if self.after.get(name)
        ]


def _said(name: str, value: str, of: dict[str, str]) -> str:
    """Return a stored value as people read it: dates dd/mm/yyyy, choices by their words.

    A birth date shows what is known of it only: a year stays a year.
    """
    if not value:
        return ""
    if name == "birth" and of.get("birth_precision"):
        day = dt.date.fromisoformat(value)
        return str(PartialDate(day, Precision(of["birth_precision"])))
    choices = {"sex": Sex, "role": Membership.Role, "leaving": Membership.Leaving}
    if name in choices:
        return str(choices[name](value).label)
    if name in ("started_on", "ended_on", "birth"):
        return short_date(dt.date.fromisoformat(value))
    return value
