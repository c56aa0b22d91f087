"""Communes and villages through time: nothing is renamed in place, nothing is lost."""

import datetime as dt
from typing import Any, Self

from django.contrib import admin
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.dates import short_date
from common.models import lies_in_viet_nam
from common.periods import Calendar, Period
from common.text import nfc, unit_sort_key
from common.unit_words import COMMUNES


def _lifetime(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(dissolved_on__isnull=True)
        | Q(formed_on__isnull=True)
        | Q(dissolved_on__gt=F("formed_on")),
        name=name,
        violation_error_message=_("A unit must be dissolved after it was formed."),
    )


class UnitQuerySet(ScopedQuerySet):
    def existing_on(self, day: dt.date) -> Self:
        """Units that existed on this day; an unknown founding day counts as long ago."""
        return self.filter(
            Q(formed_on__isnull=True) | Q(formed_on__lte=day),
            Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=day),
        )

    def existing_in(self, period: Period) -> Self:
        """Units that existed on at least one day of a period."""
        return self.exclude(dissolved_on__lte=period.start).exclude(formed_on__gte=period.end)

    def _then(self, day: dt.date, subject: str, column: str, today: str, field: Any) -> Coalesce:
        """What `column` of `FormerUnit` was on a day, or `today`'s where nothing changed since."""
        earlier = FormerUnit.objects.filter(**{subject: OuterRef("pk")}, ended_on__gt=day).order_by(
            "ended_on"
        )
        return Coalesce(Subquery(earlier.values(column)[:1]), F(today), output_field=field)


class CommuneQuerySet(UnitQuerySet):
    scope = Scope(commune="", village="villages", editors=frozenset({OFFICER, COMMITTEE}))

    def reached_by(self, user: Any, kinds: frozenset[str]) -> Self:
        return super().reached_by(user, kinds).distinct()

    def as_on(self, day: dt.date) -> Self:
        """Annotate `name_then` and `kind_then`, the commune's name and kind on a day."""
        return self.annotate(
            name_then=self._then(day, "commune", "name", "name", models.CharField()),
            kind_then=self._then(day, "commune", "kind", "kind", models.CharField()),
        )


