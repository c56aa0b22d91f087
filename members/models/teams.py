"""Teams and who served in them. Forces of different kinds are never added up."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from common.access import Scope, ScopedQuerySet
from common.models import Apart, Dated, DatedQuerySet, lasting
from common.text import sentence_case
from members.models.papers import Paper
from members.models.people import Person
from members.models.units import Village


class TeamQuerySet(ScopedQuerySet):
    scope = Scope(commune="village__commune", village="village")

    def standing_on(self, day: dt.date) -> Self:
        """Teams that existed on this day."""
        return self.filter(lasting(day, first="founded_on", last="dissolved_on"))

    def with_strength(self, day: dt.date) -> Self:
        """Annotate `strength`: how many people serve on this day."""
        serving = lasting(day, "memberships__")
        return self.annotate(strength=Count("memberships__person", filter=serving, distinct=True))


class Team(models.Model):
    """A team of a village. Its kind decides with which others it may be counted."""

    class Kind(models.TextChoices):
        SELF_MANAGED = "self_managed", _("self-managed security team")
        STATUTORY = "statutory", _("statutory security team (Law 30/2023)")
        INTER_FAMILY = "inter_family", _("inter-family fire team")
        MEDIATION = "mediation", _("mediation team")
        CIVIL_DEFENCE = "civil_defence", _("civil-defence squad")

        @property
        def short(self) -> str:
            """What people call a team of this kind inside a sentence: "tổ tự quản"."""
            return "tổ tự quản" if self == "self_managed" else str(self.label)

        def name_in(self, village: Village) -> str:
            """Return the name a team has unless its decision gives another: "Tổ tự quản Thôn 1"."""
            return f"{sentence_case(self.short)} {village.name}"

    village = models.ForeignKey(
        Village, models.PROTECT, related_name="teams", verbose_name=_("village")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.SELF_MANAGED)
    name = models.CharField(_("name"), max_length=160)
    decision = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="teams_founded",
        verbose_name=_("founding decision"),
    )
    founded_on = models.DateField(_("founded on"))
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    dissolution = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="teams_dissolved",
        verbose_name=_("dissolving decision"),
    )

    # a list that is older than this one tells of the past, and never rewrites the present
    listed_on = models.DateField(
        _("day of the newest list taken in"), null=True, blank=True, editable=False
    )

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("team"), _("teams")
        ordering = ["village__sort_key", "kind", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=models.F("founded_on")),
                name="members_team_dissolved_after_founded",
                violation_error_message=_("A team must be dissolved after it was founded."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def stood_on(self, day: dt.date) -> bool:
        """Whether the team existed on this day (the twin of `standing_on`)."""
        return self.founded_on <= day and (self.dissolved_on is None or self.dissolved_on > day)


class MembershipQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(commune="team__village__commune", village="team__village")

    def serving_on(self, day: dt.date) -> Self:
        """Memberships in force on this day."""
        return self.on(day)

    def leaders(self) -> Self:
        return self.filter(role=Membership.Role.LEADER)


class Membership(Dated):
    """A spell of one person in one team in one role.

    A change of role closes the row and opens the next, so that a leader's time
    starts when they became leader, not when they joined.
    """

    class Role(models.TextChoices):
        LEADER = "leader", _("leader")
        DEPUTY = "deputy", _("deputy leader")
        MEMBER = "member", _("member")

    class Leaving(models.TextChoices):
        ROLE_CHANGE = "role_change", _("change of role")
        RESTAFFING = "restaffing", _("restaffing")
        OWN_REQUEST = "own_request", _("own request")
        HEALTH = "health", _("health")
        AGE = "age", _("age")
        MOVED = "moved", _("moved away")
        DIED = "died", _("died")
        DISCIPLINE = "discipline", _("discipline")
        TRANSFER = "transfer", _("transfer to another team")
        DISSOLVED = "dissolved", _("team dissolved")

    apart = (
        Apart("members_membership_no_overlap", ("team_id", "person_id")),
        Apart(
            "members_membership_one_leader", ("team_id",), {"role": "leader"},
            _("A team has one leader at a time. End the former leader first."),
        ),
    )  # fmt: skip

    team = models.ForeignKey(
        Team, models.PROTECT, related_name="memberships", verbose_name=_("team")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.MEMBER)
    appointment = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("appointing decision"),
    )
    dismissal = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dismissals",
        verbose_name=_("dismissing decision"),
    )
    leaving = models.CharField(_("reason of leaving"), max_length=12, choices=Leaving, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("membership"), _("memberships")
        ordering = ["team", "started_on", "pk"]
        indexes = [
            models.Index(fields=["team", "started_on"], name="members_membership_by_day"),
            # the rule against overlaps looks here for each row that is written
            models.Index(
                fields=["team", "person", "started_on"], name="members_membership_by_person"
            ),
        ]

    def __str__(self) -> str:
        # get_role_display() puts every choice into words each time: the log names thousands of rows
        return f"{self.person} ({dict(self.Role.choices).get(self.role, self.role)})"

    @property
    def post(self) -> str:
        """What the person is in the team, as papers say it: "tổ phó Tổ tự quản Thôn 1". Reads the team."""
        role = {"leader": "tổ trưởng", "deputy": "tổ phó"}.get(self.role, "tổ viên")
        return f"{role} {self.team.name}"
