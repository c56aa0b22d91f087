"""Phones and citizen numbers as they arrive, and as they are kept."""

import datetime as dt
import re
import unicodedata

from django.utils.translation import gettext as _

from common.text import fold

#: Mobile prefixes that lost a digit on 15/9/2018 (plan of the Ministry of Information).
_OLD_MOBILE = {
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039", "0120": "070", "0121": "079",
    "0122": "077", "0126": "076", "0128": "078", "0123": "083", "0124": "084",
    "0125": "085", "0127": "081", "0129": "082", "0186": "056", "0188": "058",
    "0199": "059",
}  # fmt: skip


#: what stands in a cell for "has none"
_NONE = re.compile(
    r"[-–—.…_/\s]*|khong(?: co)?|ko(?: co)?|k|chua(?: co)?|chua cap|khong ro|x", re.IGNORECASE
)
_RUN = re.compile(r"\+?\d(?:[\d\s.\-]*\d)?")
_TWO = re.compile(r"[/;,\n|]|\bhoặc\b|\s[-–]\s")
_ASIDE = re.compile(r"\([^()\d]*\)")


def _typed(value: object) -> str:
    """Return a cell as typed, full-width digits as plain ones; a float that is whole without ".0"."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFKC", str(value)).strip().lstrip("'’`").strip()


def normalise_phone(value: object) -> tuple[str, str]:
    """Return (phone, remark): ten digits from 0, and what was changed or is wrong, in words.

    +84 and 84 become 0, the zero that a number has lost comes back, 11-digit mobiles get
    their prefix of 2018. Of two numbers in a cell the first is taken, and said. What is no
    phone number gives ("", remark): nothing is invented.
    """
    typed = _typed(value)
    if _NONE.fullmatch(fold(typed)):
        return "", ""
    text = _ASIDE.sub("", typed)
    parts = [part for part in _TWO.split(text) if re.search(r"\d", part)]
    for index, part in enumerate(parts):
        runs = _RUN.findall(part)
        touching = re.search(r"\d[^\W\d_]|[^\W\d_]\d", part)
        phone, remark = _one_phone(runs[0]) if len(runs) == 1 and not touching else ("", "")
        if phone:
            if len(parts) > 1:
                remark = _("“%(text)s” are several numbers; %(phone)s is kept.") % {
                    "text": typed, "phone": phone,
                }  # fmt: skip
            return phone, remark
        if index == 0 and len(parts) > 1 and len(parts[0].strip()) < 8:
            break
    return "", _("“%(text)s” has not the ten digits of a phone number.") % {"text": typed[:60]}


def _one_phone(run: str) -> tuple[str, str]:
    digits = re.sub(r"\D", "", run)
    if digits.startswith("84") and len(digits) in (11, 12):
        digits = "0" + digits[2:]
    elif (
        len(digits) == 9
        and digits[0] in "235789"
        or len(digits) == 10
        and "0" + digits[:3] in _OLD_MOBILE
    ):
        digits = "0" + digits
    if len(digits) == 11 and digits[:4] in _OLD_MOBILE:
        new = _OLD_MOBILE[digits[:4]] + digits[4:]
        return new, _("old number %(old)s, since 2018 %(new)s") % {"old": digits, "new": new}
    if digits.startswith("0") and (len(digits) == 10 or (len(digits) == 11 and digits[1] == "2")):
        return (digits, "") if digits[1] in "235789" else ("", "")
    return "", ""


def normalise_citizen_id(value: object) -> tuple[str, str]:
    """Return (number, remark): 12 digits (căn cước) or 9 (old CMND) as text.

    A number in a spreadsheet loses its leading zeros; only there they are put back, with a
    remark. Words beside the number ("cấp 2021") are passed over. What is no citizen ID gives
    ("", remark); a masked one ("022•••••0011") tells nothing and gives ("", "").
    """
    typed = _typed(value)
    if _NONE.fullmatch(fold(typed)) or re.search(r"[•*●xX]{3,}", typed):
        return "", ""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _numeric_id(typed)
    if re.search(r"\d[^\W\d_]|[^\W\d_]\d", typed):
        return "", _("“%(text)s” is no citizen ID: letters stand among its digits.") % {
            "text": typed[:40]
        }
    runs = [re.sub(r"\D", "", run) for run in re.findall(r"\d(?:[ .\-]?\d)*", typed)]
    numbers = [run for run in runs if len(run) in (9, 12)]
    others = [run for run in runs if len(run) not in (9, 12) and len(run) > 4]
    if len(numbers) == 1 and not others:
        return numbers[0], ""
    if len(numbers) > 1:
        return "", _("the cell holds several numbers; leave only the citizen ID")
    return "", _("a citizen ID has 12 digits (an old one 9); this one has %(count)d") % {
        "count": len(max(runs, key=len, default=""))
    }


def _numeric_id(digits: str) -> tuple[str, str]:
    """Return the ID of a cell that is a number: Excel dropped its zeros, or rounded it."""
    if digits.isdigit() and not digits.endswith("000000"):
        if len(digits) in (9, 12):
            return digits, ""
        if len(digits) in (10, 11):
            return digits.zfill(12), _("the leading 0 that Excel dropped was put back")
        if len(digits) == 8:
            return digits.zfill(9), _("the leading 0 that Excel dropped was put back")
    if digits.isdigit() and len(digits) > 9:
        return "", _("“%(text)s” is a rounded number, no citizen ID. Type the ID as text.") % {
            "text": digits
        }
    return "", _("a citizen ID has 12 digits (an old one 9); this one has %(count)d") % {
        "count": len(re.sub(r"\D", "", digits))
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
