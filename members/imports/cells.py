"""The cells of one row of a roster: name, role, birth, numbers, coming and leaving."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from common.dates import PartialDate
from common.identity import (
    citizen_id_doubts,
    normalise_citizen_id,
    normalise_phone,
)
from common.text import fold
from imports.dates import read_date, year_precise
from imports.grid import Sheet, is_error, text_of
from imports.layout import Line
from imports.plan import Level, Plan
from imports.questions import Ask, Asked, Option, Question
from members.imports.words import (
    Leave,
    clean_name,
    is_name,
    is_whole_name,
    office_of,
    read_leave,
    read_post,
    read_sex,
    serves_nowhere,
)
from members.models import Membership, VillageOffice

ERROR, WARNING, REMARK = Level.ERROR, Level.WARNING, Level.REMARK
Role = Membership.Role

#: ages of members: outside the first pair nobody serves, outside the second it is pointed out
IMPOSSIBLE_AGES, UNUSUAL_AGES = (14, 105), (18, 85)
LONGEST_ADDRESS = 200


class RowReader:
    """Reads what the cells of a row say of a person; doubts are noted by their cell, or asked.

    `day` is the day of the list: ages are reckoned on it, and no date lies after it.
    """

    #: a column without head that was said to hold the given names
    given_column: int | None = None
    #: what the kind of team is called, folded; beside a role it says nothing ("Tổ trưởng tổ hòa giải")
    team_words = ""

    def __init__(self, sheet: Sheet, day: dt.date, plan: Plan, asked: Asked) -> None:
        self.sheet, self.day, self.latest = sheet, day, day
        self.plan, self.asked = plan, asked
        self._posts: dict[str, tuple[Role | None, VillageOffice.Office | None, str, bool]] = {}

    def note(self, level: Level, message: object, line: Line, name: str = "full_name") -> None:
        where = line.place(name)
        self.plan.note(level, message, where)

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
        if not is_whole_name(name):
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

    def _post(self, line: Line, aside: str) -> tuple[Role | None, VillageOffice.Office | None, str]:
        typed = line.text("role")
        for _column, cell in line.others.get("role", ()):
            typed = f"{typed} - {text_of(cell)}"
        if typed not in self._posts:
            post = read_post(typed)
            if self.team_words and post.role is None:
                post = read_post(fold(typed).replace(self.team_words, "").strip())
            self._posts[typed] = (post.role, post.office, post.title, post.clash)
        role, office, title, clash = self._posts[typed]
        if clash:
            self.note(
                ERROR, _("“%(text)s” names two roles. Leave one.") % {"text": typed}, line, "role"
            )
            role = None
        elif (
            typed
            and role is None
            and not is_dash(typed)
            and read_leave(typed, latest=self.latest) is None
        ):
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

    def _left(self, line: Line, name: str, aside: str = "") -> Leave | None:
        """Return what the row says of leaving: its own column, the remark, the role, or behind the name."""
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
        role = "" if serves_nowhere(line.text("role")) else line.text("role")
        texts = (("remark", line.text("remark")), ("full_name", aside), ("role", role))
        for where, words in texts:
            leave = read_leave(words, latest=self.latest)
            if leave is not None:
                return self._left_by(leave, words, where, line, name)
        if (remark := line.text("remark")) and not is_dash(remark):
            self.note(
                REMARK,
                _("The remark “%(remark)s” is not kept with the person.") % {"remark": remark[:80]},
                line, "remark",
            )  # fmt: skip
        return None

    def _left_by(self, leave: Leave, said: str, where: str, line: Line, name: str) -> Leave | None:
        """Somebody of whom words say that they left; the day is asked for where they do not say it."""
        self.note(
            WARNING,
            _("%(name)s has left by the remark “%(remark)s”.") % {"name": name, "remark": said[:80]},
            line, where,
        )  # fmt: skip
        if leave.on is not None:
            return leave
        answer = self.asked.take(
            Question(
                f"left:{fold(name)}:{fold(said)[:60]}", Ask.TEXT, "left",
                _("%(name)s, “%(remark)s”: on which day did they leave (day/month/year)? “-” if they still serve.")
                % {"name": name, "remark": said[:80]},
                where=(line.place(where),), lasting=False, reads=self._says_when,
            )
        )  # fmt: skip
        if answer and answer.strip() != "-":
            on = self._date_of(line, where, answer)
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
