"""Counts on pages: what nobody entered, and what nobody looked at, is not 0."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse

from commune_security.overview import queries
from programs.models import Program, ProgramKind
from programs.queries.cameras import cameras_seen, network_of
from programs.queries.fire import zones_seen
from programs.queries.programmes import standings
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 9, 25)


def asked(cast):
    return SimpleNamespace(commune=cast.commune, village=None, day=DAY)


def test_an_empty_register_counts_nothing_and_not_none(cast):
    told = queries.counts(asked(cast), cast.officer)
    assert (told.programs, told.sites, told.teams, told.members) == (None, None, None, None)
    team = f.TeamFactory(village=cast.village_a, dissolved_on=dt.date(2024, 1, 1))
    f.MembershipFactory(team=team)
    told = queries.counts(asked(cast), cast.officer)
    assert (told.teams, told.members) == (0, 0), "there was one, and there is none"


def test_cameras_nobody_looked_at_are_neither_working_nor_down(cast):
    camera = f.CameraFactory(village=cast.village_a, units=21)
    network = network_of(cameras_seen(cast.officer, DAY), DAY)
    assert (network.working, network.down, network.unverified, network.seen) == (None, None, 21, 21)
    decays, _network = queries.decays(asked(cast), cast.officer)
    assert decays[0].count is None
    page = of(cast.officer).get(reverse("programs:cameras") + "?on=25/09/2024").content.decode()
    assert "<b>–</b>" in page
    f.CameraCheckFactory(camera=camera, condition="broken", checked_on=DAY, working_units=0)
    network = network_of(cameras_seen(cast.officer, DAY), DAY)
    assert (network.working, network.down, network.seen) == (0, 21, 21)
    decays, _network = queries.decays(asked(cast), cast.officer)
    assert decays[0].count == 1


def test_a_programme_without_sites_teams_or_members_has_none_counted(cast):
    program = f.ProgramFactory(
        commune=cast.commune, kind=ProgramKind.objects.get(code="self_managed")
    )

    def row():
        found = Program.objects.select_related("kind").filter(pk=program.pk)
        (standing,) = standings(found, cast.officer, DAY)
        return standing.sites, standing.teams, standing.members

    assert row() == (None, None, None)
    site = f.ProgramSiteFactory(program=program, village=cast.village_a)
    assert row() == (1, None, None)
    team = f.TeamFactory(village=cast.village_a)
    assert row() == (1, 1, None)
    member = f.MembershipFactory(team=team)
    assert row() == (1, 1, 1)
    member.ended_on = dt.date(2024, 1, 1)
    member.save()
    assert row() == (1, 1, 0)
    site.ended_on = dt.date(2024, 1, 1)
    site.save()
    assert row()[0] == 0


def test_communes_side_by_side_leave_open_what_nobody_entered(cast):
    rows = queries.communes_compared(cast.observer, [cast.commune], [], 2024, DAY)
    assert [(row.teams, row.members, row.units, row.working) for row in rows] == [
        (None, None, None, None)
    ]


def test_zones_leave_open_what_nobody_looked_at(cast):
    program = f.ProgramFactory(commune=cast.commune)
    zone = f.FireSafeZoneFactory(program=program, village=cast.village_a)

    def row():
        (found,) = zones_seen(cast.officer, DAY)
        return found.homes, found.with_bell, found.with_exit, found.pieces, found.expired

    assert row() == (None, None, None, None, None)
    home = f.ZoneHouseholdFactory(zone=zone, has_bell=None, second_exit="unknown")
    assert row() == (1, None, None, None, None)
    f.ZoneHouseholdFactory(zone=zone, has_bell=False, second_exit="no")
    f.FireEquipmentFactory(household=home, kind="other", quantity=7)
    assert row() == (2, 0, 0, 0, 0), "a hose is no extinguisher"
    f.FireEquipmentFactory(household=home, kind="co2", quantity=2, expires_on=DAY)
    assert row() == (2, 0, 0, 2, 2)
