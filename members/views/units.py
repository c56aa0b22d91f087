"""Pages of communes and villages: as they are, as they were, and how they changed."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, get_editable, get_visible, is_editable, require_role
from common.asked import asked_again, asked_day, in_todays_units
from common.forms import tell
from members.forms.units import OfficeForm, VillageForm, VillageYearForm
from members.models import Commune, Village, VillageOffice
from members.queries.people import awards_of
from members.queries.units import changes_in, villages_of
from members.services.posts import end_office, hold_office
from members.services.units import save_village

PAGE = 25


@require_GET
def commune_list(request: HttpRequest) -> HttpResponse:
    """The communes the user may see, as on a day. Four statements; one commune opens itself."""
    day, error = asked_day(request)
    communes = Commune.objects.visible_to(request.user).as_on(day).existing_on(day)
    page = Paginator(communes, PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not request.GET:
        return redirect("members:commune", page.object_list[0].pk)
    return render(request, "members/communes.html", {"page": page, "day": day, "error": error})


@require_GET
def commune_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A commune, its villages on a day and its changes. Eight statements at most."""
    commune = get_visible(Commune.objects.all(), request.user, pk=pk)
    day, error = asked_day(request)
    return render(
        request,
        "members/commune.html",
        {
            "commune": commune,
            "then": Commune.objects.as_on(day).get(pk=pk),
            "villages": villages_of(
                commune, request.user, day, todays_units=in_todays_units(request)
            ),
            "changes": changes_in(commune),
            "day": day,
            "error": error,
            "may_edit": request.user.has_role(OFFICER) and is_editable(commune, request.user),
            "export_query": asked_again(request, "on", "units", commune=str(pk)),
        },
    )


@require_GET
def village_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A village: what it was called, its teams, posts, years and awards. Eleven statements at most."""
    village = _village(request, pk)
    return _page(request, village, VillageYearForm())


def _page(
    request: HttpRequest, village: Village, years: VillageYearForm, *, status: int = 200
) -> HttpResponse:
    day = timezone.localdate()
    return render(
        request,
        "members/village.html",
        {
            "village": village,
            "former": village.former.select_related("within", "change"),
            "became": [c for c in village.changes_out.all() if c.kind in ("merge", "split")],
            "teams": village.teams.visible_to(request.user).with_strength(day),
            "offices": village.offices.on(day).select_related("person").order_by("office"),
            "earlier": village.offices.filter(ended_on__lte=day)
            .select_related("person")
            .order_by("-ended_on")[:20],
            "years": village.years.order_by("-year"),
            "people": village.people.count(),
            "awards": awards_of(village),
            "year_form": years,
            "may_edit": is_editable(village, request.user),
            "day": day,
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
def village_new(request: HttpRequest) -> HttpResponse:
    require_role(request.user, OFFICER, why=_("Only officers change units."))
    return _save(request, VillageForm(request.POST or None, user=request.user))


@require_http_methods(["GET", "POST"])
def village_edit(request: HttpRequest, pk: int) -> HttpResponse:
    village = get_editable(Village.objects.select_related("commune"), request.user, pk=pk)
    return _save(request, VillageForm(request.POST or None, instance=village, user=request.user))


def _save(request: HttpRequest, form: VillageForm) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            village = save_village(village=form.instance, user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": village})
            return redirect("members:village", village.pk)
    back: Any = form.instance if form.instance.pk else None
    return render(request, "members/village_edit.html", {"form": form, "village": back})


@require_POST
def village_year(request: HttpRequest, pk: int) -> HttpResponse:
    """Households and people of a year: entered or corrected."""
    village = get_editable(Village.objects.select_related("commune"), request.user, pk=pk)
    form = VillageYearForm(request.POST)
    if not form.is_valid():
        return _page(request, village, form, status=422)
    row = form.save(village)
    messages.success(request, _("Saved: %(title)s.") % {"title": row})
    return redirect("members:village", village.pk)


@require_http_methods(["GET", "POST"])
def office_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody takes a post of the village."""
    village = get_editable(Village.objects.select_related("commune"), request.user, pk=pk)
    form = OfficeForm(request.POST or None, village=village, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            hold_office(village=village, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("Saved: %(title)s.") % {"title": form.cleaned_data["person"]}
            )
            return redirect("members:village", village.pk)
    return render(request, "members/office.html", {"form": form, "village": village})


@require_POST
def office_end(request: HttpRequest, pk: int) -> HttpResponse:
    """A post ends today; another day is entered by who follows."""
    office = get_editable(
        VillageOffice.objects.select_related("person", "village"), request.user, pk=pk
    )
    try:
        end_office(office=office, on=timezone.localdate(), user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The post has ended today: %(office)s.") % {"office": office})
    return redirect("members:village", office.village_id)


def _village(request: HttpRequest, pk: int) -> Village:
    found: Village = get_visible(Village.objects.select_related("commune"), request.user, pk=pk)
    return found
