"""The day a page is asked for, and whether in today's units: both stand in the URL."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

from common.forms import DateField


def asked_day(request: HttpRequest) -> tuple[dt.date, str]:
    """Return the day a page is asked for in its URL, and an error to show, or ""."""
    typed = request.GET.get("on", "").strip()
    if not typed:
        return timezone.localdate(), ""
    try:
        return DateField().clean(typed), ""
    except ValidationError as error:
        return timezone.localdate(), error.messages[0]


def in_todays_units(request: HttpRequest) -> bool:
    """Whether a past list is to name villages as they are called and belong today."""
    return request.GET.get("units") == "today"


def asked_again(request: HttpRequest, *names: str, **more: str) -> str:
    """Return these parameters of the URL, and more, to be put before others: "on=…&team=3&"."""
    kept = {name: request.GET[name] for name in names if request.GET.get(name)} | more
    return f"{urlencode(kept)}&" if kept else ""
