"""Monthly results: typed on a phone, asked about but never blocked, sent, returned, accepted."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.periods import Calendar
from imports.models import ImportRun
from members.models import Village
from programs.models import Indicator, ResultSheet, ResultValue
from programs.queries.results import doubts_of, due_on, lines_of, month_due
from programs.services.results import save_values, save_year, sheet_for, year_sheet_for
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def program(cast):
    made = f.ProgramFactory(commune=cast.commune)
    for village in (cast.village_a, cast.village_b):
        f.ProgramSiteFactory(program=made, village=village)
    return made


def url_of(program, village, year=2025, month=3):
    return f"/programs/{program.pk}/villages/{village.pk}/{year}/{month}/"


def field(code):
    return f"value-{Indicator.objects.get(code=code).pk}"


def value(code, **sheet):
    return ResultValue.objects.get(indicator__code=code, **sheet).value


def past(program, village, year, month, **values):
    sheet = sheet_for(program, village, year, month)
    sheet.state = ResultSheet.State.ACCEPTED
    sheet.save()
    for code, amount in values.items():
        f.ResultValueFactory(sheet=sheet, indicator=Indicator.objects.get(code=code), value=amount)
    return sheet


def test_a_sheet_goes_its_whole_way(cast, program):
    head, officer = of(cast.head_a), of(cast.officer)
    url = url_of(program, cast.village_a)
    assert "Chưa nhập" in head.get(url).content.decode()
    head.post(url, {field("tips"): "3", field("patrols"): "", "note": ""})
    sheet = ResultSheet.objects.get()
    assert (sheet.state, sheet.values.count()) == ("draft", 1), "empty is not known, not 0"
    head.post(url, {field("tips"): "4", field("patrols"): "0", "note": "Đủ", "send": "1"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.sent_by) == ("sent", cast.head_a)
    assert (value("tips"), value("patrols")) == (4, 0)
    assert cast.officer.notices.count() == 1
    again = head.post(url, {field("tips"): "9"})
    assert "Phiếu đã gửi" in again.content.decode()
    assert value("tips") == 4
    officer.post(f"/programs/results/{sheet.pk}/return/", {"reply": "Xem lại số lượt tuần tra"})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.reply) == ("returned", "Xem lại số lượt tuần tra")
    assert "Xem lại số lượt" in head.get(url).content.decode()
    head.post(url, {field("tips"): "4", field("patrols"): "12", "send": "1"})
    officer.post("/programs/results/accept/", {"sheet": sheet.pk})
    sheet.refresh_from_db()
    assert (sheet.state, sheet.decided_by) == ("accepted", cast.officer)
    assert cast.head_a.notices.count() == 2
    officer.post(f"/programs/results/{sheet.pk}/return/", {"reply": "Bổ sung"})
    sheet.refresh_from_db()
    assert sheet.state == "returned", "an accepted sheet is opened again"
    told = [
        entry.changes["state"] for entry in LogEntry.objects.get_for_object(sheet)
        if "state" in (entry.changes or {})
    ]  # fmt: skip
    assert ["accepted", "returned"] in told, "and that stands in the log"


def test_the_month_before_and_a_year_ago_stand_beside_the_field(cast, program):
    past(program, cast.village_a, 2025, 2, tips=5)
    past(program, cast.village_a, 2024, 3, tips=2)
    past(program, cast.village_b, 2025, 2, tips=99)
    sheet = sheet_for(program, cast.village_a, 2025, 3)
    line = next(line for line in lines_of(sheet) if line.indicator.code == "tips")
    assert (line.before, line.year_ago, line.largest) == (5, 2, 5)
    page = of(cast.head_a).get(url_of(program, cast.village_a)).content.decode()
    assert "tháng trước 5 · cùng kỳ 2" in page


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12"),
        ("1.250", "1250"),
        ("12 tin", "12"),
        ("0", "0"),
        (" 7 ", "7"),
        ("1 250", "1250"),
    ],
)
def test_figures_are_read_as_people_type_them(cast, program, typed, kept):
    of(cast.head_a).post(url_of(program, cast.village_a), {field("tips"): typed})
    assert value("tips") == Decimal(kept)


def test_a_measured_unit_has_decimals_and_an_old_figure_may_stay(cast, program):
    sheet = past(program, cast.village_a, 2025, 3, tips="2.5")
    sheet.state = ResultSheet.State.DRAFT
    sheet.save()
    data = {field("tips"): "2,5", field("work_days"): "12,5"}
    of(cast.head_a).post(url_of(program, cast.village_a), data)
    assert (value("tips"), value("work_days")) == (Decimal("2.5"), Decimal("12.5"))


@pytest.mark.parametrize(
    "typed", ["-1", "abc", "1,2,3", "1e9", "٣", "9" * 19, "12,5", "1,234", "1.250,75", "5 vụ"]
)
def test_what_is_no_count_is_said_and_kept_in_the_field(cast, program, typed):
    page = of(cast.head_a).post(
        url_of(program, cast.village_a), {field("tips"): typed, field("patrols"): "3"}
    )
    assert page.status_code == 200
    assert "Nhập số, ví dụ 12" in page.content.decode()
    assert typed in page.content.decode()
    assert not ResultSheet.objects.exists()


def test_what_does_not_add_up_is_asked_about_and_can_be_sent(cast, program):
    past(program, cast.village_a, 2025, 2, disputes_open=1, tips=2)
    head = of(cast.head_a)
    url = url_of(program, cast.village_a)
    data = {
        field("disputes_received"): "4", field("disputes_settled"): "2",
        field("disputes_failed"): "0", field("disputes_passed_on"): "1",
        field("disputes_open"): "1", field("tips"): "30", field("useful_tips"): "31", "send": "1",
    }  # fmt: skip
    page = head.post(url, data)
    told = page.content.decode()
    assert "tiếp nhận và tồn kỳ trước 5 vụ" in told
    assert "là 4 vụ" in told
    assert "nhiều hơn" in told
    assert "nhiều nhất là 2" in told
    sheet = ResultSheet.objects.get(month=3)
    assert sheet.state == "draft", "kept, not sent"
    head.post(url, data | {"sure": "1"})
    sheet.refresh_from_db()
    assert sheet.state == "sent"
    assert "nhiều hơn" in of(cast.officer).get(url).content.decode(), "the office sees it too"


def test_what_adds_up_raises_no_doubt(cast, program):
    past(program, cast.village_a, 2025, 2, disputes_open=1)
    lines = lines_of(sheet_for(program, cast.village_a, 2025, 3))
    keys = {line.indicator.code: line.indicator.pk for line in lines}
    typed = dict.fromkeys(keys.values())
    for code, amount in {"disputes_received": 4, "disputes_settled": 3, "disputes_failed": 0,
                         "disputes_passed_on": 1, "disputes_open": 1}.items():  # fmt: skip
        typed[keys[code]] = Decimal(amount)
    assert doubts_of(lines, typed) == []


def test_an_empty_sheet_is_not_sent(cast, program):
    page = of(cast.head_a).post(url_of(program, cast.village_a), {"send": "1"})
    assert "ít nhất một số liệu" in page.content.decode()


def test_a_year_kept_as_one_total_has_no_months(cast, program):
    f.ResultSheetFactory(program=program, village=cast.village_a, year=2020)
    assert of(cast.head_a).get(url_of(program, cast.village_a, 2020, 5)).status_code == 404


@pytest.mark.parametrize(("day", "start", "due"), [
    ("2025-03-31", 1, (2025, 2)), ("2025-04-01", 1, (2025, 3)), ("2025-01-15", 1, (2024, 12)),
    ("2025-03-14", 15, (2025, 2)), ("2025-03-15", 15, (2025, 3)), ("2025-12-20", 15, (2025, 12)),
])  # fmt: skip
def test_the_month_due_is_the_last_one_that_is_over(cast, program, day, start, due):
    program.commune.reporting_day = start
    assert month_due(program, dt.date.fromisoformat(day)) == due
    last = dt.date(2025, 4, 5) if start == 1 else dt.date(2025, 3, 19)
    assert due_on(2025, 3, Calendar(start)) == last


def test_the_matrix_shows_who_is_late_and_one_click_reminds_them(cast, program):
    year, month = month_due(program, timezone.localdate())
    past(program, cast.village_a, year, month, tips=1)
    officer = of(cast.officer)
    page = officer.get(f"/programs/results/?program={program.pk}&year={year}")
    rows = dict(page.context["matrix"])
    assert rows[cast.village_a][month - 1].state == "accepted"
    assert rows[cast.village_b][month - 1].state == ""
    assert not rows[cast.village_a][month - 1].late
    officer.post(f"/programs/{program.pk}/remind/")
    assert (cast.head_a.notices.count(), cast.head_b.notices.count()) == (0, 1)
    assert of(cast.head_a).post(f"/programs/{program.pk}/remind/").status_code == 403
    assert of(cast.stranger).post(f"/programs/{program.pk}/remind/").status_code == 404


def test_many_sheets_are_accepted_at_once_and_only_ones_own(cast, program):
    sheets = []
    for village in (cast.village_a, cast.village_b):
        sheet = past(program, village, 2025, 3, tips=1)
        ResultSheet.objects.filter(pk=sheet.pk).update(state="sent")
        sheets.append(sheet.pk)
    assert of(cast.stranger).post("/programs/results/accept/", {"sheet": sheets}).status_code == 302
    assert not ResultSheet.objects.accepted().exists()
    assert of(cast.head_a).post("/programs/results/accept/", {"sheet": sheets}).status_code == 403
    of(cast.officer).post("/programs/results/accept/", {"sheet": sheets})
    assert ResultSheet.objects.accepted().count() == 2


def test_others_may_not_see_or_write(cast, program):
    url = url_of(program, cast.village_a)
    for who in ("head_b", "stranger"):
        assert of(getattr(cast, who)).get(url).status_code == 404, who
    for who in ("committee", "observer"):
        client = of(getattr(cast, who))
        assert client.get(url).status_code == 200
        assert client.post(url, {field("tips"): "3"}).status_code == 403
    head = of(cast.head_a)
    for year, month in ((2025, 13), (2025, 0), (1900, 1), (2099, 1)):
        assert head.get(url_of(program, cast.village_a, year, month)).status_code == 404
    assert head.put(url).status_code == 405
    assert head.get("/programs/results/accept/").status_code == 405


@pytest.mark.parametrize("rows", [1, 10])
def test_pages_take_a_fixed_number_of_statements(
    cast, program, rows, django_assert_max_num_queries
):
    for number in range(rows):
        village = f.VillageFactory(commune=cast.commune)
        f.ProgramSiteFactory(program=program, village=village)
        past(program, Village.objects.get(pk=village.pk), 2025, 1 + number, tips=3)
    officer, head = of(cast.officer), of(cast.head_a)
    with django_assert_max_num_queries(10):
        assert officer.get("/programs/results/?year=2025").status_code == 200
    with django_assert_max_num_queries(14):
        assert head.get(url_of(program, cast.village_a)).status_code == 200
    with django_assert_max_num_queries(13):
        assert head.get("/").status_code == 200


def test_a_sheet_keeps_itself_while_it_is_typed(cast, program):
    head = of(cast.head_a)
    url, htmx = url_of(program, cast.village_a), {"HX-Request": "true"}
    answer = head.post(url, {field("tips"): "3"}, headers=htmx).content.decode()
    assert "chưa gửi" in answer
    assert value("tips") == 3
    answer = head.post(url, {field("tips"): "4", field("patrols"): "x"}, headers=htmx)
    assert "Lượt tuần tra" in answer.content.decode()
    assert value("tips") == 4, "what is right is kept, what is wrong is named"
    assert ResultSheet.objects.get().state == "draft"
    ResultSheet.objects.update(state="sent")
    late = head.post(url, {field("tips"): "9"}, headers=htmx).content.decode()
    assert "Phiếu đã gửi" in late
    assert value("tips") == 4
    assert of(cast.observer).post(url, {}, headers=htmx).status_code == 403


def test_the_excel_form_goes_out_and_comes_back_filled_in(cast, program):
    client = of(cast.officer)
    content = client.get(f"/programs/{program.pk}/form-2025.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Thôn A", "Thôn B"]
    sheet = book["Thôn A"]
    labels = {sheet.cell(row, 1).value: row for row in range(5, sheet.max_row + 1)}
    sheet.cell(labels["Nguồn tin cung cấp cho Công an"], 5, 7)
    out = io.BytesIO()
    book.save(out)
    upload = SimpleUploadedFile("bieu-mau.xlsx", out.getvalue())
    client.post("/imports/", {"kind": "results", "commune": cast.commune.pk, "file": upload})
    run = ImportRun.objects.get()
    client.post(f"/imports/{run.pk}/", {"program": program.pk, "source": "yearly_report"})
    run.refresh_from_db()
    client.post(f"/imports/{run.pk}/write/", {"digest": run.digest})
    run.refresh_from_db()
    assert run.state == "done", run.preview
    assert value("tips", sheet__village=cast.village_a, sheet__month=3) == 7
    assert ResultValue.objects.count() == 1, "blanks stay not known"
    assert ResultSheet.objects.count() == 1, "and months without a figure stay unreported"
    mine = of(cast.head_a).get(f"/programs/{program.pk}/form-2025.xlsx").content
    assert openpyxl.load_workbook(io.BytesIO(mine)).sheetnames == ["Thôn A"]
    assert of(cast.stranger).get(f"/programs/{program.pk}/form-2025.xlsx").status_code == 404


# --- two at once: each asked for the sheet before the other saved ----------------------------


def amounts(**typed):
    return {Indicator.objects.get(code=code).pk: amount for code, amount in typed.items()}


def total_of(program, village, year, user):
    sheet = year_sheet_for(program, village, year)
    return save_year(sheet=sheet, values=amounts(tips=9), source="estimate", note="", user=user)


@pytest.mark.parametrize("whole", [True, False])
def test_a_year_total_that_came_meanwhile_is_told_and_no_month_beside_it_kept(cast, program, whole):
    asked = sheet_for(program, cast.village_a, 2024, 3)
    total_of(program, None if whole else cast.village_a, 2024, cast.officer)
    with pytest.raises(ValidationError, match="2024") as told:
        save_values(sheet=asked, values=amounts(tips=3), note="", user=cast.head_a)
    assert told.value.messages
    assert [sheet.month for sheet in ResultSheet.objects.all()] == [None]
    assert value("tips") == 9


def test_a_form_that_was_open_while_the_year_was_told_keeps_what_was_typed(cast, program):
    head, url = of(cast.head_a), url_of(program, cast.village_a, 2024, 3)
    assert head.get(url).status_code == 200
    total_of(program, None, 2024, cast.officer)
    data = {field("tips"): "37", field("patrols"): "", "note": "Đội 2 tuần tra"}
    page = head.post(url, data | {"send": "1"})
    told = page.context["form"].non_field_errors()
    assert page.status_code == 200
    assert any("2024" in sentence for sentence in told)
    assert 'value="37"' in page.content.decode()
    assert "Đội 2 tuần tra" in page.content.decode()
    kept = head.post(url, data, headers={"HX-Request": "true"})
    assert kept.context["refused"] == told
    assert told[0] in kept.content.decode()
    assert head.get(url).status_code == 404
    assert ResultSheet.objects.count() == 1


def test_two_who_begin_one_month_at_once_write_one_sheet_and_lose_nothing(cast, program):
    first, second = (sheet_for(program, cast.village_a, 2024, 3) for _turn in range(2))
    save_values(sheet=first, values=amounts(tips=3, patrols=2), note="", user=cast.head_a)
    there = save_values(sheet=second, values=amounts(tips=4), note="Đủ", user=cast.officer)
    assert [row.pk for row in ResultSheet.objects.all()] == [there.pk]
    assert (value("tips"), value("patrols"), there.note) == (4, 2, "Đủ")


def test_who_begins_a_month_that_was_sent_meanwhile_is_told(cast, program):
    first, second = (sheet_for(program, cast.village_a, 2024, 3) for _turn in range(2))
    there = save_values(sheet=first, values=amounts(tips=3), note="", user=cast.head_a)
    ResultSheet.objects.filter(pk=there.pk).update(state="sent")
    with pytest.raises(ValidationError):
        save_values(sheet=second, values=amounts(tips=4), note="", user=cast.head_a)
    assert value("tips") == 3


def test_two_who_tell_one_year_at_once_write_one_sheet(cast, program):
    first, second = (year_sheet_for(program, cast.village_a, 2024) for _turn in range(2))
    for sheet, amount in ((first, 3), (second, 4)):
        save_year(sheet=sheet, values=amounts(tips=amount), source="estimate", note="",
                  user=cast.officer)  # fmt: skip
    assert ResultSheet.objects.count() == 1
    assert value("tips") == 4


def test_a_year_form_that_was_open_while_months_came_keeps_what_was_typed(cast, program):
    url = f"/programs/{program.pk}/villages/{cast.village_a.pk}/2024/"
    officer = of(cast.officer)
    assert officer.get(url).status_code == 200
    past(program, cast.village_a, 2024, 3, tips=5)
    page = officer.post(url, {field("tips"): "37", "source": "estimate", "note": ""})
    assert any("2024" in sentence for sentence in page.context["form"].non_field_errors())
    assert 'value="37"' in page.content.decode()
    assert [sheet.month for sheet in ResultSheet.objects.all()] == [3]
