"""Whole reports against the oracle: every named figure, the words behind it, every cell of the result tables."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, note, settings

from documents.tree import Chart, Document, Table
from members.models import Commune
from programs.models import Indicator, Program
from reports.queries import document_of
from reports.services import draft_report
from tests import factories as f
from tests.oracle import reports as r
from tests.oracle.books import Books, read_books
from tests.oracle.conftest import forgotten
from tests.oracle.force import Force
from tests.oracle.results import Question
from tests.oracle.strategies import Plan, Written, merging_plans, plans, write
from tests.oracle.units import asked_of, name_on
from tests.registers import BUILDERS

pytestmark = pytest.mark.django_db

#: the indicators that sentences tell, and of what they are a share
IN_WORDS = {
    "meetings_held": "",
    "trainings": "",
    "outreach_sessions": "",
    "outreach_attendance": "",
    "pledges": "",
    "tips": "",
    "useful_tips": "tips",
    "disputes_received": "",
    "disputes_settled": "disputes_received",
    "patrols": "",
    "work_days": "",
    "crimes": "",
    "crimes_solved": "crimes",
    "fires": "",
}
#: indicators of money with the source of each
SOURCES = {
    "money_budget": "ngân sách",
    "money_community": "xã hội hóa",
    "money_in_kind": "hiện vật quy đổi",
}
#: what is told in brackets behind what it is part of
INSIDE = {"crimes_solved": "crimes"}
#: which indicator a sentence on averages is of: the first known one of its field
FIELDS = (
    ("meetings_held", "trainings"),
    ("outreach_sessions", "outreach_attendance", "pledges"),
    ("tips", "useful_tips"),
    ("disputes_received", "disputes_settled"),
    ("patrols",),
)


@settings(settings.get_profile("oracle"))
@given(plan=plans())
def test_a_report_says_what_the_oracle_says(plan: Plan):
    note(f"{plan!r}")
    with forgotten():
        written = write(plan)
        Case(written, plan).check()


@settings(settings.get_profile("oracle"))
@given(plan=merging_plans())
def test_a_report_over_mergers_of_villages_says_what_the_oracle_says(plan: Plan):
    """As then, and in the units of the cut-off day."""
    note(f"{plan!r}")
    with forgotten():
        written = write(plan)
        Case(written, plan).check()


@pytest.mark.parametrize("name", ["ward", "merged", "gaps", "day_15"])
@pytest.mark.parametrize("one_year", [True, False])
def test_reports_on_the_six_registers_say_what_the_oracle_says(db, name, one_year):
    register = BUILDERS[name]()
    first, last = register.first, register.last
    if one_year:
        first, last = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
    written = Register(register.commune, register.of("self_managed", "grassroots"))
    Case(written, Asked(first, last, register.commune.reporting_day)).check()


@dataclass(frozen=True)
class Asked:
    first: dt.date
    last: dt.date
    reporting_day: int
    today: bool = False

    @property
    def cut_off(self) -> dt.date:
        return self.last


@dataclass(frozen=True)
class Register:
    """What a case wants of a register: its commune and programmes, those of former communes as one."""

    commune: Commune
    programs: list[Program]

    def groups(self) -> dict[int, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for program in self.programs:
            found.setdefault(program.kind.code, []).append(program.pk)
        return {ids[0]: tuple(ids) for ids in found.values()}


class Case:
    """A drafted report beside what the oracle knows of the same rows."""

    def __init__(self, written: Written | Register, plan: Plan | Asked) -> None:
        report = draft_report(
            commune=written.commune,
            kind=f.report_kind("thematic"),
            programs=written.programs,
            period_start=plan.first,
            period_end=plan.last + dt.timedelta(days=1),
            cut_off=plan.cut_off,
            in_todays_units=plan.today,
            user=None,
        )
        self.plan = plan
        self.document: Document = document_of(report)
        self.books: Books = read_books()
        end = plan.last + dt.timedelta(days=1)
        asked = asked_of(self.books, written.commune.pk, plan)
        #: the villages that are told, and those whose rows are read
        self.villages: tuple[int, ...] = asked["villages"]
        self.read = tuple(sorted({*self.villages, *asked["rolled"]}))
        self.questions = {
            group: Question(
                self.books,
                programs,
                start=plan.first,
                end=end,
                cut_off=plan.cut_off,
                reporting_day=plan.reporting_day,
                **asked,
            )  # fmt: skip
            for group, programs in written.groups().items()
        }
        self.names = {row.code: row for row in Indicator.objects.all()}

    def check(self) -> None:
        self.figures()
        self.averages()
        self.notes()
        for title in ("Kết quả theo năm", "Kết quả theo thôn"):
            for group, table in self.result_tables(title):
                if title.endswith("năm"):
                    self.table_by_year(self.questions[group], table)
                else:
                    self.table_by_village(self.questions[group], table)
        self.former_communes()
        self.charts()
        self.order()
        self.money()
        self.force()
        assert "110%" not in self.text

    @property
    def text(self) -> str:
        return "\n".join(r.text_of(paragraph) for paragraph in r.paragraphs(self.document))

    # -- sentences ---------------------------------------------------------------------------

    def figures(self) -> None:
        told = {
            row.key: row
            for paragraph in r.paragraphs(self.document)
            for row in r.figures(paragraph)
        }
        for group, question in self.questions.items():
            for code in IN_WORDS:
                key, total = (
                    f"{code}-{group}",
                    question.total(code) if code in question.codes() else None,
                )
                if code in INSIDE and code in question.codes():
                    # Cases cleared stand behind the cases, and nowhere without them.
                    total = total if question.total(INSIDE[code]) else None
                assert (key in told) == bool(total), (key, total)
                if key in told:
                    self.figure(told[key], code, question)

    def figure(self, told: r.Told, code: str, question: Question) -> None:
        total = question.total(code)
        assert told.value == total, code
        assert r.read(told.text) == total, code
        compared = question.comparison(code)
        if code == "crimes_solved" and told.change is None:
            # Told in brackets behind the crimes, where no room is for a comparison.
            compared = None
        if compared is None:
            assert told.change is None, (code, told.after)
        else:
            now, before = compared
            assert told.change is not None, (code, told.after)
            assert told.change[0] == now - before, (code, told.after)
            percent = abs(now - before) * 100 / before if before and now != before else None
            assert told.change[1] == (None if percent is None else r.told(percent, 1)), (
                code,
                told.after,
            )
        whole = IN_WORDS[code]
        share = question.share(code, whole) if whole else None
        assert told.share == (None if share is None else r.told(share, 1)), (code, told.after)
        if self.names[code].rule == "last":
            moments = question.moments(code)
            latest = max(year for _village, year, _value in moments)
            assert f"{latest}" in told.after
            for village, year, value in moments:
                if year < latest and village is not None:
                    name = name_on(self.books, village, self.plan.cut_off)
                    assert f"{name}" in told.after, (code, told.after)
                    assert f"{r.told(value)} hộ ký cam kết năm {year}" in told.after.replace(
                        ": 0", ": "
                    )

    def averages(self) -> None:
        """The sentence on mean and best year stands behind the sentence it belongs to, or nowhere."""
        before: r.Told | None = None
        seen = []
        for paragraph in r.paragraphs(self.document):
            years = r.years_told(r.text_of(paragraph))
            if years is not None:
                assert before is not None
                code, _dash, group = before.key.rpartition("-")
                seen.append((code, int(group)))
                self.average(years, code, self.questions[int(group)])
            found = r.figures(paragraph)
            before = found[0] if found else None
        expected = []
        for group, question in self.questions.items():
            for field in FIELDS:
                code = next((c for c in field if c in question.codes() and question.total(c)), None)
                if code and len(question.years) > 2 and question.average(code) is not None:
                    expected.append((code, group))
        assert sorted(seen) == sorted(expected)

    def average(self, told: r.YearsTold, code: str, question: Question) -> None:
        average = question.average(code)
        assert told.average.lstrip("0") in (r.told(average, 1), r.told(average, 1).lstrip("0")), (
            code
        )
        years = question.complete_years(code)
        assert told.over == (None if years == question.years else years), code
        first, last = (question.year(code, year) for year in (years[0], years[-1]))
        assert told.change == (years[0], years[-1], last - first), code
        best = question.best_years(code)
        if best is None:
            assert told.best is None, code
        else:
            assert told.best is not None, code
            assert told.best[0] == best[0], code
            assert r.read(told.best[1]) == best[1], code

    def notes(self) -> None:
        """Gaps, years counted whole, years left out, parts above their whole, estimates: said or not."""
        text = self.text
        for question in self.questions.values():
            for code in question.codes():
                known, expected = question.coverage(code)
                name = self.names[code].name
                name = name[:1].lower() + name[1:]
                said = f"{r.told(Decimal(known))}/{r.told(Decimal(expected))}"
                found = any(said == counted and name in which for counted, which in r.gaps(text))
                assert found or known >= expected, (code, known, expected)
        complete = all(
            known >= expected
            for question in self.questions.values()
            for known, expected in map(question.coverage, question.codes())
        )
        assert ("chưa đầy đủ, đã thống kê" in text) != complete
        marked = {
            year
            for q in self.questions.values()
            for code in q.codes()
            for year in q.marked_years(code)
        }
        assert ("tính cả năm." in text) == bool(marked)
        out = {
            year
            for q in self.questions.values()
            for code in self.books.indicators
            for year in q.left_out_years(code)
        }
        assert ("không tính vào kỳ báo cáo" in text) == bool(out)
        wrong = [
            cell
            for q in self.questions.values()
            for part, whole in IN_WORDS.items()
            if whole
            for cell in q.contradictions(part, whole)
        ]
        assert ("Cần rà soát" in text) == bool(wrong)
        estimated = any(q.estimated(code) for q in self.questions.values() for code in q.codes())
        assert ("có phần là số ước" in text) == estimated

    # -- tables ------------------------------------------------------------------------------

    def result_tables(self, title: str) -> Iterator[tuple[int, Table]]:
        """The tables of an appendix with the group each is of."""
        by_name = {}
        for group, question in self.questions.items():
            row = next(p for p in self.books.programs if p.id == question.programs[0])
            by_name[row.name] = group
        for table in r.tables(self.document, title):
            name = next(name for name in by_name if table.caption.startswith(name))
            yield by_name[name], table

    def printed(self, code: str, value: Decimal | None) -> str:
        """A value as tables print it: money in millions."""
        money = value is not None and self.names[code].unit == "đồng"
        return r.told(value / 10**6 if money else value)

    def code_of(self, label: str) -> str:
        return next(code for code, row in self.names.items() if row.name == label)

    def table_by_year(self, question: Question, table: Table) -> None:
        years = [int(head) for head in r.heads(table)[2:-1]]
        assert set(years) <= set(question.years)
        code, told = "", {}
        for row in table.rows:
            label = str(row[0])
            if not label.startswith(" "):
                code = self.code_of(label)
                told[code] = 0
                for year, cell in zip(years, row[2:-1], strict=True):
                    assert r.shown(cell) == self.printed(code, question.year(code, year)), (
                        code,
                        year,
                    )
                assert r.shown(row[-1]) == self.printed(code, question.total(code)), code
                continue
            if label.strip().startswith("Không tách"):
                continue
            village = self.village_rows(question, code)[told[code]]
            told[code] += 1
            assert label.strip().startswith(name_on(self.books, village, self.plan.cut_off))
            for year, cell in zip(years, row[2:-1], strict=True):
                assert r.shown(cell) == self.printed(code, question.cell(code, village, year)), (
                    code,
                    village,
                    year,
                )
            total = question.village(code, village)
            assert r.shown(row[-1]).split(" ")[0] == self.printed(code, total), (code, village)
        assert set(told) == set(question.codes())

    def village_rows(self, question: Question, code: str) -> list[int]:
        """The villages that were due or told something of the indicator, as the report orders them."""
        owed = {village for village, _y, _m in question.due}
        told = {
            question.row_of[sheet.village]
            for sheet, _v in question.cells(code)
            if sheet.village is not None
        }
        return [village for village in self.ordered if village in owed | told]

    @property
    def ordered(self) -> list[int]:
        rows = {row.id: row for row in self.books.villages}
        return sorted(self.villages, key=lambda village: (rows[village].name, village))

    def table_by_village(self, question: Question, table: Table) -> None:
        heads = r.heads(table)
        assert len(set(heads)) == len(heads)
        codes = question.codes()
        shown = [
            village
            for village in self.ordered
            if any(village in self.village_rows(question, code) for code in codes)
        ]
        rows = {self.code_of(str(row[0])): row for row in table.rows}
        assert set(rows) == set(codes)
        for code, row in rows.items():
            for village, head, cell in zip(shown, heads[2:], row[2:], strict=False):
                assert head.startswith(name_on(self.books, village, self.plan.cut_off))
                expected = self.printed(code, question.village(code, village))
                assert r.shown(cell).split(" ")[0] == expected, (code, village)
            assert r.shown(row[2 + len(shown)]) == self.printed(code, question.total(code)), code

    def former_communes(self) -> None:
        """The columns of former communes add up to the commune, but for standings of several years."""
        for table in r.tables(self.document, "Kết quả theo xã cũ"):
            for row in table.rows:
                if self.names[self.code_of(str(row[0]))].rule != "last":
                    values = [r.read(r.shown(cell)) for cell in row[2:] if r.shown(cell) != "–"]
                    assert sum(values[:-1], Decimal(0)) == values[-1], row[0]

    @property
    def plan_years(self) -> range:
        return range(self.plan.first.year, self.plan.last.year + 1)

    def charts(self) -> None:
        """Charts of results show the years or villages as the tables do."""
        for block in self.document.blocks:
            if not isinstance(block, Chart) or not block.caption.split(". ")[-1].startswith(
                "Nguồn tin"
            ):
                continue
            by_name = {"Nguồn tin": "tips", "Có giá trị": "useful_tips"}
            assert any(
                all(
                    self.chart_values(question, block, by_name[series.name]) == list(series.values)
                    for series in block.series
                )
                for question in self.questions.values()
            ), block

    def chart_values(self, question: Question, chart: Chart, code: str) -> list[Decimal | None]:
        names = [category.rstrip("*") for category in chart.categories]
        if all(name.isdigit() for name in names):
            return [question.year(code, int(name)) for name in names]
        # Both series have the villages of the first.
        first = "tips" if any(row.name == "Nguồn tin" for row in chart.series) else code
        return [question.village(code, village) for village in self.village_rows(question, first)]

    def order(self) -> None:
        """The order of the area by year, of every programme of the commune."""
        for table in r.tables(self.document, "Tình hình an ninh, trật tự"):
            years = [int(head) for head in r.heads(table)[2:]]
            for row in table.rows:
                code = self.code_of(str(row[0]))
                if code not in ("crimes", "crimes_solved", "disputes_received"):
                    continue
                for year, cell in zip(years, row[2:], strict=True):
                    total = self.of_area(code, year)
                    # The table has whole years: at the edge it reaches further than the report.
                    if year in next(iter(self.questions.values())).whole_years:
                        assert r.shown(cell) == r.told(total), (code, year)

    def of_area(self, code: str, year: int) -> Decimal | None:
        """One fact by any kind of programme: each village once, by who knows most months, or more."""
        question = next(iter(self.questions.values()))
        kinds = {row.kind for row in self.books.programs}
        told = [
            replace(question, programs=tuple(p.id for p in self.books.programs if p.kind == kind))
            for kind in kinds
        ]
        told = [row for row in told if any(s.year == year for s, _v in row.cells(code))]
        if len(told) < 2:
            return told[0].year(code, year) if told else None
        values = []
        for village in self.villages:
            known = [
                (row.village_months(code, village, year), row.cell(code, village, year))
                for row in told
                if row.cell(code, village, year) is not None
            ]
            # Kinds that know other months of a village than those before them add to it.
            seen: set[int] = set()
            for months, value in sorted(known, key=lambda pair: (-len(pair[0]), -pair[1])):
                if not seen & months:
                    values.append(value)
                    seen |= months
        assert not any(s.village is None for row in told for s, _v in row.cells(code)), "not drawn"
        return sum(values, Decimal(0)) if values else None

    # -- money -------------------------------------------------------------------------------

    def money(self) -> None:
        """Money of the sheets: a row for each source and programme, a sum of each source, one of all."""
        expected: dict[tuple[str, int], Question] = {
            (code, group): question
            for code in SOURCES
            for group, question in self.questions.items()
            if question.total(code) is not None
        }
        table = next(r.tables(self.document, "Kinh phí"), None)
        days = any(q.total("work_days") is not None for q in self.questions.values())
        assert (table is not None) == bool(expected or days)
        if table is not None and expected:
            self.money_table(table, expected)
        total = sum((q.total(code) for (code, _group), q in expected.items()), Decimal(0))
        told = [
            row
            for paragraph in r.paragraphs(self.document)
            for row in r.figures(paragraph)
            if row.key == "money-total"
        ]
        assert [row.value for row in told] == ([total] if len(expected) > 1 and total else [])

    def money_table(self, table: Table, expected: dict[tuple[str, int], Question]) -> None:
        years = [int(head) for head in r.heads(table)[2:-1]]
        rows = {str(row[0]): [r.shown(cell) for cell in row[2:]] for row in table.rows}

        def line(questions: list[tuple[str, Question]]) -> list[str]:
            found = []
            for year in [*years, None]:
                values = [
                    q.total(code) if year is None else q.year(code, year) for code, q in questions
                ]
                known = [value for value in values if value is not None]
                found.append(r.told(sum(known, Decimal(0)) / 10**6 if known else None))
            return found

        for (code, group), question in expected.items():
            program = next(p for p in self.books.programs if p.id == group)
            assert rows[f"{self.names[code].name}: {program.name}"] == line([(code, question)])
        asked = [(code, question) for (code, _group), question in expected.items()]
        assert ("Tổng cộng" in rows) == (len(expected) > 1)
        if len(expected) > 1:
            assert rows["Tổng cộng"] == line(asked)
        sources = {code for code, _question in asked}
        for code, source in SOURCES.items():
            own = [row for row in asked if row[0] == code]
            assert (f"Cộng {source}" in rows) == bool(own and len(sources) > 1)
            if own and len(sources) > 1:
                assert rows[f"Cộng {source}"] == line(own)

    # -- force -------------------------------------------------------------------------------

    def force(self) -> None:
        force = Force(self.books, "self_managed", self.read, self.plan.first, self.plan.cut_off)
        told = {
            row.key: row
            for paragraph in r.paragraphs(self.document)
            for row in r.figures(paragraph)
        }
        expected = {
            "teams": len(force.teams_on(self.plan.cut_off)),
            "members": force.now,
            "joined": force.joined,
            "left": force.left,
            "ever": force.ever,
        }
        assert force.at_start + force.joined - force.left == force.now
        for key, value in expected.items():
            if f"{key}-self_managed" in told:
                assert told[f"{key}-self_managed"].value == value, key
        assert ("members-self_managed" in told) == bool(force.now)
        twice = sum(
            len({v for v in self.villages if person in force.serving(self.plan.cut_off, v)}) > 1
            for person in force.serving(self.plan.cut_off)
        )
        told_twice = re.search(r"Có (\d+) người cùng lúc tham gia tổ", self.text)
        assert (int(told_twice[1]) if told_twice else 0) == twice
        moved = force.now and (force.joined or force.left or len(self.plan_years) > 2)
        for key in ("joined", "left"):
            assert (f"{key}-self_managed" in told) == bool(moved and expected[key]), key
        self.force_table(force)

    def force_table(self, force: Force) -> None:
        """Teams and members by village on the cut-off day; the total is their sum."""
        for block in self.document.blocks:
            if not isinstance(block, Table) or "Lực lượng tổ nhân dân tự quản" not in block.caption:
                continue
            alive = [v for v in self.ordered if force.alive(v)]
            assert len(block.rows) == len(alive) + 1
            for village, row in zip(alive, block.rows, strict=False):
                numbers = [
                    len(force.teams_on(self.plan.cut_off, village)),
                    len(force.serving(self.plan.cut_off, village)),
                ]
                for cell, value in zip(row[1:], numbers, strict=True):
                    assert r.shown(cell) == r.told(value) or (not value and r.shown(cell) == "–"), (
                        village
                    )
            total = block.rows[-1]
            assert [r.shown(cell) for cell in total[1:]] == [
                r.told(len(force.teams_on(self.plan.cut_off))),
                r.told(force.now),
            ]
