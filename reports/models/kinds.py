"""Kinds of report as data: which periods, titles, parts, comparison, head, foot and words."""

import re
from collections.abc import Iterable
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.access import COMMITTEE, OBSERVER, OFFICER, Scope, ScopedQuerySet, reach
from common.periods import Calendar, PeriodRule, Rule
from members.models import Commune
from members.models.papers import IssuerKind
from reports.models.parts import NEEDS, WRITTEN, Part

READERS = frozenset({OFFICER, COMMITTEE, OBSERVER})
LONGEST_FOOT = 500
PLACE = re.compile(r"\{([^{}]*)\}")
#: what a kind's words may name, and what stands there in a report on August 2026
PLACES = {
    "kỳ": "tháng 8 năm 2026",
    "kỳ sau": "tháng 9 năm 2026",
    "sơ kết": "sơ kết",
    "mô hình": "các mô hình “An ninh cơ sở” và “Camera an ninh”",
    "các mô hình": "các mô hình về an ninh, trật tự",
    "đơn vị": "Công an xã Bằng Cả",
    "cấp trên": "Công an tỉnh Quảng Ninh",
    "địa bàn": "xã Bằng Cả",
    "tỉnh": "tỉnh Quảng Ninh",
    "từ ngày": "01/8/2026",
    "đến ngày": "31/8/2026",
    "ngày chốt": "31/8/2026",
    "tên": "kết quả thực hiện các mô hình “An ninh cơ sở” và “Camera an ninh” tháng 8 năm 2026",
    "tên gọn": "kết quả thực hiện các mô hình về an ninh, trật tự tháng 8 năm 2026",
}


def names_places(text: str) -> None:
    """Raise ValidationError where a text names a place that no report fills."""
    unknown = [name for name in PLACE.findall(text) if name.strip().lower() not in PLACES]
    if unknown or text.count("{") != text.count("}"):
        raise ValidationError(
            _("Nothing is put in the place of %(wrong)s. Choose of: %(places)s."),
            params={
                "wrong": ", ".join(f"{{{name}}}" for name in unknown) or "{",
                "places": ", ".join(f"{{{name}}}" for name in PLACES),
            },
        )


def _check_places(row: models.Model, names: Iterable[str]) -> None:
    """Raise ValidationError by field where a text of the row names an unknown place."""
    errors = {}
    for name in names:
        try:
            names_places(getattr(row, name))
        except ValidationError as error:
            errors[name] = error
    if errors:
        raise ValidationError(errors)


def filled(text: str, values: dict[str, str]) -> str:
    """Return a text of a kind with what its places stand for; unknown ones stay as they are."""
    return PLACE.sub(lambda found: values.get(found[1].strip().lower(), found[0]), text)


class ReportKindQuerySet(ScopedQuerySet):
    """Kinds shared by all communes (no commune; administrators keep them), and communes' own."""

    scope = Scope(commune="commune", readers=READERS, editors=frozenset({COMMITTEE}))

    def visible_to(self, user: Any) -> Self:
        """The user's communes' own kinds and, for who reads reports at all, the shared ones."""
        covered = reach(user, READERS)
        if not (covered.everything or covered.provinces or covered.communes):
            return self.none()
        return self.filter(covered.q("commune", None) | Q(commune=None))

    def offered_to(self, commune: Commune) -> Self:
        """The kinds in use in a commune: its own, and shared ones that no own one replaces."""
        own = ReportKind.objects.filter(commune=commune)
        return self.filter(
            Q(commune=commune) | Q(commune=None) & ~Q(code__in=own.values("code")), in_use=True
        )


