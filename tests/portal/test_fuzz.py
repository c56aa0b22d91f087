"""Whatever is typed into whatever form: an answer in Vietnamese, never a broken page."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from members.models import DataRequest
from reports.models import ReportKind
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
TODAY = dt.date.today()

#: what people and machines put into fields: texts, dates that are none, numbers out of range
typed = st.one_of(
    st.text(max_size=30),
    st.sampled_from([
        "", " ", "\x00", "\u200b", "\u202e", "31/02/2020", "1/1/99999", "00/00/0000", "01/01/0001",
        "-1", "0", "9223372036854775808", "999999999999999999999", "1e309", "NaN", "٣", "True", "None", "[]", "{}",
        "' OR 1=1 --", "<script>alert(1)</script>", "=1+1", "../../etc/passwd", "Đ" * 600, "🙂" * 40,
        "01/01/2025", "12/2020", "1965", "0912345678", "022070123456",
    ]),
)  # fmt: skip


@pytest.fixture
def place(cast):
    """Rows for the forms to stand on."""
    team = f.TeamFactory(village=cast.village_a)
    membership = f.MembershipFactory(team=team)
    return {
        "team": team.pk, "membership": membership.pk, "person": membership.person_id,
        "village": cast.village_a.pk, "commune": cast.commune.pk, "head": cast.head_a.pk,
        "other": f.PersonFactory(village=cast.village_a).pk,
        "request": DataRequest.objects.create(
            commune=cast.commune, kind="access", received_on=TODAY
        ).pk,
        "program": f.ProgramSiteFactory(
            program__commune=cast.commune, village=cast.village_a
        ).program_id,
        "site": f.ProgramSiteFactory(
            program__commune=cast.commune, village=cast.village_a
        ).pk,
        "meeting": f.MeetingFactory(commune=cast.commune).pk,
        "delegate": f.DelegateFactory(meeting__commune=cast.commune).pk,
        "round": f.AwardRoundFactory(commune=cast.commune).pk,
        "nomination": f.NominationFactory(round__commune=cast.commune, village=cast.village_a).pk,
        "zone": f.FireSafeZoneFactory(village=cast.village_a).pk,
        "household": f.ZoneHouseholdFactory(zone__village=cast.village_a).pk,
        "trusted": f.TrustedPersonFactory(person__village=cast.village_a).pk,
        "camera": f.CameraFactory(village=cast.village_a).pk,
        "report": f.ReviewReportFactory(commune=cast.commune).pk,
        "report_kind": ReportKind.objects.filter(commune=None).earliest("pk").pk,
        "office": f.VillageOfficeFactory(person=membership.person).pk,
    }  # fmt: skip


#: who types, where, and the fields that are no fields of the form the page shows
FORMS = [
    ("head_a", "/members/teams/{team}/add/", ()),
    ("head_a", "/members/memberships/{membership}/end/", ()),
    ("head_a", "/members/memberships/{membership}/correct/", ()),
    ("officer", "/meetings/{meeting}/invite/", ()),
    ("officer", "/meetings/{meeting}/guests/new/", ()),
    ("officer", "/meetings/new/", ()),
    ("officer", "/meetings/{meeting}/edit/", ()),
    ("officer", "/meetings/{meeting}/seats/", ()),
    ("officer", "/meetings/{meeting}/minutes/", ()),
    ("officer", "/meetings/{meeting}/tasks/new/", ()),
    ("officer", "/meetings/{meeting}/agenda/source/", ("kind", "source")),
    ("officer", "/meetings/{meeting}/agenda/", (
        "items-TOTAL_FORMS", "items-INITIAL_FORMS", "items-0-id", "items-0-ORDER", "items-0-item",
        "items-0-minutes", "items-0-starts_at", "items-0-part",
    )),
    ("officer", "/meetings/{meeting}/papers/plan/issue/", ("dated",)),
    ("officer", "/meetings/{meeting}/photos/arrange/", ("order-1", "caption-1")),
    ("officer", "/meetings/delegates/{delegate}/edit/", ()),
    ("officer", "/awards/new/", ()),
    ("officer", "/awards/{round}/edit/", ()),
    ("officer", "/awards/{round}/candidates/", ("chosen", "form")),
    ("officer", "/awards/{round}/nominations/new/", ()),
    ("officer", "/awards/{round}/council/", (
        "council-TOTAL_FORMS", "council-INITIAL_FORMS", "council-0-id", "council-0-full_name",
        "council-0-seat",
    )),
    ("officer", "/awards/{round}/votes/", ()),
    ("officer", "/awards/{round}/decide/", ("approved", "dated")),
    ("officer", "/awards/{round}/papers/submission/issue/", ("dated",)),
    ("officer", "/awards/nominations/{nomination}/edit/", ()),
    ("officer", "/awards/nominations/{nomination}/files/new/", ("title", "file")),
    ("officer", "/awards/layouts/{commune}/", (
        "shift_x", "shift_y", "texts-TOTAL_FORMS", "texts-INITIAL_FORMS", "texts-0-id", "texts-0-x",
        "texts-0-y", "texts-0-width", "texts-0-size", "texts-0-align",
    )),
    ("officer", "/programs/add/program/", ()),
    ("officer", "/programs/edit/program/{program}/", ()),
    ("officer", "/programs/add/alias/{program}/", ()),
    ("officer", "/programs/add/state/{program}/", ()),
    ("officer", "/programs/add/site/{program}/", ()),
    ("officer", "/programs/add/rating/{program}/", ()),
    ("officer", "/programs/add/trusted/", ()),
    ("officer", "/programs/edit/removal/{trusted}/", ()),
    ("officer", "/programs/add/activity/{trusted}/", ()),
    ("officer", "/programs/add/zone/", ()),
    ("officer", "/programs/add/household/{zone}/", ()),
    ("officer", "/programs/add/equipment/{household}/", ()),
    ("officer", "/programs/add/drill/{zone}/", ()),
    ("officer", "/programs/add/inspection/{zone}/", ()),
    ("officer", "/programs/add/camera/", ()),
    ("officer", "/programs/add/check/{camera}/", ()),
    ("officer", "/programs/add/upkeep/{camera}/", ()),
    ("officer", "/programs/add/extraction/{camera}/", ()),
    ("officer", "/programs/{program}/villages/{village}/2014/", ()),
    ("head_a", "/accounts/me/", ()),
    ("head_a", "/accounts/password/", ()),
    ("head_a", "/accounts/second-factor/", ()),
    ("officer", "/members/people/new/", ()),
    ("officer", "/members/people/{person}/edit/", ()),
    ("officer", "/members/people/{person}/merge/{other}/", ("full_name", "birth", "photo")),
    ("officer", "/members/teams/new/", ()),
    ("officer", "/members/teams/{team}/restaff/", ()),
    ("officer", "/members/teams/{team}/dissolve/", ()),
    ("officer", "/members/memberships/{membership}/transfer/", ()),
    ("officer", "/members/villages/new/", ()),
    ("officer", "/members/villages/{village}/edit/", ()),
    ("officer", "/members/villages/{village}/years/", ("year", "households", "population")),
    ("officer", "/members/villages/{village}/offices/new/", ()),
    ("officer", "/members/changes/decide/", ("change", "note", "accept")),
    ("officer", "/imports/", ()),
    ("officer", "/members/requests/new/", ()),
    ("officer", "/members/requests/{request}/finish/", ("outcome", "note")),
    ("officer", "/members/requests/{request}/extend/", ("days",)),
    ("officer", "/accounts/users/new/", ()),
    ("officer", "/accounts/users/{head}/roles/", ("kind", "village", "started_on")),
    ("officer", "/accounts/users/{head}/roles/end/", ("role", "ended_on")),
    ("officer", "/people/{person}/erase/", ("sure",)),
    ("officer", "/programs/highlights/new/", ()),
    ("head_a", "/programs/{program}/villages/{village}/2025/3/", ()),
    ("officer", "/programs/results/accept/", ("sheet", "program")),
    ("officer", "/reports/new/?kind={report_kind}", ()),
    ("officer", "/reports/{report}/sections/strengths/", ()),
    *(("officer", f"/members/communes/change/?way={way}", ("confirm", "name-1", "part-1"))
      for way in ("merge-communes", "split-commune", "transfer", "rename-commune",
                  "merge-villages", "split-village", "rename-village")),
]  # fmt: skip
#: addresses that take words from the URL
QUERIES = [
    ("/members/people/", ("q", "village", "serving", "order", "page")),
    ("/members/people/near/", ("full_name", "birth", "person")),
    ("/members/teams/", ("on", "units", "kind")),
    ("/members/communes/", ("on", "page")),
    ("/members/communes/change/", ("way",)),
    ("/members/export/people.csv", ("q", "village", "ids")),
    ("/members/export/roster.csv", ("team", "on")),
    ("/imports/", ("page",)),
    ("/members/requests/new/", ("person",)),
    ("/accounts/users/", ("q", "page")),
    ("/accounts/log/", ("actor", "kind", "first", "last", "q", "page")),
    ("/programs/results/", ("program", "year")),
    ("/programs/highlights/", ("marked", "page")),
    ("/programs/", ("on", "kind", "state", "page")),
    ("/programs/trusted-persons/", ("q", "village", "standing", "on", "former", "page")),
    ("/programs/zones/", ("on", "page")),
    ("/programs/cameras/", ("village", "condition", "on", "page")),
    ("/programs/cameras/cameras.geojson", ("village", "condition", "on")),
    ("/overview/", ("commune", "village", "kind", "year", "indicator", "on", "format")),
    ("/meetings/", ("when", "page")),
    ("/awards/", ("page",)),
    ("/meetings/tasks/", ("state", "page")),
    ("/meetings/{meeting}/attendance/", ("q",)),
    ("/search/", ("q",)),
    ("/reports/", ("state", "page")),
]
QUIETLY = settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # no shrinking: the body is told whole
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.mark.parametrize(
    ("who", "path", "more"), FORMS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_no_typing_breaks_a_form(cast, place, who, path, more):
    url = path.format(**place)
    client = of(getattr(cast, who))
    page = client.get(url)
    form = page.context.get("form") if page.context else None
    names = [*(form.fields if form is not None else ()), *more]
    assert names, "a form without a field is not tried"
    chosen = {
        name: [str(value) for value, _label in list(field.choices)[:6]]
        for name, field in (form.fields.items() if form is not None else ())
        if hasattr(field, "choices")
    }

    @QUIETLY
    @given(st.data())
    def attempt(data):
        body = {
            name: data.draw(
                st.one_of(typed, st.sampled_from(chosen[name])) if chosen.get(name) else typed
            )
            for name in names
        }
        answer = client.post(url, body)
        assert answer.status_code in (200, 302, 403, 404, 409, 422), body

    attempt()


@pytest.mark.parametrize(("path", "names"), QUERIES, ids=lambda v: v if isinstance(v, str) else "")
def test_no_word_of_the_url_breaks_a_page(cast, place, path, names):
    client = of(cast.officer)

    @QUIETLY
    @given(st.fixed_dictionaries({}, optional=dict.fromkeys(names, typed)))
    def attempt(query):
        answer = client.get(path, query)
        assert answer.status_code in (200, 302, 404), query

    attempt()


@pytest.mark.parametrize("key", ["0", "999999", "99999999999999999999999", "-1", "x", "1' OR '1"])
def test_no_key_of_an_address_breaks_a_page(cast, key):
    client = of(cast.officer)
    for path in ("people", "teams", "villages", "communes", "requests"):
        assert client.get(f"/members/{path}/{key}/").status_code == 404, path
    assert client.get(f"/imports/{key}/").status_code == 404
