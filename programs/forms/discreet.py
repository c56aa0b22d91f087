"""Texts that may name somebody who must not be named are asked about before they are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.discretion import indiscretions


def sure_field() -> forms.BooleanField:
    """Return the box that is shown only where a text looks as if it named somebody."""
    return forms.BooleanField(
        label=_("I have looked once more: nobody is named who must not be"), required=False,
        widget=forms.HiddenInput,
    )  # fmt: skip


class Discreet:
    """Mixed into a form with a `sure` field: asks about what the `guarded` texts seem to tell."""

    guarded: tuple[str, ...] = ()
    fields: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}  # type: ignore[misc]
        for name in self.guarded:
            doubts = indiscretions(data.get(name) or "")
            if doubts and not data.get("sure"):
                self.fields["sure"].widget = forms.CheckboxInput()
                words = [*doubts, _("Rewrite it, or tick below that it may stand so.")]
                self.add_error(name, words)  # type: ignore[attr-defined]
        return data
