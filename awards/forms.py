"""Forms of awards: rounds, nominations, the council, the decision, layouts."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.models import (
    AwardForm,
    AwardRound,
    CertificateLayout,
    CertificateText,
    CouncilMember,
    Nomination,
    NomineeKind,
)
from common.dates import moment
from common.forms import DateField, RowsField, TimeField, helper, offer
from meetings.models import Meeting
from members.models import Commune, Village
from programs.forms.discreet import Discreet, sure_field
from programs.forms.rows import as_field
from programs.models import Program


class RoundForm(forms.ModelForm):
    """A round: its programmes, its period with both days typed, its conference."""

    programs = RowsField(
        Program.objects.none(), label=_("Programmes"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one programme.")},
    )  # fmt: skip
    first_day = DateField(label=_("From day"))
    last_day = DateField(label=_("To day"))

    class Meta:
        model = AwardRound
        formfield_callback = as_field
        fields = ["commune", "title", "meeting", "citation", "share_needed"]

    field_order = [
        "commune", "title", "programs", "first_day", "last_day", "meeting", "citation", "share_needed",
    ]  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        round_ = self.instance
        programs = Program.objects.visible_to(user).select_related("kind", "commune")
        meetings = Meeting.objects.visible_to(user)
        if round_.pk:
            del fields["commune"]
            programs = programs.filter(commune=round_.commune_id)
            meetings = meetings.filter(commune=round_.commune_id)
            self.initial |= {
                "first_day": round_.period_start, "last_day": round_.period.last_day,
                "programs": list(round_.programs.values_list("pk", flat=True)),
            }  # fmt: skip
        else:
            offer(self, "commune", Commune.objects.editable_by(user))
        fields["programs"].queryset = programs
        fields["meeting"].queryset = meetings
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", _("The last day lies before the first."))
            else:
                self.instance.period_start = first
                self.instance.period_end = last + dt.timedelta(days=1)
        return data


class NominateForm(forms.Form):
    """Which form of award the ticked candidates are nominated for."""

    form = forms.ModelChoiceField(AwardForm.objects.all(), label=_("Form of award"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = AwardForm.objects.filter(code="giay-khen-xa").first()
        self.initial.setdefault("form", first.pk if first else None)
        self.helper = helper()


class NominationForm(Discreet, forms.ModelForm):
    """A nomination's form and merits; for a household or a village also who it is."""

    sure = sure_field()
    guarded = ("merits",)

    class Meta:
        model = Nomination
        formfield_callback = as_field
        fields = ["form", "nominee_kind", "village", "household_name", "merits"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        row = self.instance
        if row.person_id or row.team_id:
            for name in ("nominee_kind", "village", "household_name"):
                del fields[name]
        else:
            fields["nominee_kind"].choices = [
                (NomineeKind.HOUSEHOLD, _("Household")), (NomineeKind.COLLECTIVE, _("Village"))
            ]  # fmt: skip
            fields["nominee_kind"].initial = NomineeKind.HOUSEHOLD
            fields["village"].queryset = Village.objects.visible_to(user).filter(
                commune=row.round.commune_id
            )
            fields["village"].required = True
        fields["merits"].widget.attrs["rows"] = 8
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("nominee_kind") == NomineeKind.HOUSEHOLD and not data.get("household_name"):
            self.add_error("household_name", _("Type the name of the household's head."))  # type: ignore[attr-defined]
        return data


class FileForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160, initial=_("Signed merit report"))
    file = forms.FileField(label=_("File (PDF, Word, JPEG, PNG)"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class CouncilMemberForm(forms.ModelForm):
    class Meta:
        model = CouncilMember
        formfield_callback = as_field
        fields = ["full_name", "post", "seat", "present"]

    def has_changed(self) -> bool:
        """A new line counts once a name or a post is typed."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed & {"full_name", "post"})


CouncilFormSet = forms.modelformset_factory(
    CouncilMember, CouncilMemberForm, extra=3, can_delete=True, max_num=40, validate_max=True
)


class VotesForm(forms.Form):
    """When and where the council met, and the votes for each nomination."""

    day = DateField(label=_("Day"))
    starts = TimeField(label=_("Begins at"))
    closed = TimeField(label=_("Closed at"), required=False)
    place = forms.CharField(label=_("Place of the meeting"), max_length=200)

    def __init__(self, *args: Any, round_: AwardRound, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if round_.council_met_at:
            met = timezone.localtime(round_.council_met_at)
            self.initial |= {
                "day": met.date(),
                "starts": met.time(),
                "place": round_.council_place,
                "closed": round_.council_closed_at,
            }
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"votes-{row.pk}"] = forms.IntegerField(
                label=_("Votes for: %(name)s") % {"name": row.nominee}, required=False, min_value=0,
                max_value=99, initial=row.votes_for,
            )  # fmt: skip
            self.fields[f"note-{row.pk}"] = forms.CharField(
                label=_("Note"), required=False, max_length=300, initial=row.note
            )
        self.helper = helper()

    def met_at(self) -> dt.datetime:
        data = self.cleaned_data
        return moment(data["day"], data["starts"])

    def votes(self) -> dict[int, tuple[int | None, str]]:
        """Return what `hold_council` takes."""
        data = self.cleaned_data
        return {row.pk: (data[f"votes-{row.pk}"], data[f"note-{row.pk}"]) for row in self.rows}


class DecideForm(forms.Form):
    approved = RowsField(
        Nomination.objects.none(), label=_("Rewarded"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Those without a tick, on which the council voted, are refused by the decision."),
    )  # fmt: skip
    dated = DateField(label=_("Date of the decision"))

    def __init__(self, *args: Any, rows: Any, likely: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["approved"].queryset = rows
        self.initial |= {
            "approved": list(likely.values_list("pk", flat=True)), "dated": timezone.localdate(),
        }  # fmt: skip
        self.helper = helper()


class LayoutForm(forms.ModelForm):
    class Meta:
        model = CertificateLayout
        formfield_callback = as_field
        localized_fields = "__all__"  # 1,5 mm as well as 1.5
        fields = ["shift_x", "shift_y"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()


class TextForm(forms.ModelForm):
    class Meta:
        model = CertificateText
        formfield_callback = as_field
        localized_fields = ["x", "y", "width"]
        fields = ["printed", "x", "y", "width", "size", "align", "bold", "italic", "capitals"]


TextFormSet = forms.modelformset_factory(CertificateText, TextForm, extra=0)
