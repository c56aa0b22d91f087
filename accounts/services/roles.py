"""Accounts and roles: officers manage the heads of their villages, the committee the officers."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from accounts.models import Role, User
from accounts.services.sessions import sign_out_elsewhere
from common.access import COMMITTEE, OFFICER, VILLAGE_HEAD, reach
from common.audit import log_access

#: which role gives and ends which others, in its own commune
MANAGES = {OFFICER: (VILLAGE_HEAD,), COMMITTEE: (OFFICER, VILLAGE_HEAD)}
#: no letters and digits that look alike on paper
READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def manageable_kinds(user: User) -> list[str]:
    """Return the kinds of role that this user may give."""
    if user.is_superuser:
        return list(Role.Kind.values)
    kinds = {kind for mine, others in MANAGES.items() if user.has_role(mine) for kind in others}
    return [kind for kind in Role.Kind.values if kind in kinds]


def manageable_roles(user: User) -> Any:
    """Return the roles that this user may give and end."""
    if user.is_superuser:
        return Role.objects.all()
    condition = Q(pk__in=[])
    for mine, others in MANAGES.items():
        covered = reach(user, frozenset({mine}))
        within = covered.q("commune", None) | covered.q("village__commune", None)
        condition |= within & Q(kind__in=others)
    return Role.objects.filter(condition)


def manageable_users(user: User) -> Any:
    """Return the accounts this user may reset: all their roles of today are theirs to give."""
    if user.is_superuser:
        return User.objects.exclude(pk=user.pk)
    mine = manageable_roles(user)
    # Roles that begin later count as well: whoever resets the account would hold them then.
    today = timezone.localdate()
    others = Role.objects.filter(Q(ended_on=None) | Q(ended_on__gt=today)).exclude(
        pk__in=mine.values("pk")
    )
    return User.objects.filter(roles__in=mine, is_superuser=False).exclude(
        pk__in=others.values("user")
    ).distinct()  # fmt: skip


def refuse_unless_manageable(target: User, user: User) -> None:
    """Raise PermissionDenied where the account is not the user's to manage."""
    if not manageable_users(user).filter(pk=target.pk).exists():
        raise PermissionDenied(_("This account is managed by another office."))


@transaction.atomic
def open_account(
    *, username: str, full_name: str, phone: str, email: str, role: dict[str, Any], user: User
) -> tuple[User, str]:
    """Open an account with its first role; return it and the password to hand over once.

    `role` is what `give_role` takes. The password must be changed at the first sign-in.
    """
    target = User(username=username, full_name=full_name, phone=phone, email=email)
    password = _fresh_password(target)
    target.full_clean()
    target.save()
    give_role(target=target, user=user, **role)
    return target, password


@transaction.atomic
def give_role(
    *,
    target: User,
    kind: str,
    started_on: dt.date,
    commune: Any = None,
    village: Any = None,
    province: str = "",
    user: User,
) -> Role:
    """Give a role from a day on. Raises PermissionDenied where it is not the user's to give,
    ValidationError where the person has it already."""
    if target.pk == user.pk:
        raise PermissionDenied(_("Nobody gives a role to themselves. Ask another office."))
    role = Role(
        user=target, kind=kind, commune=commune, village=village, province=province,
        started_on=started_on,
    )  # fmt: skip
    role.full_clean()
    same = target.roles.filter(kind=kind, commune=commune, village=village, province=province)
    if same.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=started_on)).exists():
        raise ValidationError(_("The account has this role already."))
    role.save()
    if not manageable_roles(user).filter(pk=role.pk).exists():
        raise PermissionDenied(_("This role is given by another office."))
    return role


@transaction.atomic
def end_role(*, role: Role, on: dt.date, user: User) -> None:
    """End a role on a day. Raises as `give_role` does, ValidationError for a day before its first."""
    if not manageable_roles(user).filter(pk=role.pk).exists():
        raise PermissionDenied(_("This role is given by another office."))
    if on <= role.started_on:
        raise ValidationError(_("The end must lie after the start."))
    role.ended_on = on
    role.full_clean()
    role.save(update_fields=["ended_on"])


@transaction.atomic
def reset_password(*, target: User, user: User) -> str:
    """Give a new password to hand over once; the account is signed out everywhere."""
    refuse_unless_manageable(target, user)
    password = _fresh_password(target)
    target.save(update_fields=["password", "password_is_temporary"])
    sign_out_elsewhere(target=target, keep=None, user=user)
    log_access(target, user=user, what="account.password_reset")
    return password


@transaction.atomic
def set_active(*, target: User, active: bool, user: User) -> None:
    """Close an account, or open it again. A closed one is signed out everywhere."""
    refuse_unless_manageable(target, user)
    target.is_active = active
    target.save(update_fields=["is_active"])
    if not active:
        sign_out_elsewhere(target=target, keep=None, user=user)


def _fresh_password(target: User) -> str:
    password = "-".join(get_random_string(4, READABLE) for _part in range(3))
    target.set_password(password)
    target.password_is_temporary = True
    return password
