"""Every clause alone and beside every other, unknown, 0, 1 and many: what is left is a sentence."""

import datetime as dt
import itertools
import re

import pytest

from documents.tree import Figure, Paragraph
from programs.models import Indicator
from reports.compose.clauses import Said, in_brackets, sentence
from reports.compose.fields import FIELDS, IMPACT
from reports.queries import document_of
from tests import factories as f
from tests.reports.cases import ONE_YEAR, commune, lines, prog, report
from tests.reports.grammar import faults, sentences
from tests.reports.scenes import values

D = dt.date
pytestmark = pytest.mark.django_db
#: unknown, none, one, many
AMOUNTS = (None, 0, 1, 12)


def all_faults(document):
    return [fault for paragraph in sentences(document) for fault in faults(paragraph)]


def cases(field):
    """Every clause alone at 0, 1 and many; every two of them; all of them."""
    codes = [clause.code for clause in field.clauses]
    for code, amount in itertools.product(codes, (0, 1, 12)):
        yield {code: amount}
    for (one, two), (first, second) in itertools.product(
        itertools.combinations(codes, 2), ((12, 12), (0, 12), (12, 0), (1, 1))
    ):
        yield {one: first, two: second}
    yield dict.fromkeys(codes, 12)
    yield dict.fromkeys(codes, 0)


def scaled(told):
    """Amounts as sheets hold them: money in đồng."""
    money = set(Indicator.objects.filter(unit="đồng").values_list("code", flat=True))
    return {code: (n or 0) * 1_250_000 if code in money else n for code, n in told.items()}


@pytest.mark.parametrize("field", FIELDS, ids=[field.group for field in FIELDS])
@pytest.mark.parametrize("kind", ["phuong", "xa"])
def test_what_is_left_of_a_field_is_a_sentence(field, kind):
    here = commune(kind=kind)
    villages = [f.VillageFactory(commune=here, kind=k) for k in ("khu_pho", "to_dan_pho")]
    told = list(cases(field))
    programs = []
    for number, one in enumerate(told):
        program = prog(
            here, "grassroots", D(2020, 1, 1), villages[: 1 + number % 2], name=f"M{number}"
        )
        for village in villages[: 1 + number % 2]:
            values(program, village, 2024, scaled(one))
            # Every third rose, every third fell, and of the others nothing is known of the year before.
            if number % 3:
                values(
                    program, village, 2023, scaled(dict.fromkeys(one, 5 if number % 3 == 1 else 20))
                )
        programs.append(program)
    document = report(here, programs, ONE_YEAR)
    assert all_faults(document) == []
    text = "\n".join(lines(document))
    assert "giảm" in text and "tăng" in text, "a fall is told as a rise is"
    # Whatever is more than nothing is told, whatever stands beside it.
    told_keys = {
        run.key
        for p in sentences(document)
        for run in p.runs
        if isinstance(run, Figure) and run.value
    }
    for program, one in zip(programs, told, strict=True):
        for code, amount in one.items():
            assert (f"{code}-{program.pk}" in told_keys) == bool(amount), (code, one)


@pytest.mark.parametrize("one", list(cases(IMPACT)), ids=str)
def test_what_is_left_of_the_order_of_the_area_is_a_sentence(one):
    here = commune()
    village = f.VillageFactory(commune=here)
    program = prog(here, "grassroots", D(2020, 1, 1), (village,))
    for month in range(1, 13):
        values(program, village, 2024, one if month == 3 else dict.fromkeys(one, 0), month=month)
        values(program, village, 2023, dict.fromkeys(one, 1), month=month)
    document = report(here, [program], ONE_YEAR)
    assert all_faults(document) == []
    text = "\n".join(lines(document))
    for clause in IMPACT.clauses:
        if clause.code in one and clause.zero:
            assert (clause.zero in text) == (one[clause.code] == 0), clause.code
            if one[clause.code] == 0:
                assert f"{clause.zero} (giảm 12 " in text, "a fall to nothing is a fall"


@pytest.mark.parametrize("name", ["ward", "merged", "gaps", "day_15", "empty"])
def test_the_reports_of_the_registers_are_sentences(name):
    from tests.registers import BUILDERS

    register = BUILDERS[name]()
    for draft in (register.report(), register.one_year()):
        document = document_of(draft)
        assert all_faults(document) == []


def test_one_programme_is_not_spoken_of_as_many():
    here = commune()
    village = f.VillageFactory(commune=here, name="Thôn Đông")
    program = prog(here, "grassroots", D(2020, 1, 1), (village,), name="An ninh cơ sở")
    values(program, village, 2024, {"tips": 3, "fires": 1}, month=3)
    text = "\n".join(lines(report(here, [program], ONE_YEAR)))
    assert "các mô hình" not in text.lower()
    assert not re.search(r"^a\) Mô hình", text, re.MULTILINE), "nothing is counted that is alone"
    assert "Thôn Đông và nhân dân đã cung cấp cho lực lượng Công an 03 nguồn tin." in text
    assert "Các thôn" not in text


