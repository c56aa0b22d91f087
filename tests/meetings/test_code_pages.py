"""The code of an invitation: signed, for one meeting and one delegate, works once."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client

from meetings.codes import code_of, delegate_of
from meetings.services.attendance import sign_in
from meetings.services.papers import issue_paper
from members.models import Paper, PaperSeries
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegate(cast):
    return f.DelegateFactory(meeting__commune=cast.commune, full_name="Bàn Thị Xuân", seat="B2")


def test_a_code_signs_its_delegate_in_once(cast, delegate):
    other = f.DelegateFactory(meeting=delegate.meeting)
    url = f"/meetings/code/{code_of(delegate)}/"
    first, second = of(cast.officer), of(cast.committee)
    page = first.get(url).content.decode()
    assert "Bàn Thị Xuân" in page
    assert "B2" in page
    delegate.refresh_from_db()
    assert delegate.attendance == "invited"  # looking at a code signs nobody in
    assert first.post(url).status_code == 302
    again = second.post(url)
    assert again.status_code == 409
    assert "đã điểm danh" in again.content.decode()
    delegate.refresh_from_db()
    other.refresh_from_db()
    assert (delegate.attendance, other.attendance) == ("present", "invited")
    assert delegate.marked_at is not None


def test_somebody_who_comes_instead_is_named(cast, delegate):
    of(cast.officer).post(f"/meetings/code/{code_of(delegate)}/", {"proxy": "Lý Văn Nam"})
    delegate.refresh_from_db()
    assert (delegate.attendance, delegate.proxy) == ("present", "Lý Văn Nam")


def test_who_is_not_at_the_door_sees_no_name_and_signs_nobody_in(cast, delegate):
    url = f"/meetings/code/{code_of(delegate)}/"
    for client in (Client(), of(cast.observer), of(cast.stranger), of(cast.head_a)):
        page = client.get(url)
        assert page.status_code == 200
        assert delegate.meeting.title in page.content.decode()
        assert "Bàn Thị Xuân" not in page.content.decode()
        assert client.post(url).status_code in (403, 404)
    delegate.refresh_from_db()
    assert delegate.attendance == "invited"


def test_an_officer_who_still_owes_the_second_factor_signs_nobody_in(cast, delegate):
    client = Client()
    client.force_login(cast.officer)
    answer = client.post(f"/meetings/code/{code_of(delegate)}/")
    assert answer.status_code == 302
    delegate.refresh_from_db()
    assert delegate.attendance == "invited"


def test_a_forged_code_and_one_that_was_taken_back_are_refused(cast, delegate):
    code = code_of(delegate)
    number, _, signature = code.partition(".")
    meeting, _, key = number.partition("-")
    other = f.DelegateFactory(meeting=delegate.meeting)
    officer = of(cast.officer)
    for forged in (
        f"{meeting}-{other.pk}.{signature}",
        code[:-1] + "x",
        "x",
        "....",
        "é" * 30,
        number,
    ):
        assert delegate_of(forged) is None
        assert officer.get(f"/meetings/code/{forged}/").status_code == 404
    delegate.delete()
    assert officer.get(f"/meetings/code/{code}/").status_code == 404


def test_a_scanner_that_types_into_the_search_box_opens_the_delegate(cast, delegate):
    officer = of(cast.officer)
    url = f"/meetings/{delegate.meeting_id}/attendance/"
    typed = {"q": f"https://antt.example.vn/meetings/code/{code_of(delegate)}/"}
    assert officer.get(url, typed).url == f"/meetings/code/{code_of(delegate)}/"
    part = officer.get(url, typed, headers={"HX-Request": "true"})
    assert part["HX-Redirect"] == f"/meetings/code/{code_of(delegate)}/"


def test_other_methods_are_refused(cast, delegate):
    assert of(cast.officer).put(f"/meetings/code/{code_of(delegate)}/").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_two_devices_at_the_same_moment_sign_in_once_and_number_a_paper_once():
    cast = f.make_cast()
    delegate = f.DelegateFactory(meeting__commune=cast.commune)
    start = threading.Barrier(4)
    outcomes = []

    def run(act):
        try:
            start.wait(20)
            act()
            outcomes.append((act.__name__, "done"))
        except ValidationError as error:
            outcomes.append((act.__name__, error.messages[0]))
        finally:
            connection.close()

    def arrive():
        sign_in(delegate=delegate, proxy="", user=cast.officer)

    def number():
        issue_paper(
            meeting=delegate.meeting, what="plan", dated=dt.date(2024, 9, 1), user=cast.officer
        )

    threads = [
        threading.Thread(target=run, args=(act,)) for act in (arrive, arrive, number, number)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    done = sorted(name for name, said in outcomes if said == "done")
    refused = {name: said for name, said in outcomes if said != "done"}
    assert done == ["arrive", "number"], outcomes
    assert "đã điểm danh" in refused["arrive"]
    assert "đã có số" in refused["number"]
    assert PaperSeries.objects.get().last_number == Paper.objects.count() == 1
