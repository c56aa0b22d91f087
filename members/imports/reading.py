"""From the tables of a file to one clean row a person; every doubt is noted by its cell or asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.dates import PartialDate, Precision, short_date
from common.identity import (
    citizen_id_doubts,
    normalise_citizen_id,
    normalise_phone,
    sex_of_citizen_id,
)
from common.text import fold, spelling
from imports.dates import day_of_list, read_date, swapped_days, year_precise
from imports.grid import Place, Sheet, column_letter, is_error, text_of
from imports.layout import Line, Table, column_questions, find_tables, label_of, missing_head
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.imports.form import LABELS, form_of
from members.imports.villages import VillageNames
from members.imports.words import (
    Leave,
    clean_name,
    is_name,
    office_of,
    read_leave,
    read_post,
    read_sex,
    serves_nowhere,
)
from members.models import Membership, Team, Village, VillageOffice

ERROR, WARNING, REMARK = Level.ERROR, Level.WARNING, Level.REMARK
Role = Membership.Role

#: ages of members: outside the first pair nobody serves, outside the second it is pointed out
IMPOSSIBLE_AGES, UNUSUAL_AGES = (14, 105), (18, 85)
LONGEST_ADDRESS = 200

#: words of a title that tell of which kind of team a table is
_KINDS = (
    ("hoa giai", Team.Kind.MEDIATION), ("dan phong", Team.Kind.CIVIL_DEFENCE),
    ("lien gia", Team.Kind.INTER_FAMILY), ("bao ve an ninh", Team.Kind.STATUTORY),
    ("bao ve antt", Team.Kind.STATUTORY), ("tu quan", Team.Kind.SELF_MANAGED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person of the list. None and "" are what the list does not say.

    `told` are the fields that stand in the file for this row, `team` the label of the team
    where the list has a column for it.
    """

    line: Line
    full_name: str
    village: Village
    team: str
    sex: str
    birth: PartialDate | None
    citizen_id: str
    phone: str
    address: str
    role: Membership.Role | None
    office: VillageOffice.Office | None
    office_title: str
    joined: PartialDate | None
    left: Leave | None
    remark: str = ""
    #: the list says that the person serves in no team ("không tham gia")
    aside: bool = False

    @property
    def name_key(self) -> str:
        return fold(self.full_name)

    @property
    def spelled(self) -> str:
        return spelling(self.full_name)

    @property
    def where(self) -> Place:
        return self.line.place("full_name")

    @property
    def number(self) -> int:
        """The row as Excel counts it."""
        return self.line.row + 1


@dataclass
class RosterList:
    """What a file says: its day, and its rows. The day of today stands in while it is asked for."""

    as_of: dt.date
    rows: list[RosterRow] = field(default_factory=list)


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


