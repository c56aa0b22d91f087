"""Only what concerns the programmes under review and lies in the period is counted and named."""

import datetime as dt
import importlib

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.models import Role
from members.models import Paper, UnitChange
from programs.models import ProgramPaper
from programs.queries.papers import proposed_for
from programs.services.papers import link_paper
from reports.models import ReviewReport
from reports.services import draft_report
from tests import factories as f
from tests.clients import of
from tests.reports.cases import ONE_YEAR, D, cells, commune, lines, prog, report, tables

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return commune()


@pytest.fixture
def program(here):
    return prog(here, name="Tổ nhân dân tự quản", villages=[f.VillageFactory(commune=here)])


MAY = D(2024, 5, 1)


def paper(here, subject, day=MAY, kind="CV", **fields):
    return f.PaperFactory(commune=here, subject=subject, issued_on=day, kind=kind, **fields)


def listed(document):
    return [
        row[-1] for table in tables(document, "Văn bản lãnh đạo, chỉ đạo") for row in cells(table)
    ]


def test_papers_of_other_things_are_in_no_list_and_no_count(here, program):
    paper(here, "Thanh lý tài sản")
    paper(here, "Ra quân diệt chuột")
    other = prog(here, "grassroots", name="Tuyến đường tự quản")
    other.decision = paper(here, "Thành lập mô hình “Tuyến đường tự quản”", kind="QĐ")
    other.save()
    paper(here, "Củng cố mô hình “Tổ nhân dân tự quản”")
    paper(here, "Củng cố Tổ nhân dân tự quản", D(2023, 12, 31))
    paper(here, "Giới thiệu Tổ nhân dân tự quản", D(2025, 1, 1))
    document = report(here, [program])
    assert listed(document) == ["Củng cố mô hình “Tổ nhân dân tự quản”"]
    assert any("đã ban hành 01 văn bản (01 công văn)." in text for text in lines(document))


def test_the_founding_decision_is_a_basis_whatever_its_day(here, program):
    program.decision = paper(here, "Về mô hình mới", D(2014, 9, 15), kind="QĐ")
    program.save()
    document = report(here, [program])
    (basis,) = lines(document, "Căn cứ Quyết định số")
    assert program.decision.code in basis
    assert listed(document) == [], "it lies before the period"


def test_what_somebody_said_of_a_paper_holds_over_its_words(here, program):
    other = prog(here, "grassroots", name="An ninh cơ sở")
    general = paper(here, "Thực hiện các mô hình bảo đảm an ninh, trật tự")
    named = paper(here, "Củng cố Tổ nhân dân tự quản")
    link_paper(paper=general, programs=[program, other], user=None)
    link_paper(paper=named, programs=[other], user=None)
    assert listed(report(here, [program])) == [general.subject]
    assert listed(report(here, [other])) == [general.subject, named.subject]
    link_paper(paper=general, programs=[other], user=None)
    assert listed(report(here, [program])) == []


def test_the_registers_papers_of_a_programme_concern_it(here, program):
    (village,) = [site.village for site in program.sites.all()]
    team = f.TeamFactory(village=village, decision=paper(here, "Thành lập tổ", kind="QĐ"))
    f.MembershipFactory(team=team, appointment=paper(here, "Bổ nhiệm", kind="QĐ"))
    f.TeamFactory(village=village, kind="mediation", decision=paper(here, "Tổ hòa giải", kind="QĐ"))
    assert sorted(listed(report(here, [program]))) == ["Bổ nhiệm", "Thành lập tổ"]


def test_only_meetings_on_the_programmes_count(here, program):
    def meeting(day, title, *programs):
        made = f.MeetingFactory(
            commune=here, title=title, starts_at=dt.datetime(2024, 6, day, 1, 0, tzinfo=dt.UTC)
        )
        made.programs.set(programs)

    meeting(1, "Họp xét hộ nghèo")
    meeting(2, "Sơ kết mô hình", program)
    meeting(3, "Sơ kết khác", prog(here, "grassroots"))
    assert any("đã tổ chức 01 hội nghị" in text for text in lines(report(here, [program])))


def test_the_plan_is_the_one_that_was_chosen(cast):
    f.LetterheadFactory(commune=cast.commune)
    program = prog(cast.commune, name="Tổ nhân dân tự quản")
    older = paper(cast.commune, "Thực hiện mô hình Tổ nhân dân tự quản", D(2024, 2, 1), kind="KH")
    newest = paper(cast.commune, "Diệt chuột", D(2024, 12, 1), kind="KH")
    foreign = paper(f.CommuneFactory(), "Kế hoạch khác", kind="KH")
    assert "Thực hiện Kế hoạch" not in "\n".join(lines(report(cast.commune, [program])))
    client, url = of(cast.officer), reverse("reports:new")
    kind = f.report_kind("one_year").pk
    form = client.get(url, {"kind": kind}).context["form"]
    groups = dict(form.fields["plan"].choices[1:])
    assert [[key for key, _words in rows] for rows in groups.values()] == [[older.pk], [newest.pk]]
    data = {
        "commune": cast.commune.pk, "kind": kind, "programs": [program.pk],
        "first_day": "01/01/2024", "last_day": "31/12/2024", "issuer": "steering_committee",
        "draft": "1",
    }  # fmt: skip
    assert client.post(url, data | {"plan": foreign.pk}).context["form"].errors["plan"]
    assert client.post(url, data | {"plan": older.pk}).status_code == 302
    made = ReviewReport.objects.get(plan=older)
    text = of(cast.officer).get(reverse("reports:page", args=[made.pk])).content.decode()
    assert (
        f"Thực hiện Kế hoạch số {older.cited} của {older.organ_name} về thực hiện mô hình" in text
    )
    with pytest.raises(ValidationError):
        draft_report(
            commune=cast.commune, kind=f.report_kind("one_year"), programs=[program], plan=foreign,
            period_start=D(2024, 1, 1), period_end=D(2025, 1, 1), cut_off=D(2024, 12, 31), user=None,
        )  # fmt: skip


