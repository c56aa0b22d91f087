"""Where the tables of a sheet stand, as a clerk sees them: heads, sections, rows, foot.

    form = Form(fields, required=("full_name",), key="full_name", opens=..., vouches=...)
    for table in find_tables(sheet, form, asked):
        for line in table.lines:
            line.text("full_name"), line.value("birth"), line.place("birth"), line.sections

A head may take up to three rows, bear group heads, be repeated on the next page, or stand
again over another table. What is a row of the list is decided by its number, by its key field
and by what the kind of list knows of its cells; everything else is a section, a loose row
between rows, or the foot, and none of it is dropped without being handed out.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from common.text import fold
from imports.grid import Cell, Place, Sheet, text_of
from imports.questions import Ask, Asked, Option, Question

MOST_HEAD_ROWS = 3
#: an answer that leaves a column out
LEAVE_OUT = "-"


@dataclass(frozen=True)
class Field:
    """What a column can hold.

    `labels` are folded heads that mean it exactly ("ho va ten"; "nam sinh/nam" under a group
    head), `words` regular expressions over a whole folded head that mean it too; an exact
    label goes first. `label` is for people. The cells of a `down` field stand for the rows
    below where they are merged, and may be ditto marks. A `joined` field may be spread over
    several columns under one merged head, which are read as one text.
    """

    name: str
    label: object
    labels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    down: bool = False
    joined: bool = False


@dataclass(frozen=True)
class Form:
    """The form of one kind of list.

    `required`: fields a head must hold; "a|b" for one of several. `key`: the field that names
    what a row is about, or several ("a|b") of which one is filled. `opens` says whether a lone text opens a section (a village).
    `vouches` says of the cells of a row without a number whether they are a row of the list.
    """

    fields: Sequence[Field]
    required: tuple[str, ...]
    key: str
    number: str = "number"
    opens: Callable[[str], bool] = lambda text: False
    vouches: Callable[[Mapping[str, Cell]], bool] = lambda cells: len(cells) > 1


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table, merged and ditto cells filled.

    `sections` are the section rows above it in their order, as (row, text as written).
    `others` are filled cells of a field that stands in several columns, beside the first.
    """

    sheet: Sheet
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, tuple[int, ...]]
    sections: tuple[tuple[int, str], ...] = ()
    others: Mapping[str, tuple[tuple[int, Cell], ...]] = field(default_factory=dict)
    #: fields whose cell is not the row's own: merged from above, or a ditto mark
    repeated: frozenset[str] = frozenset()

    def value(self, name: str) -> Cell:
        """Return the cell of a field as it is; "" where it is empty or there is no column."""
        return self.cells.get(name, "")

    def text(self, name: str) -> str:
        """Return the cell of a field as clean text."""
        return text_of(self.value(name))

    def has(self, name: str) -> bool:
        """Whether the table has a column for a field."""
        return name in self.columns

    def place(self, name: str = "") -> Place:
        """Return where a field of this row stands; the row itself without a name or column."""
        columns = self.columns.get(name)
        return Place(self.sheet.name, self.row, columns[0] if columns else -1)


@dataclass(frozen=True)
class Table:
    """One table of a sheet. Rows and columns counted from 0.

    `heads` gives for every column all head texts above it, from the top (a group head stands
    over each of its columns); `columns` the columns of each field, `unknown` those without.
    `titles` are the texts above the head, `loose` rows among the lines that are none of the
    list and open no section, `foot` those below the last line; each (row, text).
    """

    sheet: Sheet
    head_rows: tuple[int, ...]
    heads: Mapping[int, tuple[str, ...]]
    columns: Mapping[str, tuple[int, ...]]
    unknown: Mapping[int, str]
    titles: tuple[tuple[int, str], ...] = ()
    lines: tuple[Line, ...] = ()
    loose: tuple[tuple[int, str], ...] = ()
    foot: tuple[tuple[int, str], ...] = ()
    #: filled columns without any head, right of the first and left of the last column
    headless: tuple[int, ...] = ()

    def place(self, row: int = -1, column: int = -1) -> Place:
        return Place(self.sheet.name, row, column)


@dataclass(frozen=True)
class _Head:
    rows: tuple[int, ...]
    heads: dict[int, tuple[str, ...]]
    columns: dict[str, tuple[int, ...]]
    unknown: dict[int, str]


