"""Which rows of a sheet are heads, and which column of each holds which field."""

import re
from bisect import bisect_left

from django.utils.translation import gettext as _

from imports.grid import Place, Sheet
from imports.layout.body import Body
from imports.layout.contents import by_content
from imports.layout.form import Form, Head, Table
from imports.layout.words import NUMBERING, bare_label, label_of
from imports.questions import Ask, Asked, Option, Question

MOST_HEAD_ROWS = 3


class Reader:
    """Finds the heads of a sheet, and hands the rows below each to its `Body`."""

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

    def _typed_head(self, typed: str) -> Head | None:
        row = self.typed_row(typed)
        return None if row is None else self._head_of(self._block(row))

    def typed_row(self, typed: str) -> int | None:
        """Return the row (from 0) that somebody typed as the head's; None where there is no such."""
        if not typed.isdecimal() or len(typed) > 7 or not 0 < int(typed) <= len(self.rows):
            return None
        return int(typed) - 1

    def _next_head(self, start: int) -> Head | None:
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

    def _fuller_head(self, start: int) -> Head | None:
        """Return the first head from a row on that knows more than one column."""
        heads = (self._head_at(row) for row in range(start, len(self.rows)))
        return next((head for head in heads if head and len(head.columns) > 1), None)

    def _head_at(self, row: int) -> Head | None:
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

    def _suffices(self, head: Head) -> bool:
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

    def _head_of(self, rows: tuple[int, ...]) -> Head:
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

    def _assigned(self, rows: tuple[int, ...], heads: dict[int, tuple[str, ...]]) -> Head:
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
        return Head(rows, heads, columns, unknown)

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
        if len(labels) > 1 and (labels[-1].startswith("(") or not bare_label(labels[-1])):
            return self._match(labels[-2])
        return None

    def _match(self, label: str) -> tuple[str, int] | None:
        """Return (field, 0 for an exact label, 1 for a pattern) of a folded head."""
        if not label:
            return None
        for form in dict.fromkeys((label, bare_label(label))):
            if form in self.exact:
                return self.exact[form], 0
        for form in dict.fromkeys((label, bare_label(label))):
            for pattern, name in self.patterns:
                if form and pattern.fullmatch(form):
                    return name, 1
        return None

    # --- rows

    def _is_numbering(self, row: int) -> bool:
        """Whether a row only numbers the columns: "(1) (2) (3)", "A B 1 2", "1 2 3 4"."""
        texts = [text for text in self.sheet.texts(row) if text]
        if len(texts) < 2 or not all(NUMBERING.fullmatch(text) for text in texts):
            return False
        numbers = [int(n) for text in texts if (n := re.sub(r"=.*|\D", "", text))]
        return len(numbers) + 2 >= len(texts) and numbers == sorted(set(numbers))

    def _repeats(self, row: int, head: Head) -> bool:
        """Whether a row repeats the head, as on the next page."""
        texts = {c: text for c, text in enumerate(self.sheet.texts(row)) if text}
        if len(texts) < 2:
            return False
        alike = sum(
            label_of(text) in {label_of(one) for one in head.heads.get(column, ())}
            for column, text in texts.items()
        )
        return alike >= 2 and alike * 10 >= len(texts) * 6

    def _table(self, head: Head, start: int) -> tuple[Table, int, Head | None]:
        whole = by_content(self._without_hidden_columns(head), self.sheet, self.form, self.asked)
        body = Body(self.sheet, self.form, self.anchors, whole)
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

    def _without_hidden_columns(self, head: Head) -> Head:
        """Return a head without its hidden columns where they are to be left out; ask where there are any.

        A hidden column that is empty, not known or only numbers the rows is not asked about.
        Until somebody answers they are read, so that the other doubts of the file show too.
        """
        hidden = [
            column
            for name, several in head.columns.items()
            for column in several
            if name != self.form.number
            and column in self.sheet.hidden_columns
            and any(self.sheet.text(row, column) for row in self.filled if row > head.rows[-1])
        ]
        if not hidden:
            return head
        answer = self.asked.take(
            Question(
                f"hidden-columns:{self.sheet.name}", Ask.CHOICE, "hidden",
                _("Sheet “%(sheet)s” has hidden columns: %(heads)s. Are they to be read?")
                % {
                    "sheet": self.sheet.name,
                    "heads": ", ".join(" / ".join(head.heads[column]) for column in sorted(hidden)),
                },
                (Option("read", _("yes, read them")), Option("skip", _("no, leave them out"))),
                where=tuple(Place(self.sheet.name, head.rows[-1], c) for c in sorted(hidden)),
                lasting=False,
            )
        )  # fmt: skip
        if answer != "skip":
            return head
        seen = {c: stack for c, stack in head.heads.items() if c not in self.sheet.hidden_columns}
        return self._assigned(head.rows, seen)

    def _hidden_rows(self, head: Head) -> frozenset[int]:
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
