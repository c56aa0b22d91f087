"""Start page, style guide and the pages of refusal."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.access import COMMITTEE, OBSERVER, OFFICER, VILLAGE_HEAD, get_editable
from common.asked import asked_text
from common.audit import log_access
from common.downloads import download
from commune_security import own_data, queries
from documents import charts, pdf
from documents.tree import chart_table
from members.models import Person, Team
from members.services.requests import erase_person


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: a village head's one screen, or the commune at a glance."""
    user: Any = request.user
    day = timezone.localdate()
    if user.has_role(VILLAGE_HEAD) and not user.has_role(OFFICER, COMMITTEE, OBSERVER):
        villages = queries.my_villages(user)
        return render(
            request,
            "start_village.html",
            {
                "villages": villages,
                "due": queries.sheets_due(villages, day),
                "teams": Team.objects.visible_to(user).standing_on(day).with_strength(day),
                "meeting": queries.next_meeting(user, timezone.now()),
                "day": day,
            },
        )
    chart = queries.ten_years(user, day)
    return render(
        request,
        "start.html",
        {
            "waiting": queries.waiting(user),
            "tiles": queries.tiles(user, day),
            "chart": chart,
            "chart_table": chart_table(chart) if chart else None,
            "latest": queries.latest(user),
            "day": day,
        },
    )


@require_GET
def start_chart(request: HttpRequest) -> HttpResponse:
    """The chart of the start page as a picture of its own, so that the page need not wait."""
    chart = queries.ten_years(request.user, timezone.localdate())
    if chart is None:
        return HttpResponse(status=404)
    return HttpResponse(charts.svg(chart), content_type="image/svg+xml")


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """One box for people, teams and villages, with or without accents. Nine statements."""
    text = asked_text(request).strip()[:80]
    found = queries.found(request.user, text) if text else {}
    return render(request, "search.html", {"text": text, **found})


@require_GET
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component in use, for whoever builds the next page."""
    from commune_security.style_guide import sample_form

    return render(request, "style_guide.html", {"form": sample_form()})


@require_GET
def person_own_data(request: HttpRequest, pk: int, format: str) -> HttpResponse:  # noqa: A002
    """What is kept of a person, for that person: JSON or PDF. Logged."""
    person = _person(request, pk)
    data = own_data.own_data(person, with_sensitive=True)
    if format not in ("json", "pdf"):
        raise Http404
    log_access(person, user=request.user, what="person.own_data_export", details={"format": format})
    name = f"du-lieu-ca-nhan-{pk}.{format}"
    if format == "json":
        content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    else:
        content = pdf.write(own_data.as_paper(person, data, timezone.localdate()))
    return download(content, name)


@require_http_methods(["GET", "POST"])
def person_erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase a person's data where history allows; says before what goes and what stays."""
    person = _person(request, pk)
    keep_name = own_data.name_must_stay(person)
    if request.method == "POST":
        if request.POST.get("sure") != "yes":
            messages.error(request, _("Tick that you are sure."))
        else:
            with transaction.atomic():
                own_data.erase_elsewhere(person)
                gone = erase_person(person=person, keep_name=keep_name, user=request.user)
            messages.success(request, _("The person's data are erased."))
            return redirect("members:people") if gone else redirect("members:person", pk)
    return render(request, "person_erase.html", {"person": person, "keep_name": keep_name})


def _person(request: HttpRequest, pk: int) -> Person:
    found: Person = get_editable(
        Person.objects.select_related("village__commune"), request.user, pk=pk
    )
    return found


@login_not_required
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "404.html", {"reason": _reason(exception)}, status=404)


@login_not_required
def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "403.html", {"reason": _reason(exception)}, status=403)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that stood open too long: say how to go on without losing the text."""
    return render(request, "403_csrf.html", status=403)


def _reason(exception: Any) -> str:
    """Our own refusals carry a sentence; Django's carry a dictionary of paths."""
    text = exception.args[0] if exception is not None and exception.args else ""
    return text if isinstance(text, str) else ""
