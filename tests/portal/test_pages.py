"""Every page: who gets in, who does not, in Vietnamese, at a fixed number of statements."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
EVERYBODY = ["officer", "committee", "observer", "head_a"]
OPEN = {"/accounts/sign-in/"}


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", ["start", "style_guide", "members:teams", "accounts:password"])
def test_common_pages_greet_every_role(cast, who, name):
    f.TeamFactory(village=cast.village_a)
    page = of(getattr(cast, who)).get(reverse(name))
    assert page.status_code == 200
    assert 'lang="vi"' in page.content.decode()


def all_paths() -> list[str]:
    paths = []
    for entry in get_resolver().reverse_dict.getlist("start") and get_resolver().url_patterns:
        prefix = str(entry.pattern)
        for inner in getattr(entry, "url_patterns", [None]):
            path = "/" + prefix + (str(inner.pattern) if inner else "")
            for kind in ("<int:pk>", "<str:key>", "<slug:key>", "<str:format>"):
                path = path.replace(kind, "1")
            if "<" not in path and "(" not in path:
                paths.append(path)
    return sorted(set(paths))


@pytest.mark.parametrize("path", all_paths())
def test_nothing_opens_without_a_sign_in(path):
    f.UserFactory()
    answer = Client().get(path)
    if path == "/accounts/first-start/":
        assert answer.status_code == 404
    elif path.startswith("/api/"):
        assert answer.status_code in (401, 404), "systems show a token"
    elif path in OPEN:
        assert answer.status_code == 200
    else:
        assert answer.status_code in (302, 405)
        assert (
            answer.status_code == 405
            or "sign-in" in answer["Location"]
            or "login" in answer["Location"]
        )


def test_sign_in_and_out(cast):
    client = Client()
    page = client.post("/accounts/sign-in/", {"username": "head_a", "password": "sai-mat-khau"})
    assert "Đăng nhập" in page.content.decode()
    page = client.post("/accounts/sign-in/", {"username": "head_a", "password": "mat-khau-thu-138"})
    assert page.status_code == 302
    assert client.get("/").status_code == 200
    assert client.get("/accounts/sign-out/").status_code == 405
    assert client.post("/accounts/sign-out/").status_code == 302
    assert client.get("/").status_code == 302


def test_five_wrong_passwords_lock_the_account_and_no_other(cast):
    client = Client()

    def attempt(username, password):
        return client.post("/accounts/sign-in/", {"username": username, "password": password})

    for _ in range(4):
        assert attempt("officer", "sai").status_code == 200
    locked = attempt("officer", "sai")
    assert locked.status_code == 429
    assert "Đăng nhập bị khóa" in locked.content.decode()
    assert attempt("officer", "mat-khau-thu-138").status_code == 429
    assert attempt("head_a", "mat-khau-thu-138").status_code == 302


def test_refusals_speak_vietnamese(cast):
    missing = of(cast.officer).get("/nothing/")
    assert missing.status_code == 404
    assert "Không tìm thấy trang" in missing.content.decode()
    refused = of(cast.observer).get(reverse("reports:new"))
    assert refused.status_code == 403
    assert "Chỉ cán bộ Công an xã được soạn báo cáo." in refused.content.decode()


def test_an_error_page_needs_nothing_to_work(cast, monkeypatch):
    monkeypatch.setattr("commune_security.queries.tiles", lambda *args: 1 / 0)
    client = of(cast.officer)
    client.raise_request_exception = False
    page = client.get("/")
    assert page.status_code == 500
    assert "Có lỗi xảy ra" in page.content.decode()


def test_the_start_page_tells_each_role_what_waits(cast):
    f.ReviewReportFactory(commune=cast.commune)
    f.ReviewReportFactory(commune=cast.other_commune)
    team = f.TeamFactory(village=cast.village_a, name="Tổ của A")
    f.TeamFactory(village=cast.village_b, name="Tổ của B")
    f.MembershipFactory(team=team)
    officer = of(cast.officer).get("/")
    assert [(item.count, item.text) for item in officer.context["waiting"]] == [
        (1, "báo cáo đang soạn")
    ]
    committee = of(cast.committee).get("/")
    assert [item.text for item in committee.context["waiting"]] == ["báo cáo chờ ký duyệt"]
    assert of(cast.observer).get("/").context["waiting"] == []
    head = of(cast.head_a).get("/").content.decode()
    assert "Tổ của A" in head
    assert "Tổ của B" not in head
    assert [tile.value for tile in officer.context["tiles"]] == [0, 0, 2, 1, None]


def test_the_navigation_leads_only_where_the_role_may_go(cast):
    for who in EVERYBODY:
        client = of(getattr(cast, who))
        for door in client.get("/").context["doors"]:
            assert client.get(door.url, follow=True).status_code == 200, (who, door.url)


def test_the_chart_of_the_start_page_is_a_picture_of_ones_own_data(cast):
    client = of(cast.officer)
    assert client.get("/start/chart.svg").status_code == 404
    f.MembershipFactory(team__village=cast.village_a)
    picture = client.get("/start/chart.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert of(cast.stranger).get("/start/chart.svg").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_a_fixed_number_of_statements(cast, rows, django_assert_num_queries):
    for number in range(rows):
        team = f.TeamFactory(village=cast.village_a, founded_on=dt.date(2014, 1, 1))
        f.MembershipFactory(team=team)
        f.MembershipFactory(team=team)
        f.ReviewReportFactory(commune=cast.commune, title=f"Báo cáo {number}")
        f.HighlightFactory(program__commune=cast.commune)
    client = of(cast.officer)
    client.get("/")
    with django_assert_num_queries(16):
        client.get("/")
    with django_assert_num_queries(9):
        # session, user, roles, merged communes; teams, their places (2), their make-up (2)
        client.get("/members/teams/")
    with django_assert_num_queries(6):
        # the same four; how many reports, the page of them
        client.get("/reports/")
    with django_assert_num_queries(17):
        # the same four; the team, its place (2), roster and its spells, make-up (2), who served before,
        # what waits, posts and who serves, awards, and whether it is the user's to keep
        client.get(f"/members/teams/{team.pk}/")


class TestTeamPage:
    """The ladder: works, as at a day, other's scope, missing, wrong method, bad input."""

    @pytest.fixture
    def team(self, cast):
        made = f.TeamFactory(village=cast.village_a, founded_on=dt.date(2014, 1, 1))
        f.MembershipFactory(team=made, person__full_name="Lê Văn Cũ", ended_on=dt.date(2020, 1, 1))
        f.MembershipFactory(
            team=made, person__full_name="Bàn Thị Mới", started_on=dt.date(2020, 1, 1)
        )
        return made

    def test_shows_who_serves_and_who_served_on_a_day(self, cast, team):
        client = of(cast.head_a)
        today = client.get(f"/members/teams/{team.pk}/").content.decode()
        roster, _heading, before = today.partition("Đã từng tham gia")
        assert "Bàn Thị Mới" in roster
        assert "Lê Văn Cũ" not in roster
        assert "Lê Văn Cũ" in before
        then = client.get(f"/members/teams/{team.pk}/?on=31/12/2019").content.decode()
        assert "Lê Văn Cũ" in then
        assert "Bàn Thị Mới" not in then

    def test_is_closed_to_others(self, cast, team):
        for user in (cast.head_b, cast.stranger):
            assert of(user).get(f"/members/teams/{team.pk}/").status_code == 404
        assert of(cast.observer).get(f"/members/teams/{team.pk}/").status_code == 200
        assert of(cast.officer).get("/members/teams/999999/").status_code == 404
        assert of(cast.officer).post(f"/members/teams/{team.pk}/").status_code == 405

    @pytest.mark.parametrize("typed", ["31/02/2020", "hôm qua", "0", "1/1/99999", "\x00"])
    def test_a_wrong_day_is_said_and_kept(self, cast, team, typed):
        page = of(cast.officer).get(f"/members/teams/{team.pk}/", {"on": typed})
        assert page.status_code == 200
        assert page.context["error"]


