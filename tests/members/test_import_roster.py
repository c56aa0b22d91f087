"""Rosters as offices keep them, read whole or not at all."""

import datetime as dt
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from common.parcels import ERROR, WARNING, Parcel, RefusedImport
from common.workbook import read_workbook
from members.imports import apply_roster, plan_roster, read_roster
from members.models import Membership, Person, Team, VillageOffice
from tests.books import book
from tests.factories import (
    CommuneFactory,
    MembershipFactory,
    PersonFactory,
    TeamFactory,
    VillageFactory,
)
from tests.paths import DEMO

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 25)
HEAD = ["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Điện thoại", "Thôn", "Chức vụ",
        "Tham gia từ"]  # fmt: skip


@pytest.fixture
def commune():
    found = CommuneFactory(code="07057", name="Bằng Cả")
    for number in (1, 2, 3):
        VillageFactory(commune=found, name=f"Thôn {number}")
    return found


def plan_of(content, commune, *, as_of=None, **options):
    with translation.override("vi"):
        parcel = Parcel()
        names = list(commune.villages.values_list("name", flat=True))
        rows, day = read_roster(
            read_workbook(content), village_names=names, as_of=as_of, parcel=parcel
        )
        return plan_roster(
            rows, commune=commune, team_kind="self_managed", as_of=day or DAY, parcel=parcel,
            **options,
        )  # fmt: skip


def take(content, commune, **options):
    plan = plan_of(content, commune, **options)
    apply_roster(plan, user=None, source="test.xlsx")
    return plan


def person(name="Đặng Văn Ân", birth="3/3/1986", **cells):
    row = dict(zip(HEAD, [1, name, birth, "Nam", "", "", "Thôn 1", "Tổ viên", ""], strict=True))
    return list((row | cells).values())


def test_the_offices_list_gives_its_twenty_three_members(commune):
    take(DEMO / "roster-office.xlsx", commune)
    assert Membership.objects.serving_on(DAY).count() == 23
    assert Team.objects.count() == 3
    assert {m.person.full_name for m in Membership.objects.leaders()} == {
        "Lê Thị Kim Hương", "Lý Quang Đạt", "Đặng Đức Dũng",
    }  # fmt: skip
    heads = VillageOffice.objects.filter(office="head").values_list("person__full_name", flat=True)
    assert set(heads) == {m.person.full_name for m in Membership.objects.leaders()}
    assert VillageOffice.objects.filter(office="deputy_head").count() == 3
    thuy = Person.objects.get(full_name="Hoàng Thị Thủy")
    assert (thuy.sex, str(thuy.birth), thuy.citizen_id) == ("female", "1952", "022152524573")
    assert thuy.citizen_id not in thuy.citizen_id_encrypted
    assert LogEntry.objects.filter(additional_data__what="import.create").count() >= 49


def test_the_old_list_is_read_from_its_old_font(commune):
    plan = take(DEMO / "roster-legacy.xls", commune, as_of=dt.date(2015, 12, 31))
    assert Person.objects.count() == 20
    ung = Person.objects.get(full_name="Hoàng Hữu Ứng")
    assert (str(ung.birth), ung.phone, ung.citizen_id) == ("04/04/1955", "0358992063", "100313602")
    twice = [note for note in plan.parcel.warnings if "dòng 7" in note.message]
    assert [note.row for note in twice] == [24]
    assert "điện thoại, số căn cước" in twice[0].message


def test_the_same_list_twice_changes_nothing(commune):
    take(DEMO / "roster-office.xlsx", commune)
    plan = take(DEMO / "roster-office.xlsx", commune)
    assert not (plan.new_people or plan.new_memberships or plan.new_offices or plan.changed_people)
    assert Membership.objects.count() == 23


def test_a_new_list_ends_those_who_are_not_on_it_and_keeps_the_leaders_time(commune):
    take(DEMO / "roster-legacy.xls", commune, as_of=dt.date(2015, 12, 31))
    with pytest.raises(RefusedImport) as refusal:
        take(DEMO / "roster-office.xlsx", commune)
    assert "hai tổ trưởng" in refusal.value.parcel.errors[0].message
    assert Membership.objects.count() == 20
    take(DEMO / "roster-office.xlsx", commune, absent_on=dt.date(2022, 3, 1))
    assert Membership.objects.serving_on(DAY).count() == 23
    dat = Membership.objects.filter(person__full_name="Lý Quang Đạt").order_by("started_on")
    assert [(m.role, m.started_on, m.ended_on) for m in dat] == [
        ("member", dt.date(2014, 9, 15), dt.date(2022, 3, 1)),
        ("leader", dt.date(2022, 3, 1), None),
    ]


def test_a_wrong_cell_is_named_and_nothing_is_written(commune):
    content = book(DS=[HEAD, person(), person("Bàn Thị Hoa", "31/02/1970", Thôn="Thôn 9"),
                       person("Lý Văn Sơn", **{"Chức vụ": "đội cờ đỏ"}),
                       ["4", "", "1970", "", "", "", "Thôn 1", "", ""]])  # fmt: skip
    plan = plan_of(content, commune)
    errors = {(note.place, note.message.split(".")[0]) for note in plan.parcel.errors}
    assert errors == {
        ("DS!C3", "Ngày 31/02/1970 không có trong lịch"),
        ("DS!3", "Xã không có thôn “Thôn 9”"),
        ("DS!H4", "Không nhận ra chức vụ “đội cờ đỏ”"),
        ("DS!B5", "Dòng có số thứ tự nhưng không có họ tên"),
    }
    with pytest.raises(RefusedImport):
        apply_roster(plan, user=None, source="x")
    assert not Person.objects.exists()


