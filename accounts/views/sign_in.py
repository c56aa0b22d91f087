"""Signing in: the password, then the code of the phone."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import TokenForm
from accounts.middleware import open_to_debtors
from accounts.services import second_factor as services
from accounts.services.first_start import is_empty
from common.audit import log_access


class SignIn(auth.LoginView):
    """The password. Who has a second factor owes it from here on."""

    template_name = "accounts/login.html"
    redirect_authenticated_user = False

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_empty():
            return redirect("accounts:first_start")
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)
        user: Any = self.request.user
        if services.has_factor(user):
            self.request.session[services.SESSION_KEY] = services.PENDING
            asked = urlencode({"next": self.get_success_url()})
            answer = redirect(f"{reverse('accounts:verify')}?{asked}")
        log_access(user, user=user, what="account.sign_in")
        return answer


sign_out = open_to_debtors(auth.LogoutView.as_view())


def safe_next(request: HttpRequest) -> str:
    """Return where to go on, if it is an address of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    fine = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if fine else reverse("start")


@open_to_debtors
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The second factor after the password: a code of the phone, or a recovery code."""
    user: Any = request.user
    if request.session.get(services.SESSION_KEY) != services.PENDING:
        return redirect(safe_next(request))
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if services.verify(user=user, token=form.cleaned_data["token"]):
            request.session.cycle_key()
            request.session[services.SESSION_KEY] = services.DONE
            left = services.codes_left(user)
            if left < 3:
                messages.warning(
                    request,
                    _("Only %(left)d recovery codes are left. Make new ones.") % {"left": left},
                )
            return redirect(safe_next(request))
        form.add_error(
            "token", _("This code is wrong or too old. Wait for the next one and type it again.")
        )
    return render(request, "accounts/verify.html", {"form": form, "next": safe_next(request)})