def find_tables(sheet: Sheet, form: Form, asked: Asked) -> list[Table]:
    """Return the tables of a sheet whose heads hold the required fields; [] for none.

    A column that somebody assigned (`column:<head>`), a head row that somebody typed
    (`head:<sheet>`) and hidden rows (`hidden-rows:<sheet>`) are asked about through `asked`.
    """
    return _Reader(sheet, form, asked).tables()


def missing_head(sheet: Sheet, form: Form, asked: Asked) -> None:
    """Ask in which row the head stands, and which column holds what is required.

    For the sheets of a file in which no table was found: nothing else can be read before.
    """
    reader = _Reader(sheet, form, asked)
    row = reader.likely_head()
    typed = asked.take(
        Question(
            f"head:{sheet.name}", Ask.TEXT, "head",
            _("Sheet “%(sheet)s”: in which row do the heads of the columns stand?")
            % {"sheet": sheet.name},
            proposed=str(row + 1), where=(Place(sheet.name, row),), lasting=False,
            reads=lambda text: reader.typed_row(text) is not None,
        )
    )  # fmt: skip
    if typed:
        row = reader.typed_row(typed) or 0
    heads = {label_of(text): text for text in sheet.texts(row) if text}
    for names in form.required:
        first = next(item for item in form.fields if item.name == names.split("|")[0])
        asked.take(
            Question(
                f"needs:{first.name}", Ask.COLUMN, "column",
                _("Which column holds: %(what)s?") % {"what": first.label},
                tuple(Option(label, text) for label, text in heads.items()),
                where=(Place(sheet.name, row),),
            )
        )  # fmt: skip


# --- words ---------------------------------------------------------------------

_TRAILING = re.compile(r"[\s.:;,*]+$")
_NOTE_SIGN = re.compile(r"\s*[\[(]\s*(?:\d{1,2}|[a-z]|\*+)\s*[\])]$")
_BRACKETS = re.compile(r"\s*\([^)]*\)\s*")


@lru_cache(maxsize=8192)
def label_of(text: str) -> str:
    """Return a head folded, without footnote signs and end marks: what labels are compared with."""
    found = fold(text).replace("–", "-").replace("“", "").replace("”", "")
    return _TRAILING.sub("", _NOTE_SIGN.sub("", _TRAILING.sub("", found)))


def _bare(label: str) -> str:
    return _TRAILING.sub("", _BRACKETS.sub(" ", label)).strip()


_DITTO = frozenset(
    {"nt", "n/t", "n.t", "n.t.", "-nt-", "- nt -", "(nt)", '"nt"', "nhu tren", "-nhu tren-", "nhu tren (nt)",
     '"', "''", "“", "”", "″", "〃", '""', ",,", "„", "´´", "//", "-//-", "-\"-", "“”", "-”-", "- ” -", "〃〃", "\"\"\"", "ntn", "nt."}
)  # fmt: skip


def is_ditto(text: str) -> bool:
    """Whether a cell says "as above"."""
    return bool(text) and len(text) <= 14 and (text in _DITTO or fold(text).rstrip(".") in _DITTO)


_FOOT = re.compile(
    r"(?:\W*)(?:tổng(?: cộng| số| hợp)?\b(?! [a-zà-ỹ]+ [a-zà-ỹ]+$)|tổng:|cộng\b|người (?:lập|viết|tổng hợp|ghi|ký)\b|"
    r"nơi nhận|ghi chú\b|lưu\s*:|như trên;|(?:tm|kt|tl|tuq|q)\s*\.|(?:phó )?chủ tịch\b|"
    r"(?:phó )?trưởng (?:công an|ban)\b|xác nhận\b|thủ trưởng|\(?ký\b|lập biểu|"
    r"danh sách (?:này|có|gồm|trên)|ấn định danh sách|ngày\s*[\d….]+\s*tháng|[^,]{2,40},\s*ngày\s*[\d….]+\s*tháng|"
    r"cán bộ (?:lập|tổng hợp|phụ trách)|duyệt\b|phê duyệt|ủy ban nhân dân|công an xã\b|đại diện\b|"
    r"thôn trưởng ký|số lượng\s*:|trong đó\s*:)",
    re.IGNORECASE,
)
_FOOT_BARE = re.compile(
    r"(?:tong cong|tong so|cong:|nguoi lap|noi nhan|ghi chu\s*:|nguoi tong hop)"
)


