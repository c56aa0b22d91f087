"""Forms of what a meeting leaves: minutes, tasks; and of the date of a paper."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.dates import moment
from common.forms import DateField, TimeField, helper
from meetings.models import Conclusion, Meeting, Minutes
from programs.forms.discreet import Discreet, sure_field
from programs.forms.rows import as_field


class MinutesForm(Discreet, forms.ModelForm):
    """The course of a meeting as the secretary wrote it, the votes, and when it closed."""

    closed = TimeField(label=_("Closed at"), required=False)
    sure = sure_field()
    guarded = ("text",)

    class Meta:
        model = Minutes
        formfield_callback = as_field
        fields = ["text", "voted_on", "votes_total", "votes_for", "votes_against"]

    field_order = ["text", "voted_on", "votes_total", "votes_for", "votes_against", "closed"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs["rows"] = 16
        self.fields["text"].help_text = _(
            "A line that begins with “- ” becomes an item. No names of informants or suspects."
        )
        if ends := self.instance.meeting.ends_at:
            self.initial["closed"] = timezone.localtime(ends).time()
        self.helper = helper()

    def closed_at(self) -> dt.datetime | None:
        """Return the closing time on the meeting's day."""
        closed: dt.time | None = self.cleaned_data["closed"]
        if closed is None:
            return None
        day = timezone.localdate(self.instance.meeting.starts_at)
        return moment(day, closed)


class ConclusionForm(forms.ModelForm):
    """A task: what, who, by when, how it stands."""

    class Meta:
        model = Conclusion
        formfield_callback = as_field
        fields = ["what", "owner", "account", "due_on", "state", "done_on", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meeting: Meeting = self.instance.meeting
        accounts: Any = self.fields["account"]
        accounts.queryset = (
            User.objects.filter(is_active=True, roles__commune=meeting.commune_id)
            | User.objects.filter(is_active=True, roles__village__commune=meeting.commune_id)
        ).distinct()
        self.helper = helper()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("state") == Conclusion.State.DONE and not data.get("done_on"):
            data["done_on"] = timezone.localdate()
        elif data.get("state") and data.get("state") != Conclusion.State.DONE:
            data["done_on"] = None
        return data


class IssueForm(forms.Form):
    dated = DateField(label=_("Date of the paper"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper()
