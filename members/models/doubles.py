"""Two records that look alike and are two people: said once, not asked again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, Scope, ScopedQuerySet
from members.models.people import Person


class DifferentPeopleQuerySet(ScopedQuerySet):
    scope = Scope(commune="first__village__commune", readers=frozenset({OFFICER}), village=None)


class DifferentPeople(models.Model):
    """An officer has looked: these two are not one. `first` has the smaller key."""

    first = models.ForeignKey(
        Person, models.CASCADE, related_name="+", verbose_name=_("first person")
    )
    second = models.ForeignKey(
        Person, models.CASCADE, related_name="+", verbose_name=_("second person")
    )
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("said by")
    )
    said_at = models.DateTimeField(_("said at"), auto_now_add=True)

    objects = DifferentPeopleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("different people"), _("different people")
        ordering = ["-said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="members_differentpeople_in_order",
                violation_error_message=_("Name the two people in the order of their keys."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="members_differentpeople_once",
                violation_error_message=_("This was said already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} ≠ {self.second}"
