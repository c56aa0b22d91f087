"""Forms of award and what money goes with them: catalogues by date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.models import Apart, Dated, DatedQuerySet


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


class AwardAuthority(Dated):
    """On which days the chairman of a commune confers a form of award; a form without a row never.

    What he does not confer ends at a submission to the level that does (`AwardForm.level`).
    """

    apart = (Apart("awards_authority_no_overlap", ("form_id",)),)

    form = models.ForeignKey(
        AwardForm, models.CASCADE, related_name="authorities", verbose_name=_("form of award")
    )
    source = models.CharField(_("rule it rests on"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = _("authority of the commune chairman")
        verbose_name_plural = _("authorities of the commune chairman")
        ordering = ["form", "started_on"]

    def __str__(self) -> str:
        return f"{self.form}: {self.started_on:%d/%m/%Y}"


class Law(Dated):
    """A law or decree that award papers name as their grounds, on the days it is in force.

    `citation` has kind, number, date, issuer and subject, without "Căn cứ" and without ";".
    """

    citation = models.CharField(
        _("citation"), max_length=400, unique=True,
        help_text=_("Kind, number, date in words, issuer and subject, e.g. “Luật Thi đua, khen thưởng ngày 15 "
                    "tháng 6 năm 2022”."),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(
        _("order"), default=100, help_text=_("Laws stand before decrees, the older first.")
    )

    objects = DatedQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("law of award papers"), _("laws of award papers")
        ordering = ["order", "started_on", "pk"]

    def __str__(self) -> str:
        return self.citation


class AwardCoefficient(Dated):
    """Money of an award as a multiple of the base salary, in force from-until."""

    apart = (Apart("awards_coefficient_no_overlap", ("form_id", "nominee_kind")),)

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

    apart = (Apart("awards_roundingrule_no_overlap"),)

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
