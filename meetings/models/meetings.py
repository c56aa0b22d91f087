"""Conferences and monthly meetings: programme, delegates, minutes, conclusions, photos."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.periods import Period
from members.models import Commune, Paper, Person, Village
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


class MeetingChildQuerySet(ScopedQuerySet):
    scope = Scope(commune="meeting__commune", editors=EDITORS)


class AgendaItem(models.Model):
    """A point of the programme, in order."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="agenda", verbose_name=_("meeting")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    starts_at = models.TimeField(_("time"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), null=True, blank=True)
    item = models.CharField(_("item"), max_length=300)
    presenter = models.CharField(_("presenter"), max_length=160, blank=True)

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


class Delegate(models.Model):
    """Somebody invited: a person of the register or a guest, in protocol order."""

    class Group(models.TextChoices):
        SUPERIOR = "superior", _("superior level")
        COMMUNE_LEADERS = "commune_leaders", _("leaders of the commune")
        FRONT = "front", _("Front and mass organisations")
        VILLAGE = "village", _("villages")
        POLICE = "police", _("officers and soldiers")
        PEOPLE = "people", _("people")

    class Attendance(models.TextChoices):
        INVITED = "invited", _("invited")
        CONFIRMED = "confirmed", _("confirmed")
        PRESENT = "present", _("present")
        EXCUSED = "excused", _("excused")
        ABSENT = "absent", _("absent")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="delegates", verbose_name=_("meeting")
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("person of the register"),
    )
    honorific = models.CharField(_("honorific"), max_length=20, default="Đồng chí")
    rank = models.CharField(_("rank"), max_length=40, blank=True)
    full_name = models.CharField(_("full name"), max_length=120)
    post = models.CharField(_("post"), max_length=160, blank=True)
    unit = models.CharField(_("unit"), max_length=160, blank=True)
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("village"),
    )
    group = models.CharField(_("group"), max_length=15, choices=Group)
    protocol_order = models.PositiveSmallIntegerField(_("protocol order"), default=100)
    attendance = models.CharField(
        _("attendance"), max_length=9, choices=Attendance, default=Attendance.INVITED
    )
    proxy = models.CharField(_("proxy"), max_length=120, blank=True)
    seat = models.CharField(_("seat"), max_length=20, blank=True)

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("delegate"), _("delegates")
        ordering = ["meeting", "protocol_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="meetings_delegate_person_once",
                violation_error_message=_("This person is invited already."),
            )
        ]

    def __str__(self) -> str:
        return self.full_name


class Minutes(models.Model):
    """The minutes of a meeting (Decree 30/2020, form 1.9)."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, related_name="minutes", verbose_name=_("meeting")
    )
    text = models.TextField(_("course of the meeting"))
    paper = models.ForeignKey(
        Paper, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paper")
    )

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("minutes"), _("minutes")

    def __str__(self) -> str:
        return str(self.meeting)


class Conclusion(models.Model):
    """What was decided, who does it by when, and whether it is done."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="conclusions", verbose_name=_("meeting")
    )
    what = models.TextField(_("what is to be done"))
    owner = models.CharField(_("by whom"), max_length=160)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("conclusion"), _("conclusions")
        ordering = ["meeting", "due_on", "pk"]

    def __str__(self) -> str:
        return self.what[:60]


class Photo(models.Model):
    """A photo of the meeting with its caption."""

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="photos", verbose_name=_("meeting")
    )
    image = models.ImageField(_("photo"), upload_to="meetings/")
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("photo"), _("photos")
        ordering = ["meeting", "order", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.pk)