def is_foot(text: str) -> bool:
    """Whether a text is of the kind that stands below a list: a total, a note, a signature."""
    return _FOOT.match(text) is not None or (
        text.isascii() and _FOOT_BARE.match(text.lower()) is not None
    )


_NUMBER = re.compile(r"\(?0*(\d{1,5})\s*[.)/]?")
_NUMBERING = re.compile(r"\(?\s*(?:\d{1,2}|[A-Za-zĐđ])\s*\)?(?:\s*=.*)?|\[\d{1,2}\]|-?\d{1,2}-")
_ROMAN = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s*[.)\-/]?", re.IGNORECASE)


def list_number(cell: Cell) -> int | None:
    """Return the running number of a row ("3", 3.0, "03.", "(3)"), None for anything else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, float | int):
        return int(cell) if float(cell).is_integer() and 0 <= cell < 100_000 else None
    found = _NUMBER.fullmatch(text_of(cell)) if isinstance(cell, str) else None
    return int(found.group(1)) if found else None


# --- the reader ----------------------------------------------------------------


class _Reader:
    def __init__(self, sheet: Sheet, form: Form, asked: Asked) -> None:
        self.sheet, self.form, self.asked = sheet, form, asked
        self.rows = sheet.rows
        self.exact = {label: item.name for item in form.fields for label in item.labels}
        self.patterns = [
            (re.compile(pattern), item.name) for item in form.fields for pattern in item.words
        ]
        self.by_name = {item.name: item for item in form.fields}
        for names in form.required:
            chosen = asked.answers.get(f"needs:{names.split('|')[0]}")
            if chosen:
                self.exact[chosen] = names.split("|")[0]
        self.filled = [row for row, cells in enumerate(sheet.rows) if cells]
        self.across: dict[
            int, list[tuple[int, int, int]]
        ] = {}  # row -> (first, last column, below)
        self.anchors: dict[tuple[int, int], tuple[int, int]] = {}
        self._merges()

    def _merges(self) -> None:
        most = len(self.rows)
        for top, left, bottom, right in self.sheet.merged:
            bottom, right = min(bottom, most - 1), min(right, left + 300)
            if top >= most:
                continue
            self.across.setdefault(top, []).append((left, right, bottom))
            if (bottom - top + 1) * (right - left + 1) > 50_000:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    if (row, column) != (top, left):
                        self.anchors[row, column] = (top, left)

    def own(self, row: int, column: int) -> str:
        return self.sheet.text(row, column)

    # --- heads

    def tables(self) -> list[Table]:
        found: list[Table] = []
        start = 0
        typed = self.asked.answers.get(f"head:{self.sheet.name}")
        head = self._typed_head(typed) if typed else self._next_head(0)
        while head is not None:
            table, after, following = self._table(head, start)
            found.append(table)
            start, head = after, following
        return found

    def _typed_head(self, typed: str) -> _Head | None:
        row = self.typed_row(typed)
        return None if row is None else self._head_of(self._block(row))

    def typed_row(self, typed: str) -> int | None:
        """Return the row (from 0) that somebody typed as the head's; None where there is no such."""
        if not typed.isdecimal() or len(typed) > 7 or not 0 < int(typed) <= len(self.rows):
            return None
        return int(typed) - 1

    def _next_head(self, start: int) -> _Head | None:
        """Return the first head from a row on; of overlapping ones that with most fields."""
        for row in self.filled[bisect_left(self.filled, start) :]:
            head = self._head_at(row)
            if head is None:
                continue
            if len(head.columns) == 1 and (fuller := self._fuller_head(row + 1)):
                return fuller  # the lone word stood in a title
            best = head
            for later in range(row + 1, head.rows[-1] + 1):
                other = self._head_at(later)
                if other is not None and len(other.columns) >= len(best.columns):
                    best = other
            return best
        return None

    def _fuller_head(self, start: int) -> _Head | None:
        """Return the first head from a row on that knows more than one column."""
        heads = (self._head_at(row) for row in range(start, len(self.rows)))
        return next((head for head in heads if head and len(head.columns) > 1), None)

    def _head_at(self, row: int) -> _Head | None:
        texts = [text for text in self.sheet.texts(row) if text]
        if not texts or len(texts) > 600:
            return None
        known = sum(self._is_known(text) for text in texts)
        if known == 0 or any(len(text) > 120 for text in texts[:1]):
            return None
        block = self._block(row)
        head = self._head_of(block)
        if not self._suffices(head):
            return None
        # "Họ và tên" alone is a head only of a list of names
        return head if len(head.columns) > 1 or len(texts) <= 2 else None

    def _suffices(self, head: _Head) -> bool:
        return all(
            any(name in head.columns for name in names.split("|")) for names in self.form.required
        )

    def likely_head(self) -> int:
        """Return the row that looks most like a head: of most known, else of most filled cells."""
        best, most = 0, (-1, -1)
        for row in self.filled[:60]:
            texts = [text for text in self.sheet.texts(row) if text]
            score = (sum(self._is_known(text) for text in texts), len(texts))
            if score > most:
                best, most = row, score
        return best

    def _is_known(self, text: str) -> bool:
        return len(text) <= 120 and self._match(label_of(text)) is not None

    def _block(self, row: int) -> tuple[int, ...]:
        rows = [row]
        while len(rows) < MOST_HEAD_ROWS and self._goes_on(rows):
            rows.append(rows[-1] + 1)
        return tuple(rows)

    def _goes_on(self, rows: list[int]) -> bool:
        """Whether the row below belongs to the head."""
        last, below = rows[-1], rows[-1] + 1
        filled = [c for c, text in enumerate(self.sheet.texts(below)) if text]
        if not filled or self._is_numbering(below):
            return False
        taken = [
            (left, right)
            for row in rows
            for left, right, bottom in self.across.get(row, [])
            if bottom >= below
        ]
        if taken:
            return not any(left <= c <= right for c in filled for left, right in taken)
        groups = [
            (left, right)
            for left, right, bottom in self.across.get(last, [])
            if bottom == last and right > left and self.own(last, left)
        ]
        if groups:
            under = [sum(left <= c <= right for c in filled) for left, right in groups]
            return sum(under) == len(filled) and max(under) > 1 and not self._looks_filled(below)
        if self.sheet.merged:
            return False
        # no merges are known (text files, some programs): a known label must arise
        if any(self.own(last, c) and not self._is_open(last, c) for c in filled):
            return False
        return any(
            self._match(f"{label_of(self._over(last, c))}/{label_of(self.own(below, c))}")
            for c in filled
            if self._over(last, c)
        )

    def _looks_filled(self, row: int) -> bool:
        """Whether a row holds data rather than heads: numbers that are no years, dates."""
        return any(
            not isinstance(cell, str) and not (isinstance(cell, float) and 1900 <= cell <= 2100)
            for cell in self.rows[row]
            if cell != ""
        )

    def _is_open(self, row: int, column: int) -> bool:
        return not self.own(row, column + 1)

    def _over(self, row: int, column: int) -> str:
        while column >= 0:
            if text := self.own(row, column):
                return text
            column -= 1
        return ""

    def _head_of(self, rows: tuple[int, ...]) -> _Head:
        width = min(max((len(self.rows[row]) for row in rows), default=0), 16_384)
        right = max(
            (r for row in rows for left, r, _b in self.across.get(row, []) if self.own(row, left)),
            default=0,
        )
        heads: dict[int, tuple[str, ...]] = {}
        for column in range(max(width, min(right + 1, width + 40))):
            stack: list[str] = []
            for row in rows:
                text = self.own(row, column)
                if not text and (row, column) in self.anchors:
                    text = self.own(*self.anchors[row, column])
                if not text and not self.sheet.merged and row != rows[-1]:
                    text = self._over(row, column) if self.own(rows[-1], column) else ""
                if text and (not stack or stack[-1] != text):
                    stack.append(text)
            if stack:
                heads[column] = tuple(stack)
        return self._assigned(rows, heads)

    def _assigned(self, rows: tuple[int, ...], heads: dict[int, tuple[str, ...]]) -> _Head:
        found: dict[str, list[tuple[int, int]]] = {}
        for column, stack in heads.items():
            matched = self._match_stack(stack)
            if matched is not None:
                found.setdefault(matched[0], []).append((matched[1], column))
        columns: dict[str, tuple[int, ...]] = {}
        for name, ranked in found.items():
            best = min(rank for rank, _column in ranked)
            columns[name] = tuple(column for rank, column in ranked if rank == best)
        taken = {column for several in columns.values() for column in several}
        unknown = {c: " / ".join(stack) for c, stack in heads.items() if c not in taken}
        return _Head(rows, heads, columns, unknown)

    def _match_stack(self, stack: tuple[str, ...]) -> tuple[str, int] | None:
        labels = [label_of(text) for text in stack]
        chosen = self.asked.answers.get(f"column:{'/'.join(labels)}")
        if chosen is not None:
            return (chosen, 0) if chosen in self.by_name else None
        candidates = ["/".join(labels)]
        if len(labels) > 2:
            candidates.append("/".join(labels[-2:]))
        candidates.append(labels[-1])
        for label in candidates:
            if (matched := self._match(label)) is not None:
                return matched
        # a sub-head in brackets only explains the head over it
        if len(labels) > 1 and (labels[-1].startswith("(") or not _bare(labels[-1])):
            return self._match(labels[-2])
        return None

    def _match(self, label: str) -> tuple[str, int] | None:
        """Return (field, 0 for an exact label, 1 for a pattern) of a folded head."""
        if not label:
            return None
        for form in dict.fromkeys((label, _bare(label))):
            if form in self.exact:
                return self.exact[form], 0
        for form in dict.fromkeys((label, _bare(label))):
            for pattern, name in self.patterns:
                if form and pattern.fullmatch(form):
                    return name, 1
        return None

    # --- rows

    def _is_numbering(self, row: int) -> bool:
        """Whether a row only numbers the columns: "(1) (2) (3)", "A B 1 2", "1 2 3 4"."""
        texts = [text for text in self.sheet.texts(row) if text]
        if len(texts) < 2 or not all(_NUMBERING.fullmatch(text) for text in texts):
            return False
        numbers = [int(n) for text in texts if (n := re.sub(r"=.*|\D", "", text))]
        return len(numbers) + 2 >= len(texts) and numbers == sorted(set(numbers))

    def _repeats(self, row: int, head: _Head) -> bool:
        """Whether a row repeats the head, as on the next page."""
        texts = {c: text for c, text in enumerate(self.sheet.texts(row)) if text}
        if len(texts) < 2:
            return False
        alike = sum(
            label_of(text) in {label_of(one) for one in head.heads.get(column, ())}
            for column, text in texts.items()
        )
        return alike >= 2 and alike * 10 >= len(texts) * 6

    def _table(self, head: _Head, start: int) -> tuple[Table, int, _Head | None]:
        body = _Body(self, head)
        below = head.rows[-1] + 1
        end, following = len(self.rows), None
        hidden = self._hidden_rows(head)
        for row in self.filled[bisect_left(self.filled, below) :]:
            if row < below or row in hidden:
                continue
            if row <= head.rows[-1] + 2 and not body.lines and self._is_numbering(row):
                continue
            if not body.is_numbered(row):
                again = self._head_at(row)
                if again is not None and again.columns == head.columns and not body.titles_below():
                    below = again.rows[-1] + 1
                    continue
                if again is not None:
                    following, end = self._next_head(row), body.end_before_titles()
                    break
                if self._repeats(row, head):
                    continue
            body.take(row)
        titles = tuple(
            (row, text)
            for row in self.filled[bisect_left(self.filled, start) :]
            if row < head.rows[0]
            for text in self.sheet.texts(row)
            if text
        )
        return body.table(titles), end, following

    def _hidden_rows(self, head: _Head) -> frozenset[int]:
        """Return the hidden rows of a table that are to be left out; ask where there are any."""
        filled = [
            row
            for row in sorted(self.sheet.hidden_rows)
            if head.rows[-1] < row < len(self.rows) and any(self.rows[row])
        ]
        if not filled:
            return frozenset()
        answer = self.asked.take(
            Question(
                f"hidden-rows:{self.sheet.name}", Ask.CHOICE, "hidden",
                _("Sheet “%(sheet)s” has hidden rows. Are they to be read?")
                % {"sheet": self.sheet.name},
                (Option("read", _("yes, read them")), Option("skip", _("no, leave them out"))),
                where=tuple(Place(self.sheet.name, row) for row in filled), lasting=False,
            )
        )  # fmt: skip
        return frozenset() if answer == "read" else frozenset(filled)


