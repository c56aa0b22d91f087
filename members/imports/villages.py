"""Which village a name in a workbook means, also where a merger brought two of one name together."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from common.excel import sheet_name
from common.text import fold
from members.models import Commune, Village
from members.queries import told_apart


@dataclass(frozen=True)
class VillageNames:
    """The villages a workbook can name, by every name that one of them goes by.

    `names` holds the name of each by which it is told apart: "Thôn 1", or
    "Thôn 1 (Dân Chủ)" where two bear it. A living village goes before a former one.
    """

    names: dict[int, str]
    spellings: list[str]
    _found: dict[str, list[Village]]

    @classmethod
    def of(cls, villages: Iterable[Village], day: dt.date) -> Self:
        """Read villages that came `with_origin`; `day` is the day on which a village must live."""
        listed = list(villages)
        lives = {village.pk: village.existed_on(day) for village in listed}
        living = {fold(village.name) for village in listed if lives[village.pk]}
        heard = [v for v in listed if lives[v.pk] or fold(v.name) not in living]
        names = told_apart((v.pk, v.name, getattr(v, "origin", None)) for v in heard)
        found: dict[str, list[Village]] = {}
        for village in heard:
            name = names[village.pk]
            for key in {fold(village.name), fold(name), fold(sheet_name(name))}:
                found.setdefault(key, []).append(village)
        return cls(names, list({*names.values(), *(v.name for v in heard)}), found)

    @classmethod
    def on(cls, commune: Commune, day: dt.date) -> Self:
        """Read the villages that belong to the commune today and lived on a day. One statement."""
        return cls.of(commune.villages.existing_on(day).with_origin(), day)

    def find(self, text: str) -> Village | None:
        """Return the one village of this name; None for none and for several."""
        villages = self._found.get(fold(text), [])
        return villages[0] if len(villages) == 1 else None

    def problem(self, text: str) -> str:
        """Say why `find` found no village, and what to do."""
        villages = self._found.get(fold(text), [])
        if not villages:
            return _(
                "The commune has no village “%(name)s”. Correct the name or add the village."
            ) % {"name": text or "?"}
        names = sorted({self.names[village.pk] for village in villages})
        if len(names) == 1:
            return _(
                "Several villages are called “%(name)s”. Give each a name of its own first "
                "(change of units: renaming)."
            ) % {"name": text}
        return _("Several villages are called “%(name)s”. Write one of: %(names)s.") % {
            "name": text,
            "names": "; ".join(names),
        }
