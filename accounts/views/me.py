"""The own account: card, password, second factor, sessions."""

from base64 import b32encode
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms import CardForm, TokenForm
from accounts.middleware import open_to_debtors
from accounts.services import second_factor as factor
from accounts.services.sessions import sessions_of, sign_out_elsewhere
from accounts.views.sign_in import safe_next
from common.audit import log_access


@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """The own account at a glance. Nine statements."""
    user: Any = request.user
    form = CardForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved: %(title)s.") % {"title": user})
        return redirect("accounts:me")
    return render(
        request,
        "accounts/me.html",
        {
            "form": form,
            "roles": user.current_roles(),
            "sessions": sessions_of(user),
            "here": request.session.session_key,
            "has_factor": factor.has_factor(user),
            "factor_required": factor.is_required(user),
            "codes_left": factor.codes_left(user),
        },
    )


@open_to_debtors
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password; other sessions end by it."""
    user: Any = request.user
    if request.session.get(factor.SESSION_KEY) == factor.PENDING:
        return redirect("accounts:verify")
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        user.password_is_temporary = False
        user.save(update_fields=["password_is_temporary"])
        update_session_auth_hash(request, user)
        messages.success(request, _("The new password is saved. Other devices are signed out."))
        return redirect(safe_next(request))
    return render(
        request, "accounts/password.html", {"form": form, "temporary": user.password_is_temporary}
    )


@open_to_debtors
@require_http_methods(["GET", "POST"])
def factor_setup(request: HttpRequest) -> HttpResponse:
    """Set the second factor up: scan, type the first code, keep the recovery codes."""
    user: Any = request.user
    if request.session.get(factor.SESSION_KEY) == factor.PENDING:
        # A stolen password alone must not replace the phone.
        return redirect("accounts:verify")
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes = factor.confirm(user=user, token=form.cleaned_data["token"])
        if codes is not None:
            request.session[factor.SESSION_KEY] = factor.DONE
            return _codes(request, codes)
        form.add_error(
            "token", _("This code is wrong or too old. Wait for the next one and type it again.")
        )
    device = factor.device_to_set_up(user)
    picture = segno.make(factor.set_up_link(device), error="m").svg_inline(scale=4, border=2)
    key = " ".join(_fours(_base32(device.key)))
    return render(
        request,
        "accounts/factor.html",
        {
            "form": form,
            "picture": mark_safe(picture),  # noqa: S308  drawn here, of a link made here
            "key": key,
            "required": factor.is_required(user),
            "next": safe_next(request),
        },
    )


def _base32(key: str) -> str:
    return b32encode(bytes.fromhex(key)).decode()


def _fours(text: str) -> list[str]:
    return [text[index : index + 4] for index in range(0, len(text), 4)]


@require_POST
def factor_codes(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes; the old ones end."""
    user: Any = request.user
    if not factor.has_factor(user):
        raise PermissionDenied(_("Set the second factor up first."))
    log_access(user, user=user, what="account.factor_codes")
    return _codes(request, factor.new_recovery_codes(user=user))


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show the codes this once."""
    return render(request, "accounts/codes.html", {"codes": codes, "next": safe_next(request)})


@require_POST
def factor_remove(request: HttpRequest) -> HttpResponse:
    """Take the own second factor off, where the role does not ask for one."""
    user: Any = request.user
    if factor.is_required(user):
        raise PermissionDenied(_("Your role asks for a second factor."))
    factor.remove(target=user, user=user)
    messages.success(request, _("The second factor is taken off."))
    return redirect("accounts:me")


@require_POST
def session_end(request: HttpRequest, key: str) -> HttpResponse:
    """Sign out on one other device."""
    return _end(request, only=key)


@require_POST
def sessions_end(request: HttpRequest) -> HttpResponse:
    """Sign out on every other device."""
    return _end(request)


def _end(request: HttpRequest, only: str | None = None) -> HttpResponse:
    keep = request.session.session_key
    wanted = None
    if only is not None:
        # The page names sessions by the end of their key: a whole key would be a way in.
        wanted = next((s.pk for s in sessions_of(request.user) if s.pk.endswith(only)), "")  # type: ignore[arg-type]
    count = sign_out_elsewhere(target=request.user, keep=keep, user=request.user, only=wanted)  # type: ignore[arg-type]
    if count:
        messages.success(request, _("Signed out on %(count)d other devices.") % {"count": count})
    else:
        messages.info(request, _("There is no other device to sign out."))
    return redirect("accounts:me")
