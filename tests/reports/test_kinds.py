"""Kinds of report: the defaults on every register, their periods and words, titles, the next one, the admin site."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from documents.tree import Heading, Table, cell_text
from reports import services
from reports.checks.gate import gate_of
from reports.models import ReportKind, ReviewReport
from reports.models.kinds import PLACES
from reports.queries import changed_since, compose_draft, document_of
from tests import factories as f
from tests.clients import of
from tests.registers import BUILDERS
from tests.reports.cases import D, lines
from tests.reports.scenes import TEXTS, scene

pytestmark = pytest.mark.django_db

#: a period of each kind, as the calendar of days 1 has it, and what its title says of it
SPANS = {
    "week": (D(2024, 8, 5), D(2024, 8, 11), "tuần từ ngày 05/08/2024 đến ngày 11/08/2024"),
    "month": (D(2024, 8, 1), D(2024, 8, 31), "tháng 8 năm 2024"),
    "quarter": (D(2024, 4, 1), D(2024, 6, 30), "quý II năm 2024"),
    "half_year": (D(2024, 1, 1), D(2024, 6, 30), "Sơ kết 06 tháng đầu năm 2024"),
    "nine_months": (D(2023, 1, 1), D(2023, 9, 30), "09 tháng đầu năm 2023"),
    "year": (D(2023, 1, 1), D(2023, 12, 31), "năm 2023"),
    "one_year": (D(2023, 9, 26), D(2024, 9, 25), "Sơ kết 01 năm"),
    "three_year": (D(2021, 1, 1), D(2023, 12, 31), "Sơ kết 03 năm"),
    "five_year": (D(2019, 1, 1), D(2023, 12, 31), "Sơ kết 05 năm"),
    "ten_year": (D(2014, 9, 15), D(2024, 9, 25), "Tổng kết 10 năm"),
    "thematic": (D(2024, 2, 3), D(2024, 3, 9), "Sơ kết thời gian từ ngày 03/02/2024"),
}
SHORT = ("week", "month", "quarter")


def draft(commune, programs, code, span=None, **fields):
    first, last = (span or SPANS[code])[:2]
    return services.draft_report(
        **{
            "commune": commune, "kind": f.report_kind(code), "programs": programs,
            "period_start": first, "period_end": last + dt.timedelta(days=1), "cut_off": last,
            "user": None, **fields,
        }
    )  # fmt: skip


# --- the defaults, on every register ----------------------------------------------------


def test_there_are_the_default_kinds_in_order():
    assert [kind.code for kind in ReportKind.objects.all()] == list(SPANS)
    assert {kind.name for kind in ReportKind.objects.all()} >= {
        "Báo cáo tuần (giao ban)",
        "Sơ kết 06 tháng",
    }


@pytest.mark.parametrize("name", ["ward", "gaps", "day_15", "empty"])
def test_each_kind_reads_sensibly_on_each_register_and_writes_every_file(name):
    register = BUILDERS[name]()
    calendar = register.commune.calendar
    for code in SPANS:
        kind = f.report_kind(code)
        rule = kind.rule(calendar)
        period = rule.latest(register.last)
        programs = register.every_program or [f.ProgramFactory(commune=register.commune)]
        report = draft(register.commune, programs, code, (period.start, period.last_day))
        with CaptureQueriesContext(connection) as captured:
            document = document_of(report)
        assert len(captured) <= 40, code
        text = "\n".join(lines(document))
        assert "{" not in text + document.title, code
        assert rule.words(period) in document.title, code
        for block in document.all_blocks():
            if isinstance(block, Table):
                said = [cell_text(cell) for row in block.rows for cell in row[1:]]
                assert any(cell not in ("", "–") for cell in said), (code, block.caption)
        if code in SHORT:
            assert "10 năm" not in text, code
            assert "trước khi có mô hình" not in text, code
            assert "Bình quân mỗi năm" not in text, code
            assert "Chưa có số liệu.\n" not in text, code
        if code == "week":
            assert not document.appendices
        for format_ in services.FORMATS:
            assert len(services.write_document(document, format_)) > 1000, (code, format_)


@pytest.mark.parametrize("code", SPANS)
def test_titles_and_sentences_say_kind_and_period(cast, code):
    made = scene(1, cast.commune)
    report = draft(cast.commune, made.programs.values(), code)
    words = SPANS[code][2]
    assert words in report.title
    said = lines(document_of(report))
    opening = next(text for text in said if text.endswith("như sau:"))
    for text in (opening, said[-1]):
        assert words[0].lower() + words[1:] in text
    assert said[-1].startswith("Trên đây là Báo cáo ")
    assert said[-1].endswith("./.")


def headings(report, level=1):
    return [
        b.text for b in document_of(report).blocks if isinstance(b, Heading) and b.level == level
    ]


def test_a_week_tells_what_happened_in_it_and_no_months_result(cast):
    made = scene(1, cast.commune)
    # the week that holds the middle of August must not take the month for its own
    week = (D(2024, 8, 12), D(2024, 8, 18))
    f.HighlightFactory(
        program=made.program, village=made.villages[0], happened_on=D(2024, 8, 13),
        text="Bắt quả tang kẻ trộm", in_reports=True,
    )  # fmt: skip
    report = draft(cast.commune, [made.program], "week", week)
    text = "\n".join(lines(document_of(report)))
    assert "Bắt quả tang kẻ trộm" in text
    assert "nguồn tin" not in text
    assert "Thành lập ngày" not in text
    assert headings(report)[-1].endswith("Nhiệm vụ trọng tâm tuần tới")
    assert not any("kết quả" in one.what for one in gate_of(report).missing)
    with pytest.raises(ValidationError):
        services.save_section(report=report, key="lessons", text="x", user=cast.officer)
    services.save_section(report=report, key="directions", text="Trực ban.", user=cast.officer)
    assert not compose_draft(report).missing


def test_headings_name_the_time_that_comes_next(cast):
    made = scene(1, cast.commune)
    for code, words in (
        ("month", "Nhiệm vụ trọng tâm tháng 9 năm 2024"),
        ("quarter", "Phương hướng, nhiệm vụ quý III năm 2024"),
        ("half_year", "Phương hướng, nhiệm vụ 06 tháng cuối năm 2024"),
        ("nine_months", "Phương hướng, nhiệm vụ 03 tháng cuối năm 2023"),
        ("year", "Phương hướng, nhiệm vụ năm 2024"),
        ("ten_year", "Phương hướng, nhiệm vụ thời gian tới"),
    ):
        report = draft(cast.commune, [made.program], code)
        assert any(heading.endswith(words) for heading in headings(report)), code


def test_what_a_report_is_compared_with_is_the_kinds_word(cast):
    from tests.reports.scenes import values

    village = cast.village_a
    program = f.ProgramFactory(commune=cast.commune, founded_on=D(2020, 1, 1))
    f.ProgramSiteFactory(program=program, village=village)
    for year, month, tips in ((2023, 8, 2), (2024, 7, 4), (2024, 8, 6)):
        values(program, village, year, {"tips": tips}, month=month)
    month = f.report_kind("month")
    text = lambda: "\n".join(lines(document_of(draft(cast.commune, [program], "month"))))  # noqa: E731
    assert "tăng 02 nguồn tin, 50% so với kỳ trước" in text()
    for basis, words in (
        ("year_before", "tăng 04 nguồn tin, 200% so với cùng kỳ năm trước"),
        ("none", ""),
    ):
        month.basis = basis
        month.save()
        assert words in text()
    assert "so với" not in text()


# --- head, foot and parts -----------------------------------------------------------------


def test_addressees_recipients_and_letterhead_are_the_kinds(cast):
    made = scene(1, cast.commune)
    kind = f.report_kind("month")
    kind.addressees = "{cấp trên}\nỦy ban nhân dân {tỉnh}\nBan Chỉ đạo 138 {địa bàn}"
    kind.recipients = "Như trên;\nLưu: CAX."
    kind.save()
    document = document_of(draft(cast.commune, [made.program], "month"))
    assert document.head.addressees == (
        document.head.parent,
        "Ủy ban nhân dân tỉnh Quảng Ninh",
        f"Ban Chỉ đạo 138 {cast.commune.full_name}",
    )
    assert document.signature.recipients == ("Như trên", "Lưu: CAX")
    assert document.head.organ.lower().startswith("công an")


def test_a_kind_that_changes_leaves_what_is_issued_and_reports_no_difference(cast):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "ten_year", user=cast.officer)
    for key, text in TEXTS.items():
        services.save_section(report=report, key=key, text=text, user=cast.officer)
    signed = services.sign_off(report=report, user=cast.committee)
    kind = report.kind
    kind.parts.filter(part__in=["work", "force", "table_roster"]).delete()
    kind.closing = "Hết."
    kind.recipients = "Ai đó"
    kind.save()
    issued = services.issue(report=signed, dated=D(2024, 9, 27), user=cast.officer)
    assert "Ai đó" not in issued.paper.recipients
    issued_report = ReviewReport.objects.get(pk=report.pk)
    frozen = document_of(issued_report)
    assert lines(frozen)[-1].startswith("Trên đây")
    assert changed_since(issued_report, frozen) == []


def test_parts_stand_in_the_order_and_under_the_headings_of_the_kind(cast):
    made = scene(1, cast.commune)
    kind = f.report_kind("thematic")
    kind.parts.filter(part="proposals").update(order=1, heading="Kiến nghị")
    report = draft(cast.commune, [made.program], "thematic")
    services.save_section(report=report, key="proposals", text="Cấp kinh phí.", user=cast.officer)
    assert headings(report)[0] == "I. Kiến nghị"
    kind.parts.filter(part="awards").delete()
    assert not any("Khen thưởng" in text for text in headings(report))


# --- which periods ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("ten_year", D(2024, 9, 1), D(2024, 9, 10)),
        ("month", D(2024, 8, 1), D(2024, 9, 30)),
        ("week", D(2024, 8, 1), D(2024, 8, 31)),
        ("quarter", D(2024, 2, 1), D(2024, 4, 30)),
        ("half_year", D(2024, 4, 1), D(2024, 9, 30)),
        ("nine_months", D(2024, 4, 1), D(2024, 12, 31)),
        ("year", D(2023, 9, 26), D(2024, 9, 25)),
        ("one_year", D(2022, 9, 26), D(2024, 9, 25)),
        ("five_year", D(2021, 1, 1), D(2023, 12, 31)),
    ],
)
def test_a_period_that_the_kind_does_not_cover_is_refused_with_an_example(cast, code, first, last):
    program = f.ProgramFactory(commune=cast.commune)
    with pytest.raises(ValidationError, match="ví dụ [0-9/]+ - [0-9/]+"):
        draft(cast.commune, [program], code, (first, last))
    data = {
        "commune": cast.commune.pk, "kind": f.report_kind(code).pk, "programs": [program.pk],
        "first_day": f"{first:%d/%m/%Y}", "last_day": f"{last:%d/%m/%Y}", "draft": "1",
    }  # fmt: skip
    page = of(cast.officer).post(reverse("reports:new"), data)
    assert page.status_code == 200
    assert "ví dụ" in page.context["form"].errors["last_day"][0]
    assert not ReviewReport.objects.exists()


def test_a_kind_of_another_commune_is_refused(cast):
    foreign = services.copy_kind(
        kind=f.report_kind("month"),
        commune=cast.other_commune,
        user=f.UserFactory(is_superuser=True),
    )
    program = f.ProgramFactory(commune=cast.commune)
    with pytest.raises(ValidationError, match="của đơn vị"):
        draft(cast.commune, [program], "month", kind=foreign)


# --- titles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("length", [294, 500])
def test_a_long_title_loses_no_file_and_no_letter(cast, length, settings):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "ten_year", user=cast.officer)
    title = ("Tổng kết mô hình an ninh cơ sở " * 20)[: length - 1].strip().ljust(length, "x")
    page = of(cast.officer).post(reverse("reports:title", args=[report.pk]), {"title": title})
    assert page.status_code == 302
    for key, text in TEXTS.items():
        services.save_section(report=report, key=key, text=text, user=cast.officer)
    report.refresh_from_db()
    assert report.title == title
    signed = services.sign_off(report=report, user=cast.committee)
    issued = services.issue(report=signed, dated=D(2024, 9, 27), user=cast.officer)
    files = services.make_files(report=issued.report, formats=services.FORMATS)
    assert [row.format for row in files] == list(services.FORMATS)
    assert all(len(services.file_name(issued.report, row.format)) < 100 for row in files)
    assert issued.paper.subject == title
    assert document_of(issued.report).head.subject == title


def test_a_longer_title_is_refused_with_its_length_and_nothing_typed_is_lost(cast):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "ten_year", user=cast.officer)
    url = reverse("reports:title", args=[report.pk])
    page = of(cast.officer).post(url, {"title": "a" * 501})
    assert page.status_code == 422
    assert "501" in page.context["form"].errors["title"][0]
    assert "a" * 501 in page.content.decode()
    before = report.title
    report.refresh_from_db()
    assert report.title == before
    assert of(cast.officer).post(url, {"title": "  Tên\n mới "}).status_code == 302
    report.refresh_from_db()
    assert report.title == "Tên mới"
    assert of(cast.officer).post(url, {"title": ""}).status_code == 302
    report.refresh_from_db()
    assert report.title == before


def test_a_title_of_ones_own_stands_in_the_sentences_too(cast):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "ten_year", user=cast.officer)
    assert "nhìn lại" not in " ".join(lines(document_of(report)))
    report = services.retitle(
        report=report, title="Nhìn lại 10 năm bình yên", plan=None, user=cast.officer
    )
    told = lines(document_of(report))
    with_it = [text for text in told if "nhìn lại 10 năm bình yên" in text]
    assert len(with_it) == 2
    assert with_it[-1] == told[-1]


def test_the_title_stands_still_after_the_sign_off(cast):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "ten_year", user=cast.officer)
    for key, text in TEXTS.items():
        services.save_section(report=report, key=key, text=text, user=cast.officer)
    services.sign_off(report=report, user=cast.committee)
    page = of(cast.officer).post(reverse("reports:title", args=[report.pk]), {"title": "Khác"})
    assert page.status_code == 422
    report.refresh_from_db()
    assert report.title != "Khác"


@pytest.mark.parametrize("name", ["title", "next"])
def test_title_and_next_are_the_officers(cast, name):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "month", user=cast.officer)
    url = reverse(f"reports:{name}", args=[report.pk])
    for user in (cast.committee, cast.observer):
        assert of(user).post(url, {"title": "x"}).status_code == 403
    for user in (cast.head_a, cast.stranger):
        assert of(user).post(url, {"title": "x"}).status_code == 404
    assert of(cast.officer).post(reverse(f"reports:{name}", args=[99999])).status_code == 404
    assert of(cast.officer).delete(url).status_code == 405
    assert of(cast.officer).get(url).status_code == (200 if name == "title" else 405)
    assert ReviewReport.objects.get() == report


# --- the next period ----------------------------------------------------------------------------------


def test_the_next_report_is_one_click_away_with_the_texts_of_the_last_at_hand(cast):
    made = scene(1, cast.commune)
    report = draft(cast.commune, made.programs.values(), "month", user=cast.officer)
    services.save_section(report=report, key="directions", text="Trực Tết.", user=cast.officer)
    client = of(cast.officer)
    answer = client.post(reverse("reports:next", args=[report.pk]))
    made_now = ReviewReport.objects.exclude(pk=report.pk).get()
    assert answer.url == reverse("reports:page", args=[made_now.pk])
    assert (made_now.period_start, made_now.period_end) == (D(2024, 9, 1), D(2024, 10, 1))
    assert "tháng 9 năm 2024" in made_now.title
    assert set(made_now.programs.all()) == set(made.programs.values())
    assert not made_now.sections.exists()
    again = client.post(reverse("reports:next", args=[report.pk]))
    assert again.url == answer.url
    assert ReviewReport.objects.count() == 2
    url = reverse("reports:section", args=[made_now.pk, "directions"])
    assert "Trực Tết." in client.get(url).content.decode()
    taken = client.post(url, {"text": "Đang gõ dở.", "take": "1"})
    assert taken.context["form"]["text"].value() == "Đang gõ dở.\nTrực Tết."
    assert not made_now.sections.exists()
    assert client.post(url, {"text": "Trực Tết."}).status_code == 302
    assert made_now.sections.get().text == "Trực Tết."


def test_an_own_kind_goes_on_from_the_shared_one(cast):
    made = scene(1, cast.commune)
    report = draft(cast.commune, [made.program], "month", user=cast.officer)
    services.save_section(report=report, key="directions", text="Trực Tết.", user=cast.officer)
    own = services.copy_kind(kind=f.report_kind("month"), commune=cast.commune, user=cast.committee)
    page = of(cast.officer).get(reverse("reports:new"))
    shown = next(item for item in page.context["kinds"] if item.kind == own)
    assert shown.last == report
    following, made_now = services.draft_next(report=report, user=cast.officer)
    assert (following.kind, made_now) == (own, True)
    url = reverse("reports:section", args=[following.pk, "directions"])
    assert "Trực Tết." in of(cast.officer).get(url).content.decode()


def test_a_period_that_has_not_begun_is_not_drafted(cast):
    today = timezone.localdate()
    first = today.replace(day=1)
    last = (first + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    program = f.ProgramFactory(commune=cast.commune)
    report = draft(cast.commune, [program], "month", (first, last), user=cast.officer)
    page = of(cast.officer).post(reverse("reports:next", args=[report.pk]), follow=True)
    assert "mới bắt đầu" in page.content.decode()
    assert ReviewReport.objects.count() == 1


# --- the wizard ------------------------------------------------------------------------------------------


def test_the_wizard_offers_kinds_first_then_the_period_of_the_kind(cast):
    f.ProgramFactory(commune=cast.commune)
    client = of(cast.officer)
    page = client.get(reverse("reports:new"))
    assert [item.kind.code for item in page.context["kinds"]] == list(SPANS)
    assert "Báo cáo tuần (giao ban)" in page.content.decode()
    for code in SPANS:
        kind = f.report_kind(code)
        form = client.get(reverse("reports:new"), {"kind": kind.pk}).context["form"]
        first, last = form.initial["first_day"], form.initial["last_day"]
        assert last <= timezone.localdate()
        assert kind.rule(cast.commune.calendar).fits(kind.rule(cast.commune.calendar).latest(last))
        assert first < last
    for wrong in ("abc", "9" * 30, "0", ""):
        assert client.get(reverse("reports:new"), {"kind": wrong}).status_code == 200


def test_a_retired_kind_is_not_offered_and_an_own_one_replaces_the_shared(cast):
    own = services.copy_kind(kind=f.report_kind("month"), commune=cast.commune, user=cast.committee)
    own.name = "Báo cáo tháng của xã"
    own.save()
    f.report_kind("week").__class__.objects.filter(code="week").update(in_use=False)
    offered = {kind.name for kind in ReportKind.objects.offered_to(cast.commune)}
    assert "Báo cáo tháng của xã" in offered
    assert not {"Báo cáo tháng", "Báo cáo tuần (giao ban)"} & offered
    assert own.parts.count() == f.report_kind("month").parts.count()
    assert "Báo cáo tháng" in {
        kind.name for kind in ReportKind.objects.offered_to(cast.other_commune)
    }
    with pytest.raises(ValidationError):
        services.copy_kind(kind=f.report_kind("month"), commune=cast.commune, user=cast.committee)
    with pytest.raises(PermissionDenied):
        services.copy_kind(kind=f.report_kind("year"), commune=cast.commune, user=cast.officer)


# --- the admin site -----------------------------------------------------------------------------------------


def card(kind, **changes):
    """What the card of a kind posts."""
    fields = ("name", "order", "periods", "basis", "issuer", "addressees", "recipients", "title",
              "opening", "closing")  # fmt: skip
    rows = list(kind.parts.all())
    data = {name: getattr(kind, name) for name in fields} | {
        "commune": kind.commune_id or "", "years": kind.years or "", "in_use": "on",
        "parts-TOTAL_FORMS": len(rows), "parts-INITIAL_FORMS": len(rows),
    }  # fmt: skip
    for index, row in enumerate(rows):
        data |= {f"parts-{index}-id": row.pk, f"parts-{index}-kind": kind.pk,
                 f"parts-{index}-part": row.part, f"parts-{index}-order": row.order,
                 f"parts-{index}-heading": row.heading}  # fmt: skip
        if row.required:
            data[f"parts-{index}-required"] = "on"
    return data | changes


def change(kind):
    return reverse("admin:reports_reportkind_change", args=[kind.pk])


@pytest.fixture
def own(cast):
    return services.copy_kind(
        kind=f.report_kind("month"), commune=cast.commune, user=cast.committee
    )


def test_the_committee_makes_a_shared_kind_its_own_and_keeps_it(cast):
    client = of(cast.committee)
    shared = f.report_kind("quarter")
    assert client.get(change(shared)).context["has_change_permission"] is False
    assert client.post(change(shared), card(shared)).status_code == 403
    client.post(
        reverse("admin:reports_reportkind_changelist"),
        {"action": "make_own", "_selected_action": [shared.pk]},
    )
    own = ReportKind.objects.get(commune=cast.commune)
    answer = client.post(
        change(own), card(own, name="Báo cáo quý của xã", addressees="UBND {tỉnh}")
    )
    assert answer.status_code == 302
    own.refresh_from_db()
    assert (own.name, own.addressees, own.code) == ("Báo cáo quý của xã", "UBND {tỉnh}", "quarter")
    assert of(cast.officer).post(change(own), card(own, name="x")).status_code == 403
    assert of(cast.stranger).get(change(own)).status_code == 302


def test_an_administrator_makes_kinds_of_the_communes_they_work_in_alone(cast):
    boss = f.UserFactory(is_superuser=True, is_staff=True)
    act = (
        reverse("admin:reports_reportkind_changelist"),
        {"action": "make_own", "_selected_action": [f.report_kind("quarter").pk]},
    )
    page = of(boss).post(*act, follow=True)
    assert "Hãy lập loại báo cáo" in page.content.decode()
    assert not ReportKind.objects.exclude(commune=None).exists()
    Role.objects.create(user=boss, kind="officer", commune=cast.commune, started_on=D(2020, 1, 1))
    of(boss).post(*act)
    assert ReportKind.objects.exclude(commune=None).get().commune == cast.commune


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Kết quả {không có}"), ("opening", "{đơn vị"), ("closing", "}"), ("periods", "years"),
        ("years", "5"), ("commune", ""), ("commune", "999999"), ("name", ""), ("addressees", "x" * 501),
        ("order", "abc"), ("periods", "mãi mãi"),
    ],
)  # fmt: skip
def test_a_wrong_card_is_refused_with_words(cast, own, field, value):
    page = of(cast.committee).post(change(own), card(own, **{field: value}))
    assert page.status_code == 200
    assert page.context["errors"]
    assert ReportKind.objects.get(pk=own.pk).title == own.title


def test_parts_need_their_chapter_and_a_kind_needs_parts(cast, own):
    rows = list(own.parts.all())
    index = next(i for i, row in enumerate(rows) if row.part == "results")
    page = of(cast.committee).post(change(own), card(own, **{f"parts-{index}-DELETE": "on"}))
    assert "thì phải có" in page.content.decode()
    every = {f"parts-{i}-DELETE": "on" for i in range(len(rows))}
    page = of(cast.committee).post(change(own), card(own, **every))
    assert "Hãy chọn các phần của báo cáo." in page.content.decode()
    assert own.parts.count() == len(rows)


def test_two_kinds_of_one_name_in_a_commune_are_refused(cast, own):
    data = card(own) | {"name": "Month", "parts-TOTAL_FORMS": 1, "parts-INITIAL_FORMS": 0}
    data |= {"parts-0-id": "", "parts-0-kind": "", "parts-0-part": "results"}
    url = reverse("admin:reports_reportkind_add")
    page = of(cast.committee).post(url, data)
    assert page.status_code == 200
    assert "name" in page.context["adminform"].form.errors
    assert of(cast.committee).post(url, data | {"name": "Báo cáo tết"}).status_code == 302
    assert ReportKind.objects.get(name="Báo cáo tết").code == "bao-cao-tet"


def test_the_committee_makes_every_kind_of_report_in_the_admin_site(cast):
    made = scene(1, cast.commune)
    client, url = of(cast.committee), reverse("admin:reports_reviewreport_add")
    assert "Tổng kết 10 năm" in client.get(url).content.decode()
    for code, (first, last, words) in SPANS.items():
        kind = f.report_kind(code)
        assert client.get(url, {"kind": kind.pk}).status_code == 200
        data = {
            "commune": cast.commune.pk, "kind": kind.pk, "programs": [made.program.pk],
            "first_day": f"{first:%d/%m/%Y}", "last_day": f"{last:%d/%m/%Y}",
        }  # fmt: skip
        assert client.post(url, data | {"check": "1"}).status_code == 200
        answer = client.post(url, data | {"draft": "1"})
        report = ReviewReport.objects.get(kind=kind)
        assert answer.url == reverse("admin:reports_reviewreport_change", args=[report.pk])
        assert words in client.get(answer.url).content.decode()
    wrong = client.post(url, {"kind": "x", "draft": "1"})
    assert wrong.status_code == 200
    assert wrong.context["form"].errors
    assert of(cast.observer).get(url).status_code in (302, 403)
    assert of(cast.head_a).get(url).status_code in (302, 403)


def test_every_place_is_named_in_the_sample_and_filled(cast):
    kind = f.report_kind("thematic")
    kind.opening = " ".join(f"{{{name}}}" for name in PLACES)
    kind.save()
    made = scene(1, cast.commune)
    text = "\n".join(lines(document_of(draft(cast.commune, [made.program], "thematic"))))
    assert "{" not in text
