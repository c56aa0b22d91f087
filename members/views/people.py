"""Pages of people: find, look, keep. Opening a record and revealing a number are logged."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, get_editable, get_visible, is_editable
from common.asked import asked_again, asked_day, asked_key, asked_text
from common.audit import log_access
from members.forms import PersonForm
from members.models import Person, Village
from members.queries import changes_of, lanes_of, people_found
from members.queries.people import awards_of, rows_of
from members.services.people import reveal_citizen_id, save_person

PAGE = 25


@require_GET
def person_list(request: HttpRequest) -> HttpResponse:
    """People the user may see, found as one types. Eight statements at most."""
    asked = request.GET
    people = asked_people(request)
    day, error = asked_day(request)
    page = Paginator(people, PAGE).get_page(asked.get("page"))
    context = {
        "page": page,
        "rows": rows_of(page.object_list, day),
        "day": day,
        "error": error,
        "villages": Village.objects.visible_to(request.user)
        .order_by("sort_key")
        .values_list("pk", "name"),
        "village": asked_key(request, "village"),
        "asked": asked,
        "keep": asked_again(request, "q", "village", "serving", "order", "on"),
        "may_add": request.user.has_role(OFFICER),  # type: ignore[union-attr]
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "members/_people.html" if part else "members/people.html", context)


def asked_people(request: HttpRequest) -> Any:
    """Return the people that the URL asks for: searched, filtered, ordered."""
    day, _error = asked_day(request)
    return people_found(
        request.user,
        text=asked_text(request),
        village=asked_key(request, "village"),
        serving=request.GET.get("serving") == "yes",
        order=request.GET.get("order", ""),
        day=day,
    )


@require_GET
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's card, service, offices, awards and changes. The opening is logged."""
    person = _visible(request, pk)
    log_access(person, user=request.user, what="person.open")
    return _page(request, person)


def _page(request: HttpRequest, person: Person, *, citizen_id: str = "") -> HttpResponse:
    may_edit = is_editable(person, request.user)
    return render(
        request,
        "members/person.html",
        {
            "person": person,
            "citizen_id": citizen_id,
            "may_edit": may_edit,
            "lanes": lanes_of(person, timezone.localdate()),
            "offices": person.offices.select_related("village").order_by("-started_on"),
            "awards": awards_of(person),
            "changes": changes_of(person) if may_edit else [],
        },
    )


@require_POST
def person_reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the whole citizen ID to an officer, and log it."""
    person = _editable(request, pk)
    return _page(request, person, citizen_id=reveal_citizen_id(person=person, user=request.user))


@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest) -> HttpResponse:
    if not Village.objects.editable_by(request.user).exists():
        raise PermissionDenied(_("Only officers add people here."))
    form = PersonForm(request.POST or None, request.FILES or None, user=request.user)
    return _save(request, form, Person())


@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = _editable(request, pk)
    form = PersonForm(request.POST or None, request.FILES or None, user=request.user, person=person)
    return _save(request, form, person)


def _save(request: HttpRequest, form: PersonForm, person: Person) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save_person(person=person, data=form.cleaned_data, user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": person.full_name})
            for doubt in form.doubts:
                messages.warning(request, _("Please check: %(doubt)s.") % {"doubt": doubt})
            return redirect("members:person", person.pk)
    return render(request, "members/person_edit.html", {"form": form, "person": person})


@require_GET
def person_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The photo, to whoever may see the person."""
    person = _visible(request, pk)
    if not person.photo:
        raise Http404
    return FileResponse(person.photo.open("rb"), content_type="image/jpeg")


def _people() -> Any:
    return Person.objects.select_related("village__commune")


def _visible(request: HttpRequest, pk: int) -> Person:
    found: Person = get_visible(_people(), request.user, pk=pk)
    return found


def _editable(request: HttpRequest, pk: int) -> Person:
    found: Person = get_editable(_people(), request.user, pk=pk)
    return found
