"""What an import would do, told before it does it: items, questions, notes. Taken whole or not at all."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.access import AnyUser
from imports.grid import Place, column_letter, rows_in_words
from imports.questions import Question, open_questions


class What(models.TextChoices):
    """What becomes of a thing. Each thing of a list has one, so the counts add up."""

    ASKED = "asked", gettext_lazy("asked")
    MOVE = "move", gettext_lazy("moves")
    ENDED = "ended", gettext_lazy("ends")
    ROLE = "role", gettext_lazy("role changes")
    CHANGED = "changed", gettext_lazy("changed")
    NEW = "new", gettext_lazy("new")
    SAME = "same", gettext_lazy("unchanged")


class Level(StrEnum):
    """How much a note weighs: an error keeps the plan from being written."""

    ERROR = "error"
    WARNING = "warning"
    REMARK = "remark"


LEVELS = {
    Level.ERROR: gettext_lazy("error"),
    Level.WARNING: gettext_lazy("warning"),
    Level.REMARK: gettext_lazy("remark"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A field that would change: its name for people, before and after ("" for not known)."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Item:
    """What would become of one thing: a person, a team, a result sheet, a camera.

    `thing` is its kind, for people and in the plural ("people", "teams"); `label` names it;
    `group` is what it belongs to (the village); `about` is what helps to know it (birth, role).
    `where` is None for what does not stand in the file (who is absent from it).
    """

    what: What
    thing: str
    label: str
    where: Place | None = None
    group: str = ""
    about: str = ""
    changes: tuple[Change, ...] = ()


def places_in_words(places: Sequence[Place]) -> str:
    """Return places in few words: "DS!C5", "DS, rows 4, 7, 8, column C", "Cũ 2019"."""
    if len(places) == 1:
        return str(places[0])
    by_sheet: dict[str, list[Place]] = {}
    for place in places:
        by_sheet.setdefault(place.sheet, []).append(place)
    said = []
    for sheet, several in by_sheet.items():
        columns = {place.column for place in several}
        words = {"sheet": sheet, "rows": rows_in_words(several)}
        if not words["rows"]:
            said.append(sheet)
        elif len(columns) == 1 and (letter := column_letter(columns.pop())):
            said.append(
                _("%(sheet)s, rows %(rows)s, column %(column)s") % {**words, "column": letter}
            )
        else:
            said.append(_("%(sheet)s, rows %(rows)s") % words)
    return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say about a place of the file (None: about the register or the whole list)."""

    level: Level
    message: str
    where: tuple[Place, ...] = ()

    @property
    def place(self) -> str:
        """The places in few words: "DS!C5", "DS!4–9, 12", "Cũ 2019"."""
        return places_in_words(self.where)


class RefusedImport(Exception):
    """The plan holds errors or open questions, so nothing was written. `plan` tells them all."""

    def __init__(self, plan: "Plan") -> None:
        self.plan = plan
        said = []
        if errors := len(plan.errors):
            said.append(
                ngettext("%(count)d error in the file", "%(count)d errors in the file", errors)
                % {"count": errors}
            )
        if asked := len(open_questions(plan.questions)):
            said.append(
                ngettext("%(count)d question to answer", "%(count)d questions to answer", asked)
                % {"count": asked}
            )
        super().__init__(_("Nothing was written: %(why)s.") % {"why": ", ".join(said)})


@dataclass(frozen=True)
class Context:
    """What an import is for: a commune (its key), what the form or the command asked, and today.

    `user` is who would write it, who reaches all where it is nobody: the shell.
    """

    commune: int
    options: Mapping[str, Any]
    today: dt.date
    source: str = ""
    user: AnyUser | None = None


@dataclass
class Plan:
    """What would happen. A kind of list has a subclass that also holds the rows to be written."""

    items: list[Item] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    _said: dict[tuple[Level, str], dict[Place, None]] = field(default_factory=dict)

    def note(self, level: Level, message: object, *where: Place) -> None:
        """Say something; the same words about other places are said once, with all places."""
        self._said.setdefault((level, str(message)), {}).update(dict.fromkeys(where))

    @property
    def notes(self) -> list[Note]:
        """All that is said, in the order in which it was said first."""
        return [Note(level, text, tuple(where)) for (level, text), where in self._said.items()]

    @property
    def counts(self) -> Counter[tuple[str, What]]:
        """How many things of each kind are new, changed … : counted from the items, so they add up."""
        return Counter((item.thing, item.what) for item in self.items)

    @property
    def errors(self) -> list[Note]:
        return [note for note in self.notes if note.level == Level.ERROR]

    @property
    def warnings(self) -> list[Note]:
        return [note for note in self.notes if note.level == Level.WARNING]

    @property
    def is_writable(self) -> bool:
        """Whether nothing keeps it from being written."""
        told = any(level == Level.ERROR for level, _text in self._said)
        return not told and not open_questions(self.questions)

    def refuse_if_wrong(self) -> None:
        """Raise RefusedImport where there is any error or open question."""
        if not self.is_writable:
            raise RefusedImport(self)

    @property
    def digest(self) -> str:
        """SHA-256 of the items. What is written must have the digest of what was shown."""
        told = [
            [item.what, item.thing, item.label, item.group, item.about,
             [asdict(change) for change in item.changes]]
            for item in self.items
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    def as_table(self, *, rows: bool = False) -> str:
        """Return the plan as lines of text for the shell; `rows` also tells every item."""
        lines = [_("What would happen:")]
        for (thing, what), times in sorted(self.counts.items()):
            lines.append(f"  {thing:<28} {What(what).label:<26} {times:>6}")
        if not self.items:
            lines.append(_("  nothing"))
        for item in self.items:
            if rows or item.what in (What.MOVE, What.ENDED, What.ROLE, What.CHANGED):
                lines.append(f"  {_line(item)}")
        for level, label in LEVELS.items():
            notes = [note for note in self.notes if note.level == level]
            if notes:
                lines.append(f"{label} ({len(notes)}):")
                lines += [f"  {note.place:<28} {note.message}" for note in notes]
        shown = self.questions if rows else open_questions(self.questions)
        if shown:
            lines.append(_("questions (%(count)d):") % {"count": len(shown)})
            for question in shown:
                lines.append(f"  {places_in_words(question.where):<28} {question.text}")
                lines.append(f"      {question.key}:")
                lines += [f"      {option.value} = {option.label}" for option in question.options]
        return "\n".join(lines)


def _line(item: Item) -> str:
    """Return one item in words: "DS!B5 Lý Văn Tài (Thôn 1): changed; phone “…” -> “…”"."""
    parts = [str(item.where or "–"), item.label]
    if item.group:
        parts.append(f"({item.group})")
    changes = "; ".join(
        f"{c.field}: “{c.before or '–'}” → “{c.after or '–'}”" for c in item.changes
    )
    return f"{' '.join(parts)}: {item.what.label}{'; ' + changes if changes else ''}"
