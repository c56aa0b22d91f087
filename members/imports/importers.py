"""What can be imported in the browser. Apps above enter theirs when they start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from common.parcels import Parcel
from common.workbook import Head, Sheet
from imports.models import ImportRun

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


IMPORTERS: dict[str, Importer] = {}


def register(kind: str, importer: Importer) -> None:
    """Enter a kind of workbook; called by apps above when they start."""
    IMPORTERS[kind] = importer
