"""From the tables of a file to one clean row a person; every doubt is noted by its cell or asked."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.dates import Precision, short_date
from common.identity import (
    sex_of_citizen_id,
)
from common.text import fold
from imports.dates import day_of_list, read_date, swapped_days
from imports.grid import Place, Sheet, column_letter
from imports.layout import (
    LEAVE_OUT,
    Line,
    Table,
    column_questions,
    find_tables,
    label_of,
    missing_head,
)
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.imports.cells import is_dash
from members.imports.form import LABELS, form_of
from members.imports.rows import RosterList, RosterRow
from members.imports.surroundings import AS_ABOVE, Surroundings
from members.imports.villages import VillageNames
from members.imports.words import (
    serves_nowhere,
)
from members.models import Membership, Team, Village

ERROR, WARNING, REMARK = Level.ERROR, Level.WARNING, Level.REMARK
Role = Membership.Role


#: words of a title that tell of which kind of team a table is
_KINDS = (
    ("hoa giai", Team.Kind.MEDIATION), ("dan phong", Team.Kind.CIVIL_DEFENCE),
    ("lien gia", Team.Kind.INTER_FAMILY), ("bao ve an ninh", Team.Kind.STATUTORY),
    ("bao ve antt", Team.Kind.STATUTORY), ("tu quan", Team.Kind.SELF_MANAGED),
)  # fmt: skip


def read_roster(
    sheets: Sequence[Sheet],
    *,
    villages: VillageNames,
    team_kind: str,
    as_of: dt.date | None,
    today: dt.date,
    plan: Plan,
    asked: Asked,
) -> RosterList:
    """Return the rows of all tables that are about teams of this kind, and the day of the list.

    `as_of` None takes the day that the list itself gives, or asks. What is wrong goes to the
    notes of `plan`, what is doubtful to `asked`.
    """
    shown = _chosen_sheets(sheets, asked, plan)
    day = as_of or _day(shown, asked)
    if day is not None and day > today:
        plan.note(
            ERROR,
            _("The day of the list, %(day)s, lies after today (%(today)s). Correct the day.")
            % {"day": short_date(day), "today": short_date(today)},
        )
    found = RosterList(day or today)
    form = form_of(villages)
    tables = [(sheet, find_tables(sheet, form, asked)) for sheet in shown]
    if not any(several for _sheet, several in tables):
        for sheet in shown[:1]:
            missing_head(sheet, form, asked)
        plan.note(
            ERROR, _("No row with the head “Họ và tên” was found."), *(Place(s.name) for s in shown)
        )
        return found
    column_questions([table for _sheet, several in tables for table in several], form, asked)
    for sheet, several in tables:
        if not several:
            plan.note(
                WARNING, _("No row with the head “Họ và tên” was found; the sheet was left out."),
                Place(sheet.name),
            )  # fmt: skip
        for table in several:
            _TableReader(table, villages, team_kind, found, plan, asked).read(len(sheets))
    if not found.rows and plan.is_writable and not asked.questions:
        plan.note(ERROR, _("No person was found in the file."), Place(shown[0].name))
    return found


def _chosen_sheets(sheets: Sequence[Sheet], asked: Asked, plan: Plan) -> list[Sheet]:
    """Return the sheets that are to be read: hidden ones only if somebody says so."""
    found = []
    visible = [sheet for sheet in sheets if not sheet.hidden]
    for sheet in sheets:
        proposed = "skip" if sheet.hidden and visible else "read"
        answer = asked.take(
            Question(
                f"sheet:{sheet.name}", Ask.CHOICE, "sheet",
                _("Is the sheet “%(sheet)s” to be read?") % {"sheet": sheet.name},
                (Option("read", _("yes, read it")), Option("skip", _("no, leave it out"))),
                proposed=proposed, where=(Place(sheet.name),), needed=False, lasting=False,
            )
        )  # fmt: skip
        if answer == "read":
            found.append(sheet)
        elif sheet.hidden:
            plan.note(WARNING, _("The sheet is hidden and was left out."), Place(sheet.name))
    return found or list(sheets)


def _day(sheets: Sequence[Sheet], asked: Asked) -> dt.date | None:
    days = day_of_list(sheets)
    if len(days) == 1:
        return days[0]
    answer = asked.take(
        Question(
            "as_of", Ask.TEXT, "day",
            _("The list bears no date. Which day does it show? Type day/month/year.")
            if not days
            else _("The sheets bear several dates: %(days)s. Which day does the list show? Type day/month/year.")
            % {"days": ", ".join(short_date(day) for day in days)},
            lasting=False, reads=lambda typed: _whole_day(typed) is not None,
        )
    )  # fmt: skip
    return _whole_day(answer) if answer else None


def _whole_day(typed: str) -> dt.date | None:
    """Return the day that somebody typed; None for a month, a year, and what is no date."""
    try:
        told = read_date(typed, latest=dt.date(2200, 1, 1))
    except ValidationError:
        return None
    return told.value if told and told.precision == Precision.DAY else None


class _TableReader(Surroundings):
    """Reads the lines of one table."""

    def __init__(
        self,
        table: Table,
        villages: VillageNames,
        team_kind: str,
        found: RosterList,
        plan: Plan,
        asked: Asked,
    ) -> None:
        super().__init__(table.sheet, found.as_of, plan, asked)
        self.table, self.villages, self.team_kind = table, villages, team_kind
        self.team_words = next((w for w, kind in _KINDS if kind == team_kind), "")
        self.found = found
        self.within = ""
        self.home: Village | None = None
        self._home_is_open = False
        self._places: dict[tuple[str, str], Village | None] = {}
        self._opened: tuple[int, str] | None = None
        self._last_village = ""
        self._grouped = False
        self._between: list[tuple[int, str]] = []

    def read(self, sheets: int) -> None:
        table = self.table
        if self._of_another_force():
            return
        self._tell_columns()
        self._place_of_table()
        self._grouped = self._villages_are_grouped()
        self._tell_loose_rows()
        swapped = self._swapped()
        for line in table.lines:
            if line.row in swapped:
                continue
            person = self._row(line)
            if person is not None:
                self.found.rows.append(person)

    # --- the table as a whole

    def _of_another_force(self) -> bool:
        """Leave out a table whose title names teams of another kind, and say so."""
        texts = [text for _row, text in self.table.titles]
        for text in texts[::-1] or [self.sheet.name]:
            named = [kind for words, kind in _KINDS if words in fold(text)]
            if named and self.team_kind not in named:
                rows = [line.row for line in self.table.lines]
                self.plan.note(
                    WARNING,
                    _("“%(title)s”: these are other teams (%(kind)s); the table was left out.")
                    % {"title": text[:80], "kind": named[0].label},
                    *(self.table.place(row) for row in [self.table.head_rows[0], *rows]),
                )
                return True
            if named:
                return False
        return False

    def _tell_columns(self) -> None:
        table = self.table
        head = table.head_rows[-1]
        for column, label in table.unknown.items():
            if label_of(label) not in ("", "-"):
                self.plan.note(
                    REMARK, _("Columns that are not read: %(label)s.") % {"label": label}, table.place(head, column),
                )  # fmt: skip
        for column in table.headless:
            answer = self.asked.take(
                Question(
                    f"headless:{self.sheet.name}:{column_letter(column)}", Ask.COLUMN, "column",
                    _("Column %(column)s is filled but has no head. What does it hold?")
                    % {"column": column_letter(column)},
                    (Option("-", _("leave out")), Option("given_name", str(LABELS["given_name"]))),
                    where=(table.place(head, column),), lasting=False,
                )
            )  # fmt: skip
            if answer == "given_name":
                self.given_column = column

    def _swapped(self) -> frozenset[int]:
        """Note true dates that a spreadsheet may have read as month/day; return their rows."""
        rows = set()
        for name in ("birth", "joined"):
            cells = [
                (line.row, line.value(name)) for line in self.table.lines if name in line.cells
            ]
            for row in swapped_days(cells):
                line = next(item for item in self.table.lines if item.row == row)
                self.note(
                    ERROR,
                    _("Day and month of these dates may be swapped: they were made dates by an American spreadsheet. Type them as text."),
                    line, name,
                )  # fmt: skip
                rows.add(row)
        return frozenset(rows)

    # --- one row

    def _row(self, line: Line) -> RosterRow | None:
        told = self._told_between(line)
        if told == LEAVE_OUT:
            return None
        name, aside = self._name(line)
        village = self._village(line) if told == AS_ABOVE else self.villages.chosen(told)
        if name is None:
            return None
        serves = not serves_nowhere(line.text("role"))
        role, office, title = self._post(line, aside) if serves else (None, None, "")
        birth, sex = self._birth_and_sex(line)
        citizen_id = self._citizen_id(line, sex, birth)
        sex = sex or sex_of_citizen_id(citizen_id)
        joined = self._joined(line, birth)
        left = self._left(line, name, aside)
        if village is None:
            self.found.unplaced.append((name, line.place("full_name")))
            return None
        return RosterRow(
            line=line, full_name=name, village=village, team=line.text("team"), sex=sex,
            birth=birth, citizen_id=citizen_id, phone=self._phone(line), address=self._address(line),
            role=role, office=office, office_title=title, joined=joined, left=left,
            remark=line.text("remark"), aside=not serves,
            role_is_open=role is None and not is_dash(line.text("role")),
        )  # fmt: skip

    def _village(self, line: Line) -> Village | None:
        self._follow_sections(line)
        typed = line.text("village")
        told = line.text("commune")
        within = (self.villages.former_commune(f"xã {told}") if told else "") or self.within
        if line.has("village"):
            if typed:
                self._last_village = typed
            elif self._grouped and self._last_village:
                typed = self._last_village
            elif self.home is None and self._opened is None and self._last_village and not typed:
                # a blank among filled cells: nobody knows whether it means "as above"
                answer = self.asked.take(
                    Question(
                        "village:", Ask.CHOICE, "village",
                        _("Rows name no village. Do they belong to the village of the row above?"),
                        (Option("above", _("yes, as above")),), where=(line.place("village"),), lasting=False,
                    )
                )  # fmt: skip
                typed = self._last_village if answer == "above" else ""
                if not typed:
                    return None
        if not typed and self._opened is not None:
            return self._place(
                self._opened[1], within, self.table.place(self._opened[0]), heading=True
            )
        if not typed and self.home is not None:
            return self.home
        if not typed and self._home_is_open:
            return None
        return self._place(typed, within, line.place("village" if line.has("village") else ""))

    def _follow_sections(self, line: Line) -> None:
        if not line.sections:
            return
        latest = line.sections[-1]
        if self._opened == latest:
            return
        for row, text in line.sections:
            former = self.villages.former_commune(text)
            if former and self.villages.find(text) is None:
                self.within = former
                if (row, text) == latest:
                    self._opened = None
                    return
        self._opened = latest

    def _place(
        self, text: str, within: str, where: Place, *, heading: bool = False
    ) -> Village | None:
        key = (text, within)
        if key in self._places and self._places[key] is not None:
            return self._places[key]
        found = self.villages.within_text(text, within) if heading else None
        if found is None:
            found = self.villages.ask(text, where, self.asked, within)
        self._places[key] = found
        return found