def test_the_admin_site_is_for_the_committee_and_officers(cast):
    f.TeamFactory(village=cast.village_a, name="Tổ của ta")
    f.TeamFactory(village=cast.other_village, name="Tổ nơi khác")
    for who, status in (("committee", 200), ("officer", 200), ("observer", 302), ("head_a", 302)):
        assert of(getattr(cast, who)).get("/admin/").status_code == status
    listed = of(cast.committee).get("/admin/members/team/").content.decode()
    assert "Tổ của ta" in listed
    assert "Tổ nơi khác" not in listed


@pytest.mark.parametrize("typed", ["\x00", "%' OR 1=1", "ứng " * 50])
def test_no_search_breaks_the_admin_site(cast, typed):
    client = of(cast.committee)
    for name in ("person", "team", "paper"):
        assert client.get(f"/admin/members/{name}/", {"q": typed}).status_code == 200


def test_the_admin_search_folds_accents(cast):
    f.PersonFactory(full_name="Đặng Hữu Ưng", village=cast.village_a)
    f.PersonFactory(full_name="Bàn Văn Ân", village=cast.village_a)
    listed = of(cast.committee).get("/admin/members/person/", {"q": "ung dang"})
    assert "Đặng Hữu Ưng" in listed.content.decode()
    assert "Bàn Văn Ân" not in listed.content.decode()


