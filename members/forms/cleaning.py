"""What every form that takes a person's data does with it."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.dates import PartialDate, parse_partial_date
from common.identity import normalise_phone
from common.text import nfc


def clean_name(typed: str) -> str:
    """Return a name in one spelling. Raises ValidationError without a letter."""
    name = nfc(typed)
    if not any(char.isalpha() for char in name):
        raise ValidationError(_("Type the full name."))
    return name


def clean_phone(typed: str) -> str:
    """Return ten (or, fixed lines, eleven) digits, or "". Raises ValidationError otherwise."""
    phone, remark = normalise_phone(typed.strip())
    if typed.strip() and not (len(phone) in (10, 11) and phone.startswith("0")):
        raise ValidationError(remark or _("Type the ten digits of the phone number."))
    return phone


def clean_birth(typed: str) -> PartialDate | None:
    """Return a birth date as far as it is known. Raises ValidationError for no date."""
    text = typed.strip()
    return parse_partial_date(text, latest=timezone.localdate()) if text else None
