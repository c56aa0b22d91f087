"""Accounts and their roles: officers for village heads, the committee for officers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.forms import AccountForm, EndRoleForm, RoleForm
from accounts.models import User
from accounts.queries import users_seen_by
from accounts.services import roles as services
from accounts.services import second_factor
from accounts.services.sessions import sign_out_elsewhere
from common.access import COMMITTEE, OFFICER, require_role
from common.asked import asked_again, asked_text
from common.refusals import refusal

PAGE = 25


@require_GET
def user_list(request: HttpRequest) -> HttpResponse:
    """Accounts of the user's units. Ten statements."""
    user = _manager(request)
    text = asked_text(request)
    users = (
        users_seen_by(user, text)
        .prefetch_related("roles__commune", "roles__village__commune")
        .order_by("-is_active", "full_name", "username")
    )
    page = Paginator(users, PAGE).get_page(request.GET.get("page"))
    day = timezone.localdate()
    for row in page.object_list:
        row.shown_roles = [role for role in row.roles.all() if role.lasts_on(day)]
    context = {"page": page, "text": text, "keep": asked_again(request, "q")}
    return render(request, "accounts/users.html", context)


@require_http_methods(["GET", "POST"])
def user_new(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role; the password is shown once."""
    user = _manager(request)
    form = AccountForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            target, password = services.open_account(
                username=data["username"], full_name=data["full_name"], phone=data["phone"],
                email=data["email"], role=form.role(), user=user,
            )  # fmt: skip
        except (ValidationError, IntegrityError) as error:
            form.add_error(None, refusal(error) or _("Try again."))
        else:
            return _password(request, target, password)
    return render(request, "accounts/user_new.html", {"form": form})


@require_GET
def user_page(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _seen(request, pk), RoleForm(user=_manager(request)))


def _page(request: HttpRequest, target: User, form: RoleForm, *, status: int = 200) -> HttpResponse:
    user = _manager(request)
    mine = set(services.manageable_roles(user).values_list("pk", flat=True))
    return render(
        request,
        "accounts/user.html",
        {
            "target": target,
            "roles": [(role, role.pk in mine) for role in target.roles.order_by("-started_on")],
            "may_manage": services.manageable_users(user).filter(pk=target.pk).exists(),
            "has_factor": second_factor.has_factor(target),
            "form": form,
            "day": timezone.localdate(),
        },
        status=status,
    )


@require_POST
def role_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account another role."""
    user, target = _manager(request), _seen(request, pk)
    form = RoleForm(request.POST, user=user)
    if form.is_valid():
        try:
            role = services.give_role(target=target, user=user, **form.role())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Given: %(role)s.") % {"role": role})
            return redirect("accounts:user", pk)
    return _page(request, target, form, status=422)


@require_POST
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role on a day."""
    user, target = _manager(request), _seen(request, pk)
    form = EndRoleForm(request.POST, user=user)
    try:
        if not form.is_valid():
            raise ValidationError([m for errors in form.errors.values() for m in errors])
        role = form.cleaned_data["role"]
        if role.user_id != target.pk:
            raise PermissionDenied(_("This role is given by another office."))
        services.end_role(role=role, on=form.cleaned_data["ended_on"], user=user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Ended: %(role)s.") % {"role": role})
    return redirect("accounts:user", pk)


@require_POST
def user_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Reset a password or a second factor, sign out, close or open an account."""
    user, target = _manager(request), _seen(request, pk)
    if act == "password":
        return _password(request, target, services.reset_password(target=target, user=user))
    services.refuse_unless_manageable(target, user)
    if act == "factor":
        second_factor.remove(target=target, user=user)
        sign_out_elsewhere(target=target, keep=None, user=user)
        messages.success(request, _("The second factor is taken off."))
    elif act == "sign-out":
        count = sign_out_elsewhere(target=target, keep=None, user=user)
        messages.success(request, _("Signed out on %(count)d other devices.") % {"count": count})
    elif act in ("close", "open"):
        services.set_active(target=target, active=act == "open", user=user)
        done = _("The account is open again.") if act == "open" else _("The account is closed.")
        messages.success(request, done)
    else:
        raise Http404
    return redirect("accounts:user", pk)


def _password(request: HttpRequest, target: User, password: str) -> HttpResponse:
    """Show the new password this once."""
    return render(request, "accounts/new_password.html", {"target": target, "password": password})


def _manager(request: HttpRequest) -> User:
    """Return the user, if accounts are theirs to look after. Raises PermissionDenied otherwise."""
    user: Any = request.user
    require_role(
        user, OFFICER, COMMITTEE, why=_("Accounts are kept by officers and the committee.")
    )
    return user  # type: ignore[no-any-return]


def _seen(request: HttpRequest, pk: int) -> User:
    found = users_seen_by(_manager(request)).filter(pk=pk).first()
    if found is None:
        raise Http404(_("This page does not exist, or it belongs to another unit."))
    return found
