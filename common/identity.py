"""Phones and citizen numbers as they arrive, and as they are kept."""

import datetime as dt
import re

from django.utils.translation import gettext as _

#: Mobile prefixes that lost a digit on 15/9/2018 (plan of the Ministry of Information).
_OLD_MOBILE = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039", "0120": "070", "0121": "079",
    "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058",
    "0199": "059",
}  # fmt: skip


def digits_of(value: object) -> str:
    """Return the digits of a cell; Excel hands numbers over as floats (22080001234.0)."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return re.sub(r"\D", "", str(value))


def normalise_phone(value: object) -> tuple[str, str]:
    """Return (phone, remark): ten digits from 0, and what was changed, in words.

    +84 and 84 become 0, a zero lost by Excel comes back, 11-digit mobiles get
    their prefix of 2018. An unreadable phone is returned as typed with a remark.
    """
    whole = isinstance(value, float) and value.is_integer()
    typed = str(int(value) if whole else value).strip()  # type: ignore[call-overload]
    digits = digits_of(value)
    if not digits:
        return "", _("“%(text)s” is no phone number.") % {"text": typed} if typed else ""
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    if not digits.startswith("0") and len(digits) in (9, 10):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD_MOBILE:
        new = _OLD_MOBILE[digits[:4]] + digits[4:]
        return new, _("old number %(old)s, since 2018 %(new)s") % {"old": digits, "new": new}
    if len(digits) == 10 and digits.startswith("0"):
        return digits, ""
    if len(digits) == 11 and digits.startswith("02"):
        return digits, ""
    return digits[:20], _("“%(text)s” has not the ten digits of a phone number.") % {"text": typed}


def normalise_citizen_id(value: object) -> tuple[str, str]:
    """Return (number, remark): 12 digits (căn cước) or 9 (old CMND) as text.

    Excel drops the leading zero of a number, so 11 digits are padded, with a
    remark. A number of another length is refused: ("", remark).
    """
    digits = digits_of(value)
    if not digits:
        return "", ""
    if len(digits) in (9, 12):
        return digits, ""
    if len(digits) == 11:
        return "0" + digits, _("the leading 0 that Excel dropped was put back")
    if len(digits) == 8:
        return "0" + digits, _("the leading 0 that Excel dropped was put back")
    return "", _("a citizen ID has 12 digits (an old one 9); this one has %(count)d") % {
        "count": len(digits)
    }


def citizen_id_doubts(citizen_id: str, *, sex: str, birth: dt.date | None) -> list[str]:
    """Return what in a 12-digit number does not fit the person: warnings, not errors.

    Digit 4 holds century and sex, digits 5-6 the birth year (Decree 137/2015,
    art. 7). Registers hold mistakes, so nothing is blocked on it.
    """
    if len(citizen_id) != 12:
        return []
    doubts = []
    century, year = divmod(int(citizen_id[3]), 2), int(citizen_id[4:6])
    id_sex = "female" if century[1] else "male"
    id_year = 1900 + 100 * century[0] + year
    if sex and sex != id_sex:
        doubts.append(_("the sex in the citizen ID is another one"))
    if birth and birth.year != id_year:
        doubts.append(
            _("the citizen ID says born in %(id_year)d, the list %(year)d")
            % {"id_year": id_year, "year": birth.year}
        )
    return doubts


def sex_of_citizen_id(citizen_id: str) -> str:
    """Return "male" or "female" as a 12-digit number says, or "" for an old one."""
    if len(citizen_id) != 12:
        return ""
    return "female" if int(citizen_id[3]) % 2 else "male"


def mask_citizen_id(citizen_id: str) -> str:
    """Return 022•••••1234: enough to tell two people apart on a list, no more."""
    if len(citizen_id) < 7:
        return "•" * len(citizen_id)
    return citizen_id[:3] + "•" * (len(citizen_id) - 7) + citizen_id[-4:]
