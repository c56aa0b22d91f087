"""Trusted persons (người có uy tín): recognised, and one day no longer."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OBSERVER, OFFICER, VILLAGE_HEAD, Scope, ScopedQuerySet
from common.dates import short_date
from common.models import Apart, Dated, DatedQuerySet
from common.periods import Period
from members.models import Paper, Person
from programs.models.programmes import Program


class TrustedPersonQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(
        commune="person__village__commune",
        village="person__village",
        readers=frozenset({OFFICER, COMMITTEE, OBSERVER, VILLAGE_HEAD}),
    )


class TrustedPerson(Dated):
    """A recognition as trusted person (Decision 12/2018 and 28/2023/QĐ-TTg).

    Ethnicity is kept here only, because the law rests on it; officers alone see it.
    """

    class Standing(models.TextChoices):
        ELDER = "elder", _("village elder")
        CLAN_HEAD = "clan_head", _("head of a clan")
        SECRETARY = "secretary", _("party cell secretary")
        RETIRED = "retired", _("retired official")
        BUSINESS = "business", _("good at business")
        HEALER = "healer", _("healer, teacher")
        OTHER = "other", _("other")

    apart = (Apart("programs_trustedperson_no_overlap", ("person_id",)),)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="recognitions", verbose_name=_("person")
    )
    program = models.ForeignKey(
        Program,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="trusted_persons",
        verbose_name=_("programme"),
    )
    ethnicity = models.CharField(_("ethnicity"), max_length=40, blank=True)
    standing = models.CharField(
        _("standing"), max_length=10, choices=Standing, default=Standing.OTHER
    )
    decision = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recognising decision"),
    )
    removal = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("removing decision"),
    )
    removal_reason = models.CharField(_("reason of removal"), max_length=200, blank=True)

    objects = TrustedPersonQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("trusted person"), _("trusted persons")
        ordering = ["person__sort_key", "started_on"]

    def __str__(self) -> str:
        return str(self.person)


class TrustedActivityQuerySet(ScopedQuerySet):
    scope = Scope(
        commune="recognition__person__village__commune", village="recognition__person__village"
    )

    def in_period(self, period: Period) -> Self:
        return self.filter(held_on__gte=period.start, held_on__lt=period.end)


class TrustedActivity(models.Model):
    """What a trusted person did, or was given: counts and facts, no names of others."""

    class Kind(models.TextChoices):
        OUTREACH = "outreach", _("outreach session")
        MEDIATION = "mediation", _("mediation")
        PERSUASION = "persuasion", _("persuading people")
        TIP = "tip", _("information passed on (count only)")
        VISIT = "visit", _("visit, gift")
        TRAINING = "training", _("training")

    recognition = models.ForeignKey(
        TrustedPerson, models.CASCADE, related_name="activities", verbose_name=_("trusted person")
    )
    held_on = models.DateField(_("date"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    times = models.PositiveSmallIntegerField(_("times"), default=1)
    people = models.PositiveIntegerField(_("attendance"), null=True, blank=True)
    worth = models.PositiveBigIntegerField(
        _("worth (đồng)"), null=True, blank=True, help_text=_("Of a gift or support.")
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("Facts without names of others.")
    )

    objects = TrustedActivityQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("activity"), _("activities")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(times__gt=0),
                name="programs_trustedactivity_at_least_once",
                violation_error_message=_("It happened at least once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {short_date(self.held_on)}"
