"""Sentences an official would write: figures in order, nothing said of what is empty."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from common.figures import SHARE_PLACES, count, money_words, number
from common.text import names
from documents.tree import Run
from programs.results import Compared, Ratio, Standing

Runs = tuple[Run, ...]
MONEY_UNIT = "đồng"
#: The letters of third-level headings: the Vietnamese alphabet has đ, and no f.
LETTERS = "abcdđeghik"


def listed(parts: Sequence[Runs], *, comma: str = "; ") -> Runs:
    """Join clauses: "A; B; C". Nothing for no clause."""
    runs: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            runs.append(comma)
        runs += part
    return tuple(runs)


#: where not all that is known could be compared
BOTH_KNOWN = "tính trên các tháng có số liệu của cả hai kỳ"


def change_phrase(compared: Compared | None, unit: str, *, over: bool = True) -> str:
    """Return "tăng 03 vụ, 15% so với cùng kỳ năm trước", or "" where nothing can be compared.

    The words come with the base that was compared. No percentage on a base of 0; where not all
    that is known could be compared, the phrase says over what it is, but for `over` False.
    """
    if compared is None:
        return ""
    difference = compared.difference
    if difference == 0:
        phrase = compared.comparison.equal_words
    else:
        word = "tăng" if difference > 0 else "giảm"
        percent = compared.percent
        share_ = f", {number(percent, SHARE_PLACES)}%" if percent is not None else ""
        amount = amount_words(abs(difference), unit)
        phrase = f"{word} {amount}{share_} {compared.comparison.words}"
    return phrase if compared.is_all or not over else f"{phrase}, {BOTH_KNOWN}"


def share(ratio: Ratio | None, unit: str, word: str = "đạt") -> str:
    """Return "đạt 72,2%" of what the indicator is part of, or "" where a share says nothing.

    It is taken over the sheets in which both are known, and says so where these are not all.
    """
    if ratio is None or ratio.percent is None:
        return ""
    over = (
        ""
        if ratio.is_all
        else f", tính trên {count(ratio.whole)} {unit} của các kỳ có đủ cả hai số liệu"
    )
    return f"{word} {number(ratio.percent, SHARE_PLACES)}%{over}"


def standing_words(standing: Standing, unit: str, named: Callable[[int | None], str]) -> str:
    """Return "số liệu năm 2024; Thôn 2: 100 hộ năm 2016": of when a standing is."""
    when = f"tháng {standing.month}/{standing.year}" if standing.month else f"năm {standing.year}"
    older = "".join(
        f"; {named(moment.village)}: {count(moment.value)} {unit} năm {moment.year}"
        for moment in standing.older
    )
    return f"số liệu {when}{older}"


def years_words(years: Sequence[int]) -> str:
    """Return "2015 - 2023", "2016, 2018 và 2019"."""
    if len(years) > 2 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]} - {years[-1]}"
    return names(str(year) for year in years)


def amount_words(value: Decimal, unit: str) -> str:
    """Return a value with its unit: "03 vụ", "1,25 tỷ đồng"."""
    return money_words(value) if unit == MONEY_UNIT else f"{count(value)} {unit}"
