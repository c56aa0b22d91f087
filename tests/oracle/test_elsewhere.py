"""The same figure elsewhere: candidates and merit reports, programme pages, overview and interface. Rule (r)."""

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given, note, settings

from accounts.models import ApiClient
from accounts.services.api_clients import issue_token
from awards.queries import candidates
from commune_security.overview import queries as overview
from members.models import Team, Village
from programs.models import Indicator, Program
from programs.queries.years import year_totals
from tests import factories as f
from tests.oracle import reports as r
from tests.oracle.books import Books, read_books
from tests.oracle.conftest import forgotten
from tests.oracle.results import Question
from tests.oracle.strategies import CODES, Plan, Written, plans, write
from tests.oracle.units import communes_of, villages_of

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)


@settings(settings.get_profile("oracle"))
@given(plan=plans())
def test_other_pages_tell_what_the_oracle_tells(plan: Plan):
    note(f"{plan!r}")
    with forgotten():
        written = write(plan)
        books = read_books()
        boss = f.UserFactory(is_superuser=True)
        check_candidates(written, plan, books, boss)
        check_programme_pages(plan, books, boss)
        check_overview(written, plan, books, boss)
        check_communes_compared(written, plan, books, boss)
        check_interface(books, boss)


def ask(
    books: Books, programs: Iterable[int], villages: Iterable[int], plan: Plan, *span: dt.date
) -> Question:
    first, last = span or (plan.first, plan.last)
    return Question(
        books, tuple(programs), tuple(villages), first, last + ONE_DAY, last, plan.reporting_day
    )


# -- candidates ----------------------------------------------------------------------------------


def check_candidates(written: Written, plan: Plan, books: Books, boss) -> None:
    round_ = f.AwardRoundFactory(
        commune=written.commune, period_start=plan.first, period_end=plan.last + ONE_DAY
    )
    round_.programs.set(written.programs)
    with translation.override("en"):
        teams, people = candidates(round_, boss)
    assert {row.team.pk for row in teams} == {team.pk for team in sited_teams(books, written, plan)}
    for row in [*teams, *people]:
        told = " ".join(row.reasons)
        wanted = []
        for programs in written.groups().values():
            question = ask(books, programs, [row.village.pk], plan)
            wanted += [value for _code, value in facts_of(question, row.village.pk)][:3]
        facts = [
            re.search(r"([\d.,]+)$", reason)
            for reason in row.reasons
            if reason.startswith(("the village:", "the village,"))
        ]
        assert [r.read(found[1]) for found in facts if found] == wanted, told
        months = re.search(r"the village reported (\d+) of (\d+) months", told)
        expected = reported(books, written, plan, row.village.pk)
        assert (tuple(map(int, months.groups())) if months else (0, 0)) == expected, told


def sited_teams(books: Books, written: Written, plan: Plan) -> list:
    sited = {
        site.village
        for site in books.sites
        if site.started_on <= plan.last and (site.ended_on is None or site.ended_on > plan.last)
    }
    return list(Team.objects.filter(village__in=sited, kind="self_managed"))


def facts_of(question: Question, village: int) -> list[tuple[str, Decimal]]:
    order = (
        "tips",
        "disputes_settled",
        "patrols",
        "cases_helped",
        "outreach_sessions",
        "meetings_held",
    )
    values = [(code, question.village(code, village)) for code in order]
    return [(code, value) for code, value in values if value is not None]


def reported(books: Books, written: Written, plan: Plan, village: int) -> tuple[int, int]:
    """(months for which the village told anything, those for which it was asked) over all programmes."""
    known, due = set(), set()
    for programs in written.groups().values():
        question = ask(books, programs, [village], plan)
        due |= {(year, month) for _v, year, month in question.due}
        for sheet in question.counted:
            if sheet.village is None or not any(key[0] == sheet.id for key in books.values):
                continue
            known |= {
                (year, month)
                for year, month in question.months
                if year == sheet.year and sheet.month in (None, month)
            }
    return len(known), len(due | known)


# -- programme pages -----------------------------------------------------------------------------


