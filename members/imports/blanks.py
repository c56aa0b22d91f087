"""Forms of rosters to fill in: one a kind of team, with the villages and people of the commune."""

from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst

from common.access import AnyUser
from common.dates import Precision, short_date
from common.listing import ListColumn, Listing, Value, to_xlsx
from imports.blanks import Blank
from members.models import Commune, Membership, Team

#: lines for people who are not in the list yet
BLANK_ROWS = 30


def roster_blanks(commune: Commune, user: AnyUser) -> list[Blank]:
    """Return a form for the self-managed teams and for each other kind that the commune has."""
    day = timezone.localdate()
    teams = Team.objects.visible_to(user).filter(village__commune=commune)
    there = set(teams.standing_on(day).values_list("kind", flat=True).distinct())
    kinds = [kind for kind in Team.Kind if kind == Team.Kind.SELF_MANAGED or kind in there]
    return [
        Blank(
            kind.value, capfirst(str(kind.label)), f"mau-danh-sach-{kind.value.replace('_', '-')}",
            partial(roster_form, commune, kind, user),
        )
        for kind in kinds
    ]  # fmt: skip


def roster_form(commune: Commune, kind: Team.Kind, user: AnyUser) -> bytes:
    """Return the roster of all teams of a kind today, with lines to go on. Two statements.

    Citizen IDs are masked: what is masked changes nothing when the list comes in again.
    """
    day = timezone.localdate()
    villages = list(commune.villages.visible_to(user).existing_on(day).order_by("sort_key", "pk"))
    roles = list(Membership.Role.values)
    rows = sorted(
        Membership.objects.visible_to(user)
        .filter(team__village__in=villages, team__kind=kind)
        .serving_on(day)
        .select_related("person", "team__village"),
        key=lambda row: (
            row.team.village.sort_key, row.team_id, roles.index(row.role), row.person.sort_key,
        ),
    )  # fmt: skip
    columns = (
        ListColumn("TT", 5, figure=True), ListColumn("Họ và tên", 24),
        ListColumn("Giới tính", 8, choices=("Nam", "Nữ")), ListColumn("Ngày sinh", 12),
        ListColumn("Số CCCD", 15), ListColumn("Điện thoại", 13),
        ListColumn("Thôn", 16, choices=tuple(village.name for village in villages)),
        ListColumn("Chức vụ", 12, choices=tuple(str(label).capitalize() for label in Membership.Role.labels)),
        ListColumn("Tham gia từ", 12), ListColumn("Ghi chú", 20),
    )  # fmt: skip
    listing = Listing(
        f"Danh sách {kind.short}, {commune.full_name}", f"tính đến {short_date(day)}", columns,
        tuple(_row(number, row) for number, row in enumerate(rows, start=1)),
    )  # fmt: skip
    return to_xlsx(listing, blank_rows=BLANK_ROWS)


def _row(number: int, row: Membership) -> tuple[Value, ...]:
    person = row.person
    birth: Any = person.birth
    known = birth.value if birth and birth.precision == Precision.DAY else str(birth or "")
    return (
        number, person.full_name, str(person.get_sex_display()), known, person.masked_citizen_id,
        person.phone, row.team.village.name, row.get_role_display().capitalize(), row.started_on, "",
    )  # fmt: skip
