"""The finder of doubles, and two records becoming one after a look at both."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, get_editable, require_role
from common.asked import asked_key, asked_text, key_in
from members.models import Person
from members.queries.doubles import doubles_of, near_names
from members.queries.people import lanes_of
from members.services.doubles import CHOOSABLE, merge_people, tell_apart

PAGE = 25


@require_GET
def double_list(request: HttpRequest) -> HttpResponse:
    """Pairs of records that may be one person. Eight statements."""
    require_role(request.user, OFFICER, why=_("Only officers keep people."))
    page = Paginator(doubles_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "members/doubles.html", {"page": page})


@require_http_methods(["GET", "POST"])
def person_merge(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Both records beside each other, what would contradict, and the merge itself."""
    keep, drop = _person(request, pk), _person(request, other)
    take = {name: request.POST.get(name) == "drop" for name in CHOOSABLE}
    if request.method == "POST":
        try:
            merge_people(keep=keep, drop=drop, take=take, user=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The two records are one now."))
            return redirect("members:person", keep.pk)
    day = timezone.localdate()
    return render(
        request,
        "members/merge.html",
        {
            "keep": keep,
            "drop": drop,
            "lines": _lines(keep, drop, take),
            "lanes": [lanes_of(keep, day), lanes_of(drop, day)],
            "conflict": _conflict(request, keep, drop),
        },
        status=409 if request.method == "POST" else 200,
    )


@require_POST
def person_tell_apart(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """These two are two people; the finder does not ask again."""
    tell_apart(first=_person(request, pk), second=_person(request, other), user=request.user)
    messages.success(request, _("Kept: these are two people."))
    return redirect("members:doubles")


@require_GET
def person_near(request: HttpRequest) -> HttpResponse:
    """Whom a name being typed may mean: shown beside the form, blocks nothing."""
    year = request.GET.get("birth", "").strip()[-4:]
    found = near_names(
        request.user,
        asked_text(request, "full_name"),
        year=key_in(year) if len(year) == 4 else None,
        leave_out=asked_key(request, "person"),
    )
    return render(request, "members/_near.html", {"people": found})


def _conflict(request: HttpRequest, keep: Person, drop: Person) -> str:
    """Try the merge and take it back: what it would say stands on the page."""
    try:
        with transaction.atomic():
            merge_people(keep=keep, drop=drop, take={}, user=request.user)
            transaction.set_rollback(True)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def _lines(keep: Person, drop: Person, take: dict[str, bool]) -> list[dict[str, Any]]:
    """Return the fields that differ, with both values as people read them."""
    labels = {
        "full_name": _("full name"), "sex": _("sex"), "birth": _("birth date"),
        "citizen_id": _("citizen ID"), "phone": _("phone"), "address": _("address"),
        "village": _("village"), "photo": _("photo"),
    }  # fmt: skip

    def shown(person: Person, name: str) -> str:
        if name == "sex":
            return str(person.get_sex_display())
        if name == "citizen_id":
            return person.masked_citizen_id
        if name == "photo":
            return _("there is one") if person.photo else ""
        return str(getattr(person, name) or "")

    return [
        {"name": name, "label": label, "keep": shown(keep, name), "drop": shown(drop, name),
         "take": take[name] or not shown(keep, name)}
        for name, label in labels.items()
        if shown(keep, name) != shown(drop, name) or (name == "photo" and drop.photo)
    ]  # fmt: skip


def _person(request: HttpRequest, pk: int) -> Person:
    found: Person = get_editable(
        Person.objects.select_related("village__commune"), request.user, pk=pk
    )
    return found
