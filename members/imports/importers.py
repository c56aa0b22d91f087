"""What can be imported in the browser. Apps above enter theirs when they start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.parcels import Parcel
from common.workbook import Head, Sheet
from imports.models import ImportRun
from imports.writing import BulkWriter
from members.forms.imports import RosterOptions
from members.imports.applying import apply_roster
from members.imports.planning import plan_roster
from members.imports.reading import ALIASES, REQUIRED, read_roster
from members.imports.villages import VillageNames
from members.models import Commune

#: (run, sheets chosen, corrected heads by sheet, parcel, options) -> plan
Plan = Callable[[ImportRun, list[Sheet], Mapping[str, Head], Parcel, dict[str, Any]], Any]


@dataclass(frozen=True)
class Importer:
    """How one kind of workbook is read, asked about, planned and written.

    `labels` names the fields whose columns can be put right by hand; without any
    the workbook's own form decides. `form` asks for what the workbook cannot say.
    """

    title: Any
    about: Any
    form: type[Any]
    plan: Plan
    apply: Callable[..., None]
    aliases: Mapping[str, list[str]] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    labels: Mapping[str, Any] = field(default_factory=dict)


def plan_roster_run(
    run: ImportRun,
    sheets: list[Sheet],
    heads: Mapping[str, Head],
    parcel: Parcel,
    options: dict[str, Any],
) -> Any:
    """Read and plan a roster. Raises ValidationError where the day is not known."""
    commune: Commune = run.commune
    names = VillageNames.of(commune.villages.with_origin(), timezone.localdate())
    rows, as_of = read_roster(
        sheets, village_names=names.spellings, as_of=options["as_of"], parcel=parcel, heads=heads
    )
    if as_of is None:
        raise ValidationError(_("The list bears no date. Type the day that it shows."))
    return plan_roster(
        rows, commune=commune, team_kind=options["team_kind"], as_of=as_of, parcel=parcel,
        since=options["since"], absent_on=options["absent_on"],
    )  # fmt: skip


def _apply(plan: Any, user: Any, source: str, writer: BulkWriter) -> None:
    apply_roster(plan, user=user, source=source, writer=writer)


IMPORTERS: dict[str, Importer] = {
    "roster": Importer(
        title=gettext_lazy("Rosters of teams"),
        about=gettext_lazy("One row a person, by village: name, birth, citizen ID, phone, role."),
        form=RosterOptions,
        plan=plan_roster_run,
        apply=_apply,
        aliases=ALIASES,
        required=REQUIRED,
        labels={
            "number": gettext_lazy("number in the list"), "full_name": gettext_lazy("full name"),
            "birth": gettext_lazy("birth date"), "birth_male": gettext_lazy("birth date, men"),
            "birth_female": gettext_lazy("birth date, women"), "sex": gettext_lazy("sex"),
            "citizen_id": gettext_lazy("citizen ID"), "phone": gettext_lazy("phone"),
            "address": gettext_lazy("address"), "village": gettext_lazy("village"),
            "role": gettext_lazy("role"), "office": gettext_lazy("post in the village"),
            "joined": gettext_lazy("joined on"), "remark": gettext_lazy("remark"),
        },
    ),
}  # fmt: skip


def register(kind: str, importer: Importer) -> None:
    """Enter a kind of workbook; called by apps above when they start."""
    IMPORTERS[kind] = importer
