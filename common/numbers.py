"""The one reader of numbers: figures as people type them, and as workbooks hold them.

Forms and imports read through here, so "1.250" means the same on a page and in a file.
Nothing is guessed. A count is whole. A sign of thousands is taken by the habit that the
file itself shows (`habit_of`); where it shows none, the dot stands between thousands, as
in Vietnamese papers, and a single comma before three digits is refused, for it may be
either. What is not known ("", "-", "chưa thống kê") is None, which is not 0.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.figures import rounded
from common.text import fold, nfc

#: how people write that a figure is not known
UNKNOWN = frozenset(
    {
        "chua thong ke", "khong thong ke", "khong ro", "chua ro", "khong co so lieu",
        "chua co so lieu", "khong biet", "khuyet", "n/a", "na", "k/c", "chua co", "chua bao cao",
    }
)  # fmt: skip
_DASHES = re.compile(r"[-–—_.…\s]+")

#: a figure of the portal is below this (`DecimalField(18, 2)`)
MOST = Decimal(10) ** 16

#: units of money, folded: how many đồng one is
MONEY = {
    "dong": 1, "d": 1, "vnd": 1, "dong viet nam": 1, "vn dong": 1, "vnđ": 1,
    "nghin": 10**3, "ngan": 10**3, "nghin dong": 10**3, "ngan dong": 10**3, "nghin d": 10**3,
    "ngan d": 10**3, "1000 dong": 10**3, "1.000 dong": 10**3, "1.000d": 10**3, "1000d": 10**3,
    "1.000 d": 10**3, "1000 d": 10**3, "1.000vnd": 10**3, "1000vnd": 10**3, "nghin vnd": 10**3,
    "trieu": 10**6, "tr": 10**6, "trieu dong": 10**6, "tr dong": 10**6, "trd": 10**6, "tr d": 10**6,
    "tr.d": 10**6, "tr. dong": 10**6, "trieu d": 10**6, "tr.dong": 10**6, "trieu vnd": 10**6,
    "ty": 10**9, "ti": 10**9, "ty dong": 10**9, "ti dong": 10**9, "ty d": 10**9, "ti d": 10**9,
}  # fmt: skip

#: units that are measured, not counted: these may have decimals
MEASURED = frozenset(
    {"%", "phan tram", "ha", "km", "m", "m2", "kg", "tan", "ta", "gio", "cong", "ngay cong"}
)


@dataclass(frozen=True)
class Habit:
    """Which signs a text has been seen to put between thousands."""

    dots: bool = False
    commas: bool = False

    def __or__(self, other: "Habit") -> "Habit":
        return Habit(self.dots or other.dots, self.commas or other.commas)

    def __bool__(self) -> bool:
        return self.dots or self.commas


NO_HABIT = Habit()


@dataclass(frozen=True)
class Measure:
    """In which unit a figure is kept: whole or not, and for money how many đồng one is.

    `words` are what may stand behind the figure in a cell ("12 tin", "2 mắt"), folded.
    """

    whole: bool = True
    money: int | None = None
    words: frozenset[str] = frozenset()


COUNT = Measure()
DONG = Measure(money=1)


def money_unit(text: str) -> int | None:
    """Return how many đồng a unit is: "triệu đồng" -> 1000000; None for what is no money."""
    folded = fold(text).strip(" .:()")
    return MONEY.get(folded)


def measure_of(unit: str) -> Measure:
    """Return how figures of a unit are kept: "tin" whole, "triệu đồng" money, "km" measured."""
    worth = money_unit(unit)
    if worth is not None:
        return Measure(whole=worth == 1, money=worth)
    folded = fold(unit)
    return Measure(whole=folded not in MEASURED, words=frozenset({folded} if folded else ()))


def is_unknown(text: str) -> bool:
    """Whether a cell says in signs or words that the figure is not known ("-", "không rõ")."""
    plain = nfc(text)
    return bool(plain) and (bool(_DASHES.fullmatch(plain)) or fold(plain).strip(".") in UNKNOWN)


_DOTS_PROVED = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"  # 1.234.567
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+"  # 1.234,5
    r"|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})"  # 12,5
    r"|0,[0-9]+"
)
_COMMAS_PROVED = re.compile(
    r"[1-9][0-9]{0,2}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?"
    r"|[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]+"
    r"|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})"
    r"|0\.[0-9]+"
)
_LEADING = re.compile(r"[0-9][0-9.,]*")


def habit_of(cells: Iterable[object]) -> Habit:
    """Return what the texts of a column, a sheet or a file prove about the signs of thousands."""
    dots = commas = False
    for cell in cells:
        if not isinstance(cell, str):
            continue
        found = _LEADING.match(nfc(cell))
        figure = found.group().rstrip(".,") if found else ""
        dots = dots or bool(_DOTS_PROVED.fullmatch(figure))
        commas = commas or bool(_COMMAS_PROVED.fullmatch(figure))
    return Habit(dots, commas)


def read_number(
    raw: object, measure: Measure = COUNT, *, habit: Habit = NO_HABIT, given: int | None = None
) -> Decimal | None:
    """Read a figure; None where it is blank or said to be not known.

    `given` is the unit of money that a head or a column of units states for bare figures
    (`money_unit`); without one they are in the unit of the measure. Returned in the unit
    of the measure, with at most two decimals.

    Raises ValidationError with what is wrong and what would be right.
    """
    if raw is None or (isinstance(raw, str) and (not nfc(raw) or is_unknown(raw))):
        return None
    if isinstance(raw, bool):
        raise ValidationError(_("“%(text)s” is no number. Type a figure."), params={"text": raw})
    if isinstance(raw, dt.date | dt.datetime | dt.time | dt.timedelta):
        raise ValidationError(
            _("The spreadsheet took this figure for a date (%(text)s). Type the figure again."),
            params={"text": raw},
        )
    value: Decimal
    if isinstance(raw, int | float | Decimal):
        value = _bare(raw)
        if measure.money is not None:
            value = value * (given or measure.money) / measure.money
        shown = _plain(_bare(raw))
    else:
        shown = nfc(str(raw))
        value = _read_text(shown, measure, habit, given)
    return _kept(value, measure, shown)


def _bare(raw: int | float | Decimal) -> Decimal:
    """A number of a cell, without what binary fractions add behind the 15th digit."""
    if isinstance(raw, float):
        raw = Decimal(f"{raw:.15g}")
    value = Decimal(raw)
    if not value.is_finite():
        raise ValidationError(_("“%(text)s” is no number. Type a figure."), params={"text": raw})
    return value


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _kept(value: Decimal, measure: Measure, shown: str) -> Decimal:
    if value < 0:
        raise ValidationError(
            _("%(text)s is below 0. Type a number from 0 up."), params={"text": shown}
        )
    if value >= MOST:
        raise ValidationError(
            _("%(text)s is too large. Type a number from 0 up, below ten million billion."),
            params={"text": shown},
        )
    if measure.whole and value != value.to_integral_value():
        raise ValidationError(
            _("%(text)s is not whole, and only whole numbers count here. Correct the figure."),
            params={"text": shown},
        )
    kept = rounded(value)
    if kept != value:
        raise ValidationError(
            _("%(text)s has more than two decimals. Round the figure."), params={"text": shown}
        )
    return kept


_FIGURE = re.compile(r"([0-9](?:[0-9.,]|\s(?=[0-9]))*)\s*(.*)", re.S)


def _read_text(text: str, measure: Measure, habit: Habit, given: int | None) -> Decimal:
    body = text.lstrip("'")
    negative = bool(re.match(r"[-−–]\s*[0-9]", body))
    found = _FIGURE.fullmatch(body.lstrip("-−– ") if negative else body)
    if found is None:
        raise _no_number(text)
    figure, word = found.group(1), fold(found.group(2)).strip(" .")
    if measure.money is not None:
        value = _money(figure, word, text, measure, habit, given)
    elif word and word not in measure.words:
        raise _no_number(text)
    else:
        value = _figure(figure, text, whole=measure.whole, habit=habit)
    return -value if negative else value


def _money(
    figure: str, word: str, text: str, measure: Measure, habit: Habit, given: int | None
) -> Decimal:
    """Return an amount in the unit of the measure: "1 tỷ 200 triệu", "15 triệu", "15.000.000"."""
    assert measure.money is not None
    total, last, rest = Decimal(0), 10**12, word
    while True:
        unit, worth, rest = _unit_before(rest)
        if unit and worth is None:
            raise _no_number(text)
        scale = worth or given or measure.money
        if scale >= last:
            raise _no_number(text)
        whole = scale == 1 or (worth is None and given is None and measure.whole)
        total += _figure(figure, text, whole=whole, habit=habit) * scale
        last = scale
        if not rest:
            return total / measure.money
        following = _FIGURE.fullmatch(rest)
        if following is None:
            raise _no_number(text)
        figure, rest = following.group(1), following.group(2).strip(" .")
        if not rest and last > 1:
            raise _no_number(text)  # "15 triệu 5" is said, and means more than one thing


def _unit_before(text: str) -> tuple[str, int | None, str]:
    """Split "ty 200 trieu" into ("ty", 10**9, "200 trieu")."""
    found = re.match(r"[^0-9]*", text)
    unit = found.group() if found else ""
    if text[:1].isdigit():  # "1000 dong" is a unit of its own only behind a head, never here
        unit = ""
    return unit.strip(" ."), MONEY.get(unit.strip(" .")), text[len(unit) :].strip()


_GROUPED = {
    ".": re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"),
    ",": re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+"),
    " ": re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+"),
}


def _figure(figure: str, text: str, *, whole: bool, habit: Habit) -> Decimal:
    """Read digits and signs: thousands, then decimals. `whole` says that no decimals can be meant."""
    plain = re.sub(r"\s", " ", figure).strip()
    if plain.endswith((".", ",")):
        plain = plain[:-1]
    if re.fullmatch(r"[0-9]{1,25}", plain):
        return Decimal(plain)
    for thousands, decimal in ((".", ","), (",", "."), (" ", ","), (" ", ".")):
        head, sign, tail = plain.partition(decimal)
        grouped = bool(_GROUPED[thousands].fullmatch(head))
        if grouped and sign and re.fullmatch(r"[0-9]+", tail):
            return Decimal(head.replace(thousands, "") + "." + tail)
    if _GROUPED[" "].fullmatch(plain):
        return Decimal(plain.replace(" ", ""))
    for sign, seen, unseen in ((".", habit.dots, habit.commas), (",", habit.commas, habit.dots)):
        if not _GROUPED[sign].fullmatch(plain):
            continue
        if plain.count(sign) > 1:
            return Decimal(plain.replace(sign, ""))
        if seen and not unseen:
            return Decimal(plain.replace(sign, ""))
        if unseen and not seen and not whole:
            return Decimal(plain.replace(",", "."))
        if sign == "." and whole and not unseen:
            return Decimal(plain.replace(sign, ""))
        raise ValidationError(
            _(
                "“%(text)s” can be read as %(one)s or as %(two)s. Type it without a sign of thousands."
            ),
            params={
                "text": text,
                "one": plain.replace(sign, ""),
                "two": plain.replace(sign, ","),
            },
        )
    if re.fullmatch(r"[0-9]+[.,][0-9]+", plain):
        return Decimal(plain.replace(",", "."))
    raise _no_number(text)


def _no_number(text: str) -> ValidationError:
    return ValidationError(
        _(
            "“%(text)s” is no number that can be read without doubt. Type one figure, or leave the cell empty where it is not known."
        ),
        params={"text": text},
    )
