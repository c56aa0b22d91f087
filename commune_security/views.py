"""Start page, health, style guide and the pages of refusal."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from common.access import COMMITTEE, OBSERVER, OFFICER, VILLAGE_HEAD
from commune_security import queries
from documents import charts
from documents.tree import chart_table
from members.models import Team


@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Where everybody begins: a village head's one screen, or the commune at a glance."""
    user: Any = request.user
    day = timezone.localdate()
    if user.has_role(VILLAGE_HEAD) and not user.has_role(OFFICER, COMMITTEE, OBSERVER):
        return render(
            request,
            "start_village.html",
            {
                "villages": queries.my_villages(user),
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
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component in use, for whoever builds the next page."""
    from commune_security.style_guide import sample_form

    return render(request, "style_guide.html", {"form": sample_form()})


@require_GET
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers. No figures, no names."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


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
