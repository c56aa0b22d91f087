"""The camera network as an inventory: no video, no pictures of people."""

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from common.access import Scope, ScopedQuerySet
from common.models import lasting, lies_in_viet_nam
from members.models import Village
from programs.models.programmes import Program

#: a condition seen longer ago than this says nothing of today
STALE = dt.timedelta(days=90)


class CameraQuerySet(ScopedQuerySet):
    scope = Scope(commune="village__commune", village="village")

    def standing_on(self, day: dt.date) -> Self:
        """Points that were installed by this day and not yet removed."""
        return self.filter(lasting(day, first="installed_on", last="removed_on"))

    def with_condition(self, day: dt.date) -> Self:
        """Annotate `seen_on`, `seen` and `seen_working`: what the last look up to a day found."""
        looks = CameraCheck.objects.filter(camera=OuterRef("pk"), checked_on__lte=day).order_by(
            "-checked_on"
        )
        return self.annotate(
            seen_on=Subquery(looks.values("checked_on")[:1]),
            seen=Subquery(looks.values("condition")[:1]),
            seen_working=Subquery(looks.values("working_units")[:1]),
        )


class Camera(models.Model):
    """A camera point with its units (mắt). Installed is not working: see `CameraCheck`."""

    class Funding(models.TextChoices):
        BUDGET = "budget", _("budget")
        COMMUNITY = "community", _("community funding")
        MIXED = "mixed", _("both")

    program = models.ForeignKey(
        Program,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cameras",
        verbose_name=_("programme"),
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="cameras", verbose_name=_("village")
    )
    name = models.CharField(_("place of the point"), max_length=160)
    units = models.PositiveSmallIntegerField(_("units"))
    installed_on = models.DateField(_("installed on"))
    removed_on = models.DateField(_("removed on"), null=True, blank=True)
    funding = models.CharField(_("funding"), max_length=10, choices=Funding, blank=True)
    cost = models.PositiveBigIntegerField(_("cost (đồng)"), null=True, blank=True)
    owner = models.CharField(
        _("owner"), max_length=120, blank=True, help_text=_("Who the point belongs to.")
    )
    manager = models.CharField(_("managed by"), max_length=120, blank=True)
    storage_place = models.CharField(
        _("recordings are kept at"), max_length=160, blank=True,
        help_text=_("The place of the recorder; recordings themselves are never kept here."),
    )  # fmt: skip
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=9, decimal_places=6, null=True, blank=True
    )

    objects = CameraQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("camera point"), _("camera points")
        ordering = ["village__sort_key", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"],
                name="programs_camera_place_once",
                violation_error_message=_("The village has a camera point of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(units__gt=0),
                name="programs_camera_has_a_unit",
                violation_error_message=_("A camera point has at least one unit."),
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(removed_on__gt=models.F("installed_on")),
                name="programs_camera_removed_after_installed",
                violation_error_message=_("The removal must lie after the installation."),
            ),
            lies_in_viet_nam("programs_camera_lies_in_viet_nam"),
        ]

    def __str__(self) -> str:
        return self.name

    def stands_on(self, day: dt.date) -> bool:
        """Whether the point was there on this day (the twin of `standing_on`)."""
        return self.installed_on <= day and (self.removed_on is None or self.removed_on > day)

    def condition_on(self, day: dt.date) -> str:
        """Return the condition by `with_condition`: "" where no look of the last 90 days tells."""
        seen_on: dt.date | None = getattr(self, "seen_on", None)
        if seen_on is None or day - seen_on > STALE:
            return ""
        return str(getattr(self, "seen", "") or "")

    def working_on(self, day: dt.date) -> int:
        """Return how many units the last look found working: 0 where no fresh look tells."""
        if not self.condition_on(day):
            return 0
        return min(getattr(self, "seen_working", None) or 0, self.units)


class CameraChildQuerySet(ScopedQuerySet):
    scope = Scope(commune="camera__village__commune", village="camera__village")


class CameraCheck(models.Model):
    """What a dated look at the point found; the latest one says what works."""

    class Condition(models.TextChoices):
        GOOD = "good", _("good")
        BLURRED = "blurred", _("blurred")
        BROKEN = "broken", _("broken")

    camera = models.ForeignKey(
        Camera, models.CASCADE, related_name="checks", verbose_name=_("camera point")
    )
    checked_on = models.DateField(_("date"))
    condition = models.CharField(_("condition"), max_length=8, choices=Condition)
    working_units = models.PositiveSmallIntegerField(_("working units"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = CameraChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("condition check"), _("condition checks")
        ordering = ["camera", "-checked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["camera", "checked_on"],
                name="programs_cameracheck_once_a_day",
                violation_error_message=_("This point was checked on that day already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.camera}: {self.get_condition_display()}"


class CameraUpkeep(models.Model):
    """Repair or maintenance of a point, and what it cost (đồng)."""

    camera = models.ForeignKey(
        Camera, models.CASCADE, related_name="upkeep", verbose_name=_("camera point")
    )
    done_on = models.DateField(_("date"))
    what = models.CharField(_("what was done"), max_length=200)
    cost = models.PositiveBigIntegerField(_("cost (đồng)"), null=True, blank=True)

    objects = CameraChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("upkeep"), _("upkeep")
        ordering = ["camera", "-done_on"]

    def __str__(self) -> str:
        return self.what


class CameraExtraction(models.Model):
    """A request for footage: date, unit, legal purpose. The footage is never here."""

    camera = models.ForeignKey(
        Camera, models.CASCADE, related_name="extractions", verbose_name=_("camera point")
    )
    extracted_on = models.DateField(_("date"))
    requesting_unit = models.CharField(_("requesting unit"), max_length=160)
    legal_purpose = models.CharField(_("legal purpose"), max_length=200)
    case_clarified = models.BooleanField(_("helped to clarify a case"), null=True, blank=True)

    objects = CameraChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("extraction"), _("extractions")
        ordering = ["-extracted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.camera} {self.extracted_on}"
