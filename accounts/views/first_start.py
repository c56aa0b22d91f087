"""First start of an empty installation, in the browser."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import FirstStartForm
from accounts.services import first_start as services
from common.asked import asked_key
from members.queries.units import national_communes, national_provinces


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def first_start(request: HttpRequest) -> HttpResponse:
    """Choose the province, then commune, villages and the first officer. Gone once done."""
    if not services.is_empty():
        raise Http404(_("The portal is set up already. Sign in."))
    province = asked_key(request, "province")
    communes = national_communes(province) if province else []
    if not communes:
        return render(
            request, "accounts/first_start.html", {"provinces": national_provinces(), "form": None}
        )
    services.code()
    form = FirstStartForm(request.POST or None, communes=communes)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = services.start_installation(
                typed_code=data["code"], province=province or 0, commune_code=data["commune"],
                villages=data["villages"], username=data["username"],
                full_name=data["full_name"], password=data["password"],
            )  # fmt: skip
        except (ValidationError, PermissionDenied) as error:
            form.add_error(None, getattr(error, "messages", [str(error)]))
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            return redirect("start")
    context = {"form": form, "code_file": services.code_file(), "provinces": []}
    return render(request, "accounts/first_start.html", context)