class ReportKind(models.Model):
    """A kind of report: month, half-year, 10-year review, ...

    `code` tells a commune's own kind which shared one it replaces. The words name places such
    as {kỳ}, which each report fills (`PLACES`).
    """

    class Periods(models.TextChoices):
        WEEK = Rule.WEEK.value, _("a week")
        MONTH = Rule.MONTH.value, _("a month")
        QUARTER = Rule.QUARTER.value, _("a quarter")
        HALF_YEAR = Rule.HALF_YEAR.value, _("6 months of a year")
        NINE_MONTHS = Rule.NINE_MONTHS.value, _("9 months of a year")
        YEAR = Rule.YEAR.value, _("a year of the calendar")
        YEARS = Rule.YEARS.value, _("so many years, from any day")
        SPAN = Rule.SPAN.value, _("any span")

    class Basis(models.TextChoices):
        YEAR_BEFORE = "year_before", _("the same span a year before")
        PERIOD_BEFORE = "period_before", _("the span just before")
        FIRST_AND_LAST = "first_and_last", _("the first year and the last")
        NONE = "none", _("nothing")

    commune = models.ForeignKey(
        Commune,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="report_kinds",
        verbose_name=_("commune"),
        help_text=_("Empty: shared by all communes."),
    )
    code = models.SlugField(_("code"), max_length=40, editable=False)
    name = models.CharField(_("name"), max_length=80)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    in_use = models.BooleanField(
        _("offered for new reports"),
        default=True,
        help_text=_("Reports that were made stay as they are."),
    )
    periods = models.CharField(_("period"), max_length=12, choices=Periods)
    years = models.PositiveSmallIntegerField(
        _("years"), null=True, blank=True, help_text=_("For “so many years” only.")
    )
    basis = models.CharField(
        _("compared with"), max_length=14, choices=Basis, default=Basis.YEAR_BEFORE
    )
    issuer = models.CharField(
        _("issuer"), max_length=20, choices=IssuerKind, default=IssuerKind.STEERING_COMMITTEE
    )
    addressees = models.TextField(
        _("addressees"),
        blank=True,
        max_length=LONGEST_FOOT,
        help_text=_("One on a line; printed under “Kính gửi”. Empty: none."),
    )
    recipients = models.TextField(
        _("recipients"),
        blank=True,
        max_length=LONGEST_FOOT,
        help_text=_("One on a line; printed under “Nơi nhận”. Empty: those of the letterhead."),
    )
    title = models.CharField(_("title"), max_length=200)
    opening = models.TextField(
        _("opening sentence"), max_length=600,
        help_text=_("Behind the plan that the report carries out, where one is named."),
    )  # fmt: skip
    closing = models.TextField(_("closing sentence"), max_length=600)
    keeps_empty = models.BooleanField(
        _("keeps chapters without content"),
        default=False,
        help_text=_("They say that nothing is known; otherwise they are left out."),
    )

    objects = ReportKindQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("kind of report"), _("kinds of report")
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "code"],
                name="reports_reportkind_once",
                violation_error_message=_("The commune has a kind of this name already."),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(commune=None),
                name="reports_reportkind_shared_once",
                violation_error_message=_("There is a shared kind of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(periods="years", years__isnull=False, years__gte=1, years__lte=40)
                | ~Q(periods="years") & Q(years=None),
                name="reports_reportkind_years",
                violation_error_message=_(
                    "Say how many years (1 to 40), for a kind of so many years only."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def covers(self) -> str:
        """What period a report of this kind covers, in words: "a month", "10 years"."""
        if self.periods == self.Periods.YEARS:
            return ngettext("%(count)d year", "%(count)d years", self.years or 1) % {
                "count": self.years or 1
            }
        return str(self.get_periods_display())

    def has_part(self, part: Part) -> bool:
        """Whether its reports have this part. One statement, none where the parts were fetched."""
        return any(row.part == part for row in self.parts.all())

    def clean(self) -> None:
        _check_places(self, ("title", "opening", "closing", "addressees", "recipients"))

    def rule(self, calendar: Calendar) -> PeriodRule:
        """Return which periods its reports cover in a commune with this calendar."""
        return PeriodRule(Rule(self.periods), calendar, self.years or 1)


class ReportKindPartQuerySet(ScopedQuerySet):
    """Parts go with their kind: shared ones are seen, and kept by administrators."""

    scope = Scope(commune="kind__commune", readers=READERS, editors=frozenset({COMMITTEE}))

    def visible_to(self, user: Any) -> Self:
        return self.filter(kind__in=ReportKind.objects.visible_to(user))


class ReportKindPart(models.Model):
    """A part that reports of a kind have, its place and heading, and whether it must be written."""

    kind = models.ForeignKey(
        ReportKind, models.CASCADE, related_name="parts", verbose_name=_("kind of report")
    )
    part = models.CharField(_("part"), max_length=20, choices=Part)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    heading = models.CharField(
        _("heading"),
        max_length=120,
        blank=True,
        help_text=_("Empty: the usual one."),
    )
    required = models.BooleanField(_("must be written"), default=False)

    objects = ReportKindPartQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("part of the report"), _("parts of the report")
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "part"],
                name="reports_reportkindpart_once",
                violation_error_message=_("This part is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_part_display())

    def clean(self) -> None:
        _check_places(self, ("heading",))
        if self.required and self.part not in WRITTEN:
            raise ValidationError({"required": _("Nobody writes in this part.")})


def check_parts(parts: Iterable[str]) -> None:
    """Raise ValidationError for no chapter, or a part whose chapter is not there."""
    chosen = {Part(part) for part in parts}
    if not chosen:
        raise ValidationError(_("Choose the parts that the report has."))
    for part in chosen:
        needed = NEEDS.get(part)
        if needed is not None and needed not in chosen:
            raise ValidationError(
                _("“%(part)s” needs “%(needed)s”."),
                params={"part": part.label, "needed": needed.label},
            )
