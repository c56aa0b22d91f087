"""Results and camera lists for the upload page."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import DateField
from common.parcels import Parcel
from common.workbook import Head, Sheet
from imports.models import ImportRun
from imports.writing import BulkWriter
from members.forms.imports import OptionsForm
from members.imports.importers import Importer, register
from members.queries import with_predecessors
from programs.imports.old_cameras import ALIASES, REQUIRED, apply_cameras, plan_cameras
from programs.imports.old_results import apply_results, plan_results
from programs.models import Program, ResultSheet


class ResultsOptions(OptionsForm):
    program = forms.ModelChoiceField(Program.objects.none(), label=_("Programme"))
    source = forms.ChoiceField(
        label=_("Where year totals come from"),
        choices=ResultSheet.Source.choices,
        initial=ResultSheet.Source.YEARLY_REPORT,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = (  # type: ignore[attr-defined]
            Program.objects.editable_by(self.user)
            .filter(commune__in=with_predecessors(self.run.commune_id))
            .select_related("kind", "commune")
        )


class CamerasOptions(OptionsForm):
    as_of = DateField(label=_("Day of the condition"), required=False, help_text=_("Empty: today."))


def _plan_results(
    run: ImportRun,
    sheets: list[Sheet],
    heads: Mapping[str, Head],
    parcel: Parcel,
    options: dict[str, Any],
) -> Any:
    return plan_results(sheets, program=options["program"], source=options["source"], parcel=parcel)


def _plan_cameras(
    run: ImportRun,
    sheets: list[Sheet],
    heads: Mapping[str, Head],
    parcel: Parcel,
    options: dict[str, Any],
) -> Any:
    return plan_cameras(
        sheets, commune=run.commune, parcel=parcel, heads=heads,
        program=Program.objects.filter(commune=run.commune, kind__code="cameras").first(),
        as_of=options["as_of"] or timezone.localdate(),
    )  # fmt: skip


def _apply_results(plan: Any, user: Any, source: str, writer: BulkWriter) -> None:
    apply_results(plan, user=user, source=source, writer=writer)


def _apply_cameras(plan: Any, user: Any, source: str, writer: BulkWriter) -> None:
    apply_cameras(plan, user=user, source=source, writer=writer)


def register_importers() -> None:
    """Enter both kinds; `programs.apps` calls it when the portal starts."""
    register(
        "results",
        Importer(
            title=_("Results by year or month"),
            about=_("One sheet a village, one row an indicator, one column a year or month."),
            form=ResultsOptions,
            plan=_plan_results,
            apply=_apply_results,
        ),
    )
    register(
        "cameras",
        Importer(
            title=_("Camera list"),
            about=_("One row a point: place, village, units, condition."),
            form=CamerasOptions,
            plan=_plan_cameras,
            apply=_apply_cameras,
            aliases=ALIASES,
            required=REQUIRED,
            labels={
                "name": _("place of the camera"), "village": _("village"), "units": _("units"),
                "installed_on": _("installed on"), "funding": _("funding"), "cost": _("cost"),
                "manager": _("managed by"), "latitude": _("latitude"),
                "longitude": _("longitude"), "condition": _("condition"),
            },
        ),
    )  # fmt: skip
