"""The camera network as an inventory: no video, no pictures of people."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import Scope, ScopedQuerySet
from members.models import Village
from programs.models.programmes import Program


class CameraQuerySet(ScopedQuerySet):
    scope = Scope(commune="village__commune", village="village")


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
    manager = models.CharField(_("managed by"), max_length=120, blank=True)
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
            models.CheckConstraint(
                condition=(Q(latitude__isnull=True) | Q(latitude__gte=8, latitude__lte=24))
                & (Q(longitude__isnull=True) | Q(longitude__gte=102, longitude__lte=118)),
                name="programs_camera_lies_in_viet_nam",
                violation_error_message=_("The place must lie in Viet Nam."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


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
    case_clarified = models.BooleanField(_("helped to clarify a case"), null=True)

    objects = CameraChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("extraction"), _("extractions")
        ordering = ["-extracted_on", "pk"]

    def __str__(self) -> str:
        return f"{self.camera} {self.extracted_on}"
