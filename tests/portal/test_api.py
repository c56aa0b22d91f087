"""The interface for the upper level: by token only, through the one door, and as its schema says."""

import datetime as dt

import pytest
import schemathesis
from django.core.exceptions import PermissionDenied
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from accounts.models import ApiClient
from accounts.services.api_clients import hashed, issue_token
from programs.models import Indicator
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + dt.timedelta(days=1)
LISTS = ["communes", "villages", "programmes", "teams", "indicators", "results"]


def token_for(**place):
    client = ApiClient(name="Phòng tổng hợp", expires_on=TOMORROW, **place)
    return issue_token(client=client, user=f.UserFactory(is_superuser=True))


def ask(token, path, **query):
    return Client().get(f"/api/v1/{path}", query, headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def facts(cast):
    """A programme, a team with a leader and a value in each commune."""
    for village in (cast.village_a, cast.other_village):
        program = f.ProgramFactory(commune=village.commune)
        f.ProgramSiteFactory(program=program, village=village)
        team = f.TeamFactory(village=village)
        f.MembershipFactory(team=team, role="leader", person__village=village,
                            person__phone="0912345678", person__citizen_id=f"02208000123{village.pk % 10}")  # fmt: skip
        sheet = f.ResultSheetFactory(
            program=program, village=village, year=2025, month=3, state="accepted",
            period_start=dt.date(2025, 3, 1), period_end=dt.date(2025, 4, 1),
        )  # fmt: skip
        sheet.values.create(indicator=Indicator.objects.get(code="tips"), value=4)
    return token_for(commune=cast.commune)


@pytest.mark.parametrize("what", LISTS)
def test_a_list_opens_by_token_and_by_nothing_else(cast, facts, what):
    assert ask(facts, what).status_code == 200
    for token in ("", "csp_wrong", "é"):
        assert ask(token, what).status_code == 401
    assert Client().get(f"/api/v1/{what}").status_code == 401
    assert of(cast.officer).get(f"/api/v1/{what}").status_code == 401
    assert (
        Client().post(f"/api/v1/{what}", headers={"Authorization": f"Bearer {facts}"}).status_code
        == 405
    )
    ApiClient.objects.update(expires_on=timezone.localdate())
    assert ask(facts, what).status_code == 401


def test_a_client_reads_its_own_place_only(cast, facts):
    ours, theirs = cast.commune.pk, cast.other_commune.pk
    assert [row["id"] for row in ask(facts, "communes").json()["items"]] == [ours]
    villages = ask(facts, "villages").json()["items"]
    assert {row["commune_id"] for row in villages} == {ours}
    assert ask(facts, "villages", commune=theirs).json()["count"] == 0
    assert ask(facts, "results", commune=theirs).json()["count"] == 0
    everything = token_for(province=cast.other_commune.province)
    assert [row["id"] for row in ask(everything, "communes").json()["items"]] == [theirs]


def test_counts_and_public_roles_are_told_and_nothing_more_of_people(facts):
    team = ask(facts, "teams").json()["items"][0]
    assert team["members"] == 1
    assert set(team["led_by"][0]) == {"name", "role"}
    program = ask(facts, "programmes").json()["items"][0]
    assert (program["sites"], program["teams"], program["members"]) == (1, 1, 1)
    for what in LISTS:
        body = ask(facts, what).content.decode()
        assert "0912345678" not in body
        assert "02208000123" not in body


def test_results_by_unit_and_period(cast, facts):
    row = ask(facts, "results", year=2025, month=3, indicator="tips").json()["items"][0]
    assert (row["village_id"], row["value"], row["source"]) == (
        cast.village_a.pk,
        "4.00",
        "yearly_report",
    )
    assert ask(facts, "results", year=2024).json()["count"] == 0
    f.ResultValueFactory(sheet__village=cast.village_a, sheet__state="sent", sheet__month=5)
    assert ask(facts, "results").json()["count"] == 1, "only what the office accepted"


def test_pages_follow_one_another_and_an_etag_saves_the_body(facts):
    first = ask(facts, "indicators", limit=10)
    assert len(first.json()["items"]) == 10
    seen = {row["code"] for row in first.json()["items"]}
    address = first.json()["next"]
    while address:
        page = Client().get(address, headers={"Authorization": f"Bearer {facts}"}).json()
        seen |= {row["code"] for row in page["items"]}
        address = page["next"]
    assert len(seen) == Indicator.objects.count()
    again = Client().get(
        "/api/v1/indicators?limit=10",
        headers={"Authorization": f"Bearer {facts}", "If-None-Match": first["ETag"]},
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("what", LISTS)
def test_a_page_takes_a_fixed_number_of_statements(cast, facts, what):
    def statements():
        with CaptureQueriesContext(connection) as queries:
            assert ask(facts, what).status_code == 200
        return len(queries)

    ask(facts, what)
    few = statements()
    for _number in range(5):
        village = f.VillageFactory(commune=cast.commune)
        f.MembershipFactory(team__village=village, role="leader")
        f.ProgramSiteFactory(program__commune=cast.commune, village=village)
    assert statements() == few <= 9


def test_a_token_is_kept_as_a_hash_and_given_by_who_keeps_the_place(cast):
    client = ApiClient(name="Hệ thống tỉnh", expires_on=TOMORROW, commune=cast.commune)
    token = issue_token(client=client, user=cast.committee)
    assert token not in str(ApiClient.objects.values())
    assert client.token_hash == hashed(token)
    again = issue_token(client=client, user=cast.committee)
    assert ask(token, "communes").status_code == 401
    assert ask(again, "communes").status_code == 200
    for user in (cast.officer, cast.stranger):
        with pytest.raises(PermissionDenied):
            issue_token(
                client=ApiClient(name="x", expires_on=TOMORROW, commune=cast.commune), user=user
            )
    with pytest.raises(PermissionDenied):
        issue_token(
            client=ApiClient(name="x", expires_on=TOMORROW, province=cast.commune.province),
            user=cast.committee,
        )


def test_the_committee_makes_a_token_in_the_admin_site(cast):
    admin = of(cast.committee)
    page = admin.post(
        "/admin/accounts/apiclient/add/",
        {"name": "Tỉnh", "commune": cast.commune.pk, "province": "", "expires_on": f"{TOMORROW:%d/%m/%Y}"},
        follow=True,
    )  # fmt: skip
    assert "csp_" in page.content.decode()
    assert of(cast.officer).get("/admin/accounts/apiclient/").status_code == 403


def test_the_schema_is_shown_to_who_may_read(cast, facts):
    assert Client().get("/api/v1/openapi.json").status_code == 401
    assert of(cast.officer).get("/api/v1/openapi.json").status_code == 200
    schema = ask(facts, "openapi.json").json()
    assert schema["openapi"].startswith("3.")
    assert {f"/api/v1/{what}" for what in LISTS} == set(schema["paths"])
    assert all(set(operations) == {"get"} for operations in schema["paths"].values())


@pytest.fixture
def one_connection():
    """The server's own hooks close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_answer_is_as_the_schema_says(facts, one_connection):
    """Schemathesis with all its checks: status, type, shape, refusal of what is wrong, sign-in."""
    headers = {"Authorization": f"Bearer {facts}"}
    # Not the one of `commune_security.wsgi`, which looks at the database as it is imported.
    application = get_wsgi_application()
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers=headers)
    tried = []

    for result in schema.get_all_operations():
        operation = result.ok()

        @settings(
            max_examples=25, deadline=None, database=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy())
        def holds(case):
            tried.append(case.path)
            case.call_and_validate(headers=headers)

        holds()
    assert len(set(tried)) == len(LISTS)


def test_a_total_of_the_commune_has_no_village(cast, facts):
    program = f.ProgramFactory(commune=cast.commune)
    f.ResultValueFactory(sheet__program=program, sheet__village=None, sheet__year=2023, value=17)
    page = ask(facts, "results", commune=cast.commune.pk, year=2023).json()
    assert [(row["village_id"], row["programme_id"]) for row in page["items"]] == [
        (None, program.pk)
    ]
    assert ask(facts, "results", commune=cast.other_commune.pk, year=2023).json()["items"] == []
