"""The administrator's page of how the installation stands."""

import pytest
from django.urls import reverse

from operations import health
from tests import factories as f
from tests.clients import of

pytestmark = pytest.mark.django_db
URL = reverse("operations:status")


@pytest.fixture
def administrator(cast):
    cast.officer.is_superuser = True
    cast.officer.save()
    return of(cast.officer)


def test_it_tells_each_check_in_vietnamese(administrator):
    page = administrator.get(URL)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Tình trạng hệ thống" in text
    for result in health.run():
        assert result.title in text
        assert result.title.isascii() is False


def test_the_accounts_page_leads_there(administrator, cast):
    assert URL in administrator.get(reverse("accounts:users")).content.decode()
    assert URL not in of(cast.committee).get(reverse("accounts:users")).content.decode()


def test_what_is_broken_is_told(administrator, monkeypatch):
    def broken():
        raise OSError("no such disk")

    broken_check = health.Check("files", "Tệp", broken)
    monkeypatch.setattr(health, "CHECKS", (broken_check,))
    text = administrator.get(URL).content.decode()
    assert "no such disk" in text


@pytest.mark.parametrize("who", ["officer", "committee", "observer", "head_a"])
def test_who_is_no_administrator_is_refused(cast, who):
    assert of(getattr(cast, who)).get(URL).status_code == 403


def test_a_page_is_only_read(administrator):
    assert administrator.post(URL).status_code == 405


def test_a_fixed_number_of_statements(administrator, django_assert_num_queries):
    f.TeamFactory()
    with django_assert_num_queries(10):
        administrator.get(URL)
