"""Who is invited to a meeting, and who has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import Scope, ScopedQuerySet
from common.unit_words import post_in
from meetings.models.meetings import EDITORS, Meeting
from members.models import Person, Village


class DelegateQuerySet(ScopedQuerySet):
    """Delegates of a commune's meetings; a village head sees those of the own village."""

    scope = Scope(commune="meeting__commune", village="village", editors=EDITORS)


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

    marked_at = models.DateTimeField(_("marked at"), null=True, blank=True, editable=False)

    objects = DelegateQuerySet.as_manager()

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

    def clean(self) -> None:
        if self.meeting_id:
            self.meeting.refuse_if_told()

    @property
    def introduced(self) -> str:
        """Honorific, rank and name, as they are read out."""
        return " ".join(filter(None, (self.honorific, self.rank, self.full_name)))

    @property
    def standing(self) -> str:
        """Post and unit in one line; the unit is not said twice.

        "Trưởng thôn" of "Thôn 1" is "Trưởng thôn 1", "Bí thư Đảng ủy" of "Đảng ủy xã" stays.
        """
        if not self.unit or not self.post:
            return self.post or self.unit
        return post_in(self.post, self.unit)
