"""Abstract pieces of models: dated rows that are true "on a day"."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.constraints import OVERLAPS
from common.periods import Period


def lasting(
    day: dt.date, path: str = "", *, first: str = "started_on", last: str = "ended_on"
) -> Q:
    """Return the condition for half-open rows true on a day, at a lookup ("roles__")
    and under the names that their two dates bear."""
    open_end = Q(**{f"{path}{last}__isnull": True})
    return (open_end | Q(**{f"{path}{last}__gt": day})) & Q(**{f"{path}{first}__lte": day})


def lies_in_viet_nam(name: str) -> models.CheckConstraint:
    """Return the constraint on `latitude` and `longitude`, each null where it is not known."""
    return models.CheckConstraint(
        condition=(Q(latitude__isnull=True) | Q(latitude__gte=8, latitude__lte=24))
        & (Q(longitude__isnull=True) | Q(longitude__gte=102, longitude__lte=118)),
        name=name,
        violation_error_message=_("The place must lie in Viet Nam."),
    )


class DatedQuerySet(models.QuerySet[Any]):
    """Rows with `started_on` and `ended_on`, half-open, the end empty while it lasts."""

    def on(self, day: dt.date) -> Self:
        """Rows true on this day."""
        return self.filter(lasting(day))

    def during(self, period: Period) -> Self:
        """Rows true on at least one day of the period."""
        return self.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gt=period.start), started_on__lt=period.end
        )


@dataclass(frozen=True)
class Apart:
    """A rule against overlaps as forms ask it: rows that share `columns` do not lie on the same days.

    Its twin in the database is a `common.constraints.NoOverlap` of the same `name`. `where` limits it
    to rows with these values.
    """

    name: str
    columns: tuple[str, ...] = ()
    where: Mapping[str, Any] = field(default_factory=dict)
    message: str | Promise = OVERLAPS


class Dated(models.Model):
    """A fact that holds from a day until, not including, another: [started_on, ended_on)."""

    #: which rows of the model do not overlap
    apart: ClassVar[tuple[Apart, ...]] = ()

    started_on = models.DateField(_("from"))
    ended_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("Empty while it lasts.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("started_on")),
                name="%(app_label)s_%(class)s_ends_after_it_starts",
                violation_error_message=_("The end must lie after the start."),
            )
        ]

    def validate_constraints(self, exclude: Any = None) -> None:
        """The rules of the table, those against overlaps among them. Forms ask this."""
        super().validate_constraints(exclude=exclude)
        left_out = set(exclude or ())
        if self.started_on is None or left_out & {"started_on", "ended_on"}:
            return
        for rule in self.apart:
            named = {*rule.columns, *rule.where}
            if not left_out & {self._meta.get_field(name).name for name in named}:
                self._keep_apart(rule)

    def _keep_apart(self, rule: Apart) -> None:
        if any(getattr(self, name) != value for name, value in rule.where.items()):
            return
        same = {name: getattr(self, name) for name in rule.columns}
        if None in same.values():
            return
        others: Any = type(self)._default_manager.filter(**same, **rule.where).exclude(pk=self.pk)
        others = others.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=self.started_on))
        if self.ended_on is not None:
            others = others.filter(started_on__lt=self.ended_on)
        if others.exists():
            raise ValidationError(str(rule.message), code=rule.name)

    def lasts_on(self, day: dt.date) -> bool:
        """Whether it is true on this day (the twin of the queryset's `on`)."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on > day)
