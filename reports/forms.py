"""Forms of the report pages."""

import datetime as dt
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.access import AnyUser
from common.forms import DateField, RowsField, choices_of, helper, offer
from common.periods import Period
from common.text import nfc
from members.models import Commune, Paper
from members.models.papers import IssuerKind, PaperKind
from members.queries import with_predecessors
from programs.models import Program
from programs.queries.papers import concerning, names_of
from reports.models import ReportKind, ReviewReport
from reports.models.reports import LONGEST_TITLE
from reports.services import check_period


class ReportForm(forms.Form):
    """What a new report covers. The days are typed inclusive and kept half-open."""

    commune = forms.ModelChoiceField(Commune.objects.none(), label=_("Commune"))
    kind = forms.ModelChoiceField(ReportKind.objects.none(), label=_("Kind of report"))
    programs = RowsField(
        Program.objects.none(),
        label=_("Programmes under review"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one programme.")},
    )
    first_day = DateField(label=_("From day"))
    last_day = DateField(label=_("To day"))
    cut_off = DateField(
        label=_("Figures as of"),
        required=False,
        help_text=_("Empty: the last day. What became true later is not counted."),
    )
    plan = forms.ModelChoiceField(
        Paper.objects.none(),
        label=_("Plan it carries out"),
        required=False,
        help_text=_("Named in the report's first sentence. Empty: none is named."),
    )
    in_todays_units = forms.BooleanField(
        label=_("Merged villages under the one of the cut-off day"),
        required=False,
        help_text=_("Otherwise each year tells the villages of its time."),
    )
    issuer = forms.ChoiceField(
        label=_("Issued by"), choices=choices_of(IssuerKind), required=False,
        initial=IssuerKind.STEERING_COMMITTEE,
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "commune", Commune.objects.editable_by(user))
        self.fields["kind"].queryset = ReportKind.objects.visible_to(user).filter(in_use=True)
        self.fields["programs"].queryset = Program.objects.editable_by(user).select_related("kind")
        offer_plans(self.fields["plan"], Paper.objects.visible_to(user), _programs_of(user))
        self.helper = helper()

    def hide_kind(self) -> None:
        """Keep the kind that was chosen; it is shown above the form."""
        self.fields["kind"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", _("The last day lies before the first."))
            elif (last - first).days > 40 * 366:
                self.add_error("last_day", _("A report covers at most 40 years."))
            elif last.year > 2200 or first.year < 1945:
                self.add_error("first_day", _("The year must lie between 1945 and 2200."))
            cut_off = data.get("cut_off")
            if cut_off and not first <= cut_off <= last:
                self.add_error("cut_off", _("The cut-off day must lie in the period."))
        commune, programs, kind = data.get("commune"), data.get("programs"), data.get("kind")
        if commune and kind:
            if not ReportKind.objects.offered_to(commune).filter(pk=kind.pk).exists():
                self.add_error("kind", _("Choose a kind of report of the commune."))
            elif first and last and not self.errors:
                try:
                    check_period(kind, commune, Period.inclusive(first, last))
                except ValidationError as error:
                    self.add_error("last_day", error)
        if commune and programs:
            covered = with_predecessors(commune.pk)
            plan = data.get("plan")
            if plan is not None and plan.commune_id not in covered:
                self.add_error("plan", _("Choose a plan of the commune."))
            if all(program.commune_id in covered for program in programs):
                return data
            raise ValidationError(_("A report covers programmes of one commune."))
        return data

    def draft(self) -> dict[str, Any]:
        """Return what `reports.services.draft_report` takes."""
        data = self.cleaned_data
        return {
            "commune": data["commune"],
            "kind": data["kind"],
            "programs": data["programs"],
            "period_start": data["first_day"],
            "period_end": data["last_day"] + dt.timedelta(days=1),
            "cut_off": data["cut_off"] or data["last_day"],
            "issuer": data["issuer"],
            "plan": data["plan"],
            "in_todays_units": data["in_todays_units"],
        }


def _programs_of(user: AnyUser) -> list[Program]:
    return list(Program.objects.editable_by(user).select_related("kind"))


def offer_plans(field: Any, papers: QuerySet[Paper], programs: list[Program]) -> None:
    """Offer the plans among papers: those that concern one of the programmes first, then the others."""
    field.queryset = papers.filter(kind=PaperKind.PLAN)
    plans = list(field.queryset.order_by("-issued_on", "-pk"))
    led = concerning(plans, programs, names_of(programs)) if plans else set()
    field.choices = [("", _("no plan"))] + [
        (title, rows)
        for title, rows in (
            (
                _("Plans on the programmes"),
                [(row.pk, _plan_words(row)) for row in plans if row.pk in led],
            ),
            (
                _("Other plans"),
                [(row.pk, _plan_words(row)) for row in plans if row.pk not in led],
            ),
        )
        if rows
    ]


def _plan_words(plan: Paper) -> str:
    return f"{plan.cited}: {plan.subject}"


class TitleForm(forms.Form):
    """The title of a draft, and the plan that its first sentence names."""

    title = forms.CharField(
        label=_("Title of the report"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    plan = forms.ModelChoiceField(
        Paper.objects.none(),
        label=_("Plan it carries out"),
        required=False,
        help_text=_("Named in the report's first sentence. Empty: none is named."),
    )

    def __init__(self, *args: Any, report: ReviewReport, user: AnyUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = Paper.objects.visible_to(user).filter(
            commune__in=with_predecessors(report.commune_id)
        )
        offer_plans(self.fields["plan"], papers, list(report.programs.select_related("kind")))
        self.fields["title"].help_text = _(
            "At most %(count)d characters; it stands under “BÁO CÁO”. Empty: the usual title."
        ) % {"count": LONGEST_TITLE}
        self.helper = helper()

    def clean_title(self) -> str:
        title = nfc(self.cleaned_data["title"])
        if len(title) > LONGEST_TITLE:
            raise ValidationError(
                _("The title has %(count)d characters; at most %(most)d fit. Shorten it."),
                params={"count": len(title), "most": LONGEST_TITLE},
            )
        return title


class SectionForm(forms.Form):
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class ReasonForm(forms.Form):
    """Why contradictions stand. Which ones is ticked in their list, not in the form's own fields."""

    keys = forms.Field(
        label=_("Contradictions"), widget=forms.MultipleHiddenInput,
        error_messages={"required": _("Choose at least one contradiction.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Why the figures are right as they are, or why they cannot be mended. It stays with the "
            "report and is not printed."
        ),
        error_messages={"required": _("Say why the contradiction stands.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()
        self.helper.layout = Layout("reason")


class IssueForm(forms.Form):
    dated = DateField(label=_("Date of the report"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()
