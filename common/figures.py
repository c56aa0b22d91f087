"""Figures as official Vietnamese papers print them. Missing is "–", never 0.

The one place that rounds: half up, as offices and Excel do, to the same number of decimals in
sentence, table, chart and workbook. Who prints a figure asks here; who writes it as a number of
a workbook takes it through `rounded`, so both say the same.
"""

from decimal import ROUND_HALF_UP, Decimal

MISSING = "–"
#: Decimals that a figure keeps: as many as the registers hold.
PLACES = 2
#: Decimals of a share in percent.
SHARE_PLACES = 1
MILLION = 10**6
#: Amounts in millions keep `PLACES`, so nothing smaller than this is told of money.
LEAST_MONEY = MILLION // 10**PLACES

Number = int | float | Decimal
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(7))


def rounded(value: Number, places: int = PLACES) -> Decimal:
    """Return a value half up, away from zero: 6,25 is 6,3 and 28,5 is 29, never 6,2 or 28."""
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(_STEPS[places], ROUND_HALF_UP)


def whole_number(value: Number) -> int:
    """Return a value half up as a whole number: 28,5 is 29."""
    return int(rounded(value, 0))


def millions(value: Number | None) -> Decimal | None:
    """Return an amount of đồng in millions, as tables and sentences alike tell it: 2.255.000 is 2,26."""
    return None if value is None else rounded(Decimal(str(value)) / MILLION)


def number(value: Number | None, places: int = PLACES) -> str:
    """Return "1.234,5": thousands with a dot, decimals with a comma, no idle zeros.

    `places` is the most decimals kept. None is "–".
    """
    if value is None:
        return MISSING
    exact = rounded(value, places)
    whole = int(exact)
    if exact == whole:
        return f"{whole:,}".replace(",", ".")
    units, _, decimals = f"{abs(exact):f}".partition(".")
    text = f"{int(units):,}".replace(",", ".")
    sign = "-" if exact < 0 else ""
    return f"{sign}{text},{decimals.rstrip('0')}"


def count(value: Number | None) -> str:
    """Return a count for running text: "03" below ten, "23", "1.875", "00" for none."""
    if value is None:
        return MISSING
    if value == int(value) and 0 <= value < 10:
        return f"{int(value):02d}"
    return number(value)


def money(value: Number | None) -> str:
    """Return an amount of đồng: "70.000.000 đồng"."""
    return MISSING if value is None else f"{number(value, 0)} đồng"


def money_words(value: Number) -> str:
    """Return an amount of đồng in running text: "413,4 triệu đồng", "1,25 tỷ đồng", "900.000 đồng".

    It is rounded as `millions` is, so the sentence and the table in millions tell one amount:
    what does not come out even in tỷ stays in triệu.
    """
    amount = millions(value)
    assert amount is not None
    if amount >= 1000 and amount == int(amount):
        return f"{number(amount / 1000, 3)} tỷ đồng"
    if amount and (amount >= 1 or Decimal(str(value)) % LEAST_MONEY):
        return f"{number(amount)} triệu đồng"
    return money(value)


def percent(part: Number | None, whole: Number | None, places: int = SHARE_PLACES) -> str:
    """Return "95,2%", or "–" where a part is unknown, the base is 0, or the part is larger."""
    if part is None or not whole or part > whole:
        return MISSING
    return f"{number(Decimal(str(part)) * 100 / Decimal(str(whole)), places)}%"


def roman(value: int) -> str:
    """Return a Roman numeral (appendices: "Phụ lục IX").

    Raises ValueError outside 1..3999.
    """
    if not 1 <= value <= 3999:
        raise ValueError(f"no Roman numeral for {value}")
    digits = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]  # fmt: skip
    out = ""
    for worth, letters in digits:
        while value >= worth:
            out += letters
            value -= worth
    return out


_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def in_words(value: int) -> str:
    """Return a whole number in words, as papers write amounts: "bảy trăm linh hai nghìn".

    Raises ValueError below zero.
    """
    if value < 0:
        raise ValueError("amounts in words are not below zero")
    if value == 0:
        return _DIGITS[0]
    words: list[str] = []
    if value >= 10**9:
        words.append(f"{in_words(value // 10**9)} tỷ")
        value %= 10**9
    for worth, name in ((10**6, " triệu"), (10**3, " nghìn"), (1, "")):
        three = value // worth % 1000
        if three:
            words.append(_three_in_words(three, whole=bool(words)) + name)
    return " ".join(words)


def _three_in_words(value: int, *, whole: bool) -> str:
    """Three digits; `whole` says the hundreds and the empty tens too, as after a higher group."""
    hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    if tens == 1:
        words.append("mười")
    elif tens:
        words.append(f"{_DIGITS[tens]} mươi")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(
            "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 and tens else _DIGITS[ones]
        )
    return " ".join(words)
