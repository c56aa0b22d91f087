"""The one door: which rows a user may see, and which they may change.

Roles are rows of `accounts`, which stands above this floor. So the user object
answers for itself (`user.reach_of(kinds)`), and every scoped queryset asks it
here. Superusers reach everything; anonymous and inactive users nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol, Self

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

OFFICER, VILLAGE_HEAD, COMMITTEE, OBSERVER = "officer", "village_head", "committee", "observer"
EVERY_ROLE = frozenset({OFFICER, VILLAGE_HEAD, COMMITTEE, OBSERVER})


class AnyUser(Protocol):
    """Who reads or acts: a user, or another system's client. Both stand in `accounts`, above."""

    pk: Any
    is_active: Any
    is_superuser: Any

    @property
    def is_authenticated(self) -> Any: ...

    def reach_of(self, kinds: frozenset[str]) -> "Reach": ...


@dataclass(frozen=True)
class Reach:
    """What some roles of a user cover: provinces by name, communes and villages by id."""

    everything: bool = False
    provinces: frozenset[str] = field(default_factory=frozenset)
    communes: frozenset[int] = field(default_factory=frozenset)
    villages: frozenset[int] = field(default_factory=frozenset)

    def q(self, commune: str, village: str | None) -> Q:
        """Return the condition for rows whose commune and village lie at these lookups.

        A village head sees a row only through its village: a row without a
        village lookup (`None`) belongs to the whole commune and stays closed.
        """
        if self.everything:
            return Q()
        condition = Q(pk__in=[])
        if self.provinces:
            condition |= Q(**{_join(commune, "province__in"): self.provinces})
        if self.communes:
            condition |= Q(**{_join(commune, "pk__in"): self.communes})
        if self.villages and village is not None:
            condition |= Q(**{_join(village, "pk__in"): self.villages})
        return condition


def _join(path: str, last: str) -> str:
    return f"{path}__{last}" if path else last


def reach(user: AnyUser, kinds: frozenset[str]) -> Reach:
    """Return what `user` covers through roles of these kinds, today."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Reach()
    if user.is_superuser:
        return Reach(everything=True)
    return user.reach_of(kinds)


@dataclass(frozen=True)
class Scope:
    """Where a model's rows lie: lookups to commune and village, and who writes them.

    `commune` "" means the row is the commune itself. `readers` and `editors`
    are kinds of role.
    """

    commune: str = "commune"
    village: str | None = None
    readers: frozenset[str] = EVERY_ROLE
    editors: frozenset[str] = frozenset({OFFICER})


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset with the two words of the door. Subclasses set `scope`."""

    scope: ClassVar[Scope] = Scope()

    def visible_to(self, user: Any) -> Self:
        """Rows the user may see."""
        return self.reached_by(user, self.scope.readers)

    def editable_by(self, user: Any) -> Self:
        """Rows the user may change."""
        return self.reached_by(user, self.scope.editors)

    def reached_by(self, user: Any, kinds: frozenset[str]) -> Self:
        """Rows that the user's roles of these kinds cover. Pages ask the two words above."""
        return self.filter(reach(user, kinds).q(self.scope.commune, self.scope.village))


def is_editable(instance: models.Model, user: Any) -> bool:
    """Whether the user may change this row as it stands in the database. One statement."""
    manager: Any = type(instance)._default_manager
    return bool(manager.get_queryset().editable_by(user).filter(pk=instance.pk).exists())


def all_editable(model: type[models.Model], keys: Sequence[Any], user: AnyUser) -> bool:
    """Whether the user may change all rows of these keys as they stand in the database.

    One statement for each thousand.
    """
    manager: Any = model._default_manager
    for start in range(0, len(keys), 1000):
        chunk = set(keys[start : start + 1000])
        rows = manager.get_queryset().editable_by(user).filter(pk__in=chunk)
        if set(rows.order_by().values_list("pk", flat=True)) != chunk:
            return False
    return True


def get_visible(queryset: Any, user: Any, **lookup: Any) -> Any:
    """Return the row, or raise Http404 where the user may not know that it exists."""
    found = queryset.visible_to(user).filter(**lookup).first()
    if found is None:
        raise Http404(_("This page does not exist, or it belongs to another unit."))
    return found


def get_editable(queryset: Any, user: Any, **lookup: Any) -> Any:
    """Return the row to change: 404 outside the user's scope, 403 where they only read."""
    found = get_visible(queryset, user, **lookup)
    if not is_editable(found, user):
        raise PermissionDenied(_("You may read this, but not change it."))
    return found


def require_role(user: Any, *kinds: str, why: Any) -> None:
    """Raise PermissionDenied, with the reason in words, where the user has none of these roles."""
    if not user.has_role(*kinds):
        raise PermissionDenied(why)


def still_editable(instance: models.Model, user: Any) -> None:
    """After a write, inside its transaction: the row must still be the user's to edit.

    Raises PermissionDenied, which rolls the transaction back.
    """
    if not is_editable(instance, user):
        raise PermissionDenied(_("This would move the record out of your unit."))