def test_the_admin_site_obeys_the_door(cast):
    other = f.ProgramFactory(commune=cast.other_commune)
    ours = f.ProgramFactory(commune=cast.commune)
    committee, officer = of(cast.committee), of(cast.officer)
    assert committee.get(f"/admin/programs/program/{ours.pk}/change/").status_code == 200
    assert committee.get(f"/admin/programs/program/{other.pk}/change/").status_code == 302
    form = committee.get(f"/admin/programs/program/{ours.pk}/change/").content.decode()
    assert cast.other_commune.name not in form
    assert officer.get("/admin/programs/indicator/add/").status_code == 403
    assert committee.get("/admin/programs/indicator/add/").status_code == 200
    assert committee.get("/admin/members/team/add/").status_code == 403
    assert committee.get("/admin/accounts/user/").status_code == 200
    assert committee.get("/admin/accounts/user/add/").status_code == 403
    assert committee.get(f"/admin/accounts/user/{cast.stranger.pk}/change/").status_code == 302
    assert officer.get("/admin/accounts/user/").status_code == 403


def admin_lists() -> list[str]:
    from django.contrib import admin

    return [f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry]


@pytest.mark.parametrize("name", admin_lists())
def test_every_admin_list_opens_for_whoever_runs_the_site(name, admin_user):
    admin_client = of(admin_user)
    assert admin_client.get(reverse(f"admin:{name}_changelist")).status_code == 200
    assert admin_client.get(reverse(f"admin:{name}_add")).status_code in (200, 403)


@pytest.mark.parametrize("path", ["/", "/reports/", "/members/teams/", "/admin/", "/nothing/"])
@pytest.mark.parametrize("demo", [True, False])
def test_a_demo_says_on_every_page_that_its_people_are_invented(cast, settings, demo, path):
    settings.DEMO = demo
    page = of(cast.officer).get(path).content.decode()
    assert ("mọi người và số liệu trên các trang này đều là giả định" in page) == demo


def test_a_form_from_a_page_open_too_long_says_how_to_go_on(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    page = client.post("/accounts/sign-out/")
    assert page.status_code == 403
    assert "vẫn còn đó" in page.content.decode()


def test_strict_csp_is_on_every_page(cast):
    policy = of(cast.officer).get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
