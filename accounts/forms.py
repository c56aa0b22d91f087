"""Forms of accounts."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from accounts.services.roles import manageable_kinds, manageable_roles
from common.access import COMMITTEE, OFFICER, VILLAGE_HEAD
from common.forms import DateField, choices_of, helper
from common.text import nfc
from members.forms.cleaning import clean_phone
from members.models import Commune, Village


class TokenForm(forms.Form):
    """A code of the phone, or a recovery code."""

    token = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "text", "autofocus": True,
                   "class": "code-input"}
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()

    def clean_token(self) -> str:
        return "".join(self.cleaned_data["token"].split()).lower()


class CardForm(forms.ModelForm):
    """What somebody keeps of the own account."""

    class Meta:
        model = User
        fields = ["full_name", "phone", "email"]
        labels = {"full_name": _("Full name"), "phone": _("Phone"), "email": _("E-mail")}
        help_texts = {"email": _("Optional. Notices are sent there as well.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["full_name"].required = True
        self.helper = helper()

    def clean_full_name(self) -> str:
        return nfc(self.cleaned_data["full_name"])

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


class RoleForm(forms.Form):
    """A role: what, where, from when. Only what the user may give is offered."""

    kind = forms.ChoiceField(label=_("Kind of role"))
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False,
        help_text=_("For a village head."),
    )  # fmt: skip
    commune = forms.ModelChoiceField(
        Commune.objects.none(), label=_("Commune"), required=False,
        help_text=_("For an officer or a member of the committee."),
    )  # fmt: skip
    province = forms.CharField(
        label=_("Province"), required=False, max_length=120, help_text=_("For an observer.")
    )
    started_on = DateField(label=_("From"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        day = timezone.localdate()
        kinds = manageable_kinds(user)
        self.fields["kind"].choices = [(k, capfirst(Role.Kind(k).label)) for k in kinds]
        self.fields["started_on"].initial = day
        self.fields["village"].queryset = (
            Village.objects.reached_by(user, frozenset({OFFICER, COMMITTEE}))
            .existing_on(day)
            .select_related("commune")
        )
        self.fields["commune"].queryset = Commune.objects.reached_by(
            user, frozenset({COMMITTEE})
        ).existing_on(day)
        if not user.is_superuser:
            del self.fields["province"]
        if OFFICER not in kinds:
            del self.fields["commune"]
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        """Keep only the place that the role asks for."""
        data = super().clean() or {}
        kind = data.get("kind")
        wanted = {VILLAGE_HEAD: "village", OFFICER: "commune", COMMITTEE: "commune"}
        needed = wanted.get(kind or "")
        if kind and needed and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, _("Choose where the role holds."))
        if kind == Role.Kind.OBSERVER and not (data.get("province") or data.get("commune")):
            self.add_error("province", _("Choose where the role holds."))
        for place in ("village", "commune"):
            if needed and place != needed:
                data[place] = None
        if needed or data.get("commune"):
            data["province"] = ""
        return data

    def role(self) -> dict[str, Any]:
        """Return what `give_role` takes."""
        data = self.cleaned_data
        return {
            "kind": data["kind"], "started_on": data["started_on"], "village": data.get("village"),
            "commune": data.get("commune"), "province": data.get("province", ""),
        }  # fmt: skip


class AccountForm(RoleForm):
    """A new account with its first role."""

    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Letters without accents and digits.")
    )
    full_name = forms.CharField(label=_("Full name"), max_length=120)
    phone = forms.CharField(
        label=_("Phone"), required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    field_order = [
        "username", "full_name", "phone", "email", "kind", "village", "commune", "province",
        "started_on",
    ]  # fmt: skip
    clean_full_name = CardForm.clean_full_name
    clean_phone = CardForm.clean_phone

    def clean_username(self) -> str:
        name = self.cleaned_data["username"].strip().lower()
        if not name.isascii() or not name.replace(".", "").replace("-", "").isalnum():
            raise ValidationError(_("Use letters without accents, digits, dots and hyphens."))
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError(_("This user name is taken. Choose another."))
        return name


class EndRoleForm(forms.Form):
    role = forms.ModelChoiceField(Role.objects.none())
    ended_on = DateField(label=_("Ends on"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = manageable_roles(user)


class FirstStartForm(forms.Form):
    """Commune, villages and the first officer of an empty installation."""

    code = forms.CharField(
        label=_("Code of the first start"), max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "code-input"}),
    )  # fmt: skip
    commune = forms.ChoiceField(label=_("Commune"))
    kind = forms.ChoiceField(
        label=_("Villages are called"),
        choices=choices_of(Village.Kind),
    )
    villages = forms.CharField(
        label=_("Names of the villages"), help_text=_("One on a line."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip
    full_name = forms.CharField(label=_("Your full name"), max_length=120)
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Letters without accents and digits.")
    )
    password = forms.CharField(
        label=_("Password"), help_text=_("At least ten characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Password again"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    clean_full_name = CardForm.clean_full_name
    clean_username = AccountForm.clean_username

    def __init__(self, *args: Any, communes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["commune"].choices = communes
        self.helper = helper()

    def clean_villages(self) -> list[str]:
        names = [nfc(line)[:120] for line in self.cleaned_data["villages"].splitlines()]
        names = [name for name in names if name]
        if len(names) > 200:
            raise ValidationError(_("A commune has 200 villages at most."))
        if len(set(names)) < len(names):
            raise ValidationError(_("A name stands twice. Name each village once."))
        return names

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password"):
            if data["password"] != data.get("again"):
                self.add_error("again", _("The two passwords differ."))
            person = User(username=data.get("username", ""), full_name=data.get("full_name", ""))
            try:
                validate_password(data["password"], person)
            except ValidationError as error:
                self.add_error("password", error)
        if data.get("villages") and data.get("kind"):
            data["villages"] = [(name, data["kind"]) for name in data["villages"]]
        return data
