"""Who is nominated for what, with which merits and papers, and what became of it."""

from typing import Any, Self

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import AwardForm, NomineeKind
from awards.models.rounds import EDITORS, AwardRound, Decision
from common.access import EVERY_ROLE, VILLAGE_HEAD, Scope, ScopedQuerySet, reach
from members.models import Person, Team, Village


class NominationQuerySet(ScopedQuerySet):
    """Nominations of a commune; a village head sees what the own village was awarded."""

    scope = Scope(commune="round__commune", village="village", editors=EDITORS)

    def visible_to(self, user: Any) -> Self:
        office = reach(user, EVERY_ROLE - {VILLAGE_HEAD}).q("round__commune", None)
        village = reach(user, frozenset({VILLAGE_HEAD})).q("round__commune", "village")
        return self.filter(office | village & Q(state=Nomination.State.APPROVED))

    def approved(self) -> Self:
        return self.filter(state=Nomination.State.APPROVED)

    def undecided(self) -> Self:
        return self.filter(decision__isnull=True).exclude(state=Nomination.State.REFUSED)


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
    note = models.CharField(_("what the council noted"), max_length=300, blank=True)
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
                fields=["round", "form", "team"],
                condition=Q(team__isnull=False, nominee_kind="collective"),
                name="awards_nomination_team_once_a_round",
                violation_error_message=_("This team is nominated in this round already."),
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
    def is_decided(self) -> bool:
        """The twin of `undecided`: rewarded by a decision, or refused."""
        return self.decision_id is not None or self.state == self.State.REFUSED

    @property
    def is_fixed(self) -> bool:
        """What the admin site asks of a row before it offers to change it."""
        return self.is_decided

    @property
    def share(self) -> float | None:
        """The share of votes for it in percent, None where the council has not voted."""
        if not self.votes_total or self.votes_for is None:
            return None
        return 100 * self.votes_for / self.votes_total

    @property
    @admin.display(description=_("nominee"))
    def nominee(self) -> str:
        """The name as it stands in lists and on certificates."""
        return str(self.person or self.team or self.household_name or self.village or "")


class NominationFileQuerySet(ScopedQuerySet):
    scope = Scope(
        commune="nomination__round__commune", readers=EVERY_ROLE - {VILLAGE_HEAD}, editors=EDITORS
    )


class NominationFile(models.Model):
    """A paper that goes with a nomination: the signed merit report, a confirmation."""

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="files", verbose_name=_("nomination")
    )
    title = models.CharField(_("title"), max_length=160)
    file = models.FileField(_("file"), upload_to="awards/")
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    objects = NominationFileQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("file of a nomination"), _("files of a nomination")
        ordering = ["nomination", "pk"]

    def __str__(self) -> str:
        return self.title