def test_one_id_on_two_names_is_an_error(commune):
    content = book(DS=[HEAD, person(**{"Số CCCD": "022086703185"}),
                       person("Bàn Văn Bảy", **{"Số CCCD": 22086703185.0})])  # fmt: skip
    assert any("đã có ở dòng 2" in note.message for note in plan_of(content, commune).parcel.errors)


def test_an_id_of_the_register_under_another_name_is_an_error(commune):
    there = PersonFactory(full_name="Triệu Thị Mai", village=commune.villages.first())
    there.citizen_id = "022086703185"
    there.save()
    plan = plan_of(book(DS=[HEAD, person(**{"Số CCCD": "022086703185"})]), commune)
    assert [note.level for note in plan.parcel.errors] == [ERROR]


def test_what_the_list_knows_better_is_taken_and_said(commune):
    village = commune.villages.first()
    there = PersonFactory(
        full_name="Đặng Văn Ân", village=village, birth_date=dt.date(1986, 1, 1),
        birth_precision="year", phone="0911111111",
    )  # fmt: skip
    MembershipFactory(
        team=TeamFactory(village=village), person=there, started_on=dt.date(2015, 1, 1)
    )
    plan = take(
        book(DS=[HEAD, person(**{"Điện thoại": "0912222222", "Chức vụ": "Tổ phó"})]), commune
    )
    there.refresh_from_db()
    assert (there.phone, str(there.birth), "0912222222" in there.search) == (
        "0912222222", "03/03/1986", True,
    )  # fmt: skip
    assert any("0911111111" in note.message for note in plan.parcel.warnings)
    spells = there.memberships.order_by("started_on")
    assert [(m.role, m.ended_on) for m in spells] == [("member", DAY), ("deputy", None)]


def test_the_same_name_in_another_village_is_doubted_not_merged(commune):
    PersonFactory(
        full_name="Đặng Văn Ân", village=commune.villages.last(), birth_date=dt.date(1986, 3, 3)
    )
    plan = take(book(DS=[HEAD, person()]), commune)
    assert Person.objects.filter(full_name="Đặng Văn Ân").count() == 2
    assert any("gộp" in note.message for note in plan.parcel.notes if note.level == WARNING)


@pytest.mark.parametrize(
    "content",
    [
        book(DS=[["không", "có", "gì"]]),
        book(DS=[HEAD]),
        book(DS=[["TT", "Họ và tên"], [1, 12345]]),
        book(DS=[["Họ và tên", "Năm sinh", ""], ["", "Nam", "Nữ"], ["Lê A", 1970, 1971]]),
    ],
)
def test_a_list_without_people_or_with_nonsense_is_refused_with_words(content, commune):
    plan = plan_of(content, commune)
    assert plan.parcel.errors
    assert all(note.message for note in plan.parcel.notes)


def test_five_thousand_rows_take_a_fixed_number_of_statements_a_thousand(commune):
    def statements(count):
        rows = [
            person(f"Đặng Văn {'ABCDĐEGHIKLMNOPQRSTUVXY'[n % 23]}{n}", 1950 + n % 50,
                   **{"Số CCCD": f"0220{50 + n % 50:02d}{n:06d}", "Thôn": f"Thôn {n % 3 + 1}"})
            for n in range(count)
        ]  # fmt: skip
        plan = plan_of(book(DS=[HEAD, *rows]), commune)
        with CaptureQueriesContext(connection) as captured:
            apply_roster(plan, user=None, source="x")
        return len(captured)

    one_thousand = statements(1000)
    Membership.objects.all().delete()
    Person.objects.all().delete()
    five_thousand = statements(5000)
    assert Person.objects.count() == 5000
    # SQLite takes at most 999 parameters a statement, so it cuts batches smaller.
    per_thousand = 60 if connection.vendor == "sqlite" else 8
    assert one_thousand <= per_thousand + 8
    assert five_thousand <= 5 * per_thousand + 8


def run(*arguments, **options):
    out = StringIO()
    call_command("import_roster", *arguments, stdout=out, **options)
    return out.getvalue()


def test_the_command_shows_what_it_would_do_and_does_it_on_demand(commune):
    path = str(DEMO / "roster-office.xlsx")
    shown = run(path, "--commune", "07057", "--dry-run")
    assert "23" in shown
    assert "DS tổ tự quản!E12" in shown
    assert not Person.objects.exists()
    assert "Đã nhập xong." in run(path, "--commune", "07057", "--team-kind", "self_managed")
    assert Person.objects.count() == 23


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["/no/such/file.xlsx", "--commune", "07057"], "Không mở được"),
        ([str(DEMO / "roster-office.xlsx"), "--commune", "1"], "mang mã 1"),
        ([str(DEMO / "roster-legacy.xls"), "--commune", "07057"], "không ghi ngày"),
        ([str(DEMO / "README.md"), "--commune", "07057"], "Không đọc được"),
    ],
)
def test_the_command_refuses_politely(arguments, words, commune):
    with pytest.raises(CommandError, match=words):
        run(*arguments)
