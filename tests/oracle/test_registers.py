"""The other registers against the oracle: trusted persons, fire-safe zones, cameras, papers and meetings."""

import datetime as dt
from dataclasses import dataclass

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

from programs.models import ProgramKind
from reports.queries import document_of
from reports.services import draft_report
from tests import factories as f
from tests.oracle import reports as r
from tests.oracle.books import read_books
from tests.oracle.conftest import forgotten
from tests.oracle.registers import Look, meetings

pytestmark = pytest.mark.django_db
D = dt.date
FIRST, LAST = D(2024, 1, 1), D(2024, 12, 31)
DAYS = st.one_of(
    st.sampled_from(
        [D(2023, 12, 31), FIRST, D(2024, 6, 1), D(2024, 10, 2), D(2024, 10, 3), LAST, D(2025, 1, 1)]
    ),
    st.dates(D(2023, 6, 1), D(2025, 6, 1)),
)


@dataclass(frozen=True)
class Zone:
    """(exit, bell, trained, [(kind, quantity, good until)]) of every household; days of drills and inspections."""

    homes: tuple
    drills: tuple[D, ...]
    inspections: tuple[D, ...]


homes = st.tuples(
    st.sampled_from(["yes", "no", "cage_opened", "unknown"]),
    st.sampled_from([True, False, None]),
    st.sampled_from([None, 0, 1, 3]),
    st.lists(
        st.tuples(st.sampled_from(["powder", "co2", "other"]), st.integers(1, 3), st.none() | DAYS),
        max_size=2,
    ),
)
zones = st.builds(
    Zone,
    homes=st.lists(homes, max_size=4).map(tuple),
    drills=st.lists(DAYS, max_size=3).map(tuple),
    inspections=st.lists(DAYS, max_size=3).map(tuple),
)
#: (units, installed, removed after so many days, funding, cost, looks as {day: (condition, working)})
cameras = st.tuples(
    st.integers(1, 4),
    DAYS,
    st.none() | st.integers(1, 400),
    st.sampled_from(["", "budget", "community"]),
    st.sampled_from([None, 5_000_000, 2_500_000]),
    st.dictionaries(
        DAYS,
        st.tuples(st.sampled_from(["good", "blurred", "broken"]), st.integers(0, 5)),
        max_size=3,
    ),
)
#: (begun, ended after so many days, [(kind, day, times)])
trusted = st.tuples(
    DAYS,
    st.none() | st.integers(1, 400),
    st.lists(
        st.tuples(st.sampled_from(["outreach", "persuasion", "visit"]), DAYS, st.integers(1, 3)),
        max_size=3,
    ),
)


@settings(settings.get_profile("oracle"))
@given(
    zone=zones,
    points=st.lists(cameras, max_size=3),
    people=st.lists(trusted, max_size=3),
    held=st.lists(st.tuples(DAYS, st.booleans()), max_size=4),
)
def test_registers_are_told_as_the_oracle_tells_them(zone: Zone, points, people, held):
    note(f"{zone} {points} {people} {held}")
    with forgotten():
        programs = write(zone, points, people, held)
        kinds = {program.kind.code: program for program in programs}
        commune = programs[0].commune
        report = draft_report(
            commune=commune,
            kind=f.report_kind("one_year"),
            programs=programs,
            period_start=FIRST,
            period_end=LAST + dt.timedelta(days=1),
            cut_off=LAST,
            user=None,
        )
        document = document_of(report)
        books = read_books()
        look = Look(books, tuple(row.id for row in books.villages), FIRST, LAST)
        text = "\n".join(r.text_of(paragraph) for paragraph in r.paragraphs(document))
        told = {row.key: row.value for p in r.paragraphs(document) for row in r.figures(p)}
        check_zone(look, books.zones[0].id, text, told)
        check_cameras(look, text, told)
        check_trusted(look, text, told)
        found = meetings(books, {commune.pk}, {kinds["cameras"].pk}, FIRST, LAST)
        assert told.get("meetings", 0) == len(found)


