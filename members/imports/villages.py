"""Which village a text of a list means: spellings, former names, villages of one name after a merger."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from common.excel import sheet_name
from common.text import fold, spelling
from imports.grid import Place
from imports.questions import Ask, Asked, Option, Question
from members.imports.village_words import (
    COUNT,
    KIND,
    KINDS,
    LEAD,
    counted,
    key_of,
    place_of_heading,
    syllables_of,
    without_kind,
)
from members.models import Commune, FormerUnit, Village
from members.queries import told_apart

#: a heading that only contains the name of a village has no more words
MOST_WORDS = 9

_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|tt|dac khu|p|x)\.?\s+(?=\S)")
_OLD = re.compile(r"\b(?:cu|truoc day|truoc|nay)\b|\((?:cu|truoc day)\)")
_TWO_NAMES = re.compile(r"\s*([^()]+?)\s*\(([^()]+)\)\s*")
_ALSO = re.compile(
    r"^\s*(?:(?:nay|truoc|truoc day|ten cu|tuc|hay|con goi)?\s*(?:la|goi la)?)\s+|[:]"
)
#: what stands around a commune in an address, and belongs to no village
_AROUND = re.compile(
    r"[\s,;\-–(]*\b(?:huyen|h|tinh|thanh pho|tp|thi xa|quan)\.?\s+[^,;()\-–]+(?:\)|$)"
)
_DIGITS = {
    "mot": "1", "hai": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5", "sau": "6", "bay": "7",
    "tam": "8", "chin": "9", "muoi": "10",
}  # fmt: skip
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
          "ix": "9", "x": "10", "xi": "11", "xii": "12"}  # fmt: skip


@dataclass(frozen=True)
class _Known:
    village: Village
    origin: str
    until: dt.date | None = None  # a former name: the day until which it was borne


@dataclass
class VillageNames:
    """The villages a list can name, by every name that one of them goes by.

    `names` holds the name of each by which it is told apart: "Thôn 1", or
    "Thôn 1 (Dân Chủ)" where two bear it. A living village goes before a former one.
    """

    names: dict[int, str]
    spellings: list[str]
    commune_name: str
    day: dt.date
    _found: dict[str, list[_Known]]
    _bare: dict[str, list[_Known]]
    _former: dict[str, list[_Known]]
    _origins: dict[str, str]
    _all: list[Village]
    #: of each village the syllables of all its names: folded -> as spelled
    _syllables: dict[int, dict[str, set[str]]]

    @classmethod
    def of(cls, villages: Iterable[Village], day: dt.date) -> Self:
        """Read villages that came `with_origin`; `day` is the day on which a village must live.

        One statement for their former names.
        """
        listed = list(villages)
        lives = {village.pk: village.existed_on(day) for village in listed}
        living = {fold(village.name) for village in listed if lives[village.pk]}
        heard = [v for v in listed if lives[v.pk] or fold(v.name) not in living]
        origin = {v.pk: getattr(v, "origin", None) or "" for v in heard}
        names = told_apart((v.pk, v.name, origin[v.pk] or None) for v in heard)
        found: dict[str, list[_Known]] = {}
        bare: dict[str, list[_Known]] = {}
        for village in heard:
            known = _Known(village, origin[village.pk])
            name = names[village.pk]
            for key in {key_of(village.name), key_of(name), key_of(sheet_name(name))}:
                found.setdefault(key, []).append(known)
            short = without_kind(key_of(village.name))
            if not short.isdigit():
                bare.setdefault(short, []).append(known)
        former: dict[str, list[_Known]] = {}
        by_key = {village.pk: village for village in heard}
        syllables = {
            pk: syllables_of(f"{by_key[pk].name} {name} {origin[pk]}") for pk, name in names.items()
        }
        past = FormerUnit.objects.filter(village__in=list(by_key)).order_by("ended_on")
        for unit in past:
            assert unit.village_id is not None
            for folded, spelled in syllables_of(unit.name).items():
                syllables[unit.village_id].setdefault(folded, set()).update(spelled)
            if key_of(unit.name) != key_of(by_key[unit.village_id].name):
                known = _Known(by_key[unit.village_id], origin[unit.village_id], unit.ended_on)
                short = without_kind(key_of(unit.name))
                for key in (
                    {key_of(unit.name), short} if not short.isdigit() else {key_of(unit.name)}
                ):
                    former.setdefault(key, []).append(known)
        communes = {fold(text): text for text in origin.values() if text}
        commune = (
            heard[0].commune.name if heard and "commune" in heard[0]._state.fields_cache else ""
        )
        return cls(
            names, list({*names.values(), *(v.name for v in heard)}), commune, day, found, bare,
            former, communes, heard, syllables,
        )  # fmt: skip

    @classmethod
    def on(cls, commune: Commune, day: dt.date) -> Self:
        """Read the villages that belong to the commune today and lived on a day. Two statements."""
        found = cls.of(commune.villages.existing_on(day).with_origin(), day)
        found.commune_name = commune.name
        return found

    def find(self, text: str, within: str = "") -> Village | None:
        """Return the one village that a text means; None for none, for several, and in doubt.

        A text without accents means the village whose name has them; one with others is a
        doubt (`near`). `within`: the former commune that the list's sheet or section names.
        """
        found = self._one(text, within)
        return None if found is None or self._misspells(text, found) else found

    def knows(self, text: str) -> bool:
        """Whether a text names one or several villages, be it with wrong accents."""
        return bool(self._candidates(text))

    def near(self, text: str, within: str = "") -> Village | None:
        """Return the one village that a text names but for its accents ("Khe Cạt": "Khe Cát")."""
        found = (
            self._one(text, within)
            or self._one(place_of_heading(text), within)
            or self._named(text, within)
        )
        return found if found is not None and self._misspells(text, found) else None

    def _one(self, text: str, within: str) -> Village | None:
        found = self._candidates(text, within)
        return found[0].village if len({known.village.pk for known in found}) == 1 else None

    def _misspells(self, text: str, village: Village) -> bool:
        """Whether a syllable of the village's names stands in a text only with other accents."""
        typed = syllables_of(text)
        return any(
            folded in typed and not typed[folded] & {*spelled, folded}
            for folded, spelled in self._syllables[village.pk].items()
        )

    def _candidates(self, text: str, within: str = "") -> list[_Known]:
        for key in self._keys(text):
            found = self._by_key(key, within)
            if found:
                return _alike(found, text)
        return self._by_both_names(text, within)

    def _by_both_names(self, text: str, within: str) -> list[_Known]:
        """Villages that a name and the one in brackets both mean: "Thôn 3 (Khe Bùn cũ)"."""
        hit = _TWO_NAMES.fullmatch(fold(text))
        if hit is None:
            return []
        other = _ALSO.sub("", _OLD.sub(" ", hit.group(2))).strip()
        named: list[list[_Known]] = []
        for name in (hit.group(1), other):
            keys = self._keys(name)
            named.append(next((found for key in keys if (found := self._by_key(key, within))), []))
        shared = {known.village.pk for known in named[0]} & {known.village.pk for known in named[1]}
        return [known for known in named[0] if known.village.pk in shared]

    def _by_key(self, key: str, within: str) -> list[_Known]:
        origin = fold(within)
        for table in (self._found, self._bare, self._former):
            found = table.get(key, [])
            if table is self._former:
                found = [
                    known for known in found if known.until and known.until > self.day
                ] or found
            if origin and len(found) > 1:
                found = [known for known in found if fold(known.origin) == origin]
            if found:
                return found
        # the name and its former commune, in whatever order and marks
        for folded in self._origins:
            if len(folded) < len(key) and re.search(rf"\b{re.escape(folded)}\b", key):
                rest = re.sub(
                    rf"[\s(,/\-–]*(?:\b(?:xa|phuong)\s+)?\b{re.escape(folded)}\b[\s),\-–]*",
                    " ",
                    key,
                )
                rest = " ".join(_OLD.sub(" ", rest).split())
                rest = re.sub(r"\bthuoc$", "", rest.strip(" ()-,/")).strip(" ()-,/")
                found = [k for k in self._found.get(rest, []) if fold(k.origin) == folded]
                if found:
                    return found
        return []

    def _keys(self, text: str) -> list[str]:
        """Return the ways to look a text up, the most literal first."""
        literal = key_of(text)
        keys = [literal, counted(literal), self._without_commune(literal)]
        keys.append(key_of(place_of_heading(text)))
        around = literal
        while (shorter := _AROUND.sub("", around)) != around:
            around = shorter
        keys.append(self._without_commune(around))
        keys.append(counted(keys[-1]))
        words = keys[-1].split()
        if words and words[-1] in _DIGITS and len(words) > 1:
            keys.append(" ".join([*words[:-1], _DIGITS[words[-1]]]))
        if len(words) > 1 and words[-1] in _ROMAN and words[0] in KINDS.values():
            keys.append(" ".join([*words[:-1], _ROMAN[words[-1]]]))
        short = re.sub(r"^(?:so|t\.)\s*(?=\S)", "", without_kind(keys[-1]))
        if not short.isdigit():
            keys.append(short)
        elif keys[-1].isdigit() or keys[-1] == f"so {short}":
            keys += [f"{kind} {short}" for kind in self._kinds_of_numbers()]
        return list(dict.fromkeys(key for key in keys if key))

    def _kinds_of_numbers(self) -> list[str]:
        """Return the one kind word of villages that are numbers; none where there are several."""
        kinds = {key.rsplit(" ", 1)[0] for key in self._found if re.fullmatch(r"[a-z ]+ \d+", key)}
        return sorted(kinds) if len(kinds) == 1 else []

    def _without_commune(self, key: str) -> str:
        name = re.escape(fold(self.commune_name)) if self.commune_name else r"(?!)"
        found = re.sub(
            rf"[\s(,\-–]*\b(?:xa|phuong|thi tran|dac khu|x|p)\.?\s+{name}\b[\s),\-–]*", " ", key
        )
        return " ".join(found.split())

    def former_commune(self, text: str) -> str:
        """Return the former commune that a text names ("Xã Khe Vàng (cũ)"), "" for none."""
        folded = " ".join(_COMMUNE.sub("", _OLD.sub(" ", fold(text))).split()).strip(" .:,()-")
        folded = COUNT.sub("", LEAD.sub("", folded)).strip(" .:,()-")
        if folded in self._origins:
            return self._origins[folded]
        if _COMMUNE.search(fold(text)):
            for key, name in self._origins.items():
                if re.search(rf"\b(?:xa|phuong|thi tran)\s+{re.escape(key)}\b", fold(text)):
                    return name
        return ""

    def within_text(self, text: str, within: str = "") -> Village | None:
        """Return the village that a heading names ("THÔN 2 (02 người)", "Tổ tự quản thôn 2")."""
        found = self.find(place_of_heading(text), within) or self._named(text, within)
        return None if found is None or self._misspells(text, found) else found

    def _named(self, text: str, within: str = "") -> Village | None:
        """The village whose whole name, kind and all, stands in a longer text; the longest goes first."""
        folded = f" {key_of(text)} "
        folded = re.sub(r"[():;,]", " ", folded)
        folded = f" {' '.join(folded.split())} "
        hits = [key for key in self._found if " " in key and f" {key} " in folded]
        hits.sort(key=len, reverse=True)
        hits = [key for key in hits if not any(key != other and key in other for other in hits)]
        found = {
            known.village.pk: known.village for key in hits for known in self._by_key(key, within)
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def is_heading(self, text: str) -> bool:
        """Whether a lone text is the heading of a village or of a former commune."""
        if len(text) > 100:
            return False
        place = place_of_heading(text)
        if self.find(place) is not None or self._candidates(place):
            return True
        folded = key_of(place)
        if self._named(text) is not None and len(text.split()) <= MOST_WORDS:
            return True
        if (
            KIND.match(folded)
            and 1 < len(folded.split()) <= 7
            and not re.search(r"\bto (truong|pho)", folded)
        ):
            return True
        return bool(self.former_commune(text)) or (
            re.match(r"(?:xa|phuong)\s+\S", LEAD.sub("", fold(text))) is not None
            and len(text.split()) <= 7
        )

    def problem(self, text: str, within: str = "") -> str:
        """Say why `find` found no village, and what to do."""
        if (near := self.near(text, within)) is not None:
            return _("“%(name)s” has other accents than the village “%(village)s”.") % {
                "name": text, "village": self.names[near.pk],
            }  # fmt: skip
        found = self._candidates(text)
        if not found:
            return _(
                "The commune has no village “%(name)s”. Correct the name or add the village."
            ) % {"name": text or "?"}
        names = sorted({self.names[known.village.pk] for known in found})
        if len(names) == 1:
            return _(
                "Several villages are called “%(name)s”. Give each a name of its own first "
                "(change of units: renaming)."
            ) % {"name": text}
        return _("Several villages are called “%(name)s”. Write one of: %(names)s.") % {
            "name": text,
            "names": "; ".join(names),
        }

    def ask(self, text: str, where: Place, asked: Asked, within: str = "") -> Village | None:
        """Return the village that a text means, by its spelling or by an answer; else ask for it."""
        found = self.find(text, within)
        near = self.near(text, within) if found is None else None
        # by its accents where they are the doubt: the right spelling is not asked about with it
        named = spelling(text) if near is not None else key_of(text)
        key = f"village:{fold(within)}/{named}" if within else f"village:{named}"
        if found is not None and asked.answers.get(key) is None:
            return found
        several = {known.village.pk for known in self._candidates(text, within)}
        offered = [v for v in self._all if v.pk in several and near is None] or self._all
        answer = asked.take(
            Question(
                key, Ask.VALUE, "village",
                self.problem(text, within) + " " + _("Which village is meant by “%(name)s”?") % {"name": text or "?"},
                tuple(
                    Option(str(v.pk), self.names[v.pk])
                    for v in sorted(offered, key=lambda v: self.names[v.pk])
                ),
                proposed=str(near.pk) if near is not None else self._nearest(text), where=(where,),
            )
        )  # fmt: skip
        return self.chosen(answer)

    def chosen(self, answer: str | None) -> Village | None:
        """Return the village whose key is the answer to a question; no other can be chosen."""
        return next((v for v in self._all if str(v.pk) == answer), None)

    def _nearest(self, text: str) -> str:
        folded = key_of(text)
        scored = [(fuzz.ratio(folded, key_of(v.name)), v.pk) for v in self._all]
        score, key = max(scored, default=(0, 0))
        return str(key) if score >= 75 and not folded.rsplit(" ", 1)[-1].isdigit() else ""


def _alike(found: list[_Known], text: str) -> list[_Known]:
    """Of villages that a folded text could mean, keep those whose accents agree where it bears any."""
    if len(found) < 2 or text.isascii():
        return found
    told = spelling(text)
    exact = [known for known in found if spelling(_name_part(known.village.name)) in told]
    return exact or found


def _name_part(name: str) -> str:
    return name
