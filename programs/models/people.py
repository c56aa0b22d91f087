"""Trusted persons (người có uy tín): recognised, and one day no longer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OBSERVER, OFFICER, VILLAGE_HEAD, Scope, ScopedQuerySet
from common.models import Dated, DatedQuerySet
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