def test_programmes_are_proposed_from_a_papers_words(here, program):
    cameras = prog(here, "cameras", name="Mắt thần")
    both = paper(here, "Lắp camera ở nơi có Tổ nhân dân tự quản")
    assert proposed_for(both, [cameras, program]) == [program, cameras]
    assert proposed_for(paper(here, "Diệt chuột"), [cameras, program]) == []


def test_only_who_keeps_the_paper_says_what_it_concerns(cast):
    program, own = prog(cast.commune), paper(cast.commune, "x")
    for user in (cast.observer, cast.head_a, cast.stranger):
        with pytest.raises(PermissionDenied):
            link_paper(paper=own, programs=[program], user=user)
    link_paper(paper=own, programs=[program], user=cast.officer)
    assert list(own.programs.all()) == [program]
    with pytest.raises(ValidationError):
        link_paper(paper=own, programs=[prog(f.CommuneFactory())], user=cast.officer)


def test_a_paper_entered_in_the_admin_site_asks_and_proposes(cast):
    program = prog(cast.commune, name="Tổ nhân dân tự quản")
    client, url = of(cast.committee), reverse("admin:members_paper_add")
    assert "program_links-TOTAL_FORMS" in client.get(url).content.decode()
    data = {
        "commune": cast.commune.pk, "direction": "issued", "kind": "CV", "code_number": 7,
        "code_notation": "UBND", "issued_on": "01/05/2024", "organ_name": "UBND",
        "subject": "Củng cố Tổ nhân dân tự quản", "program_links-TOTAL_FORMS": 0,
        "program_links-INITIAL_FORMS": 0,
    }  # fmt: skip
    answer = client.post(url, data)
    assert answer.status_code == 302, answer.context["adminform"].errors
    assert list(Paper.objects.get(code_number=7).programs.all()) == [program]


@pytest.mark.parametrize("there", [True, False])
def test_the_card_of_a_paper_takes_programmes_of_its_commune_alone(cast, there):
    """The rows on the card pass by the service, so the rule stands on the link itself."""
    own, foreign = prog(cast.commune), prog(cast.other_commune)
    old = f.CommuneFactory()
    change = UnitChange.objects.create(kind="merge", effective_on=D(2025, 7, 1))
    change.communes_from.set([old])
    change.communes_to.set([cast.commune])
    former = prog(old, name="Mô hình của xã cũ")
    Role.objects.create(
        user=cast.officer, kind="officer", commune=cast.other_commune, started_on=D(2020, 1, 1)
    )
    url = reverse("admin:members_paper_add")
    if there:
        url = reverse("admin:members_paper_change", args=[paper(cast.commune, "Kế hoạch").pk])
    data = {
        "commune": cast.commune.pk, "direction": "issued", "kind": "CV", "code_number": 7,
        "code_notation": "UBND", "issued_on": "01/05/2024", "organ_name": "UBND",
        "subject": "Kế hoạch năm", "program_links-INITIAL_FORMS": 0,
    }  # fmt: skip

    def saved(*programs):
        rows = {f"program_links-{n}-program": program.pk for n, program in enumerate(programs)}
        count = {"program_links-TOTAL_FORMS": len(programs)}
        return of(cast.officer).post(url, data | rows | count)

    answer = saved(own, foreign)
    assert answer.status_code == 200
    (formset,) = answer.context["inline_admin_formsets"]
    assert [len(form.non_field_errors()) for form in formset.formset.forms] == [0, 1]
    assert not ProgramPaper.objects.exists()
    assert saved(own, former).status_code == 302
    assert set(ProgramPaper.objects.values_list("program", flat=True)) == {own.pk, former.pk}


def test_old_papers_are_linked_where_it_is_certain(here, program):
    sure = paper(here, "Củng cố “TỔ NHÂN DÂN TỰ QUẢN” năm 2024")
    alias = paper(here, "Kiện toàn tổ 3 không")
    program.aliases.create(name="Tổ 3 không")
    program.decision = paper(here, "Mô hình mới")
    program.save()
    paper(here, "Tổ nhân dân tự quảng bá"), paper(f.CommuneFactory(), "Tổ nhân dân tự quản")
    migration = importlib.import_module("programs.migrations.0010_papers_that_name_their_programme")
    migration.link(apps, None)
    assert set(ProgramPaper.objects.values_list("paper_id", flat=True)) == {
        sure.pk, alias.pk, program.decision_id,
    }  # fmt: skip
    assert listed(report(here, [program], ONE_YEAR))