class _TableReader:
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
        self.table, self.villages, self.team_kind = table, villages, team_kind
        self.found, self.plan, self.asked = found, plan, asked
        self.day = found.as_of
        self.latest = found.as_of
        self.sheet = table.sheet
        self.within = ""
        self.home: Village | None = None
        self._home_is_open = False
        self._places: dict[tuple[str, str], Village | None] = {}
        self._posts: dict[str, tuple[Role | None, VillageOffice.Office | None, str, bool]] = {}
        self._opened: tuple[int, str] | None = None
        self._last_village = ""
        self._grouped = False

    def note(self, level: Level, message: object, line: Line, name: str = "full_name") -> None:
        where = line.place(name)
        self.plan.note(level, message, where)

    def read(self, sheets: int) -> None:
        table = self.table
        if self._of_another_force():
            return
        self._tell_columns()
        self._place_of_table()
        self._grouped = self._villages_are_grouped()
        for row, text in table.loose:
            self.plan.note(
                WARNING,
                _("This row is no person and was left out: “%(text)s”.") % {"text": text[:60]},
                table.place(row),
            )
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

    given_column: int | None = None

    def _place_of_table(self) -> None:
        """The village and former commune that the sheet's name or the title gives to all rows."""
        self.within = self.villages.former_commune(self.sheet.name)
        self.home = self.villages.find(self.sheet.name) or self.villages.within_text(
            self.sheet.name
        )
        for _row, text in self.table.titles[::-1][:12]:
            self.within = self.within or self.villages.former_commune(text)
        if self.home is None and "village" not in self.table.columns:
            for _row, text in self.table.titles[::-1][:12]:
                self.home = self.villages.within_text(text, self.within)
                if self.home is not None:
                    break
        if self.home is None:
            self._ask_for_home()

    def _ask_for_home(self) -> None:
        """Ask where the sheet's name or the title names a village but for its accents."""
        around = [(self.sheet.name, Place(self.sheet.name))]
        if "village" not in self.table.columns:
            around += [(text, self.table.place(row)) for row, text in self.table.titles[::-1][:12]]
        for text, where in around:
            if self.villages.near(text, self.within) is not None:
                self.home = self.villages.ask(text, where, self.asked, self.within)
                self._home_is_open = self.home is None
                return

    def _villages_are_grouped(self) -> bool:
        """Whether the village is written once above its people: no two rows running name the same."""
        if "village" not in self.table.columns:
            return False
        texts = [
            fold(line.text("village")) if "village" not in line.repeated else ""
            for line in self.table.lines
        ]
        named = [text for text in texts if text]
        return (
            len(named) < len(texts)
            and all(not (a and a == b) for a, b in zip(texts, texts[1:], strict=False))
            and (not texts or bool(texts[0]))
        )

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
        name, aside = self._name(line)
        village = self._village(line)
        if name is None:
            return None
        serves = not serves_nowhere(line.text("role"))
        role, office, title = self._post(line, aside) if serves else (None, None, "")
        birth, sex = self._birth_and_sex(line)
        citizen_id = self._citizen_id(line, sex, birth)
        sex = sex or sex_of_citizen_id(citizen_id)
        joined = self._joined(line, birth)
        left = self._left(line, name)
        if village is None:
            return None
        return RosterRow(
            line=line, full_name=name, village=village, team=line.text("team"), sex=sex,
            birth=birth, citizen_id=citizen_id, phone=self._phone(line), address=self._address(line),
            role=role, office=office, office_title=title, joined=joined, left=left,
            remark=line.text("remark"), aside=not serves,
        )  # fmt: skip

    def _name(self, line: Line) -> tuple[str | None, str]:
        if line.has("full_name"):
            typed = line.text("full_name")
            if self.given_column is not None:
                typed = f"{typed} {self.sheet.text(line.row, self.given_column)}"
            elif line.text("given_name") and not line.text("family_name"):
                pass
        else:
            typed = f"{line.text('family_name')} {line.text('given_name')}"
        typed = typed.strip()
        column = next(
            (n for n in ("full_name", "family_name", "given_name") if line.has(n)), "full_name"
        )
        if not typed:
            facts = [
                n
                for n in ("birth", "birth_male", "birth_female", "citizen_id", "phone", "age")
                if n in line.cells
            ]
            if facts:
                self.note(ERROR, _("The row has data but no name. Fill in the name."), line, column)
            else:
                self.note(REMARK, _("The row has no name and was left out."), line, column)
            return None, ""
        if is_error(typed):
            self.note(
                ERROR,
                _("The cell shows “%(text)s”: its formula has lost its cells. Type the name.")
                % {"text": typed},
                line,
                column,
            )
            return None, ""
        name, aside = clean_name(typed)
        if not is_name(name):
            self.note(ERROR, _("“%(text)s” is no name.") % {"text": typed[:60]}, line, column)
            return None, ""
        if " " not in name:
            self.note(
                ERROR,
                _("“%(text)s” is only a part of a name. Write the full name.") % {"text": name},
                line,
                column,
            )
            return None, ""
        if any((line.row, c) in self.sheet.doubtful for c in line.columns.get(column, ())):
            answer = self.asked.take(
                Question(
                    f"font:{name}", Ask.CHOICE, "font",
                    _("The name is typed in an old font and was read as “%(name)s”. Is it right?") % {"name": name},
                    (Option("yes", _("yes")),), proposed="yes", where=(line.place(column),), lasting=False,
                )
            )  # fmt: skip
            if answer != "yes":
                return None, ""
        if any((line.row, c) in self.sheet.struck for c in line.columns.get(column, ())):
            answer = self.asked.take(
                Question(
                    f"struck:{self.sheet.name}", Ask.CHOICE, "struck",
                    _("Names on the sheet “%(sheet)s” are struck through. Are these people to be read?") % {"sheet": self.sheet.name},
                    (Option("read", _("yes, read them")), Option("skip", _("no, leave them out"))),
                    where=(line.place(column),), lasting=False,
                )
            )  # fmt: skip
            if answer != "read":
                return None, ""
        if (
            aside
            and office_of(aside) is None
            and read_post(aside).role is None
            and read_leave(aside, latest=self.latest) is None
        ):
            self.note(
                REMARK,
                _("“(%(text)s)” behind the name was left out.") % {"text": aside[:60]},
                line,
                column,
            )
        return name, aside

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

    def _post(self, line: Line, aside: str) -> tuple[Role | None, VillageOffice.Office | None, str]:
        typed = line.text("role")
        for _column, cell in line.others.get("role", ()):
            typed = f"{typed} - {text_of(cell)}"
        if typed not in self._posts:
            post = read_post(typed) if typed else read_post("")
            self._posts[typed] = (post.role, post.office, post.title, post.clash)
        role, office, title, clash = self._posts[typed]
        if clash:
            self.note(
                ERROR, _("“%(text)s” names two roles. Leave one.") % {"text": typed}, line, "role"
            )
            role = None
        elif typed and role is None and not is_dash(typed):
            answer = self.asked.take(
                Question(
                    f"role:{fold(typed)}", Ask.VALUE, "role",
                    _("The role “%(text)s” is not known. Which role in the team is it?") % {"text": typed},
                    tuple(Option(r.value, str(r.label)) for r in Role), where=(line.place("role"),),
                )
            )  # fmt: skip
            role = Role(answer) if answer else None
            office, title = (office, title) if answer else (None, "")
        told = line.text("office")
        if told and not is_dash(told):
            office, title = office_of(told) or VillageOffice.Office.OTHER, told
        elif aside and (held := office_of(aside)) is not None and office is None:
            office, title = held, aside
        if role is None and not typed and aside:
            role = read_post(aside).role
        return role, office, title[:120]

    def _birth_and_sex(self, line: Line) -> tuple[PartialDate | None, str]:
        """A list names the sex in a column of its own, by a cross, or by which birth column is filled."""
        sex = self._sex(line)
        parts = [line.text(name) for name in ("birth_day", "birth_month")]
        if line.has("birth_day") or line.has("birth_month"):
            year = line.text("birth_year") or line.text("birth_male") or line.text("birth")
            typed = "/".join(part for part in [*parts, year] if part)
            if not year:
                return None, sex
            if not parts[1]:
                typed = year
            return self._date_of(
                line, "birth_year" if line.has("birth_year") else "birth_male", typed
            ), sex
        if line.has("birth_year") and line.text("birth_year") and not line.text("birth"):
            return self._checked_age(
                line, "birth_year", self._date_of(line, "birth_year", line.value("birth_year"))
            ), sex
        columns = [("birth", sex), ("birth_male", "male"), ("birth_female", "female")]
        filled = [(name, meant) for name, meant in columns if line.text(name) not in ("", "-", "–")]
        if len(filled) > 1:
            self.note(
                ERROR, _("Both birth columns are filled. Leave only one."), line, "birth_female"
            )
            return None, sex
        if line.others.get("birth"):
            self.note(
                ERROR, _("The birth date stands twice, and differs. Leave one."), line, "birth"
            )
            return None, sex
        for name, meant in filled:
            birth = self._date_of(line, name, line.value(name))
            return self._checked_age(line, name, birth), sex or meant
        return self._age(line), sex

    def _age(self, line: Line) -> PartialDate | None:
        typed = line.text("age").removesuffix("tuổi").strip()
        if not typed or is_dash(typed):
            return None
        if not typed.isdigit() or not IMPOSSIBLE_AGES[0] <= int(typed) <= IMPOSSIBLE_AGES[1]:
            self.note(ERROR, _("“%(text)s” is no age.") % {"text": typed[:20]}, line, "age")
            return None
        self.note(REMARK, _("The birth year is reckoned from the age."), line, "age")
        return year_precise(self.day.year - int(typed))

    def _sex(self, line: Line) -> str:
        crosses = [n for n in ("sex_male", "sex_female") if line.text(n) not in ("", "-", "0")]
        if len(crosses) == 1 and not line.text("sex"):
            return "male" if crosses[0] == "sex_male" else "female"
        if len(crosses) > 1:
            self.note(
                WARNING,
                _("Both columns of the sex are filled; it is left open."),
                line,
                "sex_female",
            )
        typed = line.text("sex")
        sex = read_sex(typed)
        if sex is None:
            answer = self.asked.take(
                Question(
                    f"sex:{fold(typed)}", Ask.VALUE, "sex",
                    _("The sex “%(text)s” is not known.") % {"text": typed},
                    (Option("", _("leave open")), Option("male", _("male")), Option("female", _("female"))),
                    where=(line.place("sex"),), needed=False,
                )
            )  # fmt: skip
            if not answer:
                self.note(
                    WARNING,
                    _("The sex “%(text)s” is not known; it is left open.") % {"text": typed[:20]},
                    line,
                    "sex",
                )
            return answer or ""
        return sex

    def _date_of(self, line: Line, name: str, value: object) -> PartialDate | None:
        try:
            return read_date(value, latest=self.latest)  # type: ignore[arg-type]
        except ValidationError as error:
            self.note(ERROR, error.messages[0], line, name)
            return None

    def _checked_age(self, line: Line, name: str, birth: PartialDate | None) -> PartialDate | None:
        if birth is None:
            return None
        age = self.day.year - birth.value.year
        if not IMPOSSIBLE_AGES[0] <= age <= IMPOSSIBLE_AGES[1]:
            self.note(
                ERROR,
                _("Born %(birth)s, %(age)d years old on the day of the list: no age for a member.") % {"birth": birth, "age": age},
                line, name,
            )  # fmt: skip
        elif not UNUSUAL_AGES[0] <= age <= UNUSUAL_AGES[1]:
            self.note(
                WARNING,
                _("%(age)d years old on the day of the list. Please check.") % {"age": age},
                line,
                name,
            )
        return birth

    def _citizen_id(self, line: Line, sex: str, birth: PartialDate | None) -> str:
        number, remark = normalise_citizen_id(line.value("citizen_id"))
        if remark:
            self.note(
                WARNING,
                _("citizen ID: %(remark)s") % {"remark": remark}
                + ("" if number else " " + _("It is not taken.")),
                line,
                "citizen_id",
            )
        for doubt in citizen_id_doubts(number, sex=sex, birth=birth.value if birth else None):
            self.note(WARNING, doubt, line, "citizen_id")
        return number

    def _phone(self, line: Line) -> str:
        phone, remark = normalise_phone(line.value("phone"))
        others = [text_of(cell) for _column, cell in line.others.get("phone", ())]
        if remark:
            self.note(
                REMARK if phone else WARNING,
                remark + ("" if phone else " " + _("It is not taken.")),
                line,
                "phone",
            )
        if others:
            self.note(
                WARNING,
                _("A second phone stands beside it; %(phone)s is kept.") % {"phone": phone},
                line,
                "phone",
            )
        return phone

    def _address(self, line: Line) -> str:
        address = line.text("address")
        if len(address) > LONGEST_ADDRESS:
            self.note(
                WARNING,
                _("The address is longer than %(count)d letters and was not taken.")
                % {"count": LONGEST_ADDRESS},
                line,
                "address",
            )
            return ""
        return "" if is_dash(address) else address

    def _joined(self, line: Line, birth: PartialDate | None) -> PartialDate | None:
        joined = (
            self._date_of(line, "joined", line.value("joined")) if "joined" in line.cells else None
        )
        if joined and birth and joined.value.year - birth.value.year < IMPOSSIBLE_AGES[0]:
            self.note(
                ERROR,
                _("Joined %(joined)s, born %(birth)s: before birth, or as a child.")
                % {"joined": joined, "birth": birth},
                line,
                "joined",
            )
            return None
        return joined

    def _left(self, line: Line, name: str) -> Leave | None:
        if "left" in line.cells and not is_dash(line.text("left")):
            typed = line.text("left")
            told = read_leave(typed, latest=self.latest)
            if told is None or told.on is None:
                on = self._date_of(line, "left", line.value("left"))
                if on is None:
                    return None
                said = read_leave(line.text("remark"), latest=self.latest)
                why = told.why if told else said.why if said else Membership.Leaving.OWN_REQUEST
                return Leave(why, on)
            return told
        leave = read_leave(line.text("remark"), latest=self.latest)
        if leave is None:
            return None
        self.note(
            WARNING,
            _("%(name)s has left by the remark “%(remark)s”.")
            % {"name": name, "remark": line.text("remark")[:80]},
            line,
            "remark",
        )
        if leave.on is not None:
            return leave
        answer = self.asked.take(
            Question(
                f"left:{fold(name)}:{fold(line.text('remark'))[:60]}", Ask.TEXT, "left",
                _("%(name)s, “%(remark)s”: on which day did they leave (day/month/year)? “-” if they still serve.")
                % {"name": name, "remark": line.text("remark")[:80]},
                where=(line.place("remark"),), lasting=False, reads=self._says_when,
            )
        )  # fmt: skip
        if answer and answer.strip() != "-":
            on = self._date_of(line, "remark", answer)
            return Leave(leave.why, on) if on else None
        return None

    def _says_when(self, typed: str) -> bool:
        """Whether a typed text says when somebody left, or by "-" that they did not."""
        if typed.strip() == "-":
            return True
        try:
            return read_date(typed, latest=self.latest) is not None
        except ValidationError:
            return False


def is_dash(text: str) -> bool:
    """Whether a cell only says that there is nothing: "-", "/", "không"."""
    return (
        fold(text).strip(" .") in ("-", "–", "—", "/", "khong", "0", "x", "") and fold(text) != "x"
    )


ROSTER_LABEL = gettext_lazy("Rosters of teams")
