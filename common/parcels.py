"""What an import would do, told before it does it: counts, warnings, errors by cell.

An import is a parcel: it is taken whole or not at all.
"""

from collections import Counter
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.workbook import column_letter

ERROR, WARNING, REMARK = "error", "warning", "remark"
LEVELS = {
    ERROR: gettext_lazy("error"),
    WARNING: gettext_lazy("warning"),
    REMARK: gettext_lazy("remark"),
}


#: what an import decides on a row; "doubtful" is any row with a warning
NEW, SAME, CHANGED, DOUBTFUL = "new", "same", "changed", "doubtful"


class RefusedImport(Exception):
    """The parcel holds errors, so nothing was written. `parcel` tells them all."""

    def __init__(self, parcel: "Parcel") -> None:
        self.parcel = parcel
        super().__init__(
            _("Nothing was written: %(count)d errors in the file.") % {"count": len(parcel.errors)}
        )


@dataclass(frozen=True)
class Note:
    """Something to say about a cell. `row` and `column` as Excel shows them."""

    level: str
    sheet: str
    row: int
    column: str
    message: str

    @property
    def place(self) -> str:
        return f"{self.sheet}!{self.column}{self.row}" if self.row else self.sheet


@dataclass(frozen=True)
class Decision:
    """What an import would do with a row of the list. `row` as Excel shows it."""

    what: str
    sheet: str
    row: int
    label: str


@dataclass
class Parcel:
    """Counts of what would happen, by thing and action, the notes, and what becomes of each row."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    notes: list[Note] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)

    def decide(self, what: str, label: str, *, sheet: str, row: int) -> None:
        """Keep what would become of a row (counted from 0)."""
        self.decisions.append(Decision(what, sheet, row + 1, label))

    def decided(self) -> list[Decision]:
        """Return the decisions, with "doubtful" where the row bears a warning."""
        doubted = {(note.sheet, note.row) for note in self.warnings}
        return [
            replace(item, what=DOUBTFUL) if (item.sheet, item.row) in doubted else item
            for item in self.decisions
        ]

    def note(
        self, level: str, message: object, *, sheet: str, row: int | None, column: int | None = None
    ) -> None:
        """Add a note; `row` and `column` are counted from 0, `row` None for a whole sheet."""
        number = row + 1 if row is not None else 0
        self.notes.append(Note(level, sheet, number, column_letter(column), str(message)))

    def count(self, thing: object, action: object, times: int = 1) -> None:
        if times:
            self.counts[(str(thing), str(action))] += times

    @property
    def errors(self) -> list[Note]:
        return [note for note in self.notes if note.level == ERROR]

    @property
    def warnings(self) -> list[Note]:
        return [note for note in self.notes if note.level == WARNING]

    def refuse_if_wrong(self) -> None:
        """Raise RefusedImport where there is any error."""
        if self.errors:
            raise RefusedImport(self)

    def as_table(self) -> str:
        """Return the parcel as lines of text for the shell."""
        lines = [_("What would happen:")]
        for (thing, action), times in sorted(self.counts.items()):
            lines.append(f"  {thing:<28} {action:<26} {times:>6}")
        if not self.counts:
            lines.append(_("  nothing"))
        for level, label in LEVELS.items():
            notes = [note for note in self.notes if note.level == level]
            if notes:
                lines.append(f"{label} ({len(notes)}):")
                lines += [f"  {note.place:<28} {note.message}" for note in notes]
        return "\n".join(lines)