def check_programme_pages(plan: Plan, books: Books, boss) -> None:
    for program in Program.objects.select_related("kind", "commune"):
        shown = year_totals(program, boss, dt.date(2024, 12, 31), years=5)
        villages = [row.id for row in books.villages]
        start = dt.date(2019, 12, 15) if plan.reporting_day == 15 else dt.date(2020, 1, 1)
        last = dt.date(2024, 12, 14) if plan.reporting_day == 15 else dt.date(2024, 12, 31)
        question = ask(books, [program.pk], villages, plan, start, last)
        codes = set(question.codes()) & set(
            Indicator.objects.filter(kinds=program.kind_id).values_list("code", flat=True)
        )
        assert {row.indicator.code for row in shown.rows} == codes
        for row in shown.rows:
            values = [question.year(row.indicator.code, year) for year in shown.years]
            assert [cell.value for cell in row.cells] == values, row.indicator.code
        estimated = {
            s.year for code in codes for s, _v in question.cells(code) if s.source == "estimate"
        }
        assert shown.estimated == estimated


# -- overview ------------------------------------------------------------------------------------


def check_overview(written: Written, plan: Plan, books: Books, boss) -> None:
    day = plan.last
    catalogue = tuple(Indicator.objects.order_by("order", "code"))
    asked = overview.Asked(
        commune=written.commune,
        village=None,
        kind=None,
        year=day.year,
        day=day,
        indicator=next(row for row in catalogue if row.code == "tips"),
        catalogue=catalogue,
        villages=tuple(Village.objects.filter(commune=written.commune).existing_on(day)),
        kinds=(),
    )
    shown, month = overview.comparison(asked, boss)
    if month is None:
        return
    first = dt.date(day.year - 1, 12, 15) if plan.reporting_day == 15 else dt.date(day.year, 1, 1)
    last = dt.date(day.year, month, 14) if plan.reporting_day == 15 else end_of(day.year, month)
    last = min(last, day)
    villages = [
        row.id for row in villages_of(books, written.commune.pk, first, last + ONE_DAY, last)
    ]
    questions = [
        ask(books, programs, villages, plan, first, last) for programs in written.groups().values()
    ]
    for row in shown:
        code = row.indicator.code
        known = [total for question in questions if (total := question.total(code)) is not None]
        assert row.now == (sum(known, Decimal(0)) if known else None), code


def check_communes_compared(written: Written, plan: Plan, books: Books, boss) -> None:
    """The commune beside others: what its villages and those that went up in it told of the year."""
    codes = ("tips", "disputes_settled", "crimes")
    indicators = [Indicator.objects.get(code=code) for code in codes]
    (row,) = overview.communes_compared(
        boss, [written.commune], indicators, plan.last.year, plan.last
    )
    history = communes_of(books, written.commune.pk)
    own = {village.id for village in books.villages if village.commune == written.commune.pk}
    of = {program.id: program.commune for program in books.programs}
    for code, shown in zip(codes, row.figures, strict=True):
        known = [
            books.values[sheet.id, code]
            for sheet in books.sheets
            if sheet.state == "accepted"
            and sheet.year == plan.last.year
            and sheet.start <= plan.last
            and (sheet.village in own if sheet.village else of[sheet.program] in history)
            and (sheet.id, code) in books.values
        ]
        assert shown == (sum(known, Decimal(0)) if known else None), code


def end_of(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


# -- interface -----------------------------------------------------------------------------------


def check_interface(books: Books, boss) -> None:
    token = issue_token(
        client=ApiClient(name="Tỉnh", expires_on=dt.date(2099, 1, 1), province="Quảng Ninh"),
        user=boss,
    )
    answer = Client().get(
        "/api/v1/results", {"limit": 500}, headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status_code == 200
    page = answer.json()
    sheets = {sheet.id: sheet for sheet in books.sheets if sheet.state == "accepted"}
    values = [(sheets[s], code, value) for (s, code), value in books.values.items() if s in sheets]
    assert page["count"] == len(values)
    wanted = {(s.village, s.program, s.year, s.month, code): value for s, code, value in values}
    for row in page["items"]:
        key = (row["village_id"], row["programme_id"], row["year"], row["month"], row["indicator"])
        assert Decimal(str(row["value"])) == wanted[key], key


def test_the_strategies_cover_what_is_compared():
    assert {"tips", "disputes_settled"} <= set(CODES["self_managed"])
