"""Check before signing: what is found, where it is mended, and what holds up the sign-off."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from common.periods import Period
from programs.models import Indicator, ResultSheet, ResultValue
from reports import services
from reports.checks import CHECKS, findings
from reports.checks.gate import gate_of
from reports.figures import collect, make_frame
from reports.models import ReportReason
from tests import factories as f
from tests.clients import of
from tests.factories import make_cast
from tests.reports.cases import commune, prog
from tests.reports.scenes import TEXTS, scene, values

pytestmark = pytest.mark.django_db
D = dt.date
YEAR = Period(D(2024, 1, 1), D(2025, 1, 1))


def found_of(place, programs, period=YEAR, cut_off=None):
    """Return what the checks find, as key up to the first colon -> findings."""
    frame = make_frame(place, programs, period, cut_off or period.last_day)
    found: dict[str, list] = {}
    for one in findings(collect(frame)):
        found.setdefault(one.key.partition(":")[0], []).append(one)
    return found


def draft(cast, programs, period=YEAR):
    report = services.draft_report(
        commune=cast.commune, kind=f.report_kind("one_year"), programs=programs, period_start=period.start,
        period_end=period.end, cut_off=period.last_day, user=cast.officer,
    )  # fmt: skip
    for key, text in TEXTS.items():
        services.save_section(report=report, key=key, text=text, user=cast.officer)
    return report


@pytest.fixture
def village(cast):
    return f.VillageFactory(commune=cast.commune, name="Thôn 1")


@pytest.fixture
def program(cast, village):
    return prog(cast.commune, "grassroots", D(2020, 1, 1), (village,))


@pytest.fixture
def report(cast, program, village):
    """A draft with one contradiction: 5 useful of 2 tips in March."""
    for month in range(1, 13):
        useful = 5 if month == 3 else 1
        values(program, village, 2024, {"tips": 2, "useful_tips": useful}, month=month)
    return draft(cast, [program])


def test_months_without_a_sheet_are_counted_and_named_village_by_village(village):
    place = village.commune
    other = f.VillageFactory(commune=place, name="Thôn 2")
    program = prog(place, "grassroots", D(2020, 1, 1), (village, other))
    for month in range(1, 13):
        values(program, village, 2024, {"tips": 1}, month=month)
        if month not in (3, 5):
            state = "sent" if month == 7 else "accepted"
            values(program, other, 2024, {"tips": 1}, month=month, state=state)
    found = found_of(place, [program])
    (lacking,) = found["no-sheet"]
    assert lacking.what == "Thôn 2: thiếu phiếu kết quả của 03 tháng"
    assert lacking.where == f"{program.name}: tháng 3, 5, 7/2024"
    assert lacking.mends[0].url == f"/programs/results/?program={program.pk}&year=2024"
    (waiting,) = found["waiting"]
    assert waiting.what.startswith("01 phiếu kết quả đã gửi, chưa được duyệt")
    assert "coverage" not in found  # 21 of 24 are known


def test_below_80_percent_a_figure_is_doubtful_and_an_empty_cell_is_missing(village):
    program = prog(village.commune, "grassroots", D(2020, 1, 1), (village,))
    for month in range(1, 13):
        tips = {"tips": 1} if month <= 9 else {}
        values(program, village, 2024, {"patrols": 1, **tips}, month=month)
    found = found_of(village.commune, [program])
    (doubt,) = found["coverage"]
    assert doubt.sort == "doubtful"
    assert "9/12" in doubt.what
    assert "(75%)" in doubt.what
    (empty,) = found["empty"]
    assert empty.where == f"{program.name}: Thôn 1 (tháng 10 - 12/2024)"
    assert "no-sheet" not in found
    ResultValue.objects.filter(sheet__month=12, indicator__code="patrols").delete()
    values(program, village, 2023, {"patrols": 1, "tips": 1}, month=12)
    months = {"tips": [10, 11]}
    for month in months["tips"]:
        sheet = ResultSheet.objects.get(year=2024, month=month)
        sheet.values.create(indicator=Indicator.objects.get(code="tips"), value=1)
    ResultSheet.objects.get(year=2024, month=12).values.create(
        indicator=Indicator.objects.get(code="patrol_attendance"), value=1
    )
    empty = {one.key: one for one in found_of(village.commune, [program])["empty"]}
    url = reverse("programs:sheet", args=[program.pk, village.pk, 2024, 12])
    assert empty[f"empty:tips-{program.pk}"].mends[0].url == url


def test_teams_of_families_consist_of_households(village):
    program = prog(village.commune, "fire_safe", D(2020, 1, 1), (village,))
    f.TeamFactory(village=village, kind="inter_family", name="Tổ liên gia 1")
    assert "no-member" not in found_of(village.commune, [program])


def test_a_part_above_its_whole_contradicts_and_leads_to_its_sheet(report, program, village):
    found = found_of(village.commune, [program])
    (one,) = found["excess"]
    assert one.sort == "contradiction"
    assert one.what == (
        "Nguồn tin có giá trị 05, lớn hơn nguồn tin cung cấp cho Công an 02 (Thôn 1, tháng 3/2024)"
    )
    url = reverse("programs:sheet", args=[program.pk, village.pk, 2024, 3])
    assert [mend.url for mend in one.mends] == [url]


def test_two_programmes_that_differ_contradict(village):
    place = village.commune
    one, two = (
        prog(place, kind, D(2020, 1, 1), (village,)) for kind in ("grassroots", "self_managed")
    )
    values(one, village, 2024, {"crimes": 1}, month=3)
    values(two, village, 2024, {"crimes": 2}, month=3)
    (found,) = found_of(place, [one, two])["differs"]
    assert found.sort == "contradiction"
    assert "các mô hình ghi khác nhau, 02 và 01" in found.what
    assert {f"?program={p.pk}&year=2024" for p in (one, two)} == {
        mend.url[mend.url.index("?") :] for mend in found.mends
    }


@pytest.mark.parametrize(
    ("period", "key"),
    [
        (Period(D(2024, 1, 1), D(2024, 7, 1)), "left-out"),
        (Period(D(2019, 7, 1), D(2024, 7, 1)), "whole-year"),
    ],
)
def test_year_totals_at_the_edge_and_estimates_are_doubtful(village, period, key):
    program = prog(village.commune, "grassroots", D(2015, 1, 1), (village,))
    for year in range(2019, 2025):
        source = "estimate" if year == 2020 else "yearly_report"
        values(program, village, year, {"tips": 12}, source=source)
    found = found_of(village.commune, [program], period)
    assert all(one.sort == "doubtful" for one in found[key])
    assert any("2024" in one.what for one in found[key])
    assert ("estimate" in found) == (key == "whole-year")


def test_a_programme_without_a_site_contradicts_until_it_has_one(village):
    place = village.commune
    program = prog(place, "self_managed", D(2020, 1, 1))
    f.MembershipFactory(team=f.TeamFactory(village=village), role="leader")
    (one,) = found_of(place, [program])["no-site"]
    assert one.sort == "contradiction"
    assert "chưa có điểm nào, trong khi có 01 tổ" in one.what
    assert one.mends[0].url == reverse("programs:row_new", args=["site", program.pk])
    f.ProgramSiteFactory(program=program, village=village)
    assert "no-site" not in found_of(place, [program])


def test_teams_where_their_programme_has_no_site_contradict(village):
    place = village.commune
    other = f.VillageFactory(commune=place, name="Thôn 2")
    program = prog(place, "self_managed", D(2020, 1, 1), (village,))
    for here in (village, other):
        f.MembershipFactory(team=f.TeamFactory(village=here, name=f"Tổ {here.name}"), role="leader")
    (one,) = found_of(place, [program])["team-without-site"]
    assert (one.sort, one.where) == ("contradiction", "Thôn 2: Tổ Thôn 2")
    f.ProgramSiteFactory(program=program, village=other)
    assert "team-without-site" not in found_of(place, [program])


def test_what_the_registers_lack_is_missing(village):
    place = village.commune
    kinds = ("self_managed", "cameras", "fire_safe")
    programs = [prog(place, kind, D(2020, 1, 1), (village,)) for kind in kinds]
    f.TeamFactory(village=village, name="Tổ không người")
    led = f.TeamFactory(village=village, name="Tổ có người")
    f.MembershipFactory(team=led, role="member")
    f.CameraFactory(village=village, program=programs[1], name="Cổng làng", units=2)
    zone = f.FireSafeZoneFactory(program=programs[2], village=village, name="Khu A")
    f.ZoneHouseholdFactory(zone=zone, second_exit="unknown")
    found = found_of(place, programs)
    assert [one.where for one in found["no-member"]] == ["Tổ không người"]
    assert [one.where for one in found["no-leader"]] == ["Tổ có người"]
    assert [one.what for one in found["camera-never"]] == [
        "01 điểm camera (02 mắt) chưa kiểm tra lần nào"
    ]
    said = " ".join(one.what for one in found["zone"])
    assert "Khu A: 01 hộ chưa kiểm tra lối thoát nạn thứ hai" in said
    assert "Khu A: chưa có lần kiểm tra theo tiêu chí" in said
    assert found["households"][0].sort == "missing"
    f.MembershipFactory(team=led, role="leader")
    found = found_of(place, programs)
    assert "no-leader" not in found
    assert (
        found["office"][0].what
        == "01/01 tổ trưởng chưa đối chiếu được, vì nơi đó chưa ghi ai là trưởng thôn"
    )


def test_a_cut_off_before_the_data_is_doubtful(village):
    program = prog(village.commune, "grassroots", D(2020, 1, 1), (village,))
    for month in range(1, 13):
        values(program, village, 2024, {"tips": 1}, month=month)
    found = found_of(village.commune, [program], cut_off=D(2024, 9, 30))
    assert found["cut-off-early"][0].sort == "doubtful"
    assert found["after-cut-off"][0].what.startswith("03 phiếu đã duyệt trong kỳ nhưng sau")
    assert "no-sheet" not in found
    late = found_of(village.commune, [program], Period(D(2024, 1, 1), D(2090, 1, 1)))
    assert "cut-off-ahead" in late


def test_an_empty_commune_is_told_what_it_lacks():
    place = commune(name="Trống")
    found = found_of(place, [prog(place, "self_managed"), prog(place, "cameras")])
    assert len(found["no-site"]) == 2
    assert found["no-results"][0].sort == "missing"


def test_the_keys_of_what_is_found_are_each_their_own(report, any_register):
    frame = make_frame(
        report.commune, report.programs.select_related("kind", "decision", "commune"),
        report.period, report.cut_off,
    )  # fmt: skip
    keys = [one.key for one in findings(collect(frame))]
    assert len(keys) == len(set(keys))
    assert max(map(len, keys)) <= 160


@pytest.mark.parametrize("villages", [1, 8])
def test_the_checks_take_a_fixed_number_of_statements(
    cast, villages, django_assert_max_num_queries
):
    made = scene(villages, cast.commune)
    figures = collect(made.frame())
    with django_assert_max_num_queries(4):
        assert findings(figures)
    assert len(CHECKS) == len(set(CHECKS))


def test_a_contradiction_holds_the_sign_off_up_until_a_reason_is_written(cast, report, program):
    with pytest.raises(ValidationError, match="Nguồn tin có giá trị 05"):
        services.sign_off(report=report, user=cast.committee)
    report.refresh_from_db()
    assert report.state == "draft"
    (held,) = gate_of(report).held
    services.give_reason(
        report=report, keys=[held.key], reason="Tin của tháng trước.", user=cast.officer
    )
    signed = services.sign_off(report=report, user=cast.committee)
    issued = services.issue(report=signed, dated=D(2025, 1, 5), user=cast.officer)
    reason = issued.report.reasons.get()
    assert (reason.reason, reason.written_by) == ("Tin của tháng trước.", cast.officer)
    assert "lớn hơn" in reason.what
    assert "Tin của tháng trước" not in str(issued.tree)


def test_mending_opens_the_gate_without_a_reason(cast, report):
    ResultValue.objects.filter(indicator__code="useful_tips", value=5).update(value=2)
    assert services.sign_off(report=report, user=cast.committee).state == "signed_off"


@pytest.mark.parametrize("change", ["other figures", "another sheet"])
def test_a_reason_holds_for_its_figures_only(cast, report, change):
    (held,) = gate_of(report).held
    services.give_reason(report=report, keys=[held.key], reason="Vì vậy.", user=cast.committee)
    assert gate_of(report).is_open
    if change == "other figures":
        ResultValue.objects.filter(indicator__code="useful_tips", value=5).update(value=9)
    else:
        sheet = ResultSheet.objects.get(month=4)
        sheet.values.filter(indicator__code="useful_tips").update(value=7)
    gate = gate_of(report)
    assert len(gate.held) == 1
    assert len(gate.former) == (change == "other figures")
    with pytest.raises(ValidationError):
        services.sign_off(report=report, user=cast.committee)


def test_who_may_write_a_reason_and_when(cast, report):
    (held,) = gate_of(report).held
    for user in (cast.observer, cast.head_a, cast.stranger):
        with pytest.raises(PermissionDenied):
            services.give_reason(report=report, keys=[held.key], reason="x", user=user)
    for keys, reason in (([held.key], "  "), (["excess:0"], "x"), ([], "x")):
        with pytest.raises(ValidationError):
            services.give_reason(report=report, keys=keys, reason=reason, user=cast.officer)
    assert not ReportReason.objects.exists()
    services.give_reason(report=report, keys=[held.key], reason="x", user=cast.officer)
    services.give_reason(report=report, keys=[held.key], reason="y", user=cast.committee)
    reason = ReportReason.objects.get()
    assert (reason.reason, reason.written_by) == ("y", cast.committee)
    services.sign_off(report=report, user=cast.committee)
    with pytest.raises(ValidationError):
        services.give_reason(report=report, keys=[held.key], reason="z", user=cast.officer)
    with pytest.raises(ValidationError):
        services.withdraw_reason(reason=reason, user=cast.officer)


@pytest.mark.parametrize("fields", [{"reason": ""}, {"key": "x", "reason": "again"}])
def test_the_database_keeps_one_reason_with_words(cast, report, fields):
    row = {"key": "x", "what": "x", "reason": "x", "written_by": cast.officer}
    report.reasons.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        report.reasons.create(**(row | {"key": "y"} | fields))


# --- pages ---------------------------------------------------------------------------------------


def at(name, *args):
    return reverse(f"reports:{name}", args=args)


def test_the_page_is_for_the_communes_readers(cast, report):
    url = at("checks", report.pk)
    for user in (cast.officer, cast.committee, cast.observer):
        assert of(user).get(url).status_code == 200
    for user in (cast.head_a, cast.head_b, cast.stranger):
        assert of(user).get(url).status_code == 404
    assert of(cast.officer).get(at("checks", 999999)).status_code == 404
    assert of(cast.officer).post(url).status_code == 405


def test_the_page_groups_what_it_finds_and_leads_to_the_forms(cast, report, program, village):
    page = of(cast.officer).get(at("checks", report.pk))
    gate = page.context["gate"]
    assert len(gate.held) == 1
    text = page.content.decode()
    assert reverse("programs:sheet", args=[program.pk, village.pk, 2024, 3]) in text
    for title in ("contradictions", "doubtful", "missing"):
        assert f'id="{title}"' in text
    for user in (cast.committee, cast.observer):
        assert 'class="mends"' not in of(user).get(at("checks", report.pk)).content.decode()
    assert 'name="keys"' not in of(cast.observer).get(at("checks", report.pk)).content.decode()


def test_a_reason_is_given_and_taken_back_on_the_page(cast, report):
    url = at("reason", report.pk)
    (held,) = gate_of(report).held
    data = {"keys": [held.key], "reason": "Tin của tháng trước."}
    assert of(cast.officer).get(url).status_code == 405
    assert of(cast.observer).post(url, data).status_code == 403
    for user in (cast.head_a, cast.stranger):
        assert of(user).post(url, data).status_code == 404
    assert of(cast.officer).post(at("reason", 999999), data).status_code == 404
    assert not ReportReason.objects.exists()
    for user in (cast.officer, cast.committee):
        assert of(user).post(url, data).status_code == 302
    reason = ReportReason.objects.get()
    page = of(cast.observer).get(at("checks", report.pk)).content.decode()
    assert "Tin của tháng trước." in page
    back = at("reason_withdraw", report.pk, reason.pk)
    assert of(cast.officer).get(back).status_code == 405
    assert of(cast.observer).post(back).status_code == 403
    assert of(cast.stranger).post(back).status_code == 404
    assert of(cast.officer).post(at("reason_withdraw", report.pk, 0)).status_code == 404
    assert of(cast.officer).post(back).status_code == 302
    assert not ReportReason.objects.exists()


def test_nothing_typed_is_lost_where_a_reason_is_refused(cast, report):
    (held,) = gate_of(report).held
    page = of(cast.officer).post(at("reason", report.pk), {"reason": "<b>Vì</b> vậy."})
    assert page.status_code == 422
    assert "&lt;b&gt;Vì&lt;/b&gt; vậy." in page.content.decode()
    page = of(cast.officer).post(at("reason", report.pk), {"keys": [held.key], "reason": " "})
    assert page.status_code == 422
    box = page.content.decode().split(f'value="{held.key}"'.replace(">", "&gt;"))[1]
    assert "checked" in box[: box.index("<label")]


def test_the_sign_off_through_the_pages_and_the_admin_site_is_held_up(cast, report):
    committee = of(cast.committee)
    card = reverse("admin:reports_reviewreport_change", args=[report.pk])
    for page, origin in ((at("page", report.pk), ""), (card, "admin")):
        shown = committee.get(page).context["shown"]
        answer = committee.post(
            at("sign_off", report.pk), {"shown": shown, "from": origin}, follow=True
        )
        (told,) = [str(message) for message in answer.context["messages"]]
        assert "Nguồn tin có giá trị 05" in told
    report.refresh_from_db()
    assert report.state == "draft"
    page = committee.get(at("page", report.pk)).content.decode()
    assert at("checks", report.pk) in page


def test_the_start_page_leads_to_the_gate_of_the_one_draft(cast, report):
    for user in (cast.officer, cast.committee):
        assert at("checks", report.pk) in of(user).get("/").content.decode()
    second = draft(cast, list(report.programs.all()))
    page = of(cast.committee).get("/").content.decode()
    assert at("checks", second.pk) not in page
    assert at("checks", second.pk) in of(cast.committee).get(at("list")).content.decode()


def test_a_signed_report_shows_the_reasons_it_was_signed_with(cast, report):
    (held,) = gate_of(report).held
    services.give_reason(report=report, keys=[held.key], reason="Đúng vậy.", user=cast.officer)
    services.sign_off(report=report, user=cast.committee)
    page = of(cast.officer).get(at("checks", report.pk))
    assert page.context["gate"] is None
    assert "Đúng vậy." in page.content.decode()
    assert at("checks", report.pk) in of(cast.officer).get(at("page", report.pk)).content.decode()
    admin = reverse("admin:reports_reviewreport_change", args=[report.pk])
    assert "Đúng vậy." in of(cast.committee).get(admin).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_contradiction_that_arises_while_another_signs_is_seen_by_the_one_who_waits():
    """Two of the committee sign at once: neither signs with a contradiction open, one reason is kept."""
    cast = make_cast()
    village = f.VillageFactory(commune=cast.commune, name="Thôn 1")
    program = prog(cast.commune, "grassroots", D(2020, 1, 1), (village,))
    values(program, village, 2024, {"tips": 2, "useful_tips": 5}, month=3)
    report = draft(cast, [program])
    (held,) = gate_of(report).held
    told: list[str] = []

    def run(act):
        try:
            act()
        except ValidationError as error:
            told.append(error.messages[0])
        finally:
            connection.close()

    def give():
        services.give_reason(report=report, keys=[held.key], reason="Vì.", user=cast.officer)

    def sign():
        services.sign_off(report=report, user=cast.committee)

    for acts in ((sign, give, give), (sign, sign)):
        threads = [threading.Thread(target=run, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    report.refresh_from_db()
    assert report.state == "signed_off"
    assert report.reasons.count() == 1
    assert Indicator.objects.exists()
    assert told
