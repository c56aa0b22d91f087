"""Programmes (mô hình) and the places where they are applied (điểm)."""

import datetime as dt
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.models import Apart, Dated, DatedQuerySet
from members.models import Commune, Paper, Team, Village
from members.queries import with_predecessors

COMMUNE_EDITORS = frozenset({OFFICER, COMMITTEE})


class ProgramKind(models.Model):
    """A kind of programme. A new kind is a row with its indicators, not code."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=160)
    team_kind = models.CharField(
        _("its teams are"), max_length=15, choices=Team.Kind, blank=True,
        help_text=_("Empty where the programme has no teams of its own."),
    )  # fmt: skip
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("kind of programme"), _("kinds of programme")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class ProgramQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", village="sites__village", editors=COMMUNE_EDITORS)

    def visible_to(self, user: object) -> Self:
        return super().visible_to(user).distinct()

    def running_on(self, day: dt.date) -> Self:
        """Programmes founded by this day and not dissolved."""
        dissolved = ProgramStatus.objects.filter(state=ProgramStatus.State.DISSOLVED).on(day)
        return self.filter(founded_on__lte=day).exclude(pk__in=dissolved.values("program"))


class Program(models.Model):
    """A programme of a commune. Sites, teams and members are other, separate counts
    (Guidance 22/HD-BCA-V05 of 18/11/2022)."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="programs", verbose_name=_("commune")
    )
    kind = models.ForeignKey(
        ProgramKind, models.PROTECT, related_name="programs", verbose_name=_("kind of programme")
    )
    name = models.CharField(_("name"), max_length=200)
    founded_on = models.DateField(_("founded on"))
    decision = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="programs_founded",
        verbose_name=_("founding decision"),
    )
    lead_agency = models.CharField(_("lead agency"), max_length=160, blank=True)
    aim = models.TextField(_("aim"), blank=True)
    papers = models.ManyToManyField(
        Paper, through="ProgramPaper", related_name="programs", verbose_name=_("papers")
    )

    objects = ProgramQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("programme"), _("programmes")
        ordering = ["commune", "kind__order", "founded_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "name"],
                name="programs_program_name_once",
                violation_error_message=_("The commune has a programme of this name already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProgramAliasQuerySet(ScopedQuerySet):
    scope = Scope(
        commune="program__commune", village="program__sites__village", editors=COMMUNE_EDITORS
    )


class ProgramAlias(models.Model):
    """Another name under which the same programme stands in papers."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="aliases", verbose_name=_("programme")
    )
    name = models.CharField(_("other name"), max_length=200)

    objects = ProgramAliasQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("other name"), _("other names")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "name"],
                name="programs_programalias_once",
                violation_error_message=_("This name is listed already."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class ProgramChildQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(commune="program__commune", editors=COMMUNE_EDITORS)


class ProgramPaperQuerySet(ScopedQuerySet):
    scope = Scope(commune="program__commune", editors=COMMUNE_EDITORS)


class ProgramPaper(models.Model):
    """A paper that concerns a programme: it stands in the reports on it, and in no others.

    A paper knows nothing of programmes (it lies a floor below), so the link is kept here.
    """

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="paper_links", verbose_name=_("programme")
    )
    paper = models.ForeignKey(
        Paper, models.CASCADE, related_name="program_links", verbose_name=_("paper")
    )

    objects = ProgramPaperQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("paper of a programme"), _("papers of programmes")
        ordering = ["program", "paper"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "paper"],
                name="programs_programpaper_once",
                violation_error_message=_("This paper is listed under the programme already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper}: {self.program}"

    def clean(self) -> None:
        """Raise ValidationError for a programme that is not of the paper's commune.

        Programmes of the communes it was made of are its own. One statement, none for a
        programme of the very commune.
        """
        if self.program_id is None or self.program.commune_id == self.paper.commune_id:
            return
        if self.program.commune_id not in with_predecessors(self.paper.commune_id):
            raise ValidationError(_("Choose programmes of the paper's commune."))


class ProgramStatus(Dated):
    """A spell in the life of a programme: active, idle or dissolved, with its paper."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        IDLE = "idle", _("idle")
        DISSOLVED = "dissolved", _("dissolved")

    apart = (Apart("programs_programstatus_no_overlap", ("program_id",)),)

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="statuses", verbose_name=_("programme")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ACTIVE)
    decision = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    objects = ProgramChildQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("state of a programme"), _("states of programmes")
        ordering = ["program", "started_on"]

    def __str__(self) -> str:
        return f"{self.program}: {self.get_state_display()}"


class ProgramSiteQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(commune="program__commune", village="village", editors=COMMUNE_EDITORS)


class ProgramSite(Dated):
    """A place (điểm) where a programme is applied: a village, with a team or without."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="sites", verbose_name=_("programme")
    )
    name = models.CharField(_("name of the site"), max_length=160, blank=True)
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="sites", verbose_name=_("village")
    )
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sites",
        verbose_name=_("team"),
    )

    objects = ProgramSiteQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("site"), _("sites")
        ordering = ["program", "village__sort_key", "pk"]

    def __str__(self) -> str:
        return self.name or str(self.village)


class RatingScheme(models.Model):
    """A named scale. Ratings of different schemes are never mixed."""

    code = models.SlugField(_("code"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    levels = models.JSONField(
        _("levels"), default=list, help_text=_("From best to worst, as a list of texts.")
    )
    source = models.CharField(_("rule it rests on"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("rating scheme"), _("rating schemes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class ProgramRatingQuerySet(ScopedQuerySet):
    scope = Scope(commune="program__commune", editors=COMMUNE_EDITORS)


class ProgramRating(models.Model):
    """The yearly rating of a programme under one scheme."""

    program = models.ForeignKey(
        Program, models.CASCADE, related_name="ratings", verbose_name=_("programme")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    scheme = models.ForeignKey(
        RatingScheme, models.PROTECT, related_name="ratings", verbose_name=_("rating scheme")
    )
    level = models.CharField(_("level"), max_length=60)
    decision = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decision")
    )

    objects = ProgramRatingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("yearly rating"), _("yearly ratings")
        ordering = ["program", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "year", "scheme"],
                name="programs_programrating_once",
                violation_error_message=_("This year is rated already under this scheme."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.year}: {self.level}"
