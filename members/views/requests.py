"""The register of data requests: what came in, until when, how it ended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import COMMITTEE, OFFICER, get_editable, get_visible, is_editable, require_role
from common.asked import asked_key
from members.forms.requests import DataRequestForm, ExtendForm, FinishForm
from members.models import DataRequest, Person
from members.services import requests as services

PAGE = 25


@require_GET
def request_list(request: HttpRequest) -> HttpResponse:
    """Requests, the open ones first, with what is late. Six statements."""
    require_role(request.user, OFFICER, COMMITTEE, why=_("Data requests are kept by officers."))
    rows = DataRequest.objects.visible_to(request.user).select_related("person", "handled_by")
    page = Paginator(rows.order_by("finished_on", "received_on", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    day = timezone.localdate()
    for row in page.object_list:
        row.late = row.is_late_on(day)
    may_edit = request.user.has_role(OFFICER)  # type: ignore[union-attr]
    return render(request, "members/requests.html", {"page": page, "may_edit": may_edit})


@require_http_methods(["GET", "POST"])
def request_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, OFFICER, why=_("Data requests are kept by officers."))
    person = None
    asked = asked_key(request, "person")
    if asked is not None:
        person = get_editable(Person.objects.all(), request.user, pk=asked)
    form = DataRequestForm(
        request.POST or None, user=request.user,
        initial={"person": person, "name": person.full_name if person else ""},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = services.receive_request(user=request.user, **form.cleaned_data)
        messages.success(request, _("Entered: %(change)s.") % {"change": made})
        return redirect("members:request", made.pk)
    return render(request, "members/request_new.html", {"form": form, "person": person})


@require_GET
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_visible(_requests(), request.user, pk=pk)
    return _page(request, row, FinishForm())


def _page(request: HttpRequest, row: DataRequest, form: Any, *, status: int = 200) -> HttpResponse:
    return render(
        request,
        "members/request.html",
        {
            "row": row,
            "late": row.is_late_on(timezone.localdate()),
            "may_edit": is_editable(row, request.user),
            "form": form,
        },
        status=status,
    )


@require_POST
def request_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """The first answer, the one extension, or the end."""
    row = get_editable(_requests(), request.user, pk=pk)
    try:
        if act == "answer":
            services.answer_request(request=row, user=request.user)
        elif act == "extend":
            extend = ExtendForm(request.POST)
            if not extend.is_valid():
                raise ValidationError(extend.errors["days"].as_data())
            services.extend_request(
                request=row, days=extend.cleaned_data["days"], user=request.user
            )
        elif act == "finish":
            form = FinishForm(request.POST)
            if not form.is_valid():
                return _page(request, row, form, status=422)
            services.finish_request(request=row, user=request.user, **form.cleaned_data)
        else:
            raise Http404
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Kept in the register of requests."))
    return redirect("members:request", pk)


def _requests() -> Any:
    return DataRequest.objects.select_related("person", "commune", "handled_by")
