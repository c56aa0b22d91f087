"""Figures and dates in templates, as the whole portal writes them."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import template
from django.utils import timezone

from common import figures
from common.dates import short_date

register = template.Library()


@register.filter
def number(value: Any, places: int = figures.PLACES) -> str:
    """1234.5 -> "1.234,5"; nothing known -> "–". `places` is the most decimals kept."""
    return figures.number(value if isinstance(value, int | float | Decimal) else None, places)


@register.filter
def given_initial(full_name: str) -> str:
    """The first letter of the given name, which is the last word."""
    return full_name.split()[-1][:1] if full_name.split() else ""


@register.filter
def day(value: dt.date | dt.datetime | None) -> str:
    """A date as dd/mm/yyyy in local time."""
    if isinstance(value, dt.datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return short_date(value)
