"""The guided page of a merge, split, renaming or transfer: what, what would happen, done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from common.access import OFFICER, require_role
from common.asked import key_in
from members.forms import units as forms
from members.models import Commune, Person, UnitChange
from members.services import unit_changes as services
from members.services.unit_changes import Decree, Part

Run = Callable[[dict[str, Any], Decree, Any, Any], UnitChange]


def _merge_communes(data: dict[str, Any], decree: Decree, typed: Any, user: Any) -> UnitChange:
    return services.merge_communes(
        sources=data["communes_from"], into=data["into"], decree=decree,
        names=_new_names(typed), staff_follow=data["staff_follow"], user=user,
    )  # fmt: skip


def _move(kind: UnitChange.Kind) -> Run:
    def run(data: dict[str, Any], decree: Decree, typed: Any, user: Any) -> UnitChange:
        return services.transfer_villages(
            kind=kind, villages=data["villages_from"], into=data["into"], decree=decree,
            names=_new_names(typed), user=user,
        )  # fmt: skip

    return run


def _rename(data: dict[str, Any], decree: Decree, typed: Any, user: Any) -> UnitChange:
    return services.rename_unit(
        unit=data["unit"], name=data["name"], kind=data["kind"], decree=decree, user=user
    )


def _merge_villages(data: dict[str, Any], decree: Decree, typed: Any, user: Any) -> UnitChange:
    return services.regroup_villages(
        kind=UnitChange.Kind.MERGE, sources=data["villages_from"], decree=decree, user=user,
        parts=[Part(data["name"], data["kind"])],
    )  # fmt: skip


def _split_village(data: dict[str, Any], decree: Decree, typed: Any, user: Any) -> UnitChange:
    people = Person.objects.filter(village=data["village"])
    parts = [
        Part(name, data["kind"], [p for p in people if typed.get(f"part-{p.pk}") == str(number)])
        for number, name in enumerate(data["names"])
    ]
    return services.regroup_villages(
        kind=UnitChange.Kind.SPLIT, sources=[data["village"]], parts=parts, decree=decree, user=user
    )


def _new_names(typed: Any) -> dict[int, str]:
    """Return the names typed beside the villages on the second step, by village id."""
    return {
        key: name[:120]
        for field, name in typed.items()
        if field.startswith("name-") and (key := key_in(field[5:])) is not None
    }


@dataclass(frozen=True)
class Way:
    """A kind of change: its words, its form, what it does."""

    title: Any
    about: Any
    icon: str
    form: type[forms.DecreeForm]
    run: Run


WAYS = {
    "merge-communes": Way(
        gettext_lazy("Communes merge"),
        gettext_lazy("Several communes go up in one; their villages pass over."),
        "union", forms.MergeCommunesForm, _merge_communes),
    "split-commune": Way(
        gettext_lazy("A commune is split"),
        gettext_lazy("Some of its villages make a commune of their own."),
        "intersect", forms.MoveVillagesForm, _move(UnitChange.Kind.SPLIT)),
    "transfer": Way(
        gettext_lazy("Villages pass to another commune"),
        gettext_lazy("Both communes go on; the villages keep their history."),
        "arrow-left-right", forms.MoveVillagesForm, _move(UnitChange.Kind.TRANSFER)),
    "rename-commune": Way(
        gettext_lazy("A commune gets another name or kind"),
        gettext_lazy("The old name stays on what happened before."),
        "type", forms.RenameCommuneForm, _rename),
    "merge-villages": Way(
        gettext_lazy("Villages merge"),
        gettext_lazy("A new village opens; teams are dissolved and founded again."),
        "union", forms.MergeVillagesForm, _merge_villages),
    "split-village": Way(
        gettext_lazy("A village is split"),
        gettext_lazy("New villages open; you say who lives where."),
        "intersect", forms.SplitVillageForm, _split_village),
    "rename-village": Way(
        gettext_lazy("A village gets another name or kind"),
        gettext_lazy("The old name stays on what happened before."),
        "type", forms.RenameVillageForm, _rename),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def unit_change(request: HttpRequest) -> HttpResponse:
    """Choose the kind of change, describe it, see what would happen, then let it happen."""
    user = request.user
    require_role(user, OFFICER, why=_("Only officers change units."))
    way = WAYS.get(request.GET.get("way", ""))
    if way is None:
        return render(request, "members/unit_ways.html", {"ways": WAYS})
    form = way.form(request.POST or None, user=user)
    context: dict[str, Any] = {"form": form, "way": way}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        decree = Decree(data["decision_number"], data["effective_on"], data["note"])
        try:
            if "confirm" in request.POST:
                change = way.run(data, decree, request.POST, user)
                messages.success(request, _("Entered: %(change)s.") % {"change": change})
                return redirect("members:commune", _commune_of(change).pk)
            context["preview"] = _preview(way, data, decree, request.POST, user)
        except ValidationError as error:
            form.add_error(None, error)
        except PermissionDenied as error:
            form.add_error(None, str(error))
    return render(request, "members/unit_change.html", context)


def _commune_of(change: UnitChange) -> Commune:
    commune = change.communes_to.first()
    if commune is None:
        village = change.villages_to.select_related("commune").first()
        assert village is not None
        commune = village.commune
    return commune


def _preview(
    way: Way, data: dict[str, Any], decree: Decree, typed: Any, user: Any
) -> dict[str, Any]:
    """Let the change happen and take it back: what it says is what it will do."""
    with transaction.atomic():
        change = way.run(data, decree, typed, user)
        before = list(change.villages_from.select_related("commune"))
        former = {row.village_id: row for row in change.former.select_related("within")}
        told = {
            "communes_from": [str(commune) for commune in change.communes_from.all()],
            "communes_to": [str(commune) for commune in change.communes_to.all()],
            "villages": [
                (village.pk, former[village.pk].name, former[village.pk].within, village.name)
                for village in before
                if village.pk in former and former[village.pk].within_id != village.commune_id
            ],
            "closed": [str(village) for village in before if village.dissolved_on],
            "opened": [
                (village.name, village.people.count(), village.teams.count())
                for village in change.villages_to.all()
                if village.formed_on == decree.effective_on
            ],
            "renamed": [(row.name, row.commune or row.village) for row in former.values()]
            if change.kind == UnitChange.Kind.RENAME
            else [],
            "carried": getattr(change, "carried", []),
        }
        transaction.set_rollback(True)
    if "names" in data:
        told["people"] = [
            (person, typed.get(f"part-{person.pk}", "0"))
            for person in Person.objects.filter(village=data["village"])
        ]
        told["parts"] = [(str(number), name) for number, name in enumerate(data["names"])]
    return told
