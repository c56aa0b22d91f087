"""A merger of villages done whole: what hangs on them goes its way, and is shown before."""

import datetime as dt

import pytest

from accounts.models import Role, User
from members import fates
from members.models import Membership, Person, RosterChange, Team, Village
from members.services import changes
from members.services.unit_changes import Decree, Part, regroup_villages, transfer_villages
from members.views.unit_changes import WAYS
from programs.models import ProgramSite, ResultSheet
from tests import factories as f
from tests.clients import of

DAY = dt.date(2026, 7, 1)
pytestmark = pytest.mark.django_db


def test_every_key_to_a_village_says_what_becomes_of_it_in_each_way():
    declared = fates.declared()
    assert set(declared) == fates.keys_to_villages()
    for row in declared.values():
        assert set(row.fates()) == set(WAYS)
        assert str(row.words)


@pytest.fixture
def made(cast):
    """Villages A and B, each with a team of since 2014, a site, a camera, a zone, a head with a login."""
    program = f.ProgramFactory(commune=cast.commune)
    for village in (cast.village_a, cast.village_b):
        team = f.TeamFactory(village=village)
        leader = f.MembershipFactory(
            team=team, role="leader", person__full_name=f"Bàn Văn {village.name}"
        ).person
        f.MembershipFactory(team=team, person__full_name=f"Lý Văn {village.name}")
        f.VillageOfficeFactory(person=leader, village=village)
        f.ProgramSiteFactory(program=program, village=village, team=team)
        f.CameraFactory(village=village)
        f.FireSafeZoneFactory(village=village, name=f"Khu {village.name}")
        f.ResultSheetFactory(program=program, village=village, year=2024)
    cast.program = program
    return cast


def merge(cast, **more):
    return {
        "decision_number": "15/NQ-HĐND", "effective_on": "01/07/2026", "note": "", "kind": "thon",
        "villages_from": [cast.village_a.pk, cast.village_b.pk], "name": "Thôn Khe Lạc", **more,
    }  # fmt: skip


URL = "/members/communes/change/?way=merge-villages"


def test_the_preview_names_what_moves_ends_and_opens_and_writes_nothing(made):
    page = of(made.officer).post(URL, merge(made))
    text = page.content.decode()
    told = {title: len(names) for title, names in page.context["preview"]["carried"]}
    assert sorted(told.values()) == [1, 1, 2, 2, 2, 2, 4]
    for words in (
        "Người",
        "camera",
        "Quyền truy cập của trưởng thôn",
        "Khu Thôn A",
        "Bàn Văn Thôn A",
    ):
        assert words.lower() in text.lower(), words
    assert Village.objects.filter(name="Thôn Khe Lạc").count() == 0
    assert ProgramSite.objects.filter(ended_on=None).count() == 2


def test_a_merger_carries_sites_cameras_zones_and_ends_rights(made):
    waiting = changes.ask_to_end(
        membership=Membership.objects.filter(team__village=made.village_a, role="member").get(),
        ended_on=dt.date(2026, 8, 1), leaving="moved", reason="x", user=made.head_a,
    )  # fmt: skip
    of(made.officer).post(URL, merge(made, confirm="1"))
    new = Village.objects.get(name="Thôn Khe Lạc")
    team = new.teams.get()
    site = ProgramSite.objects.get(village=new)
    assert (site.program, site.team, site.started_on, site.ended_on) == (
        made.program,
        team,
        DAY,
        None,
    )
    assert set(ProgramSite.objects.exclude(village=new).values_list("ended_on", flat=True)) == {DAY}
    assert (new.cameras.count(), new.zones.count(), new.people.count()) == (2, 2, 4)
    assert ResultSheet.objects.filter(village__in=[made.village_a, made.village_b]).count() == 2
    for head in (made.head_a, made.head_b):
        assert head.roles.get().ended_on == DAY
        assert not User.objects.get(pk=head.pk).has_role("village_head")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by) == (RosterChange.State.REFUSED, made.officer)
    page = of(made.officer).get(f"/members/teams/{team.pk}/").content.decode()
    assert "từ 01/01/2014" in page
    assert "từ 01/07/2026" not in page


def test_sites_with_a_name_go_on_each_and_nothing_begins_before_its_day(made):
    sites = [
        f.ProgramSiteFactory(
            program=made.program, village=made.village_a, name=name, started_on=day
        )
        for name, day in (("Chợ", dt.date(2020, 1, 1)), ("Trường học", dt.date(2026, 9, 1)))
    ]
    of(made.officer).post(URL, merge(made, confirm="1"))
    new = Village.objects.get(name="Thôn Khe Lạc")
    found = ProgramSite.objects.filter(village=new).values_list("name", "started_on")
    assert sorted(found) == [("", DAY), ("Chợ", DAY), ("Trường học", sites[1].started_on)]


def test_service_goes_on_over_joined_spells(made):
    of(made.officer).post(URL, merge(made, confirm="1"))
    *_others, service = of(made.officer).get("/members/teams/?on=01/10/2026").context["makeup"]
    assert service.lines[-1] == ("từ 10 năm trở lên", 4)
    assert sum(count for _band, count in service.lines) == 4


def test_a_break_of_service_is_a_break(cast):
    team = f.TeamFactory(village=cast.village_a)
    person = f.PersonFactory(village=cast.village_a)
    for start, end in ((2014, 2016), (2018, 2020), (2020, None)):
        f.MembershipFactory(
            team=team, person=person, started_on=dt.date(start, 1, 1),
            ended_on=end and dt.date(end, 1, 1),
        )  # fmt: skip
    page = of(cast.officer).get(f"/members/teams/{team.pk}/").content.decode()
    assert "từ 01/01/2018" in page


def test_a_split_opens_a_site_in_every_part(made):
    people = list(Person.objects.filter(village=made.village_a))
    regroup_villages(
        kind="split", sources=[made.village_a], decree=Decree("1/NQ", DAY), user=made.officer,
        parts=[Part("Thôn A1", "thon"), Part("Thôn A2", "thon", people[1:])],
    )  # fmt: skip
    opened = ProgramSite.objects.filter(started_on=DAY).order_by("pk")
    assert [site.village.name for site in opened] == ["Thôn A1", "Thôn A2"]
    assert [site.team.village_id for site in opened] == [site.village_id for site in opened]


def test_a_village_that_passes_over_leaves_the_programme_and_joins_that_of_its_new_commune(made):
    there = f.ProgramFactory(commune=made.other_commune)
    root = User.objects.create_superuser("root")
    transfer_villages(
        kind="transfer", villages=[made.village_a], into=made.other_commune, names={},
        decree=Decree("1/NQ", DAY), user=root,
    )  # fmt: skip
    old, new = ProgramSite.objects.filter(village=made.village_a).order_by("started_on")
    assert (old.program, old.ended_on) == (made.program, DAY)
    assert (new.program, new.started_on, new.team) == (there, DAY, old.team)
    assert Team.objects.filter(village=made.village_a).get().dissolved_on is None
    assert Role.objects.get(user=made.head_a).ended_on is None
