"""Units: today's communes from the national list, and the cards of villages."""

import datetime as dt
from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from vietnam_provinces import Province, Ward

from common.access import still_editable
from common.audit import log_bulk
from common.text import nfc, unit_sort_key
from members.models import Commune, Village

SCHEME = "QĐ 19/2025"
#: Day from which the two-tier list is in force (Decision 19/2025/QĐ-TTg).
IN_FORCE = dt.date(2025, 7, 1)
_KINDS = {"xã": Commune.Kind.XA, "phường": Commune.Kind.PHUONG, "đặc khu": Commune.Kind.DAC_KHU}


@transaction.atomic
def load_units(*, province: int | None = None, user: Any = None) -> Counter[str]:
    """Fill communes from the list that the package `vietnam-provinces` ships.

    Only of one `province` (its two-digit code) where given. A commune is known
    again by its code, which is never reissued; its name and kind follow the
    list. Returns how many are new, changed and the same. Three statements and
    one for each thousand communes.
    """
    known = {row.code: row for row in Commune.objects.filter(code_scheme=SCHEME)}
    provinces = {item.code: _bare(item.name, ("Tỉnh", "Thành phố")) for item in Province.iter_all()}
    counts: Counter[str] = Counter()
    new, changed = [], []
    for ward in Ward.iter_all():
        if province is not None and int(ward.province_code) != province:
            continue
        code = f"{int(ward.code):05d}"
        kind = str(ward.division_type.value)
        fields = {
            "name": _bare(ward.name, (kind.capitalize(),)),
            "kind": _KINDS[kind],
            "province": provinces[ward.province_code],
        }
        fields["sort_key"] = unit_sort_key(fields["name"])
        there = known.get(code)
        if there is None:
            new.append(Commune(code=code, code_scheme=SCHEME, formed_on=IN_FORCE, **fields))
        elif any(getattr(there, name) != value for name, value in fields.items()):
            for name, value in fields.items():
                setattr(there, name, value)
            changed.append(there)
        else:
            counts["same"] += 1
    Commune.objects.bulk_create(new, batch_size=1000)
    Commune.objects.bulk_update(changed, ["name", "kind", "province", "sort_key"], batch_size=1000)
    log_bulk(new, user=user, what="import.create", source="vietnam-provinces")
    log_bulk(changed, user=user, what="import.change", source="vietnam-provinces")
    counts["new"], counts["changed"] = len(new), len(changed)
    return counts


@transaction.atomic
def save_village(*, village: Village, user: Any) -> Village:
    """Write a village's card.

    Raises ValidationError where a new name or first day makes it the second of that name at one
    time, also where two send it at once; PermissionDenied outside the user's commune.
    """
    # Held until the end: who comes second sees the village of who came first.
    Commune.objects.select_for_update().get(pk=village.commune_id)
    # A merger of communes may have made twins; their cards can be saved all the same.
    there = Village.objects.filter(pk=village.pk).first()
    if there is None or (there.name, there.formed_on) != (village.name, village.formed_on):
        refuse_twin(village)
    village.save()
    still_editable(village, user)
    return village


def refuse_twin(village: Village) -> None:
    """Raise ValidationError where another village of the commune bears the name at one time. One statement."""
    begun, ended = village.formed_on or dt.date.min, village.dissolved_on or dt.date.max
    for other in Village.objects.filter(commune=village.commune_id).exclude(pk=village.pk):
        at_once = (other.formed_on or dt.date.min) < ended and begun < (
            other.dissolved_on or dt.date.max
        )
        if at_once and nfc(other.name).casefold() == nfc(village.name).casefold():
            raise ValidationError(
                {"name": _("The commune has a village of this name already. Type another name.")}
            )


def _bare(name: str, prefixes: tuple[str, ...]) -> str:
    """Return a unit's name without its kind: "Xã Quảng La" -> "Quảng La"."""
    clean = nfc(name)
    for prefix in prefixes:
        if clean.lower().startswith(f"{prefix.lower()} "):
            return clean[len(prefix) + 1 :]
    return clean
