"""What a page is asked for in its address: words, keys, days. Whatever stands there, no page breaks."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode

from common.forms import EARLIEST, DateField
from common.text import without_nul

#: longer digits are no key of any table
LONGEST_KEY = 17


def key_in(typed: str | None, longest: int = LONGEST_KEY) -> int | None:
    """Return what is typed as a number of at most `longest` digits, or None."""
    if typed and typed.isascii() and typed.isdigit() and len(typed) <= longest:
        return int(typed)
    return None


def asked_key(request: HttpRequest, name: str) -> int | None:
    """Return the key that the address names, or None for none and for what is no key."""
    return key_in(request.GET.get(name))


def asked_text(request: HttpRequest, name: str = "q") -> str:
    """Return the words that the address asks for, without what no database takes."""
    return without_nul(request.GET.get(name))


def asked_date(request: HttpRequest, name: str) -> tuple[dt.date | None, str]:
    """Return the day that the address names, or None, and an error to show, or ""."""
    typed = request.GET.get(name, "").strip()
    if not typed:
        return None, ""
    try:
        return DateField().clean(typed), ""
    except ValidationError as error:
        return None, error.messages[0]


def asked_day(request: HttpRequest) -> tuple[dt.date, str]:
    """Return the day that a page is to show ("on"), today by default, and an error, or ""."""
    day, error = asked_date(request, "on")
    return day or timezone.localdate(), error


def in_todays_units(request: HttpRequest) -> bool:
    """Whether a past list is to name villages as they are called and belong today."""
    return request.GET.get("units") == "today"


def asked_year(request: HttpRequest, latest: int, earliest: int = EARLIEST) -> int:
    """Return the year that the address names, or the latest for none and for one out of bounds."""
    year = asked_key(request, "year")
    return year if year is not None and earliest <= year <= latest else latest


def asked_again(request: HttpRequest, *names: str, **more: str) -> str:
    """Return these parameters of the address, and more, to be put before others: "on=…&team=3&"."""
    kept = {name: request.GET[name] for name in names if request.GET.get(name)} | more
    return f"{urlencode(kept)}&" if kept else ""
