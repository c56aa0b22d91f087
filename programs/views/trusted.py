"""Pages of trusted persons: who is recognised, and what they do."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from common.access import OFFICER, get_visible, is_editable
from common.asked import asked_again, asked_day, asked_key, asked_text
from common.audit import log_access
from common.text import fold
from members.models import Village
from programs.models import TrustedPerson

PAGE = 25


@require_GET
def trusted_list(request: HttpRequest) -> HttpResponse:
    """Trusted persons as on a day, found by name, village and standing. Eight statements."""
    user: Any = request.user
    day, error = asked_day(request)
    page = Paginator(asked_trusted(request), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "day": day, "error": error, "may_add": user.has_role(OFFICER),
        "villages": Village.objects.visible_to(user).existing_on(day).order_by("sort_key").values_list("pk", "name"),
        "village": asked_key(request, "village"), "standing": request.GET.get("standing", ""),
        "standings": TrustedPerson.Standing, "text": asked_text(request),
        "former": request.GET.get("former") == "yes",
        "keep": asked_again(request, "on", "village", "standing", "q", "former"),
    }  # fmt: skip
    return render(request, "programs/trusted_persons.html", context)


def asked_trusted(request: HttpRequest) -> Any:
    """Return the recognitions that the address asks for, with `times` and `last` of what was done."""
    day, _error = asked_day(request)
    rows = TrustedPerson.objects.visible_to(request.user)
    rows = rows.filter(ended_on__lte=day) if request.GET.get("former") == "yes" else rows.on(day)
    if (village := asked_key(request, "village")) is not None:
        rows = rows.filter(person__village=village)
    if (standing := request.GET.get("standing", "")) in TrustedPerson.Standing.values:
        rows = rows.filter(standing=standing)
    for word in fold(asked_text(request)).split():
        rows = rows.filter(person__search__contains=word)
    return (
        rows.select_related("person__village__commune", "program")
        .annotate(times=Sum("activities__times"), last=Max("activities__held_on"))
        .order_by("person__sort_key", "pk")
    )


@require_GET
def trusted_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One recognition with its papers and activities; opening it is logged. Ten statements."""
    user: Any = request.user
    found = get_visible(
        TrustedPerson.objects.select_related(
            "person__village__commune", "program", "decision", "removal"
        ),
        user,
        pk=pk,
    )
    log_access(found.person, user=user, what="person.open")
    context = {
        "trusted": found, "activities": found.activities.all()[:100],
        "others": found.person.recognitions.exclude(pk=found.pk).order_by("-started_on"),
        "sees_ethnicity": user.has_role(OFFICER), "may_edit": is_editable(found, user),
    }  # fmt: skip
    return render(request, "programs/trusted_person.html", context)
