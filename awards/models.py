"""Award rounds: who is proposed for what, what the council and the chairman decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.models import Dated, DatedQuerySet
from meetings.models import Meeting
from members.models import Commune, Paper, Person, Team, Village
from programs.models import Program

EDITORS = frozenset({OFFICER, COMMITTEE})


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


class AwardCoefficientQuerySet(DatedQuerySet):
    pass


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

    objects = AwardCoefficientQuerySet.as_manager()

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


class AwardRoundQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", editors=EDITORS)


class AwardRound(models.Model):
    """One round of awards for some programmes and a period, conferred at a meeting."""

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="award_rounds", verbose_name=_("commune")
    )
    title = models.CharField(_("title"), max_length=300)
    programs = models.ManyToManyField(
        Program, related_name="award_rounds", verbose_name=_("programmes")
    )
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period until"))
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="award_rounds",
        verbose_name=_("conferred at"),
    )

    objects = AwardRoundQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("award round"), _("award rounds")
        ordering = ["-period_end", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=models.F("period_start")),
                name="awards_awardround_ends_after_it_starts",
                violation_error_message=_("The end must lie after the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title


class DecisionQuerySet(ScopedQuerySet):
    scope = Scope(commune="round__commune", editors=EDITORS)


class Decision(models.Model):
    """The decision on a round. Money follows the base salary of its date."""

    round = models.ForeignKey(
        AwardRound, models.PROTECT, related_name="decisions", verbose_name=_("award round")
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="award_decision", verbose_name=_("paper")
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("award decision"), _("award decisions")
        ordering = ["-paper__issued_on", "pk"]

    def __str__(self) -> str:
        return str(self.paper)


class NominationQuerySet(ScopedQuerySet):
    scope = Scope(commune="round__commune", village="village", editors=EDITORS)

    def approved(self) -> "NominationQuerySet":
        return self.filter(state=Nomination.State.APPROVED)


class Nomination(models.Model):
    """A person, team or household proposed, with merits, and what became of it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        REVIEWED = "reviewed", _("reviewed by the council")
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")

    round = models.ForeignKey(
        AwardRound, models.CASCADE, related_name="nominations", verbose_name=_("award round")
    )
    form = models.ForeignKey(
        AwardForm, models.PROTECT, related_name="nominations", verbose_name=_("form of award")
    )
    nominee_kind = models.CharField(_("nominee is"), max_length=10, choices=NomineeKind)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("person"),
    )
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("team"),
    )
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("village"),
    )
    household_name = models.CharField(_("household"), max_length=160, blank=True)
    merits = models.TextField(_("merits"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.PROPOSED)
    certificate_number = models.PositiveIntegerField(
        _("certificate number"),
        null=True,
        blank=True,
        help_text=_("Its number in the register of certificates."),
    )
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_total = models.PositiveSmallIntegerField(_("votes in all"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("award decision"),
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("nomination"), _("nominations")
        ordering = ["round", "nominee_kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(nominee_kind="individual", person__isnull=False, team__isnull=True)
                    | (
                        Q(nominee_kind="collective", person__isnull=True)
                        & (Q(team__isnull=False) | Q(village__isnull=False))
                    )
                    | (Q(nominee_kind="household", person__isnull=True) & ~Q(household_name=""))
                ),
                name="awards_nomination_names_its_nominee",
                violation_error_message=_(
                    "Choose who is nominated: a person, a team or a household."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(decision__isnull=False),
                name="awards_nomination_approved_by_a_decision",
                violation_error_message=_("An approved nomination needs its decision."),
            ),
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True)
                | Q(votes_total__isnull=False, votes_for__lte=models.F("votes_total")),
                name="awards_nomination_votes_add_up",
                violation_error_message=_("There cannot be more votes for it than votes."),
            ),
            models.UniqueConstraint(
                fields=["round", "form", "person"],
                condition=Q(person__isnull=False),
                name="awards_nomination_person_once_a_round",
                violation_error_message=_("This person is nominated in this round already."),
            ),
        ]

    def __str__(self) -> str:
        return self.nominee

    @property
    def nominee(self) -> str:
        """The name as it stands in lists and on certificates."""
        return str(self.person or self.team or self.household_name or self.village or "")
