"""Fire-safe residential zones: households, equipment that expires, drills, inspections."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import Scope, ScopedQuerySet
from common.models import Dated, DatedQuerySet, lasting
from members.models import Paper, Team, Village
from programs.models.programmes import Program

#: what expires within so many days is named on the pages
SOON = dt.timedelta(days=60)
#: a zone drills and is inspected at least once in so many days
DRILL_EVERY = dt.timedelta(days=365)
#: houses of an inter-family team, at least
HOUSES_OF_A_TEAM = 5


class FireSafeZoneQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(commune="village__commune", village="village")


class FireSafeZone(Dated):
    """A residential area run as fire-safe zone (Law 55/2024, art. 20)."""

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="zones", verbose_name=_("programme")
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="zones", verbose_name=_("village")
    )
    name = models.CharField(_("name"), max_length=160)
    decision = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )
    public_points = models.PositiveSmallIntegerField(_("public fire points"), null=True, blank=True)

    objects = FireSafeZoneQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("fire-safe zone"), _("fire-safe zones")
        ordering = ["village__sort_key", "name"]

    def __str__(self) -> str:
        return self.name


class ZoneChildQuerySet(ScopedQuerySet):
    scope = Scope(commune="zone__village__commune", village="zone__village")


class ZoneHouseholdQuerySet(ZoneChildQuerySet, DatedQuerySet):
    """Households of zones, dated."""


class ZoneHousehold(Dated):
    """A household of the zone. Yes, no and not known are three different answers."""

    class HouseType(models.TextChoices):
        HOME = "home", _("home only")
        BUSINESS = "business", _("home and business")

    class SecondExit(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        CAGE_OPENED = "cage_opened", _("cage opened")
        UNKNOWN = "unknown", _("not known")

    #: what counts as a second way out
    EXITS = (SecondExit.YES, SecondExit.CAGE_OPENED)

    zone = models.ForeignKey(
        FireSafeZone, models.CASCADE, related_name="households", verbose_name=_("fire-safe zone")
    )
    head_name = models.CharField(_("head of the household"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    house_type = models.CharField(
        _("house"), max_length=8, choices=HouseType, default=HouseType.HOME
    )
    inter_family_team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="zone_households",
        verbose_name=_("inter-family fire team"),
    )
    has_bell = models.BooleanField(_("fire bell"), null=True, blank=True)
    has_tools = models.BooleanField(_("demolition tools"), null=True, blank=True)
    second_exit = models.CharField(
        _("second exit"), max_length=12, choices=SecondExit, default=SecondExit.UNKNOWN
    )
    trained_people = models.PositiveSmallIntegerField(_("trained people"), null=True, blank=True)
    committed_on = models.DateField(_("commitment signed on"), null=True, blank=True)

    objects = ZoneHouseholdQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("household"), _("households")
        ordering = ["zone", "pk"]

    def __str__(self) -> str:
        return self.head_name


class FireEquipmentQuerySet(ScopedQuerySet):
    scope = Scope(commune="household__zone__village__commune", village="household__zone__village")

    def in_use_on(self, day: dt.date) -> Self:
        """Equipment of households and zones that last on this day."""
        return self.filter(lasting(day, "household__"), lasting(day, "household__zone__"))

    def expiring(self, day: dt.date) -> Self:
        """What is past its date on a day, or will be within 60 days."""
        return self.in_use_on(day).filter(expires_on__lte=day + SOON)


class FireEquipment(models.Model):
    """Extinguishers and the like, with the day until which they are good."""

    class Kind(models.TextChoices):
        POWDER = "powder", _("powder extinguisher")
        CO2 = "co2", _("CO2 extinguisher")
        OTHER = "other", _("other")

    #: what is an extinguisher; a hose or a hook is none
    EXTINGUISHERS = (Kind.POWDER, Kind.CO2)

    household = models.ForeignKey(
        ZoneHousehold, models.CASCADE, related_name="equipment", verbose_name=_("household")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.POWDER)
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    expires_on = models.DateField(_("good until"), null=True, blank=True)

    objects = FireEquipmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("fire equipment"), _("fire equipment")
        ordering = ["household", "expires_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="programs_fireequipment_at_least_one",
                violation_error_message=_("At least one piece is needed."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} × {self.quantity}"


class FireDrill(models.Model):
    """A drill of the zone's fire plan."""

    zone = models.ForeignKey(
        FireSafeZone, models.CASCADE, related_name="drills", verbose_name=_("fire-safe zone")
    )
    held_on = models.DateField(_("date"))
    attendance = models.PositiveIntegerField(_("attendance"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ZoneChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("drill"), _("drills")
        ordering = ["-held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.zone} {self.held_on}"


class FireCriterion(models.Model):
    """A line of the checklist of inspections. The committee writes the list; it is data, no code."""

    code = models.SlugField(_("code"), unique=True)
    text = models.CharField(_("criterion"), max_length=300)
    source = models.CharField(_("rule it rests on"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    asked_until = models.DateField(
        _("asked until"), null=True, blank=True,
        help_text=_("Empty while inspections ask it; what was found under it stays."),
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("fire-safety criterion"), _("fire-safety criteria")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.text


class FireInspection(models.Model):
    """An inspection by checklist: what was looked at, and what was found (`FireFinding`)."""

    zone = models.ForeignKey(
        FireSafeZone, models.CASCADE, related_name="inspections", verbose_name=_("fire-safe zone")
    )
    held_on = models.DateField(_("date"))
    households_seen = models.PositiveIntegerField(_("households seen"), null=True, blank=True)
    faults = models.PositiveIntegerField(_("faults found"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = ZoneChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("inspection"), _("inspections")
        ordering = ["-held_on", "pk"]

    def __str__(self) -> str:
        return f"{self.zone} {self.held_on}"


class FireFindingQuerySet(ScopedQuerySet):
    scope = Scope(commune="inspection__zone__village__commune", village="inspection__zone__village")


class FireFinding(models.Model):
    """What an inspection found under one criterion. Without a row it was not looked at."""

    inspection = models.ForeignKey(
        FireInspection, models.CASCADE, related_name="findings", verbose_name=_("inspection")
    )
    criterion = models.ForeignKey(
        FireCriterion, models.PROTECT, related_name="findings", verbose_name=_("criterion")
    )
    met = models.BooleanField(_("met"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = FireFindingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("finding"), _("findings")
        ordering = ["inspection", "criterion__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "criterion"],
                name="programs_firefinding_once",
                violation_error_message=_("This criterion was answered already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {_('met') if self.met else _('not met')}"
