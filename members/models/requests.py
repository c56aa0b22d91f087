"""What people ask about their own data: Law 91/2025/QH15 and Decree 356/2025/NĐ-CP."""

import datetime as dt

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.dates import after_working_days
from members.models.people import Person
from members.models.units import Commune

#: working days until the first answer (Decree 356/2025)
ANSWER_WITHIN = 2
#: days by which one may put off once
LONGEST_EXTENSION = 15


class DataRequestQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", readers=frozenset({OFFICER, COMMITTEE}))

    def open(self) -> "DataRequestQuerySet":
        return self.filter(finished_on__isnull=True)


class DataRequest(models.Model):
    """A request of somebody about the own data, with its deadlines.

    The person's record may be erased by it; then `name` is blanked too, and the
    row stays as proof that it was done.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("see and get a copy")
        CORRECT = "correct", _("correct")
        ERASE = "erase", _("erase")
        RESTRICT = "restrict", _("stop or restrict the use")

    #: days to finish, by kind (Decree 356/2025; domain notes, section 8)
    DAYS = {Kind.ACCESS: 10, Kind.CORRECT: 10, Kind.ERASE: 20, Kind.RESTRICT: 15}

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        PARTLY = "partly", _("done in part")
        REFUSED = "refused", _("refused, with the reason")

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="data_requests", verbose_name=_("commune")
    )
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="data_requests",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name of who asks"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    received_on = models.DateField(_("received on"))
    what = models.CharField(_("what is asked for"), max_length=500, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    extended_by = models.PositiveSmallIntegerField(_("extended by days"), default=0)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=7, choices=Outcome, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handled by"),
    )

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("data request"), _("data requests")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_by__lte=LONGEST_EXTENSION),
                name="members_datarequest_extended_once",
                violation_error_message=_("A request is put off once, by 15 days at most."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on")),
                name="members_datarequest_answered_after_received",
                violation_error_message=_("The answer cannot come before the request."),
            ),
            models.CheckConstraint(
                condition=Q(finished_on__isnull=True, outcome="")
                | (Q(finished_on__gte=F("received_on")) & ~Q(outcome="")),
                name="members_datarequest_finished_with_an_outcome",
                violation_error_message=_("Say how the request ended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person or self.name or '–'}"

    @property
    @admin.display(description=_("answer by"))
    def answer_by(self) -> dt.date:
        """Last day for the first answer: two working days after it came."""
        return after_working_days(self.received_on, ANSWER_WITHIN)

    @property
    @admin.display(description=_("finish by"))
    def finish_by(self) -> dt.date:
        """Last day to finish, with the extension."""
        days = self.DAYS[self.Kind(self.kind)] + self.extended_by
        return self.received_on + dt.timedelta(days=days)

    def is_late_on(self, day: dt.date) -> bool:
        """Whether a deadline has passed on this day without what it asks for."""
        if self.finished_on:
            return False
        return self.finish_by < day or (self.answered_on is None and self.answer_by < day)
