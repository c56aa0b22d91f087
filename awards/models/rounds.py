"""Award rounds with their council, their papers and the decisions on them."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.periods import Period
from meetings.models import Meeting
from members.models import Commune, Paper
from programs.models import Program

EDITORS = frozenset({OFFICER, COMMITTEE})


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

    citation = models.CharField(
        _("citation"),
        max_length=300,
        blank=True,
        help_text=_("What certificates say: “Đã có thành tích ...”. Empty: made from the title."),
    )
    council_met_at = models.DateTimeField(_("council met at"), null=True, blank=True)
    council_closed_at = models.TimeField(_("council closed at"), null=True, blank=True)
    council_place = models.CharField(
        _("place of the council's meeting"), max_length=200, blank=True
    )
    share_needed = models.PositiveSmallIntegerField(
        _("share of votes needed, percent"),
        default=70,
        validators=[MaxValueValidator(100)],
        help_text=_("Below it, a nomination is pointed out; the chairman decides."),
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
            ),
            models.CheckConstraint(
                condition=Q(share_needed__lte=100),
                name="awards_awardround_share_is_percent",
                violation_error_message=_("A share lies between 0 and 100 percent."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """What a decision told of its round stays."""
        if not self.pk or not self.decisions.exists():
            return
        before = AwardRound.objects.filter(pk=self.pk).values(*TOLD_OF_IT).first() or {}
        if any(before[name] != getattr(self, name) for name in before):
            raise ValidationError(
                _(
                    "The round is decided on: title, citation and period stay as the decision has them."
                )
            )

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)


#: what a decision tells of its round
TOLD_OF_IT = ("title", "citation", "period_start", "period_end")


class RoundChildQuerySet(ScopedQuerySet):
    scope = Scope(commune="round__commune", editors=EDITORS)


class CouncilMember(models.Model):
    """Somebody who sits in the award council of a round."""

    class Seat(models.TextChoices):
        CHAIR = "chair", _("chair of the council")
        MEMBER = "member", _("member of the council")
        SECRETARY = "secretary", _("secretary of the council")

    round = models.ForeignKey(
        AwardRound, models.CASCADE, related_name="council", verbose_name=_("award round")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    full_name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=160, blank=True)
    seat = models.CharField(
        _("seat in the council"), max_length=9, choices=Seat, default=Seat.MEMBER
    )
    present = models.BooleanField(_("present"), default=True)

    objects = RoundChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("council member"), _("council members")
        ordering = ["round", "order", "pk"]

    def __str__(self) -> str:
        return self.full_name


class AwardPaper(models.Model):
    """A paper of a round that was issued: the submission, the council's minutes."""

    class Kind(models.TextChoices):
        SUBMISSION = "submission", _("submission (TTr)")
        COUNCIL = "council", _("minutes of the council")
        HIGHER = "higher", _("submission to the level that decides")

    round = models.ForeignKey(
        AwardRound, models.PROTECT, related_name="papers", verbose_name=_("award round")
    )
    kind = models.CharField(_("kind of paper"), max_length=10, choices=Kind)
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="award_paper", verbose_name=_("paper")
    )

    objects = RoundChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = (
            _("paper of an award round"),
            _("papers of an award round"),
        )
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "kind"],
                name="awards_awardpaper_once",
                violation_error_message=_("This paper has its number already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.paper)


class Decision(models.Model):
    """The decision on a round. Money follows the base salary of its date.

    Once `closed`, with its paper frozen, nobody comes onto its list or leaves it.
    """

    round = models.ForeignKey(
        AwardRound, models.PROTECT, related_name="decisions", verbose_name=_("award round")
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="award_decision", verbose_name=_("paper")
    )
    closed = models.BooleanField(_("its list is closed"), default=False, editable=False)

    objects = RoundChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("award decision"), _("award decisions")
        ordering = ["-paper__issued_on", "pk"]

    def __str__(self) -> str:
        return str(self.paper)
