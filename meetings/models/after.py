"""What a meeting leaves: minutes, tasks, photos."""

import datetime as dt
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meetings import Meeting, MeetingChildQuerySet


class ConclusionQuerySet(MeetingChildQuerySet):
    """Conclusions as tasks."""

    def open(self) -> Self:
        return self.filter(state__in=[Conclusion.State.OPEN, Conclusion.State.DOING])

    def overdue_on(self, day: dt.date) -> Self:
        return self.open().filter(due_on__lt=day)


class Minutes(models.Model):
    """The minutes of a meeting (Decree 30/2020, form 1.9)."""

    meeting = models.OneToOneField(
        Meeting, models.CASCADE, related_name="minutes", verbose_name=_("meeting")
    )
    text = models.TextField(_("course of the meeting"))
    voted_on = models.CharField(
        _("what was voted on"), max_length=300, blank=True,
        help_text=_("E.g. “thông qua báo cáo tổng kết và phương hướng thời gian tới”."),
    )  # fmt: skip
    votes_total = models.PositiveSmallIntegerField(_("votes in all"), null=True, blank=True)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("minutes"), _("minutes")
        constraints = [
            models.CheckConstraint(
                condition=Q(votes_for__isnull=True)
                & Q(votes_against__isnull=True)
                & Q(votes_total__isnull=True)
                | Q(votes_for__isnull=False, votes_against__isnull=False)
                & Q(votes_total__gte=F("votes_for") + F("votes_against")),
                name="meetings_minutes_votes_add_up",
                violation_error_message=_(
                    "Type all three numbers of votes; those for and against cannot be more than all."
                ),
            ),
            models.CheckConstraint(
                condition=Q(votes_total__isnull=True) | ~Q(voted_on=""),
                name="meetings_minutes_say_what_was_voted_on",
                violation_error_message=_("Type what was voted on."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_fixed(self) -> bool:
        """They have their number and went out (`meetings.fixed`). One statement."""
        return self.meeting.papers.filter(kind="minutes").exists()


class Conclusion(models.Model):
    """What was decided, who does it by when, and whether it is done: a task with its state."""

    class State(models.TextChoices):
        OPEN = "open", _("not begun")
        DOING = "doing", _("under way")
        DONE = "done", _("done")
        DROPPED = "dropped", _("dropped")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="conclusions", verbose_name=_("meeting")
    )
    what = models.TextField(_("what is to be done"))
    owner = models.CharField(_("by whom"), max_length=160)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account to remind"),
        help_text=_("Empty: the officers of the commune are reminded."),
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    note = models.CharField(_("what has come of it"), max_length=300, blank=True)
    reminded_on = models.DateField(_("reminded on"), null=True, blank=True, editable=False)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("conclusion"), _("conclusions")
        ordering = ["meeting", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False)
                | ~Q(state="done") & Q(done_on__isnull=True),
                name="meetings_conclusion_done_on_a_day",
                violation_error_message=_(
                    "A task that is done needs its day, and only such a one."
                ),
            )
        ]

    def __str__(self) -> str:
        return self.what[:60]

    def clean(self) -> None:
        """How a task stands goes on changing; what minutes and notice tell of it does not."""
        if not self.meeting_id:
            return
        told = ("what", "owner", "due_on")
        before = Conclusion.objects.filter(pk=self.pk).values(*told).first() if self.pk else None
        if before is None or any(before[name] != getattr(self, name) for name in told):
            self.meeting.refuse_if_told()


class Photo(models.Model):
    """A photo of the meeting with its caption: as shown, as a thumbnail, and as it came.

    What is shown holds no EXIF; the original, which may tell place and device, is handed
    to officers and the committee only.
    """

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="photos", verbose_name=_("meeting")
    )
    image = models.ImageField(_("photo"), upload_to="meetings/")
    thumbnail = models.ImageField(
        _("thumbnail"), upload_to="meetings/thumbs/", blank=True, editable=False
    )
    original = models.FileField(
        _("original"), upload_to="meetings/originals/", blank=True, editable=False
    )
    caption = models.CharField(_("caption"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("photo"), _("photos")
        ordering = ["meeting", "order", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.pk)