class _Body:
    """The rows below one head, taken one by one."""

    def __init__(self, reader: _Reader, head: _Head) -> None:
        self.reader, self.sheet, self.head = reader, reader.sheet, head
        self.form, self.columns = reader.form, head.columns
        self.keys = reader.form.key.split("|")
        self.lines: list[Line] = []
        self.sections: list[tuple[int, str]] = []
        self._told: tuple[tuple[int, str], ...] = ()
        self.between: list[tuple[int, str]] = []
        self.loose: list[tuple[int, str]] = []
        self.in_foot = False
        self.above: dict[str, Cell] = {}
        number = self.columns.get(self.form.number, ())
        self.number_column = number[0] if number else None
        self.numbered_lines = 0
        self.down = {name for name in self.columns if reader.by_name[name].down}
        self.merged_columns = {column for _row, column in reader.anchors}

    def is_numbered(self, row: int) -> bool:
        if self.number_column is None:
            return False
        return list_number(self.sheet.value(row, self.number_column)) is not None

    def titles_below(self) -> list[tuple[int, str]]:
        """Return loose rows since the last line: titles of what follows, or the foot."""
        return [item for item in self.between if not is_foot(item[1])]

    def end_before_titles(self) -> int:
        """Return the row after the last line: what stands below it are titles of the next table."""
        return self.lines[-1].row + 1 if self.lines else self.head.rows[-1] + 1

    def take(self, row: int) -> None:
        cells, others, repeated = self._cells(row)
        numbered = self.is_numbered(row)
        if numbered and len(cells) > 3:
            key = self._key(cells)
            if not is_foot(key) or self.form.vouches(cells):
                self._add(row, cells, others, repeated)
                self.numbered_lines += 1
                self.in_foot = False
                return
        key = self._key(cells)
        own = [text for text in self.sheet.texts(row) if text]
        lone = self._lone_text(row, own)
        if numbered:
            rest = [n for n in cells if n != self.form.number and n not in repeated]
            if not rest and not own[1:]:
                return  # a number filled in beforehand
            if lone and self.form.opens(lone):
                self._open(row, lone)
                return
            if is_foot(key) and not self.form.vouches(cells):
                self.between.append((row, " ".join(own)))
                return
            self._add(row, cells, others, repeated)
            self.numbered_lines += 1
            self.in_foot = False
            return
        # "Công an xã" may sign below a list, and may manage what a row of it is about
        foot = is_foot(key) or (
            any(is_foot(text) for text in own[:3])
            and not self.form.vouches({n: c for n, c in cells.items() if n not in repeated})
        )
        if lone and not foot and self.form.opens(lone):
            self._open(row, lone)
            return
        if foot or not key:
            self.in_foot = self.in_foot or foot
            self.between.append((row, " ".join(own)))
            return
        if not self.in_foot and self._is_line(cells, repeated, own):
            self._add(row, cells, others, repeated)
            return
        self.between.append((row, " ".join(own)))

    def _key(self, cells: Mapping[str, Cell]) -> str:
        return next((text_of(cells[name]) for name in self.keys if name in cells), "")

    def _is_line(self, cells: Mapping[str, Cell], repeated: frozenset[str], own: list[str]) -> bool:
        fresh = {name: cell for name, cell in cells.items() if name not in repeated}
        if self.form.vouches(fresh):
            return True
        return self.numbered_lines == 0 and self.number_column is None and len(own) == len(fresh)

    def _lone_text(self, row: int, own: list[str]) -> str:
        """Return the one text of a row that might open a section; "" for a row with more."""
        if not own or len(own) > 3:
            return ""
        if len(own) == 1:
            return own[0] if not own[0].isdigit() else ""
        texts = [text for text in own if list_number(text) is None]
        if len(texts) > 1 and _ROMAN.fullmatch(texts[0]):
            texts = texts[1:]
        if len(texts) == 1:
            return texts[0]
        if len(texts) == 2 and (re.fullmatch(r"\W*\d+\s*\w+\W*", texts[1]) or texts[0] == texts[1]):
            return texts[0]  # "THÔN 2 | (05 người)"
        return ""

    def _open(self, row: int, text: str) -> None:
        self._settle()
        self.in_foot = False
        self.sections.append((row, text))
        self._told = tuple(self.sections[-12:])

    def _settle(self) -> None:
        self.loose += self.between
        self.between = []

    def _add(
        self,
        row: int,
        cells: Mapping[str, Cell],
        others: Mapping[str, tuple[tuple[int, Cell], ...]],
        repeated: frozenset[str],
    ) -> None:
        if self.between:
            self._settle()
        self.lines.append(Line(self.sheet, row, cells, self.columns, self._told, others, repeated))

    def _cells(
        self, row: int
    ) -> tuple[dict[str, Cell], dict[str, tuple[tuple[int, Cell], ...]], frozenset[str]]:
        found: dict[str, Cell] = {}
        others: dict[str, tuple[tuple[int, Cell], ...]] = {}
        repeated: list[str] = []
        values = self.sheet.rows[row]
        for name, columns in self.columns.items():
            if len(columns) == 1:
                column = columns[0]
                cell = values[column] if column < len(values) else ""
            else:
                cell, rest = self._several(name, columns, row)
                if rest:
                    others[name] = rest
                column = columns[0]
            if name in self.down:
                if cell == "" or cell is None:
                    anchor = (
                        self.reader.anchors.get((row, column))
                        if column in self.merged_columns
                        else None
                    )
                    if anchor is not None and anchor[0] > self.head.rows[-1]:
                        cell = self.sheet.value(*anchor)
                        repeated.append(name)
                elif isinstance(cell, str) and is_ditto(cell.strip()) and name in self.above:
                    cell = self.above[name]
                    repeated.append(name)
                if cell != "":
                    self.above[name] = cell
            if isinstance(cell, str) and not cell.strip():
                continue
            found[name] = cell
        return found, others, frozenset(repeated)

    def _several(
        self, name: str, columns: tuple[int, ...], row: int
    ) -> tuple[Cell, tuple[tuple[int, Cell], ...]]:
        """Return the cell of a field in several columns, and what the others hold besides."""
        filled = [(c, v) for c in columns if (v := self.sheet.value(row, c)) != ""]
        if not filled:
            return "", ()
        beside = all(b - a == 1 for a, b in zip(columns, columns[1:], strict=False))
        if self.reader.by_name[name].joined and beside:
            return " ".join(text_of(value) for _column, value in filled), ()
        first = filled[0][1]
        return first, tuple((c, v) for c, v in filled[1:] if text_of(v) != text_of(first))

    def table(self, titles: tuple[tuple[int, str], ...]) -> Table:
        return Table(
            self.sheet, self.head.rows, self.head.heads, self.columns, self.head.unknown, titles,
            tuple(self.lines), tuple(self.loose), tuple(self.between), self._headless(),
        )  # fmt: skip

    def _headless(self) -> tuple[int, ...]:
        """Return columns beside the table's that hold something in most lines, without a head."""
        if not self.lines:
            return ()
        known = set(self.head.heads)
        counts: dict[int, int] = {}
        for line in self.lines[:500]:
            for column, cell in enumerate(self.sheet.rows[line.row]):
                if (
                    cell != ""
                    and column not in known
                    and (line.row, column) not in self.reader.anchors
                ):
                    counts[column] = counts.get(column, 0) + 1
        many = min(len(self.lines), 500) / 2
        return tuple(sorted(column for column, count in counts.items() if count >= many))


def column_questions(tables: Sequence[Table], form: Form, asked: Asked) -> None:
    """Enter how each column was read, so that it can be put right; unknown ones with them.

    The questions are not needed: what is proposed is what was read. Samples of the cells are
    left to the page, for some columns (religion) must not be shown.
    """
    options = (Option(LEAVE_OUT, _("leave out")),) + tuple(
        Option(item.name, str(item.label)) for item in form.fields
    )
    for table in tables:
        named = {column: name for name, several in table.columns.items() for column in several}
        for column, stack in table.heads.items():
            key = "/".join(label_of(text) for text in stack)
            asked.take(
                Question(
                    f"column:{key}", Ask.COLUMN, "column", " / ".join(stack), options,
                    proposed=named.get(column, LEAVE_OUT),
                    where=(table.place(table.head_rows[-1], column),), needed=False,
                )
            )  # fmt: skip
