"""Forms of communes and villages."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, RowsField, choices_of, helper, offer
from common.text import nfc
from members.models import Commune, Person, Village, VillageOffice, VillageYear


class VillageForm(forms.ModelForm):
    """A village's card: its spelling, kind and first day. A new name is a renaming, not this."""

    formed_on = DateField(
        label=_("Formed on"), required=False, help_text=_("Empty: longer ago than anybody knows.")
    )

    class Meta:
        model = Village
        fields = ["commune", "name", "kind", "formed_on", "latitude", "longitude"]
        labels = {
            "commune": _("Commune"), "name": _("Name"), "kind": _("Kind"),
            "latitude": _("Latitude of its centre"), "longitude": _("Longitude of its centre"),
        }  # fmt: skip

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        communes = Commune.objects.editable_by(user).existing_on(timezone.localdate())
        if self.instance.pk:
            del self.fields["commune"]
        else:
            offer(self, "commune", communes)
        self.fields["kind"].choices = choices_of(Village.Kind)
        self.helper = helper()

    def clean_name(self) -> str:
        return nfc(self.cleaned_data["name"])


class VillageYearForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=1945, max_value=2200)
    households = forms.IntegerField(
        label=_("Households"), required=False, min_value=0, max_value=100_000
    )
    population = forms.IntegerField(
        label=_("Population"), required=False, min_value=0, max_value=1_000_000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def save(self, village: Village) -> VillageYear:
        data = dict(self.cleaned_data)
        row, _created = VillageYear.objects.update_or_create(
            village=village, year=data.pop("year"), defaults=data
        )
        return row


class OfficeForm(forms.Form):
    """Who takes a post in a village, and from when."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Person"))
    office = forms.ChoiceField(label=_("Post"))
    title = forms.CharField(
        label=_("Title as written"), required=False, max_length=120,
        help_text=_("Where it differs from the post."),
    )  # fmt: skip
    started_on = DateField(label=_("From"))
    replaces = forms.BooleanField(
        label=_("Whoever held this post leaves it on that day"), required=False, initial=True
    )

    def __init__(self, *args: Any, village: Village, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = Person.objects.editable_by(user).filter(village=village)
        self.fields["office"].choices = choices_of(VillageOffice.Office)
        self.helper = helper()


class UnitField(RowsField):
    """Several units, ticked. Villages of merged communes are told apart by their commune."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}, {obj.commune.full_name}" if isinstance(obj, Village) else str(obj)


class DecreeForm(forms.Form):
    """What every change of units stands on."""

    decision_number = forms.CharField(
        label=_("Number of the decision"), max_length=60, help_text=_("E.g. 1679/NQ-UBTVQH15.")
    )
    effective_on = DateField(label=_("In force from"))
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        day = timezone.localdate()
        self.communes = Commune.objects.editable_by(user).existing_on(day - dt.timedelta(days=1))
        self.villages = (
            Village.objects.editable_by(user)
            .existing_on(day - dt.timedelta(days=1))
            .select_related("commune")
        )
        self.helper = helper()


class IntoForm(DecreeForm):
    """The commune that receives: of the list, or a new one."""

    into = forms.ModelChoiceField(
        Commune.objects.none(), label=_("Commune after the change"), required=False,
        help_text=_("Not in the list? Leave it empty and fill in the three fields below."),
    )  # fmt: skip
    new_name = forms.CharField(label=_("Name of a new commune"), required=False, max_length=120)
    new_kind = forms.ChoiceField(label=_("Kind of a new commune"), required=False)
    new_code = forms.CharField(
        label=_("Code of a new commune"), required=False, max_length=12,
        help_text=_("Five digits of Decision 19/2025/QĐ-TTg."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = self.communes.values_list("province", flat=True).distinct()
        day = timezone.localdate()
        self.fields["into"].queryset = Commune.objects.filter(
            province__in=list(provinces)
        ).existing_on(day)
        self.fields["new_kind"].choices = [("", "–"), *choices_of(Commune.Kind)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("into"):
            return data
        missing = [name for name in ("new_name", "new_kind", "new_code") if not data.get(name)]
        if len(missing) == 3:
            self.add_error("into", _("Choose the commune, or describe a new one."))
        for name in missing if len(missing) < 3 else ():
            self.add_error(name, _("Fill this in for a new commune."))
        if not missing:
            code = data["new_code"].strip()
            if Commune.objects.filter(code_scheme="QĐ 19/2025", code=code).exists():
                self.add_error("new_code", _("A commune with this code exists already."))
            province = self.communes.values_list("province", flat=True).first() or ""
            data["into"] = Commune(
                name=nfc(data["new_name"]), kind=data["new_kind"], code=code, province=province
            )
        return data


class MergeCommunesForm(IntoForm):
    communes_from = UnitField(Commune.objects.none(), label=_("Communes before"))
    staff_follow = forms.BooleanField(
        label=_("Officers and committee of these communes look after the new one"),
        required=False, initial=True,
    )  # fmt: skip
    field_order = [
        "decision_number", "effective_on", "communes_from", "into", "new_name", "new_kind",
        "new_code", "staff_follow", "note",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["communes_from"].queryset = self.communes


class MoveVillagesForm(IntoForm):
    villages_from = UnitField(Village.objects.none(), label=_("Villages that pass over"))
    field_order = [
        "decision_number", "effective_on", "villages_from", "into", "new_name", "new_kind",
        "new_code", "note",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["villages_from"].queryset = self.villages


class RenameForm(DecreeForm):
    name = forms.CharField(label=_("New name"), max_length=120)
    field_order = ["decision_number", "effective_on", "unit", "name", "kind", "note"]

    def _choose(self, units: Any, kinds: Any) -> None:
        self.fields["unit"] = forms.ModelChoiceField(units, label=_("Unit"))
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=choices_of(kinds))
        self.order_fields(self.field_order)


class RenameCommuneForm(RenameForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose(self.communes, Commune.Kind)


class RenameVillageForm(RenameForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose(self.villages, Village.Kind)


class MergeVillagesForm(DecreeForm):
    villages_from = UnitField(Village.objects.none(), label=_("Villages before"))
    name = forms.CharField(label=_("Name of the new village"), max_length=120)
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(Village.Kind))
    field_order = ["decision_number", "effective_on", "villages_from", "name", "kind", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["villages_from"].queryset = self.villages


class SplitVillageForm(DecreeForm):
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village before"))
    names = forms.CharField(
        label=_("Names of the new villages"),
        help_text=_("One on a line, two to six of them. Who goes where is asked next."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of(Village.Kind))
    field_order = ["decision_number", "effective_on", "village", "names", "kind", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = self.villages

    def clean_names(self) -> list[str]:
        names = [nfc(line)[:120] for line in self.cleaned_data["names"].splitlines() if nfc(line)]
        if not 2 <= len(names) <= 6 or len(set(names)) < len(names):
            raise ValidationError(_("Name two to six villages, each once, one on a line."))
        return names
