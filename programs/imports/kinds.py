"""Results and cameras as kinds of list of `imports`: what is asked beside the file, read, written."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.forms import PastDateField
from imports.forms import Missing, OptionsForm
from imports.grid import Sheet
from imports.plan import Context, Plan
from imports.questions import Answers
from imports.writing import BulkWriter
from members.models import Commune
from members.queries import with_predecessors
from programs.imports.camera_form import LABELS
from programs.imports.cameras import CamerasPlan, plan_cameras, write_cameras
from programs.imports.results import ResultsPlan, plan_results, write_results
from programs.models import Program, ResultSheet


class ResultsOptions(OptionsForm):
    """Of which programme the figures are, and where year totals come from."""

    lasting = ("program", "source")

    program: Any = forms.ModelChoiceField(
        Program.objects.none(),
        label=_("Programme"),
        error_messages={
            "required": _(
                "Choose the programme. Where none is offered, add it under Programmes first."
            )
        },
    )
    source = forms.ChoiceField(
        label=_("Where year totals come from"),
        choices=ResultSheet.Source.choices,
        initial=ResultSheet.Source.YEARLY_REPORT,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = (  # type: ignore[attr-defined]
            Program.objects.editable_by(self.user)
            .filter(commune__in=with_predecessors(self.commune.pk))
            .select_related("kind", "commune")
        )

    def missing(self) -> Missing | None:
        """Return the way to the first programme, without which no figure has a place."""
        if self.fields["program"].queryset.exists():  # type: ignore[attr-defined]
            return None
        return Missing(
            _("The commune has no programme yet that figures could belong to."),
            reverse("programs:row_new", args=["program"]),
            _("Add a programme"),
        )


class ResultsImporter:
    """Results by year or by month, however the office lays them out."""

    kind = "results"
    title = _("Results by year or month")
    about = _("Figures by indicator, village and year or month, in any layout.")
    form = ResultsOptions
    #: columns are told by periods, villages and indicators; doubts are questions
    fields: ClassVar[Mapping[str, Any]] = {}

    def read(self, sheets: Sequence[Sheet], context: Context, answers: Answers) -> Plan:
        """Return what the file would change. Raises ValidationError without a programme."""
        program: Program | None = context.options.get("program")
        if program is None:
            raise ValidationError(_("Choose the programme that the figures belong to."))
        return plan_results(
            sheets,
            program=program,
            source=context.options.get("source") or ResultSheet.Source.YEARLY_REPORT,
            answers=answers,
            today=context.today,
            user=context.user,
        )

    def write(self, plan: Plan, writer: BulkWriter) -> None:
        assert isinstance(plan, ResultsPlan)
        write_results(plan, writer)


class CamerasOptions(OptionsForm):
    """The day for which a condition counts."""

    as_of = PastDateField(
        label=_("Day of the condition"),
        required=False,
        help_text=_("Empty: today. A column “Kiểm tra ngày” goes first."),
    )


class CamerasImporter:
    """The camera points of a commune, with what the last look at them found."""

    kind = "cameras"
    title = _("Camera list")
    about = _("One row a point: place, village, units, condition.")
    form = CamerasOptions
    fields: ClassVar[Mapping[str, Any]] = LABELS

    def read(self, sheets: Sequence[Sheet], context: Context, answers: Answers) -> Plan:
        """Return what the list would change."""
        commune = Commune.objects.get(pk=context.commune)
        return plan_cameras(
            sheets,
            commune=commune,
            program=Program.objects.filter(commune=commune, kind__code="cameras").first(),
            as_of=context.options.get("as_of") or context.today,
            answers=answers,
        )

    def write(self, plan: Plan, writer: BulkWriter) -> None:
        assert isinstance(plan, CamerasPlan)
        write_cameras(plan, writer)
