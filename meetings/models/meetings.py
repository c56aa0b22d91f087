"""Conferences and monthly meetings, and the points of their agenda."""

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.periods import Period
from members.models import Commune, Paper
from members.models.papers import IssuerKind
from programs.models import Program

EDITORS = frozenset({OFFICER, COMMITTEE})


class MeetingQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", editors=EDITORS)

    def held_in(self, period: Period) -> Self:
        return self.filter(starts_at__date__gte=period.start, starts_at__date__lt=period.end)


class Meeting(models.Model):
    """A meeting of the commune with the programmes it reviews."""

    class Kind(models.TextChoices):
        FINAL_REVIEW = "final_review", _("final review (tổng kết)")
        INTERIM_REVIEW = "interim_review", _("interim review (sơ kết)")
        BOTH = "both", _("final and interim review")
        MONTHLY = "monthly", _("monthly meeting")
        OTHER = "other", _("other meeting")

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="meetings", verbose_name=_("commune")
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("title"), max_length=300)
    programs = models.ManyToManyField(
        Program, related_name="meetings", blank=True, verbose_name=_("programmes under review")
    )
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200)
    chair = models.ForeignKey(
        "Delegate",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chair"),
    )
    secretary = models.ForeignKey(
        "Delegate",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("secretary"),
    )

    issuer = models.CharField(
        _("papers issued by"),
        max_length=20,
        choices=IssuerKind,
        default=IssuerKind.STEERING_COMMITTEE,
        help_text=_("Whose letterhead and numbers the meeting's papers bear."),
    )
    plan = models.ForeignKey(
        Paper,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings_planned",
        verbose_name=_("plan it carries out"),
        help_text=_("Named among the grounds of the meeting's own plan."),
    )
    purpose = models.TextField(
        _("purpose and demands"), blank=True, help_text=_("For the plan; one on a line.")
    )
    funding = models.TextField(
        _("funds"), blank=True, help_text=_("For the plan; empty: the usual sentence.")
    )
    requests = models.TextField(
        _("what delegates are asked"), blank=True, help_text=_("Printed on the invitations.")
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("meeting"), _("meetings")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=models.F("starts_at")),
                name="meetings_meeting_ends_after_it_starts",
                violation_error_message=_("The end must lie after the start."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """What its issued papers tell stays: after minutes or notice nothing of it moves."""
        if not self.pk:
            return
        before = Meeting.objects.filter(pk=self.pk).values(*TOLD_OF_IT).first() or {}
        if any(before[name] != getattr(self, name) for name in before):
            self.refuse_if_told()
            self._refuse_too_early()

    def _refuse_too_early(self) -> None:
        last = self.papers.filter(kind="invitation").order_by("-pk").select_related("paper").first()
        if last and timezone.localdate(self.starts_at) < last.paper.issued_on:
            words = _("The invitation %(code)s is dated %(day)s: the meeting cannot be before it.")
            raise ValidationError(
                words % {"code": last.paper.code, "day": f"{last.paper.issued_on:%d/%m/%Y}"}
            )

    @property
    def told_on_paper(self) -> bool:
        """Whether its minutes or the notice of its conclusions have their number. One statement."""
        return self.papers.filter(kind__in=["minutes", "notice"]).exists()

    def refuse_if_told(self) -> None:
        """Raise ValidationError once minutes or notice tell of the meeting, its delegates, its tasks."""
        if self.told_on_paper:
            raise ValidationError(
                _("The minutes or the notice have their number: what they tell of stays as it is.")
            )


#: what minutes and notice tell of the meeting itself
TOLD_OF_IT = ("title", "kind", "starts_at", "place", "issuer", "chair_id", "secretary_id")


class MeetingChildQuerySet(ScopedQuerySet):
    scope = Scope(commune="meeting__commune", editors=EDITORS)


class AgendaItem(models.Model):
    """A point of the programme, in order. Its part says what the MC does at it."""

    class Part(models.TextChoices):
        SETTLE = "settle", _("settling in, greeting")
        FLAG = "flag", _("salute to the flag")
        INTRODUCTION = "introduction", _("reason, introduction of delegates")
        OPENING = "opening", _("opening speech")
        REPORT = "report", _("report")
        PAPERS = "papers", _("papers by delegates")
        DISCUSSION = "discussion", _("discussion")
        SUPERIORS = "superiors", _("speech of the superior level")
        AWARDS = "awards", _("awards")
        DIRECTION = "direction", _("directing speech, conclusion")
        VOTE = "vote", _("vote")
        CLOSING = "closing", _("closing")
        OTHER = "other", _("other item")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="agenda", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    item = models.CharField(_("item"), max_length=300)
    presenter = models.CharField(_("presenter"), max_length=160, blank=True)
    part = models.CharField(_("part"), max_length=12, choices=Part, default=Part.OTHER)
    script = models.TextField(
        _("what the MC says"), blank=True, help_text=_("Empty: the usual words for this part.")
    )

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("agenda item"), _("agenda items")
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"],
                name="meetings_agendaitem_order_once",
                violation_error_message=_("Another item has this place in the order."),
            )
        ]

    def __str__(self) -> str:
        return self.item