def test_the_faults_of_a_sentence_are_found():
    for text in (
        "Các tổ đã tổ chức  mở lớp.", "Các tổ đã, mở 03 lớp.", "Số liệu ( ) chưa rõ.",
        "Bằng năm trước (A) (B) là đủ.", "các thôn đã họp.", "Các thôn đã họp", "Các thôn 12 buổi.",
        "Có None vụ.", "Đã tổ chức 00 buổi.",
    ):  # fmt: skip
        assert faults(Paragraph((text,))), text
    assert faults(Paragraph(("Có ", Figure("12"), ".")))
    assert not faults(Paragraph(("Các thôn đã họp ", Figure("12"), " buổi.")))


def test_clauses_make_a_sentence():
    held = Said("tổ chức", "12", "buổi")
    opened, trained = Said("mở", "03", "lớp"), Said("với", "40", "lượt người")
    more = Said("mở", "02", "sổ", ((), ("một ghi chú",), ("hai",)))
    assert sentence("các tổ", []) == ()
    assert "".join(sentence("các tổ", [held, opened, trained, more])) == (
        "Các tổ đã tổ chức 12 buổi, mở 03 lớp với 40 lượt người, mở 02 sổ (một ghi chú; hai)."
    )
    assert "".join(sentence("trên địa bàn", [], zeros=[("không cháy",), ("không nổ",)])) == (
        "Trên địa bàn không cháy, không nổ."
    )
    assert in_brackets([(), ("",)], " vụ") == (" vụ",)


def test_what_sheets_remark_is_told_once_with_village_and_time():
    here = commune()
    villages = [f.VillageFactory(commune=here, name=f"Thôn {n}") for n in (1, 2)]
    program = prog(here, "grassroots", D(2020, 1, 1), villages)
    for village in villages:
        values(program, village, 2024, {"tips": 3}, month=3, note="Ghi theo sổ cũ.")
    values(program, villages[1], 2024, {"tips": 3}, month=4, note="Mất sổ")
    document = report(here, [program], ONE_YEAR)
    told = [
        block.text
        for appendix in document.appendices
        for block in appendix.blocks
        if isinstance(block, Paragraph)
    ]
    assert told == [
        "Ghi chú của phiếu kết quả:",
        "Thôn 1 và Thôn 2, tháng 3/2024: Ghi theo sổ cũ.",
        "Thôn 2, tháng 4/2024: Mất sổ.",
    ]
    notes = [block.note for block in document.all_blocks() if hasattr(block, "note")]
    assert not any("sổ" in note for note in notes)


def test_a_note_on_the_dash_stands_only_under_a_table_with_one():
    here = commune()
    villages = [f.VillageFactory(commune=here, name=f"Thôn {n}") for n in (1, 2)]
    whole, gaps = (prog(here, "grassroots", D(2020, 1, 1), villages, name=name) for name in "AB")
    for village in villages:
        values(whole, village, 2024, {"tips": 3})
    values(gaps, villages[0], 2024, {"tips": 3})
    document = report(here, [whole, gaps], ONE_YEAR)
    found = 0
    for block in document.all_blocks():
        if hasattr(block, "rows"):
            dash = any(getattr(cell, "text", cell) == "–" for row in block.rows for cell in row)
            assert ("Dấu “–”" in block.note) == dash, block.caption
            found += dash
    assert found
    said = "\n".join(block.note for block in document.all_blocks() if hasattr(block, "note"))
    assert "bốn số đếm" not in said, "no remark of who made the program"


def test_many_villages_are_counted_and_their_tables_say_of_what_they_are():
    here = commune()
    villages = [f.VillageFactory(commune=here, name=f"Thôn {n}") for n in range(1, 15)]
    for village in villages:
        f.MembershipFactory(team=f.TeamFactory(village=village))
    program = prog(here, "self_managed", D(2014, 1, 1), villages)
    for year in (2021, 2022, 2023):
        for village in villages:
            values(program, village, year, {"tips": 3, "patrols": 2})
    document = report(here, [program], (D(2021, 1, 1), D(2023, 12, 31), "three_year"))
    text = "\n".join(lines(document))
    assert "tại cả 14 thôn" in text
    assert "Thôn 13" not in text
    (years,) = [part for part in document.appendices if part.title == "Kết quả theo năm"]
    assert [table.columns[0].title for table in years.blocks] == [
        "Nguồn tin cung cấp cho Công an", "Lượt tuần tra",
    ]  # fmt: skip
    assert {table.caption for table in years.blocks} == {f"{program.name}, 2021 - 2023"}
    year = report(here, [program], (D(2023, 1, 1), D(2023, 12, 31), "one_year"))
    assert not any(
        getattr(block, "caption", "").endswith("an ninh, trật tự") for block in year.blocks
    )
    (roster,) = [part for part in year.appendices if part.title == "Danh sách tổ và thành viên"]
    assert len(roster.blocks[0].rows) == 15, "the sums of the villages stand before their lists"
