"""What a report says, taken apart again: named figures with the words behind them, tables, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from documents.tree import Document, Figure, Paragraph, Table

NUMBER = r"([\d.]+(?:,\d+)?)"
CHANGE = re.compile(rf"(tăng|giảm) {NUMBER} [^;()]*?(?:, {NUMBER}%)? so với cùng kỳ năm trước")
EQUAL = re.compile(r"bằng cùng kỳ năm trước")
SHARE = re.compile(rf"(?:đạt|chiếm) {NUMBER}%")
AVERAGE = re.compile(rf"^Bình quân mỗi năm có {NUMBER} ")
OVER = re.compile(r"\(\d+ năm đủ số liệu: ([^)]*)\)")
FIRST_LAST = re.compile(
    rf"; năm (\d+) (?:bằng năm (\d+)|(tăng|giảm) {NUMBER} .*? so với năm (\d+))\.$"
)
BEST = re.compile(rf"cao nhất là (?:năm (\d+) với|các năm ([^;]*), cùng) {NUMBER} ")


def told(value: Decimal | int | None, places: int = 2) -> str:
    """A number as papers print it, worked out anew: "1.234,5", "03" is "3" here."""
    if value is None:
        return "–"
    exact = Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _dot, rest = f"{exact:f}".partition(".")
    rest = rest.rstrip("0")
    groups = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    text = ".".join([whole, *groups])
    return f"{text},{rest}" if rest else text


def read(text: str) -> Decimal:
    """A printed number: "1.234,5", "03"."""
    return Decimal(text.replace(".", "").replace(",", "."))


@dataclass(frozen=True)
class Told:
    """A named figure in a sentence, with the words up to the next figure."""

    key: str
    value: Decimal | None
    text: str
    after: str

    @property
    def change(self) -> tuple[Decimal, str | None] | None:
        """(difference, percentage as printed) against the year before, None where nothing is said."""
        if EQUAL.search(self.after):
            return Decimal(0), None
        found = CHANGE.search(self.after)
        if not found:
            return None
        word, amount, percent = found.groups()
        return (read(amount) if word == "tăng" else -read(amount)), percent

    @property
    def share(self) -> str | None:
        found = SHARE.search(self.after)
        return found[1] if found else None


@dataclass(frozen=True)
class YearsTold:
    """The sentence on the mean and the best year."""

    average: str
    over: list[int] | None
    best: tuple[list[int], str] | None
    #: (first complete year, last, difference)
    change: tuple[int, int, Decimal] | None


def text_of(paragraph: Paragraph) -> str:
    return "".join(run if isinstance(run, str) else run.text for run in paragraph.runs)


def paragraphs(document: Document) -> list[Paragraph]:
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def figures(paragraph: Paragraph) -> list[Told]:
    """The named figures of a sentence, in order."""
    found: list[Told] = []
    for run in paragraph.runs:
        if isinstance(run, Figure):
            found.append(Told(run.key, run.value, run.text, ""))
        elif found:
            last = found[-1]
            found[-1] = Told(last.key, last.value, last.text, last.after + run)
    return [row for row in found if row.key]


def gaps(text: str) -> list[tuple[str, str]]:
    """("9/12", "nguồn tin, lượt tuần tra") of each part of the notes on what is not complete."""
    return [
        (found[1], found[2])
        for note in re.findall(
            r"chưa đầy đủ, đã thống kê ([^.]*(?:\.\d{3}[^.]*)*)\. Phần còn lại", text
        )
        for part in note.split("; ")
        if (found := re.match(r"([\d.]+/[\d.]+)(?: số liệu tháng)? về (.*)", part))
    ]


def years_told(text: str) -> YearsTold | None:
    found = AVERAGE.match(text)
    if not found:
        return None
    over, best = OVER.search(text), BEST.search(text)
    return YearsTold(
        average=found[1],
        over=years_in(over[1]) if over else None,
        best=(years_in(best[1] or best[2]), best[3]) if best else None,
        change=_first_and_last(text),
    )


def _first_and_last(text: str) -> tuple[int, int, Decimal] | None:
    found = FIRST_LAST.search(text)
    if not found:
        return None
    last, same, word, amount, first = found.groups()
    if same:
        return int(same), int(last), Decimal(0)
    return int(first), int(last), read(amount) if word == "tăng" else -read(amount)


def years_in(text: str) -> list[int]:
    """ "2015 - 2018", "2016, 2018 và 2019" as a list of years."""
    if " - " in text:
        first, last = text.split(" - ")
        return list(range(int(first), int(last) + 1))
    return [int(year) for year in re.findall(r"\d{4}", text)]


def tables(document: Document, title: str) -> Iterator[Table]:
    """The tables of the appendix of this title (the beginning is enough)."""
    for appendix in document.appendices:
        if appendix.title.startswith(title):
            yield from (block for block in appendix.blocks if isinstance(block, Table))


def heads(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def shown(cell: object) -> str:
    return cell.text if isinstance(cell, Figure) else str(cell)
