"""At the door of a conference, on two screens at once."""

import pytest
from playwright.sync_api import expect

from meetings.models import Delegate, Meeting
from tests.browser.conftest import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_screens_mark_at_once_and_both_show_the_same_count(visit):
    meeting = Meeting.objects.get(title__startswith="Hội nghị tổng kết 10 năm")
    meeting.delegates.update(attendance="invited")
    one, two = visit("canbo", PHONE), visit("banchidao", DESKTOP)
    path = f"/meetings/{meeting.pk}/attendance/"
    for visitor in (one, two):
        assert visitor.page.goto(path).status == 200
        assert visitor.fits()
        assert visitor.violations() == []
    one.page.get_by_label("Tìm theo tên").fill("ngo thanh binh")
    expect(one.page.locator("#door li")).to_have_count(1)
    one.page.get_by_role("button", name="Ngô Thanh Bình có mặt").click()
    expect(one.page.locator(".came strong")).to_have_text("1")
    expect(two.page.locator(".came strong")).to_have_text("1", timeout=10_000)
    # The other screen still offers the same delegate; a second tap counts nobody twice.
    two.page.get_by_role("button", name="Ngô Thanh Bình có mặt").click()
    two.page.get_by_role("button", name="Bùi Thị Lan Anh có mặt").click()
    expect(two.page.locator(".came strong")).to_have_text("2")
    expect(one.page.locator(".came strong")).to_have_text("2", timeout=10_000)
    one.page.get_by_role("button", name="Bỏ điểm danh của Ngô Thanh Bình").click()
    expect(one.page.locator(".came strong")).to_have_text("1")
    assert Delegate.objects.filter(meeting=meeting, attendance="present").count() == 1