class Unit(models.Model):
    """What communes and villages share: a name, and the days between which it was valid."""

    name = models.CharField(_("name"), max_length=120)
    formed_on = models.DateField(_("formed on"), null=True, blank=True)
    dissolved_on = models.DateField(_("dissolved on"), null=True, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = nfc(self.name)
        self.sort_key = unit_sort_key(self.name)
        super().save(*args, **kwargs)

    def existed_on(self, day: dt.date) -> bool:
        """Whether the unit existed on this day (the twin of `existing_on`)."""
        return not (
            (self.formed_on and self.formed_on > day)
            or (self.dissolved_on and self.dissolved_on <= day)
        )


class Commune(Unit):
    """A commune-level unit. Its code stays with it for life (Decision 19/2025/QĐ-TTg)."""

    class Kind(models.TextChoices):
        XA = "xa", _("commune (xã)")
        PHUONG = "phuong", _("ward (phường)")
        DAC_KHU = "dac_khu", _("special zone (đặc khu)")
        THI_TRAN = "thi_tran", _("township (thị trấn, until 2025)")

    class ReportingDay(models.IntegerChoices):
        FIRST = 1, _("day 1")
        FIFTEENTH = 15, _("day 15 of the month before")

    code = models.CharField(_("code"), max_length=12)
    code_scheme = models.CharField(_("code scheme"), max_length=20, default="QĐ 19/2025")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.XA)
    district = models.CharField(_("district (until 2025)"), max_length=120, blank=True)
    province = models.CharField(_("province"), max_length=120)
    reporting_day = models.PositiveSmallIntegerField(
        _("reporting month starts on"), choices=ReportingDay, default=ReportingDay.FIRST
    )
    about = models.TextField(
        _("features of the place"),
        blank=True,
        help_text=_("Position, terrain, livelihood; printed in part I of the reports."),
    )
    area_ha = models.DecimalField(
        _("area (ha)"), max_digits=9, decimal_places=1, null=True, blank=True
    )

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("commune"), _("communes")
        ordering = ["province", "sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["code_scheme", "code"],
                name="members_commune_code_once",
                violation_error_message=_("A commune with this code exists already."),
            ),
            _lifetime("members_commune_dissolved_after_formed"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    @admin.display(description=_("full name"))
    def full_name(self) -> str:
        """The name with its kind, as papers write it: "xã Bằng Cả"."""
        return commune_words(self.kind, self.name)

    @property
    def calendar(self) -> Calendar:
        """The months and years that its villages report by."""
        return Calendar(self.reporting_day)

    @property
    def full_name_then(self) -> str:
        """The same on the day of `as_on`; today's where the row came without it."""
        kind, name = getattr(self, "kind_then", self.kind), getattr(self, "name_then", self.name)
        return commune_words(kind, name)


def commune_words(kind: str, name: str) -> str:
    """Return a commune's name with its kind: "xã Bằng Cả"."""
    return f"{COMMUNES.get(kind, kind)} {name}"


class VillageQuerySet(UnitQuerySet):
    scope = Scope(commune="commune", village="")

    def as_on(self, day: dt.date) -> Self:
        """Annotate `name_then`, `kind_then` and `commune_then` (an id), as they were on a day."""
        within = models.BigIntegerField()
        return self.annotate(
            name_then=self._then(day, "village", "name", "name", models.CharField()),
            kind_then=self._then(day, "village", "kind", "kind", models.CharField()),
            commune_then=self._then(day, "village", "within_id", "commune_id", within),
        )

    def with_origin(self) -> Self:
        """Annotate `origin`: the name of the commune that the village last came from, or None.

        And `first_origin`, the one it came from first, where it passed on several times.
        """
        passed = FormerUnit.objects.filter(village=OuterRef("pk")).exclude(
            within=OuterRef("commune")
        )
        return self.annotate(
            origin=Subquery(passed.order_by("-ended_on").values("within__name")[:1]),
            first_origin=Subquery(passed.order_by("ended_on").values("within__name")[:1]),
        )

    def of_commune_on(self, commune: "Commune", day: dt.date) -> Self:
        """Villages that belonged to this commune on a day, annotated as by `as_on`."""
        return self.as_on(day).existing_on(day).filter(commune_then=commune.pk)


class Village(Unit):
    """A village or urban quarter. Names are not unique: merged communes each own a "Thôn 1"."""

    class Kind(models.TextChoices):
        THON = "thon", _("village (thôn)")
        BAN = "ban", _("hamlet (bản)")
        XOM = "xom", _("hamlet (xóm)")
        LANG = "lang", _("village (làng)")
        BUON = "buon", _("village (buôn)")
        AP = "ap", _("hamlet (ấp)")
        KHOM = "khom", _("quarter (khóm)")
        KHU = "khu", _("quarter (khu)")
        KHU_PHO = "khu_pho", _("quarter (khu phố)")
        TO_DAN_PHO = "to_dan_pho", _("residential group (tổ dân phố)")

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="villages", verbose_name=_("commune")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.THON)
    latitude = models.DecimalField(
        _("latitude of its centre"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude of its centre"), max_digits=9, decimal_places=6, null=True, blank=True
    )

    objects = VillageQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("village"), _("villages")
        ordering = ["commune", "sort_key"]
        constraints = [
            _lifetime("members_village_dissolved_after_formed"),
            lies_in_viet_nam("members_village_lies_in_viet_nam"),
        ]

    def __str__(self) -> str:
        return self.name


class UnitChange(models.Model):
    """A merge, split, renaming or transfer of units, under its decision."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("merge")
        SPLIT = "split", _("split")
        RENAME = "rename", _("renaming")
        TRANSFER = "transfer", _("transfer")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    decision_number = models.CharField(_("decision number"), max_length=60)
    effective_on = models.DateField(_("in force from"))
    communes_from = models.ManyToManyField(
        Commune, related_name="changes_out", blank=True, verbose_name=_("communes before")
    )
    communes_to = models.ManyToManyField(
        Commune, related_name="changes_in", blank=True, verbose_name=_("communes after")
    )
    villages_from = models.ManyToManyField(
        Village, related_name="changes_out", blank=True, verbose_name=_("villages before")
    )
    villages_to = models.ManyToManyField(
        Village, related_name="changes_in", blank=True, verbose_name=_("villages after")
    )
    staff_follow = models.BooleanField(
        _("staff follow"),
        default=False,
        help_text=_("Officers and committee of the communes before look after those after."),
    )
    note = models.TextField(_("note"), blank=True)

    #: what went which way with it, in words; told once, by the service that enters the change
    carried: list[tuple[str, list[str]]]

    class Meta:
        verbose_name, verbose_name_plural = _("unit change"), _("unit changes")
        ordering = ["-effective_on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decision_number}"


class FormerUnit(models.Model):
    """What a unit was called, and where a village belonged, until a day.

    A village that passes to another commune or gets another name stays the same
    row, so its teams, people and results stay with it. What it was before is told
    here; the state on a day is the first of these that ended after it, else
    today's. Written by `members.services.unit_changes` only.
    """

    change = models.ForeignKey(
        UnitChange, models.PROTECT, related_name="former", verbose_name=_("unit change")
    )
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="former",
        verbose_name=_("commune"),
    )
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="former",
        verbose_name=_("village"),
    )
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12)
    within = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("belonged to"),
    )
    ended_on = models.DateField(_("until"))

    class Meta:
        verbose_name, verbose_name_plural = _("former unit"), _("former units")
        ordering = ["-ended_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False, village__isnull=True, within__isnull=True)
                | Q(commune__isnull=True, village__isnull=False, within__isnull=False),
                name="members_formerunit_of_one_unit",
                violation_error_message=_("A former state belongs to one commune or one village."),
            ),
            models.UniqueConstraint(
                fields=["village", "ended_on"],
                name="members_formerunit_village_once_a_day",
                violation_error_message=_("This unit has changed on that day already."),
            ),
            models.UniqueConstraint(
                fields=["commune", "ended_on"],
                name="members_formerunit_commune_once_a_day",
                violation_error_message=_("This unit has changed on that day already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({short_date(self.ended_on)})"


class VillageYearQuerySet(ScopedQuerySet):
    scope = Scope(commune="village__commune", village="village")


class VillageYear(models.Model):
    """Households and people of a village in a year; unknown stays empty."""

    village = models.ForeignKey(
        Village, models.CASCADE, related_name="years", verbose_name=_("village")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    households = models.PositiveIntegerField(_("households"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)

    objects = VillageYearQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("village in a year"), _("villages by year")
        ordering = ["village", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="members_villageyear_once",
                violation_error_message=_("This village has figures for this year already."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1945, year__lte=2200),
                name="members_villageyear_plausible_year",
                violation_error_message=_("The year must lie between 1945 and 2200."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.year}"
