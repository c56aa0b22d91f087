"""One way to add, correct and delete the rows of programmes and their registers.

A kind of row says its model, its form, its parent and the page it stands on; what a user
may write is asked of the parent for a new row, and of the row itself afterwards.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.access import get_editable, require_role
from common.asked import asked_key
from common.forms import tell
from members.models import Commune
from programs import models
from programs.forms import cameras, fire, programmes, trusted
from programs.services.rows import delete_row, enter_state, resting_on, save_row


@dataclass(frozen=True)
class RowKind:
    """How a kind of row is written: its model, its form, the page on which it stands.

    `parent` names its foreign key, "" for a row of its own; `home` the lookup to what the
    page shows, where that is not the parent; `related` is read with the row.
    """

    model: Any
    form: Any
    page: str
    parent: str = ""
    home: str = ""
    related: tuple[str, ...] = ()
    deletable: bool = True

    @property
    def name(self) -> str:
        return str(self.model._meta.verbose_name)

    def stands_on(self, row: Any) -> Any:
        """Return what the page of a row shows: its parent, or the row itself."""
        for step in filter(None, (self.home or self.parent).split("__")):
            row = getattr(row, step)
        return row

    def url(self, row: Any) -> str:
        return reverse(f"programs:{self.page}", args=[self.stands_on(row).pk])


#: what a register keeps for good: it ends on its day instead of being deleted
_OWN = {"deletable": False}
KINDS: dict[str, RowKind] = {
    "program": RowKind(models.Program, programmes.ProgramForm, "program", related=("kind",), **_OWN),
    "alias": RowKind(models.ProgramAlias, programmes.AliasForm, "program", "program"),
    "state": RowKind(models.ProgramStatus, programmes.StateForm, "program", "program"),
    "site": RowKind(models.ProgramSite, programmes.SiteForm, "program", "program", related=("program__kind",)),
    "rating": RowKind(models.ProgramRating, programmes.RatingForm, "program", "program", related=("scheme",)),
    "trusted": RowKind(
        models.TrustedPerson, trusted.RecognitionForm, "trusted_person", related=("person",), **_OWN
    ),
    "removal": RowKind(
        models.TrustedPerson, trusted.RemovalForm, "trusted_person", related=("person",), **_OWN
    ),
    "activity": RowKind(models.TrustedActivity, trusted.ActivityForm, "trusted_person", "recognition"),
    "zone": RowKind(models.FireSafeZone, fire.ZoneForm, "zone", **_OWN),
    "household": RowKind(models.ZoneHousehold, fire.HouseholdForm, "zone", "zone", related=("zone",), **_OWN),
    "equipment": RowKind(
        models.FireEquipment, fire.EquipmentForm, "zone", "household", "household__zone",
        related=("household__zone",),
    ),
    "drill": RowKind(models.FireDrill, fire.DrillForm, "zone", "zone"),
    "inspection": RowKind(models.FireInspection, fire.InspectionForm, "zone", "zone"),
    "camera": RowKind(models.Camera, cameras.CameraForm, "camera", **_OWN),
    "check": RowKind(models.CameraCheck, cameras.CheckForm, "camera", "camera", related=("camera",)),
    "upkeep": RowKind(models.CameraUpkeep, cameras.UpkeepForm, "camera", "camera"),
    "extraction": RowKind(models.CameraExtraction, cameras.ExtractionForm, "camera", "camera"),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def row_new(request: HttpRequest, what: str, parent: int | None = None) -> HttpResponse:
    """Add a row, under a parent that the user may write."""
    kind = _kind(what)
    row = kind.model()
    if what == "removal" or bool(kind.parent) != (parent is not None):
        raise Http404(_("This page does not exist."))
    if kind.parent:
        above = kind.model._meta.get_field(kind.parent).related_model
        setattr(row, kind.parent, get_editable(above.objects.all(), request.user, pk=parent))
        back = kind.url(row)
    else:
        editors = kind.model.objects.all().scope.editors
        require_role(request.user, *editors, why=_("You may read this, but not change it."))
        back = reverse(f"programs:{kind.page}s")
    return _save(request, what, row, back)


@require_http_methods(["GET", "POST"])
def row_edit(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Correct a row, or end it."""
    kind = _kind(what)
    row = get_editable(kind.model.objects.select_related(*kind.related), request.user, pk=pk)
    return _save(request, what, row, kind.url(row))


@require_POST
def row_delete(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Delete a row that was entered by mistake: shown first with what rests on it, and asked once."""
    kind = _kind(what)
    if not kind.deletable:
        raise Http404(_("This page does not exist."))
    row = get_editable(kind.model.objects.select_related(*kind.related), request.user, pk=pk)
    back, name = kind.url(row), str(row)
    if request.POST.get("sure") != "yes":
        context = {"row": name, "kind": kind.name, "back": back, "rests": resting_on(row)}
        return render(request, "_sure.html", context)
    try:
        delete_row(row=row, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Deleted: %(title)s.") % {"title": name})
    return redirect(back)


def _save(request: HttpRequest, what: str, row: Any, back: str) -> HttpResponse:
    kind = KINDS[what]
    initial = {}
    if row.pk is None and (chosen := asked_key(request, "person")) is not None:
        initial["person"] = chosen
    form = kind.form(request.POST or None, instance=row, user=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _write(form, request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": row})
            return redirect(kind.url(row))
    words = _("Correct: %(what)s") if row.pk else _("Add: %(what)s")
    context = {
        "form": form, "title": words % {"what": kind.name}, "back": back, "action": _("Save"),
        "delete": reverse("programs:row_delete", args=[what, row.pk])
        if row.pk and kind.deletable
        else "",
        "of": str(kind.stands_on(row)) if kind.parent else "",
    }  # fmt: skip
    return render(request, "_row.html", context)


def _write(form: Any, user: Any) -> None:
    row = form.instance

    def decide() -> None:
        form.decide(_commune_of(row))

    if isinstance(form, programmes.StateForm) and not row.pk:
        enter_state(state=row, user=user, before=decide)
    else:
        save_row(row=row, user=user, before=decide, after=form.after_save)


def _commune_of(row: Any) -> Commune:
    """Return the commune in whose register the row's decision is entered."""
    path = type(row).objects.all().scope.commune
    for step in path.split("__"):
        row = getattr(row, step)
    commune: Commune = row
    return commune


def _kind(what: str) -> RowKind:
    if what not in KINDS:
        raise Http404(_("This page does not exist."))
    return KINDS[what]
