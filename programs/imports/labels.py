"""Which indicator a label means, and whether a unit is the indicator's own."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from common.numbers import money_unit
from common.text import fold, nfc
from imports.layout.words import ROW_NUMBER
from programs.models import Indicator

#: what stands before a label and is no part of it: "1.", "113.", "a)", "II.", "2.1", "-", "+"
_NUMBERING = re.compile(
    r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})+[.)]?\s+|\(?(?:[0-9]{1,2}|[ivx]{1,5}|[a-hđ])\s*[.)/:\-]\s*"
    rf"|{ROW_NUMBER}\s*|[-+*•–—]\s*)+"
)
_AMONG = re.compile(r"^(?:trong do|bao gom|gom|cu the|rieng)\s*(?::|,|co)?\s+")
#: what offices shorten, folded; looked at only where the label as written is not known
_SHORT = {
    "ca": "cong an", "xhh": "xa hoi hoa", "antt": "an ninh trat tu", "vphc": "vi pham hanh chinh", "tnxh": "te nan xa hoi",
    "tngt": "tai nan giao thong", "kp": "kinh phi",
}  # fmt: skip
_LEAD = re.compile(r"^(?:tong so|tong|so luong|so)\s+")
_UNIT_WORDS = {
    "luot/nguoi": "luot nguoi", "nguoi/luot": "luot nguoi", "ho gia dinh": "ho", "vu viec": "vu", "vu/viec": "vu",
    "luot (nguoi)": "luot nguoi", "buoi/cuoc": "buoi",
}  # fmt: skip


def bare_label(text: str) -> str:
    """Return a label folded, without numbering before it and signs behind it."""
    folded = fold(nfc(text)).replace("–", "-").replace("—", "-").strip()
    folded = _NUMBERING.sub("", _AMONG.sub("", _NUMBERING.sub("", folded)))
    return " ".join(folded.strip(" :;.*-").split())


def _core(label: str) -> str:
    return " ".join(re.sub(r"[^0-9a-z]+", " ", _LEAD.sub("", label)).split())


@dataclass(frozen=True)
class Label:
    """A label read: its indicator (None: not known), and the unit that it names in brackets."""

    indicator: Indicator | None
    unit: str = ""


class IndicatorNames:
    """The indicators of a kind of programme by every label that means one of them.

    A label that means two of them means none: it is asked about.
    """

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self.all = list(indicators)
        self._exact: dict[str, Indicator | None] = {}
        self._core: dict[str, Indicator | None] = {}
        for indicator in self.all:
            for name in [indicator.name, *indicator.aliases]:
                folded = bare_label(name)
                self._enter(self._exact, folded, indicator)
                self._enter(self._core, _core(folded), indicator)

    @staticmethod
    def _enter(table: dict[str, Indicator | None], key: str, indicator: Indicator) -> None:
        known = table.get(key, indicator)
        table[key] = indicator if known is not None and known.pk == indicator.pk else None

    def find(self, text: str) -> Label:
        """Return the indicator that a label means. "Số nguồn tin (tin)" means "Nguồn tin"."""
        label = bare_label(text)
        if not label:
            return Label(None)
        if found := self._at(label):
            return Label(found)
        if bracket := re.fullmatch(r"(.+?)\s*[(\[]([^()\[\]]*)[)\]]\.?", label):
            inner = bracket.group(2).removeprefix("don vi tinh").removeprefix("dvt").strip(" :")
            if (found := self._at(bracket.group(1))) and (
                money_unit(inner) or same_unit(inner, found.unit)
            ):
                return Label(found, inner)
        if "," in label:
            head, _, tail = label.rpartition(",")
            if (found := self._at(head)) and same_unit(tail.strip(), found.unit):
                return Label(found, tail.strip())
        return Label(None)

    def _at(self, label: str) -> Indicator | None:
        label = label.strip(" :;.")
        if found := self._exact.get(label) or self._core.get(_core(label)):
            return found
        longer = " ".join(_SHORT.get(word, word) for word in label.split())
        return self._exact.get(longer) or self._core.get(_core(longer)) if longer != label else None

    def nearest(self, text: str) -> Indicator | None:
        """Return the indicator whose name looks most like a label, to be proposed. None for none."""
        names = {fold(indicator.name): indicator for indicator in self.all}
        close = difflib.get_close_matches(bare_label(text), names, n=1, cutoff=0.6)
        return names[close[0]] if close else None


def same_unit(text: str, unit: str) -> bool:
    """Whether a text names the unit: "Lượt/người" for "lượt người". Not for units of money."""
    said = " ".join(re.sub(r"\s*/\s*", "/", fold(text).strip(" .:()")).split())
    return _UNIT_WORDS.get(said, said) == fold(unit)
