"""Which reports are read at a meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from common.forms import RowsField, helper
from meetings.models import Meeting
from members.queries import with_predecessors
from reports.models import ReviewReport


class AttachForm(forms.Form):
    reports = RowsField(
        ReviewReport.objects.none(), label=gettext_lazy("Reports read at the meeting"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args: Any, meeting: Meeting, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["reports"].queryset = ReviewReport.objects.visible_to(user).filter(
            commune__in=with_predecessors(meeting.commune_id)
        )
        self.initial = {"reports": list(meeting.reports.values_list("pk", flat=True))}
        self.helper = helper()
