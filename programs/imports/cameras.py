"""The camera list: one row a point, with what the last look at it found.

A column that is absent and a cell that is blank change nothing that is known.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.dates import short_date
from common.numbers import (
    habit_of,
)  # fmt: skip
from common.text import fold, nfc, spelling
from imports.dates import read_date
from imports.grid import Cell, Place, Sheet
from imports.layout import Content, Form, Line, Table, column_questions, find_tables, missing_head
from imports.plan import Change, Item, Level, Plan, What
from imports.questions import Answers, Ask, Asked, Option, Question
from imports.writing import BulkWriter
from members.imports.villages import VillageNames
from members.models import Commune, Village
from programs.imports.camera_form import (
    CONTENTS,
    FIELDS,
    LABELS,
    REQUIRED,
    TAKEN,
    has_figures,
    money_of,
    shown,
)
from programs.imports.camera_rows import SKIP, Row, RowReader, says_nothing
from programs.models import Camera, CameraCheck, Program


@dataclass
class CamerasPlan(Plan):
    """Camera points and looks an import would write."""

    new: list[Camera] = field(default_factory=list)
    changed: list[Camera] = field(default_factory=list)
    new_checks: list[CameraCheck] = field(default_factory=list)
    changed_checks: list[CameraCheck] = field(default_factory=list)


def plan_cameras(
    sheets: Sequence[Sheet],
    *,
    commune: Commune,
    program: Program | None,
    as_of: dt.date,
    answers: Answers | None = None,
) -> CamerasPlan:
    """Plan the camera points of a commune; a condition counts for `as_of` unless a column dates it.

    A point is known again by its village and place. Takes four statements.
    """
    plan, asked = CamerasPlan(), Asked(answers or Answers())
    planner = _Planner(plan, asked, commune, program, as_of)
    found: list[tuple[Sheet, Table]] = []
    for sheet in sheets:
        if sheet.hidden and not planner.reads_hidden(sheet):
            continue
        found += [(sheet, table) for table in find_tables(sheet, planner.form, asked)]
    if not found:
        for sheet in [sheet for sheet in sheets if not sheet.hidden][:1]:
            plan.note(
                Level.ERROR,
                _("No head with “Điểm lắp đặt”, “Thôn” and “Số mắt” was found."),
                Place(sheet.name),
            )
            missing_head(sheet, planner.form, asked)
    column_questions([table for _sheet, table in found], planner.form, asked)
    for _sheet, table in found:
        planner.plan_table(table)
    planner.ask_installed()
    plan.questions = asked.questions
    return plan


class _Planner(RowReader):
    def __init__(
        self,
        plan: CamerasPlan,
        asked: Asked,
        commune: Commune,
        program: Program | None,
        as_of: dt.date,
    ) -> None:
        super().__init__(plan, asked, as_of)
        self.found, self.program = plan, program
        self.villages = VillageNames.on(commune, as_of)
        self.form = Form(
            FIELDS, REQUIRED, "name", opens=self.villages.is_heading, vouches=self._vouches,
            contents={**CONTENTS, "village": Content(self._is_village, r"thon|ban|xom|khu|khom|khoi|\bap\b|lang|buon|soc|to dan pho|dia ban|don vi|noi")},
        )  # fmt: skip
        self.known: dict[tuple[int, str], Camera] = {}
        self.alike: dict[tuple[int, str], list[Camera]] = {}
        for camera in Camera.objects.filter(village__commune=commune).select_related("village"):
            self.known[(camera.village_id, spelling(camera.name))] = camera
            self.alike.setdefault((camera.village_id, fold(camera.name)), []).append(camera)
        self.looks: dict[int, dict[dt.date, CameraCheck]] = {}
        for look in CameraCheck.objects.filter(camera__village__commune=commune):
            self.looks.setdefault(look.camera_id, {})[look.checked_on] = look
        self.seen: dict[tuple[int, str], Line] = {}
        self.undated: list[Place] = []

    def _vouches(self, cells: Mapping[str, Cell]) -> bool:
        """Whether a row without a number shows by its cells that it is about a point."""
        return "name" in cells and any(
            name in cells for name in ("units", "installed_on", "condition", "cost", "funding")
        )

    def _is_village(self, cell: Cell) -> bool:
        return isinstance(cell, str) and self.villages.find(cell) is not None

    def reads_hidden(self, sheet: Sheet) -> bool:
        place = Place(sheet.name)
        answer = self.asked.take(
            Question(
                f"hidden:sheet:{fold(sheet.name)}", Ask.CHOICE, "hidden",
                _("The sheet “%(name)s” is hidden; it is left out unless you want it read.") % {"name": sheet.name},
                (Option("read", _("read it")), Option(SKIP, _("leave it out"))),
                proposed=SKIP, where=(place,), needed=False, lasting=False,
            )
        )  # fmt: skip
        if answer != "read":
            self.note(Level.WARNING, _("The hidden sheet “%(name)s” was left out.") % {"name": sheet.name}, place)  # fmt: skip
        return answer == "read"

    # --- tables and rows ---------------------------------------------------------

    def plan_table(self, table: Table) -> None:
        for column, text in table.unknown.items():
            if any(table.sheet.text(line.row, column) for line in table.lines):
                self.note(
                    Level.WARNING,
                    _("The column “%(head)s” is not known; it was not read.") % {"head": text},
                    table.place(table.head_rows[-1], column),
                )
        for column in table.headless:
            self.note(
                Level.WARNING,
                _("A column without head was not read."),
                table.place(table.head_rows[-1], column),
            )
        digits = [row for row, text in (*table.loose, *table.foot) if has_figures(table, row)]
        if digits and not table.lines:
            self.note(
                Level.ERROR, _("No row of this table could be read as a camera point. Number the rows of the list."),
                *(table.place(row) for row in digits),
            )  # fmt: skip
        if digits:
            self.note(
                Level.REMARK, _("Rows that are no camera points were left out."),
                *(table.place(row) for row in digits),
            )  # fmt: skip
        money = money_of(table)
        habit = habit_of(line.value("cost") for line in table.lines)
        above: Village | None = None
        section = -1
        for line in table.lines:
            if line.sections and line.sections[-1][0] != section:
                section, above = line.sections[-1][0], None
            village = self._village_of(line, table, above)
            if village is None:
                continue
            above = village if line.text("village") else above
            row = self._read(line, village, money, habit)
            if row is not None:
                self._plan_row(row)
            else:
                self._enter(Row(line, line.text("name"), village), What.ASKED, ())

    def _village_of(self, line: Line, table: Table, above: Village | None) -> Village | None:
        """Return the village of a row: its cell, its section, the row above, the sheet, the title."""
        text = line.text("village")
        if text:
            return self.villages.ask(text, line.place("village"), self.asked)
        for _row, section in reversed(line.sections):
            if village := self.villages.within_text(section):
                return village
            if self.villages.is_heading(section):
                return self.villages.ask(section, Place(line.sheet.name, _row), self.asked)
        if above is not None:
            self.note(
                Level.WARNING,
                _("Rows without a village were taken to be of the village above them."),
                line.place("village"),
            )
            return above
        if line.has("village"):
            self.note(Level.ERROR, _("The row names no village. Write it."), line.place("village"))
            return None
        for around in (line.sheet.name, *(title for _row, title in table.titles)):
            if village := self.villages.find(around) or self.villages.within_text(around):
                return village
        names = self.villages.names
        answer = self.asked.take(
            Question(
                f"village-of-sheet:{fold(line.sheet.name)}", Ask.VALUE, "village",
                _("In which village are the points of the sheet “%(sheet)s”? Write it into the list, or choose it.")
                % {"sheet": line.sheet.name},
                tuple(Option(str(key), name) for key, name in sorted(names.items(), key=lambda item: item[1])),
                where=(Place(line.sheet.name),),
            )
        )  # fmt: skip
        return self.villages.chosen(answer)

    # --- rows and the register ---------------------------------------------------------

    def _plan_row(self, row: Row) -> None:
        key = (row.village.pk, spelling(row.name))
        first = self.seen.setdefault(key, row.line)
        if first is not row.line:
            self.note(
                Level.ERROR,
                _("This point stands in row %(row)d already. Keep one of the two.") % {"row": first.row + 1},
                row.line.place("name"),
            )  # fmt: skip
            return
        camera = self.known.get(key) or self._renamed(row)
        if camera is None:
            self._plan_new(row)
        else:
            self._plan_known(row, camera)

    def _renamed(self, row: Row) -> Camera | None:
        """A known point whose name differs in its accents only: the same or another one?"""
        alike = self.alike.get((row.village.pk, fold(row.name)), [])
        if len(alike) != 1:
            return None
        answer = self.asked.take(
            Question(
                f"camera:{row.village.pk}:{nfc(row.name).casefold()}", Ask.CHOICE, "name",
                _("“%(new)s” looks like the known point “%(old)s”. Is it the same?")
                % {"new": row.name, "old": alike[0].name},
                (Option("same", _("yes, the same")), Option("other", _("no, another point"))),
                where=(row.line.place("name"),), lasting=False,
            )
        )  # fmt: skip
        return alike[0] if answer == "same" else None

    def _plan_new(self, row: Row) -> None:
        if "units" not in row.told:
            self.note(
                Level.ERROR,
                _("Type how many units the point has, a whole number from 1 up."),
                row.line.place("units"),
            )
        if "installed_on" not in row.told:
            day = self._asked_installed()
            if day is None:
                self.undated.append(row.line.place("installed_on"))
                self._enter(row, What.ASKED, ())
                return
            row.told["installed_on"] = day
        if "units" not in row.told:
            self._enter(row, What.ASKED, ())
            return
        camera = Camera(village=row.village, name=row.name, program=self.program, **row.told)
        self.found.new.append(camera)
        changes = [
            Change(str(LABELS[name]), "", shown(camera, name)) for name in TAKEN if name in row.told
        ]
        changes += self._look(row, camera, None)
        self._enter(row, What.NEW, changes)

    def _plan_known(self, row: Row, camera: Camera) -> None:
        before_units = camera.units
        changes: list[Change] = []
        differing = [n for n in TAKEN if n in row.told and getattr(camera, n) != row.told[n]]
        latest = max(self.looks.get(camera.pk, {}), default=None)
        older = latest is not None and latest > (row.checked_on or self.as_of)
        replaced = [n for n in differing if getattr(camera, n) not in (None, "")]
        if older and replaced and latest and not self._rewrites(row, camera, latest):
            differing = [name for name in differing if name not in replaced]
        for name in differing:
            before = shown(camera, name)
            setattr(camera, name, row.told[name])
            changes.append(Change(str(LABELS[name]), before, shown(camera, name)))
        if differing:
            self.found.changed.append(camera)
        changes += self._look(row, camera, before_units)
        self._enter(row, What.CHANGED if changes else What.SAME, changes)

    def _rewrites(self, row: Row, camera: Camera, latest: dt.date) -> bool:
        answer = self.asked.take(
            Question(
                "older:cameras", Ask.CHOICE, "older",
                _("The list is of %(day)s, but points were looked at on %(latest)s. Does it rewrite what is known of them?")
                % {"day": short_date(self.as_of), "latest": short_date(latest)},
                (Option("keep", _("no, keep what is known")), Option("rewrite", _("yes, rewrite it"))),
                proposed="keep", where=(row.line.place("name"),), lasting=False,
            )
        )  # fmt: skip
        return answer == "rewrite"

    def _look(self, row: Row, camera: Camera, before_units: int | None) -> list[Change]:
        """Plan what the look found. Only what is said changes a look of the same day."""
        if not row.condition:
            return []
        day = row.checked_on or self.as_of
        broken = row.condition == CameraCheck.Condition.BROKEN
        working = row.working if row.working is not None else 0 if broken else camera.units
        if working > camera.units:
            self.note(
                Level.ERROR,
                _("More units work (%(working)d) than the point has (%(units)d).")
                % {"working": working, "units": camera.units},
                row.line.place("working"),
            )
            return []
        label = str(LABELS["condition"])
        there = self.looks.get(camera.pk, {}).get(day) if camera.pk else None
        if there is None:
            look = CameraCheck(
                camera=camera, checked_on=day, condition=row.condition, working_units=working,
                note="" if says_nothing(row.line.text("remark")) else row.line.text("remark")[:200],
            )  # fmt: skip
            self.found.new_checks.append(look)
            before = self._condition_before(camera, day)
            return [Change(label, before, f"{look.get_condition_display()} ({short_date(day)})")]
        before = str(there.get_condition_display())
        same = there.condition == row.condition
        all_worked = there.working_units == before_units
        if same and (row.working is None and not (all_worked and before_units != camera.units)):
            return []
        if same and there.working_units == working:
            return []
        old = there.working_units
        there.condition, there.working_units = row.condition, working
        self.found.changed_checks.append(there)
        if same:
            return [Change(str(LABELS["working"]), str(old), str(working))]
        return [Change(label, before, str(there.get_condition_display()))]

    def _condition_before(self, camera: Camera, day: dt.date) -> str:
        looks = self.looks.get(camera.pk, {}) if camera.pk else {}
        past = [when for when in looks if when < day]
        return str(looks[max(past)].get_condition_display()) if past else ""

    def _asked_installed(self) -> dt.date | None:
        return self._day_typed(self.asked.answers.get("installed_on") or "")

    def _day_typed(self, answer: str) -> dt.date | None:
        try:
            partial = read_date(answer, latest=self.as_of)
        except ValidationError:
            return None
        return partial.value if partial else None

    def ask_installed(self) -> None:
        """Ask once for the day of all new points without one."""
        if self.undated:
            self.asked.take(
                Question(
                    "installed_on", Ask.TEXT, "installed_on",
                    _("New points have no day of installation. Type the day or the year for these rows, or write it into the list."),
                    where=tuple(self.undated), lasting=False,
                    reads=lambda typed: self._day_typed(typed) is not None,
                )
            )  # fmt: skip

    def _enter(self, row: Row, what: What, changes: Sequence[Change]) -> None:
        self.plan.items.append(
            Item(
                what, _("camera points"), row.name, row.line.place("name"),
                self.villages.names.get(row.village.pk, row.village.name), "", tuple(changes),
            )
        )  # fmt: skip


def write_cameras(plan: CamerasPlan, writer: BulkWriter) -> None:
    """Write the plan in the running transaction. Raises RefusedImport where it holds errors."""
    plan.refuse_if_wrong()
    writer.create(Camera, plan.new)
    writer.update(Camera, plan.changed, list(TAKEN))
    writer.create(CameraCheck, plan.new_checks)
    writer.update(CameraCheck, plan.changed_checks, ["condition", "working_units"])
