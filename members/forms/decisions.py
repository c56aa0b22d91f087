"""What acts under a decision: one of the register, or one entered with its number and date."""

import copy
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import DateField, helper
from members.models import Commune, Paper
from members.models.papers import PaperKind
from members.services.papers import enter_paper

CODE = re.compile(r"(\d{1,6})\s*/\s*(\S.{0,38})")


class Decided:
    """What forms under a decision share; mixed into a form that has the three fields."""

    subject: Any = _("Decision on teams")
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    errors: Any

    def offer_decisions(self, user: Any) -> None:
        """Put the fields in place, with the decisions that the user may see."""
        for name, field in DecisionForm.base_fields.items():
            self.fields[name] = copy.deepcopy(field)
        self.fields["decision"].queryset = Paper.objects.visible_to(user).filter(
            kind=PaperKind.DECISION
        )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}  # type: ignore[misc]
        code = (data.get("decision_code") or "").strip()
        if code and not CODE.fullmatch(code):
            self.add_error("decision_code", _("Type it as on the paper, e.g. 15/QĐ-UBND."))  # type: ignore[attr-defined]
        if code and not data.get("decision_date") and "decision_date" not in self.errors:
            self.add_error("decision_date", _("Type the date of the decision."))  # type: ignore[attr-defined]
        return data

    def decision_for(self, commune: Commune, user: Any) -> Paper | None:
        """Return the chosen decision, enter the typed one, or None. Call in the act's transaction."""
        data = self.cleaned_data
        if data["decision"] or not data["decision_code"]:
            chosen: Paper | None = data["decision"]
            return chosen
        found = CODE.fullmatch(data["decision_code"].strip())
        assert found is not None
        return enter_paper(
            commune=commune, kind=PaperKind.DECISION, number=int(found[1]), notation=found[2],
            issued_on=data["decision_date"], subject=str(self.subject), user=user,
        )  # fmt: skip


class DecisionForm(Decided, forms.Form):
    decision = forms.ModelChoiceField(
        Paper.objects.none(), label=_("Decision of the register"), required=False
    )
    decision_code = forms.CharField(
        label=_("Or its number and symbol"), required=False, max_length=50,
        help_text=_("E.g. 15/QĐ-UBND; it is entered in the register."),
    )  # fmt: skip
    decision_date = DateField(label=_("Date of that decision"), required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_decisions(user)
        self.helper = helper()
