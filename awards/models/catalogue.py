"""Forms of award and what money goes with them: catalogues by date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Dated, DatedQuerySet


class AwardForm(models.Model):
    """A form of award, e.g. the certificate of merit of the commune chairman."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=160)
    level = models.CharField(_("conferred by"), max_length=160)

    class Meta:
        verbose_name, verbose_name_plural = _("form of award"), _("forms of award")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class NomineeKind(models.TextChoices):
    INDIVIDUAL = "individual", _("individual")
    COLLECTIVE = "collective", _("collective")
    HOUSEHOLD = "household", _("household")


class AwardCoefficient(Dated):
    """Money of an award as a multiple of the base salary, in force from-until.

    Decree 98/2023 until 30/6/2025, Decree 152/2025 from 1/7/2025.
    """

    form = models.ForeignKey(
        AwardForm, models.CASCADE, related_name="coefficients", verbose_name=_("form of award")
    )
    nominee_kind = models.CharField(_("for"), max_length=10, choices=NomineeKind)
    coefficient = models.DecimalField(_("coefficient"), max_digits=6, decimal_places=3)
    source = models.CharField(_("rule it rests on"), max_length=160, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("award coefficient"), _("award coefficients")
        ordering = ["form", "nominee_kind", "started_on"]

    def __str__(self) -> str:
        return f"{self.form} {self.get_nominee_kind_display()}: {self.coefficient}"

    def clean(self) -> None:
        if self.form_id:
            self.refuse_overlap("form_id", "nominee_kind")


class BaseSalary(models.Model):
    """The state's base salary (đồng a month), in force from a day until the next row."""

    in_force_from = models.DateField(_("in force from"), unique=True)
    amount = models.PositiveIntegerField(_("amount (đồng)"))
    source = models.CharField(_("rule it rests on"), max_length=160, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("base salary"), _("base salaries")
        ordering = ["-in_force_from"]

    def __str__(self) -> str:
        return f"{self.in_force_from}: {self.amount}"


class RoundingRule(Dated):
    """How award money is rounded, in force from-until. The default rounds up to 10.000 đồng.

    Offices were seen to round up, down and not at all, so the rule is a dated row.
    """

    class Direction(models.TextChoices):
        UP = "up", _("up")
        NEAREST = "nearest", _("to the nearest")
        DOWN = "down", _("down")

    direction = models.CharField(
        _("rounded"), max_length=7, choices=Direction, default=Direction.UP
    )
    step = models.PositiveIntegerField(
        _("to multiples of (đồng)"), default=10_000, help_text=_("1 leaves the amount as it is.")
    )
    source = models.CharField(_("rule it rests on"), max_length=160, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("rounding rule"), _("rounding rules")
        ordering = ["-started_on"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(step__gte=1),
                name="awards_roundingrule_step_positive",
                violation_error_message=_("Amounts are rounded to multiples of at least 1 đồng."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} {self.step}"

    def clean(self) -> None:
        self.refuse_overlap()