def write(zone: Zone, points, people, held) -> list:
    village = f.VillageFactory(name="Thôn 1")
    commune = village.commune
    f.LetterheadFactory(commune=commune)
    programs = []
    for code in ("trusted_persons", "fire_safe", "cameras"):
        kind = ProgramKind.objects.get(code=code)
        programs.append(
            f.ProgramFactory(commune=commune, kind=kind, name=code, founded_on=D(2020, 1, 1))
        )
    area = f.FireSafeZoneFactory(program=programs[1], village=village, name="Khu A")
    for exit_, bell, trained, equipment in zone.homes:
        home = f.ZoneHouseholdFactory(
            zone=area, second_exit=exit_, has_bell=bell, trained_people=trained
        )
        for kind, quantity, until in equipment:
            f.FireEquipmentFactory(household=home, kind=kind, quantity=quantity, expires_on=until)
    for day in zone.drills:
        area.drills.create(held_on=day)
    for day in zone.inspections:
        f.FireInspectionFactory(zone=area, held_on=day)
    for units, installed, removed, funding, cost, looks in points:
        camera = f.CameraFactory(
            village=village,
            program=programs[2],
            units=units,
            installed_on=installed,
            funding=funding,
            cost=cost,
            removed_on=installed + dt.timedelta(days=removed) if removed else None,
        )
        for day, (condition, working) in looks.items():
            f.CameraCheckFactory(
                camera=camera, checked_on=day, condition=condition, working_units=working
            )
    for begun, ended, activities in people:
        row = f.TrustedPersonFactory(
            person__village=village,
            program=programs[0],
            started_on=begun,
            ended_on=begun + dt.timedelta(days=ended) if ended else None,
        )
        for kind, day, times in activities:
            f.TrustedActivityFactory(recognition=row, kind=kind, held_on=day, times=times)
    for day, concerns in held:
        meeting = f.MeetingFactory(
            commune=commune, starts_at=dt.datetime.combine(day, dt.time(1), tzinfo=dt.UTC)
        )
        if concerns:
            meeting.programs.add(programs[2])
    return programs


def two(value: int) -> str:
    return f"{value:02d}"


def share(yes: int, known: int, total: int, what: str, unknown: str) -> str | None:
    """ "11 hộ ... (84,6%; 01 hộ chưa kiểm tra)": of those known, None where nobody is."""
    if not known:
        return None
    rest = f"; {two(total - known)} hộ {unknown}" if total > known else ""
    return f"{two(yes)} {what} ({r.told(r.Decimal(yes * 100) / known, 1)}%{rest})"


def check_zone(look: Look, zone: int, text: str, told: dict) -> None:
    total = len(look.households(zone))
    assert told.get(f"zone-{zone}", 0) == total
    for (yes, known), what, unknown in (
        (look.exits(zone), "hộ có lối thoát nạn thứ hai", "chưa kiểm tra"),
        (look.bells(zone), "hộ lắp chuông báo cháy", "chưa kiểm tra"),
        (look.good_extinguisher(zone), "hộ có bình chữa cháy còn hạn", "chưa rõ hạn bình"),
    ):
        said = share(yes, known, total, what, unknown)
        assert (what in text) == (said is not None), what
        if said:
            assert said in text, (said, text)
    trained = look.trained(zone)
    assert (f"{two(trained or 0)} người đã được huấn luyện" in text) == bool(trained)
    drills, inspections = look.drills(zone), look.inspections(zone)
    assert (f"{two(drills)} buổi thực tập phương án" in text) == bool(drills)
    assert (f"{two(inspections)} lượt kiểm tra" in text) == bool(inspections)
    expired = look.expired(zone)
    assert (f"Khu A có {two(expired)} bình chữa cháy hết hạn" in text) == bool(expired)


def check_cameras(look: Look, text: str, told: dict) -> None:
    units, by = look.units(), look.units_by()
    assert told.get("camera-points", 0) == len(look.cameras())
    assert told.get("camera-units", 0) == units
    seen = units - by["unverified"]
    assert told.get("camera-good") == (by["good"] if seen else None)
    if seen:
        assert f"mắt camera hoạt động tốt ({r.told(r.Decimal(by['good'] * 100) / seen, 1)}%" in text
    for key, words in (
        ("blurred", "mắt camera hình ảnh mờ"),
        ("broken", "mắt camera hỏng"),
        ("unverified", "mắt camera chưa kiểm tra trong 90 ngày"),
    ):
        assert (f"{two(by[key])} {words}" in text) == bool(by[key]), key


def check_trusted(look: Look, text: str, told: dict) -> None:
    assert told.get("trusted", 0) == look.trusted()
    for kind in ("outreach", "persuasion"):
        assert told.get(f"trusted-{kind}", 0) == look.times(kind), kind
    gifts = look.times("visit")
    assert (f"{two(gifts)} lượt thăm hỏi, tặng quà" in text) == bool(gifts)
