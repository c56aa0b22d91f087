"""What stands around the lines of a roster's table: its sheet, its titles, rows among the people."""

import re

from django.utils.translation import gettext as _

from common.text import fold
from imports.grid import Place
from imports.layout import LEAVE_OUT, Line, Table, is_foot
from imports.plan import Level
from imports.questions import Ask, Option, Question
from members.imports.cells import RowReader
from members.imports.villages import VillageNames
from members.models import Village

WARNING = Level.WARNING
AS_ABOVE = "above"


class Surroundings(RowReader):
    """Says where the people of a table belong by what stands around them, and asks in doubt."""

    table: Table
    villages: VillageNames
    #: the former commune, and the village, that sheet or title give to all rows
    within: str
    home: Village | None
    _home_is_open: bool
    #: loose rows that head people, each with what was answered
    _between: list[tuple[int, str]]

    def _tell_loose_rows(self) -> None:
        """Rows among the people that are none of them: a word that may head those below is asked about.

        "Tổ 2", "Đá Bạc" or "Những người đã nghỉ" between two people change what those below
        are; a total and other words of the foot do not.
        """
        heads = self._heads_of_people()
        for row, text in self.table.loose:
            place = self.table.place(row)
            if row not in heads:
                self.plan.note(
                    WARNING,
                    _("This row is no person and was left out: “%(text)s”.") % {"text": text[:60]},
                    place,
                )
                continue
            names = self.villages.names
            answer = self.asked.take(
                Question(
                    f"between:{fold(text)[:60]}", Ask.VALUE, "village",
                    _("“%(text)s” stands between the people and is none of them. Where do the people below it belong?")
                    % {"text": text[:60]},
                    (Option(AS_ABOVE, _("where those above it belong")), Option(LEAVE_OUT, _("they do not serve; leave them out")))
                    + tuple(Option(str(key), name) for key, name in sorted(names.items(), key=lambda item: item[1])),
                    proposed=AS_ABOVE, where=(place,),
                )
            )  # fmt: skip
            self._between.append((row, answer or AS_ABOVE))

    def _heads_of_people(self) -> set[int]:
        """Return loose rows of one text, none of the foot, that a line follows before any section."""
        lines = [line.row for line in self.table.lines]
        sections = [row for row, _text in self.table.lines[-1].sections] if lines else []
        found = set()
        for row, text in self.table.loose:
            own = [cell for cell in self.sheet.texts(row) if cell]
            words = [cell for cell in own if re.search(r"[^\W\d_]{2}", cell)]
            following = next((line for line in lines if line > row), None)
            if following is None or len(words) != 1 or is_foot(text) or is_foot(words[0]):
                continue
            if lines[0] < row and not any(row < section < following for section in sections):
                found.add(row)
        return found

    def _told_between(self, line: Line) -> str:
        """Return what was answered on the last loose row above a line; a section below it goes first."""
        answer = AS_ABOVE
        latest = line.sections[-1][0] if line.sections else -1
        for row, told in self._between:
            if latest < row < line.row:
                answer = told
        return answer

    def _place_of_table(self) -> None:
        """The village and former commune that the sheet's name or the title gives to all rows."""
        self.within = self.villages.former_commune(self.sheet.name)
        self.home = self.villages.find(self.sheet.name) or self.villages.within_text(
            self.sheet.name
        )
        for _row, text in self.table.titles[::-1][:12]:
            self.within = self.within or self.villages.former_commune(text)
        if "village" not in self.table.columns:
            titled = [
                (village, row, text)
                for row, text in self.table.titles[::-1][:12]
                if (village := self.villages.within_text(text, self.within)) is not None
            ]
            if self.home is None and titled:
                self.home = titled[0][0]
            elif titled and self.home is not None and titled[0][0].pk != self.home.pk:
                self._ask_which_home(titled[0][2], titled[0][1])
        if self.home is None and not self._home_is_open:
            self._ask_for_home()

    def _ask_which_home(self, title: str, row: int) -> None:
        """The sheet is named after one village, its title after another."""
        names = self.villages.names
        answer = self.asked.take(
            Question(
                f"home:{fold(self.sheet.name)}:{fold(title)[:60]}", Ask.VALUE, "village",
                _("The sheet is called “%(sheet)s”, its title names “%(title)s”. Which village is it of?")
                % {"sheet": self.sheet.name, "title": title[:80]},
                tuple(Option(str(key), name) for key, name in sorted(names.items(), key=lambda item: item[1])),
                where=(self.table.place(row),), lasting=False,
            )
        )  # fmt: skip
        self.home = self.villages.chosen(answer)
        self._home_is_open = self.home is None

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
