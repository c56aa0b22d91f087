"""What a village head asks for. Nothing of the roster moves until an officer accepts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, VILLAGE_HEAD, Scope, ScopedQuerySet
from members.models.people import Person
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
        return f"{self.get_kind_display()}: {self.person or self.after.get('full_name', '')}"
