"""Lists of programmes and their registers to take away, as they are shown."""

from collections.abc import Iterable
from typing import Any

from common.asked import asked_day, asked_key
from common.dates import short_date
from common.listing import ListColumn, Listing
from members.exports import NUMBER
from members.views.exports import Taken, home_of, offer_list
from programs.models import ProgramKind, ProgramStatus
from programs.queries.cameras import condition_label
from programs.queries.fire import zones_seen
from programs.queries.programmes import programs_seen, standings


def program_list(rows: Iterable[Any], *, note: str) -> Listing:
    """Return programmes with their counts, as `standings` gives them."""
    columns = (
        NUMBER, ListColumn("Mô hình", 34), ListColumn("Loại", 28), ListColumn("Xã", 16),
        ListColumn("Thành lập", 14), ListColumn("Trạng thái", 16), ListColumn("Số điểm", 9, figure=True),
        ListColumn("Số tổ", 9, figure=True), ListColumn("Số thành viên", 10, figure=True),
        ListColumn("Xếp loại gần nhất", 18),
    )  # fmt: skip
    return Listing("Danh sách các mô hình", note, columns, tuple(
        (
            number, row.program.name, row.program.kind.name, row.program.commune.full_name,
            short_date(row.program.founded_on), row.state_label, row.sites, row.teams, row.members,
            f"{row.rating.level} ({row.rating.year})" if row.rating else "",
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def trusted_list(rows: Iterable[Any], *, note: str) -> Listing:
    """Return trusted persons; ethnicity is never on a list."""
    columns = (
        NUMBER, ListColumn("Họ và tên", 22), ListColumn("Thôn", 14), ListColumn("Thành phần", 20),
        ListColumn("Công nhận từ", 14), ListColumn("Đến", 14),
        ListColumn("Số lượt hoạt động", 10, figure=True),
    )  # fmt: skip
    return Listing("Danh sách người có uy tín", note, columns, tuple(
        (
            number, row.person.full_name, row.person.village.name, str(row.get_standing_display()),
            short_date(row.started_on), short_date(row.ended_on) if row.ended_on else "", row.times,
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def zone_list(rows: Iterable[Any], *, note: str) -> Listing:
    """Return fire-safe zones with their counts, as `zones_seen` gives them."""
    columns = (
        NUMBER, ListColumn("Khu dân cư", 34), ListColumn("Thôn", 14), ListColumn("Số hộ", 8, figure=True),
        ListColumn("Hộ trong tổ liên gia", 10, figure=True), ListColumn("Bình chữa cháy", 10, figure=True),
        ListColumn("Bình hết hạn", 9, figure=True), ListColumn("Hộ có chuông", 9, figure=True),
        ListColumn("Hộ có lối thoát thứ hai", 10, figure=True),
        ListColumn("Điểm chữa cháy công cộng", 10, figure=True),
    )  # fmt: skip
    return Listing("Danh sách khu dân cư an toàn về PCCC", note, columns, tuple(
        (
            number, row.name, row.village.name, row.homes, row.in_teams, row.pieces, row.expired,
            row.with_bell, row.with_exit, row.public_points,
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def camera_list(rows: Iterable[Any], day: Any, *, note: str) -> Listing:
    """Return camera points with their last condition, as `cameras_seen` gives them."""
    columns = (
        NUMBER, ListColumn("Điểm lắp đặt", 30), ListColumn("Thôn", 14), ListColumn("Số mắt", 8, figure=True),
        ListColumn("Ngày lắp đặt", 14), ListColumn("Tình trạng", 18), ListColumn("Kiểm tra ngày", 14),
        ListColumn("Mắt hoạt động", 9, figure=True), ListColumn("Chủ sở hữu", 20),
        ListColumn("Đơn vị quản lý", 20), ListColumn("Nguồn kinh phí", 14),
        ListColumn("Kinh phí (đồng)", 14, figure=True),
    )  # fmt: skip
    return Listing("Danh sách camera an ninh", note, columns, tuple(
        (
            number, row.name, row.village.name, row.units, short_date(row.installed_on),
            condition_label(row, day), short_date(row.seen_on) if row.seen_on else "",
            row.seen_working, row.owner, row.manager, str(row.get_funding_display()), row.cost,
        )
        for number, row in enumerate(rows, start=1)
    ))  # fmt: skip


def _programs(request: Any, whole: bool) -> Taken:
    from programs.views.programmes import programs_in

    day, _error = asked_day(request)
    programs = programs_seen(request.user, day)
    if (kind := asked_key(request, "kind")) is not None:
        programs = programs.filter(kind__in=ProgramKind.objects.filter(pk=kind))
    if (state := request.GET.get("state", "")) in ProgramStatus.State.values:
        programs = programs.filter(pk__in=programs_in(state, day))
    rows = standings(programs, request.user, day)
    return Taken(program_list(rows, note=_as_of(day)), home_of(request))


def _trusted(request: Any, whole: bool) -> Taken:
    from programs.views.trusted import asked_trusted

    day, _error = asked_day(request)
    return Taken(trusted_list(asked_trusted(request), note=_as_of(day)), home_of(request))


def _zones(request: Any, whole: bool) -> Taken:
    day, _error = asked_day(request)
    return Taken(zone_list(zones_seen(request.user, day), note=_as_of(day)), home_of(request))


def _cameras(request: Any, whole: bool) -> Taken:
    from programs.views.cameras import asked_cameras

    day, _error = asked_day(request)
    rows = asked_cameras(request)
    return Taken(camera_list(rows, day, note=_as_of(day)), home_of(request))


def _as_of(day: Any) -> str:
    return f"tính đến {short_date(day)}"


def offer_lists() -> None:
    """Enter the four lists; `programs.apps` calls it when the portal starts."""
    offer_list("programs", "cac-mo-hinh", _programs)
    offer_list("trusted", "nguoi-co-uy-tin", _trusted)
    offer_list("zones", "khu-dan-cu-an-toan", _zones)
    offer_list("cameras", "camera-an-ninh", _cameras)
