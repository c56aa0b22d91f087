"""Indicators, the sheets villages send, and the events worth telling."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, VILLAGE_HEAD, AnyUser, Scope, ScopedQuerySet, reach
from common.periods import Period
from members.models import Commune, Village
from programs.models.programmes import COMMUNE_EDITORS, Program, ProgramKind


class Indicator(models.Model):
    """What is counted, in which unit, and how it adds up over time.

    Sum: 3 in one month and 2 in the next are 5. Last: the value at the end
    counts (households that signed). Distinct: people counted once; months
    cannot be added, so the largest known is a lower bound.
    """

    class Rule(models.TextChoices):
        SUM = "sum", _("sum")
        LAST = "last", _("value at the end")
        DISTINCT = "distinct", _("counted once")

    class Group(models.TextChoices):
        FORCE = "force", _("force")
        MEETINGS = "meetings", _("meetings and training")
        OUTREACH = "outreach", _("outreach")
        INFORMATION = "information", _("information")
        RECONCILIATION = "reconciliation", _("reconciliation")
        PATROL = "patrol", _("patrol")
        SITUATION = "situation", _("situation of the area")
        REINTEGRATION = "reintegration", _("reintegration")
        FIRE = "fire", _("fire safety")
        CAMERA = "camera", _("cameras")
        MONEY = "money", _("money")

    code = models.SlugField(_("code"), unique=True, max_length=40)
    name = models.CharField(_("name"), max_length=160)
    unit = models.CharField(_("unit"), max_length=30)
    rule = models.CharField(_("rule over time"), max_length=8, choices=Rule, default=Rule.SUM)
    group = models.CharField(_("group"), max_length=14, choices=Group)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    kinds = models.ManyToManyField(
        ProgramKind, related_name="indicators", blank=True, verbose_name=_("kinds of programme")
    )
    within = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="parts",
        verbose_name=_("part of"),
        help_text=_("Asked about where it is more than this, of which it is a part."),
    )  # fmt: skip
    aliases = models.JSONField(
        _("other labels"), default=list, blank=True,
        help_text=_("As workbooks write it; recognised by the import."),
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("indicator"), _("indicators")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class OfVillageOrCommune(ScopedQuerySet):
    """Rows that lie in a village, or in the whole commune where they name no village.

    The commune's own rows lie where its programme lies, and no village head reaches them.
    `scope.village` leads to the village, `commune_rows` to the commune of the programme.
    """

    commune_rows: ClassVar[str]

    def reached_by(self, user: AnyUser, kinds: frozenset[str]) -> Self:
        reached = reach(user, kinds)
        village = self.scope.village
        return self.filter(
            Q(**{f"{village}__isnull": False}) & reached.q(self.scope.commune, village)
            | Q(**{f"{village}__isnull": True}) & reached.q(self.commune_rows, None)
        )

    def visible_parts(self, user: AnyUser) -> tuple[Self, Self]:
        """Rows of villages and rows of whole communes that the user may see, apart.

        For sums over a large database: each condition finds its rows by an index, both in one
        do not.
        """
        reached, village = reach(user, self.scope.readers), self.scope.village
        return (
            self.filter(reached.q(self.scope.commune, village), **{f"{village}__isnull": False}),
            self.filter(reached.q(self.commune_rows, None), **{f"{village}__isnull": True}),
        )


class ResultSheetQuerySet(OfVillageOrCommune):
    scope = Scope(
        commune="village__commune",
        village="village",
        editors=frozenset({OFFICER, VILLAGE_HEAD}),
    )
    commune_rows = "program__commune"

    def of_places(self, villages: Collection[int], programs: Collection[int]) -> Self:
        """Sheets of these programmes from these villages, or from a commune as a whole."""
        return self.filter(Q(village__in=villages) | Q(village__isnull=True), program__in=programs)

    def accepted(self) -> "ResultSheetQuerySet":
        return self.filter(state=ResultSheet.State.ACCEPTED)


class ResultSheet(models.Model):
    """What one village reports for one programme and one period.

    The period is a month or a whole year of the commune's calendar, half-open.
    The database refuses two sheets that overlap, so a year has months or one
    year sheet, never both. Without a village it is the total of the whole commune,
    where a paper year tells no more; then no village has a sheet of that time.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        RETURNED = "returned", _("returned")
        ACCEPTED = "accepted", _("accepted")

    class Source(models.TextChoices):
        REGISTER = "register", _("register")
        YEARLY_REPORT = "yearly_report", _("yearly report")
        ESTIMATE = "estimate", _("estimate")

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="sheets", verbose_name=_("programme")
    )
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sheets",
        verbose_name=_("village"),
        help_text=_("Empty for a total of the whole commune."),
    )
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period until"))
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(
        _("month"), null=True, blank=True, help_text=_("Empty for a sheet of a whole year.")
    )
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.DRAFT)
    source = models.CharField(_("source"), max_length=13, choices=Source, default=Source.REGISTER)
    note = models.CharField(_("note"), max_length=300, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sent by"),
    )
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    reply = models.CharField(_("note of the office"), max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ResultSheetQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("result sheet"), _("result sheets")
        ordering = ["village", "program", "period_start"]
        indexes = [models.Index(fields=["program", "period_start"], name="programs_sheet_by_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")),
                name="programs_resultsheet_ends_after_it_starts",
                violation_error_message=_("The end must lie after the start."),
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__gte=1, month__lte=12),
                name="programs_resultsheet_month_of_the_year",
                violation_error_message=_("A month is a number from 1 to 12."),
            ),
        ]

    def __str__(self) -> str:
        when = f"{self.month:02d}/{self.year}" if self.month else str(self.year)
        return f"{self.place} {when}"

    @classmethod
    def of_month(cls, program: Program, village: Village, year: int, month: int) -> "ResultSheet":
        """Return a new draft for a month of the commune's calendar, not saved."""
        period = program.commune.calendar.month(year, month)
        return cls(
            program=program, village=village, year=year, month=month, state=cls.State.DRAFT,
            period_start=period.start, period_end=period.end, source=cls.Source.REGISTER,
        )  # fmt: skip

    @classmethod
    def of_year(cls, program: Program, village: Village | None, year: int) -> "ResultSheet":
        """Return a new sheet for a reporting year of a village or the commune, not saved.

        It has the days of its twelve months: 15/12 - 14/12 where they begin on day 15, so the
        January after it is free.
        """
        period = program.commune.calendar.year(year)
        return cls(
            program=program, village=village, year=year, month=None, state=cls.State.ACCEPTED,
            period_start=period.start, period_end=period.end, source=cls.Source.YEARLY_REPORT,
        )  # fmt: skip

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def place(self) -> Village | Commune:
        """The village of the sheet, or the commune that its total is of."""
        return self.village or self.program.commune

    @property
    def is_open(self) -> bool:
        """Whether its values may be typed: not yet sent, or sent back."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class ResultValueQuerySet(OfVillageOrCommune):
    scope = Scope(
        commune="sheet__village__commune",
        village="sheet__village",
        editors=frozenset({OFFICER, VILLAGE_HEAD}),
    )
    commune_rows = "sheet__program__commune"

    def accepted(self) -> Self:
        """Values that count: of sheets that the office accepted."""
        return self.filter(sheet__state=ResultSheet.State.ACCEPTED)

    def of_places(self, villages: Collection[int], programs: Collection[int]) -> Self:
        """Values of these programmes from these villages, or from a commune as a whole."""
        return self.filter(
            Q(sheet__village__in=villages) | Q(sheet__village__isnull=True),
            sheet__program__in=programs,
        )


class ResultValue(models.Model):
    """One indicator of a sheet. Without a row the figure is not known, which is not 0."""

    sheet = models.ForeignKey(
        ResultSheet, models.CASCADE, related_name="values", verbose_name=_("result sheet")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="values", verbose_name=_("indicator")
    )
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)

    objects = ResultValueQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("value"), _("values")
        ordering = ["sheet", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "indicator"],
                name="programs_resultvalue_once",
                violation_error_message=_("The sheet has a value for this indicator already."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="programs_resultvalue_not_negative",
                violation_error_message=_("A count cannot be below 0."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


class TargetQuerySet(ScopedQuerySet):
    scope = Scope(commune="program__commune", editors=COMMUNE_EDITORS)


class Target(models.Model):
    """What a programme is to reach of an indicator in a year; reports hold results against it."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="targets", verbose_name=_("programme")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", verbose_name=_("indicator")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("target"), max_digits=18, decimal_places=2)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("target"), _("targets")
        ordering = ["program", "year", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "indicator", "year"],
                name="programs_target_once",
                violation_error_message=_("This year has its target for this indicator already."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="programs_target_not_negative",
                violation_error_message=_("A count cannot be below 0."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2200),
                name="programs_target_year",
                violation_error_message=_("The year must lie between 1945 and 2200."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"


class HighlightQuerySet(ScopedQuerySet):
    scope = Scope(
        commune="program__commune",
        village="village",
        editors=frozenset({OFFICER, VILLAGE_HEAD}),
    )

    def told_in(self, period: Period) -> "HighlightQuerySet":
        """Highlights of the period that are marked for the reports."""
        return self.filter(
            in_reports=True, happened_on__gte=period.start, happened_on__lt=period.end
        )


class Highlight(models.Model):
    """A case worth telling: what happened, when, where. No names of suspects or sources."""

    program = models.ForeignKey(
        Program, models.PROTECT, related_name="highlights", verbose_name=_("programme")
    )
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="highlights",
        verbose_name=_("village"),
    )
    happened_on = models.DateField(_("date"))
    text = models.TextField(
        _("what happened"),
        help_text=_("No names of informants or suspects, nothing classified: counts and facts."),
    )
    photo = models.ImageField(_("photo"), upload_to="highlights/", blank=True)
    in_reports = models.BooleanField(_("tell it in reports"), default=True)

    objects = HighlightQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("highlight"), _("highlights")
        ordering = ["happened_on", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
