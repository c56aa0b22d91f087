"""The appendices: the whole record in tables, empty ones left out, numbered in Roman."""

from collections.abc import Callable, Iterator

from common.dates import Precision, short_date
from common.figures import count, millions, roman
from common.text import names
from documents.tree import Appendix, Block, Cell, Column, Figure, Table
from members.models import Membership
from programs.models import Camera, CameraCheck, Indicator, ZoneHousehold
from reports.compose.ledger import cell
from reports.compose.parts import award_table
from reports.figures import Figures
from reports.figures.base import Value
from reports.figures.force import Force
from reports.figures.results import Measure

ROLES = {
    Membership.Role.LEADER: "Tổ trưởng",
    Membership.Role.DEPUTY: "Tổ phó",
    Membership.Role.MEMBER: "Tổ viên",
}
CONDITIONS = {
    CameraCheck.Condition.GOOD: "Tốt",
    CameraCheck.Condition.BLURRED: "Mờ",
    CameraCheck.Condition.BROKEN: "Hỏng",
    "": "Chưa kiểm tra",
}
FUNDING = {
    Camera.Funding.BUDGET: "Ngân sách",
    Camera.Funding.COMMUNITY: "Xã hội hóa",
    Camera.Funding.MIXED: "Ngân sách, xã hội hóa",
    "": "",
}
EXITS = {
    ZoneHousehold.SecondExit.YES: "Có",
    ZoneHousehold.SecondExit.NO: "Không",
    ZoneHousehold.SecondExit.CAGE_OPENED: "Đã mở “lồng sắt”",
    ZoneHousehold.SecondExit.UNKNOWN: "–",
}
#: More columns than this go into the next table.
MOST_VILLAGES, MOST_YEARS = 9, 12
GAP_NOTE = "Dấu “–” là chưa thống kê, không phải là 0."


def appendices(figures: Figures, reference: str) -> tuple[Appendix, ...]:
    """Return the appendices that hold anything. `reference` says which report they go with."""
    found = [part for part in _parts(figures) if part[1]]
    numbers = [""] if len(found) == 1 else [roman(index) for index in range(1, len(found) + 1)]
    return tuple(
        Appendix(number_, title, reference, tuple(blocks), landscape)
        for number_, (title, blocks, landscape) in zip(numbers, found, strict=True)
    )


def _parts(figures: Figures) -> Iterator[tuple[str, list[Block], bool]]:
    yield "Mô hình, điểm và tổ", _programmes(figures), False
    yield "Danh sách tổ và thành viên", _roster(figures), False
    yield "Kết quả theo năm", _by_year(figures), True
    yield "Kết quả theo thôn", _by_village(figures), len(figures.frame.villages) > 4
    yield "An toàn phòng cháy, chữa cháy", _fire(figures), True
    yield "Hệ thống camera", _cameras(figures), True
    yield "Kinh phí", _money(figures), len(figures.frame.years) > 5
    yield "Khen thưởng", _awards(figures), False
    yield "Văn bản lãnh đạo, chỉ đạo", _papers(figures), False


def _programmes(figures: Figures) -> list[Block]:
    rows: list[tuple[Cell, ...]] = []
    for index, item in enumerate(figures.programmes, 1):
        places = names(dict.fromkeys(site.village for site in item.sites))
        rows.append(
            (
                str(index), item.name, short_date(item.founded_on), places,
                cell(len(item.sites)), cell(item.team_count),
            )
        )  # fmt: skip
    if not rows:
        return []
    total = (
        "", "Cộng", f"{count(len(rows))} mô hình", "",
        cell(sum(len(item.sites) for item in figures.programmes)),
        cell(sum(item.team_count for item in figures.programmes)),
    )  # fmt: skip
    return [
        Table(
            "",
            (
                Column("TT", "centre", 0.62), Column("Mô hình", "text", 2.9),
                Column("Thành lập", "centre", 1.5), Column("Nơi áp dụng", "text", 2.2),
                Column("Số điểm", width=0.9), Column("Số tổ", width=0.8),
            ),
            (*rows, total),
            totals=1,
            note="Mô hình, điểm, tổ và thành viên là bốn số đếm khác nhau.",
        )
    ]  # fmt: skip


def _roster(figures: Figures) -> list[Block]:
    blocks: list[Block] = []
    for item in figures.forces:
        teams = dict.fromkeys((member.village, member.team) for member in item.roster)
        for village, team in teams:
            blocks.append(_team_table(item, village, team))
    return blocks


def _team_table(item: Force, village: str, team: str) -> Table:
    members = [m for m in item.roster if (m.village, m.team) == (village, team)]
    rows = []
    for index, member in enumerate(members, 1):
        born = str(member.birth) if member.birth else "–"
        year_only = member.birth is not None and member.birth.precision == Precision.YEAR
        born = f"{member.birth.value.year}" if member.birth and year_only else born
        male, female = (born, "") if member.sex != "female" else ("", born)
        rows.append(
            (
                str(index), member.name, male, female, ROLES[Membership.Role(member.role)],
                ", ".join(member.offices), short_date(member.since),
            )
        )  # fmt: skip
    return Table(
        f"{team}: {count(len(members))} thành viên",
        (
            Column("TT", "centre", 0.62), Column("Họ và tên", "text", 2.2),
            Column("Nam", "centre", 1.42), Column("Nữ", "centre", 1.42),
            Column("Chức vụ trong tổ", "text", 1.2), Column("Chức vụ ở thôn", "text", 1.7),
            Column("Tham gia từ", "centre", 1.45),
        ),
        tuple(rows),
        groups=(("TT", 1), ("Họ và tên", 1), ("Ngày, năm sinh", 2), ("Chức vụ trong tổ", 1),
                ("Chức vụ ở thôn", 1), ("Tham gia từ", 1)),
    )  # fmt: skip


def _scaled(measure: Measure) -> tuple[str, Callable[[Value], Figure]]:
    """Return the unit and how a value becomes a cell.

    Amounts of đồng print in millions, or the columns of ten years do not fit a page.
    """
    if measure.unit == "đồng":
        return "triệu đồng", lambda value: cell(millions(value))
    return measure.unit, cell


def _by_year(figures: Figures) -> list[Block]:
    """Every indicator by year, and below it village by village: gaps are seen at once."""
    if len(figures.frame.years) < 3:
        return []
    blocks: list[Block] = []
    years = figures.frame.years
    for item in figures.programmes:
        measures = figures.results.of(item.id)
        for start in range(0, len(years), MOST_YEARS):
            part = slice(start, start + MOST_YEARS)
            rows = [row for measure in measures for row in _year_rows(measure, part)]
            if not rows:
                continue
            span = years[part]
            blocks.append(
                Table(
                    f"{item.name}, {span[0]} - {span[-1]}",
                    (
                        Column("Nội dung", "text", 4.4), Column("Đơn vị tính", "centre", 1.5),
                        *(Column(str(year)) for year in span), Column("Cả kỳ", width=1.2),
                    ),
                    tuple(rows),
                    note=" ".join(filter(None, [GAP_NOTE, _remarks(figures)])),
                    strong=tuple(
                        index for index, row in enumerate(rows) if not str(row[0]).startswith(" ")
                    ),
                )
            )  # fmt: skip
    return blocks


def _remarks(figures: Figures) -> str:
    remarks = figures.results.remarks
    return f"Riêng {'; '.join(remarks)}." if remarks else ""


def _year_rows(measure: Measure, part: slice) -> Iterator[tuple[Cell, ...]]:
    unit, scaled = _scaled(measure)
    grid = measure.grid
    yield (
        measure.name, unit, *(scaled(value) for value in grid.by_year[part]), scaled(grid.total),
    )  # fmt: skip
    if len(grid.villages) > 1:
        for village, row, total in zip(grid.villages, grid.cells, grid.by_village, strict=True):
            yield (
                f"    {village.name}", "", *(scaled(value) for value in row[part]), scaled(total),
            )  # fmt: skip


def _by_village(figures: Figures) -> list[Block]:
    blocks: list[Block] = []
    for item in figures.programmes:
        measures = figures.results.of(item.id)
        compared = any(measure.change.before is not None for measure in measures)
        villages = measures[0].grid.villages if measures else ()
        for start in range(0, len(villages), MOST_VILLAGES):
            part = slice(start, start + MOST_VILLAGES)
            rows: list[tuple[Cell, ...]] = []
            for measure in measures:
                unit, scaled = _scaled(measure)
                totals = [scaled(value) for value in measure.grid.by_village[part]]
                rows.append(
                    (
                        measure.name, unit, *totals,
                        scaled(measure.total),
                        *([scaled(measure.change.before)] if compared else []),
                    )
                )  # fmt: skip
            if rows:
                blocks.append(
                    Table(
                        item.name,
                        (
                            Column("Nội dung", "text", 3.4), Column("Đơn vị tính", "centre", 1.3),
                            *(Column(village.name) for village in villages[part]),
                            Column("Toàn xã", width=1.1),
                            *([Column("Cùng kỳ năm trước", width=1.2)] if compared else []),
                        ),
                        tuple(rows),
                        note=GAP_NOTE,
                    )
                )  # fmt: skip
    return blocks


def _yes_no(value: bool | None) -> str:
    return "–" if value is None else "Có" if value else "Không"


def _fire(figures: Figures) -> list[Block]:
    blocks: list[Block] = []
    for zone in figures.zones:
        rows: list[tuple[Cell, ...]] = [
            (
                str(index), household.head, household.team,
                cell(household.extinguishers), cell(household.expired),
                _yes_no(household.has_bell), _yes_no(household.has_tools),
                EXITS[ZoneHousehold.SecondExit(household.second_exit)], cell(household.trained),
            )
            for index, household in enumerate(zone.households, 1)
        ]  # fmt: skip
        if not rows:
            continue
        total = (
            "", f"Cộng: {count(zone.count)} hộ", f"{count(zone.teams)} tổ",
            cell(zone.extinguishers), cell(zone.expired), f"{count(zone.with_bell)} hộ", "",
            f"{count(zone.with_exit)} hộ", cell(zone.trained),
        )  # fmt: skip
        blocks.append(
            Table(
                zone.name,
                (
                    Column("TT", "centre", 0.5), Column("Chủ hộ", "text", 2.2),
                    Column("Tổ liên gia", "text", 2), Column("Bình chữa cháy", width=1.1),
                    Column("Bình hết hạn", width=1), Column("Chuông báo cháy", "centre", 1.1),
                    Column("Dụng cụ phá dỡ", "centre", 1.1),
                    Column("Lối thoát nạn thứ hai", "centre", 1.6),
                    Column("Người được huấn luyện", width=1.2),
                ),
                (*rows, total),
                totals=1,
                note="Dấu “–” là chưa kiểm tra.",
            )
        )  # fmt: skip
    return blocks


def _cameras(figures: Figures) -> list[Block]:
    network = figures.cameras
    if network is None or not network.points:
        return []
    rows: list[tuple[Cell, ...]] = [
        (
            str(index), point.name, point.village, cell(point.units),
            short_date(point.installed_on), FUNDING[point.funding],
            cell(millions(point.cost)),
            "; ".join(dict.fromkeys(filter(None, (point.owner, point.manager)))), CONDITIONS[point.condition],
        )
        for index, point in enumerate(network.points, 1)
    ]  # fmt: skip
    total = (
        "", f"Cộng: {count(len(rows))} điểm", "", cell(network.units), "", "",
        cell(millions(network.cost)), "",
        f"Tốt: {count(network.good)} mắt",
    )  # fmt: skip
    return [
        Table(
            "",
            (
                Column("TT", "centre", 0.5), Column("Điểm lắp đặt", "text", 2.4),
                Column("Thôn", "text", 1), Column("Số mắt", width=0.7),
                Column("Ngày lắp", "centre", 1.2), Column("Nguồn kinh phí", "text", 1.4),
                Column("Kinh phí (triệu đồng)", width=1.1), Column("Sở hữu, quản lý", "text", 1.3),
                Column("Tình trạng", "text", 1.3),
            ),
            (*rows, total),
            totals=1,
        )
    ]  # fmt: skip


def _money(figures: Figures) -> list[Block]:
    """Money by source and year, over all programmes of the report."""
    measures = [m for m in figures.results.measures if m.group == Indicator.Group.MONEY]
    if not measures:
        return []
    named = {item.id: item.name for item in figures.programmes}
    rows: list[tuple[Cell, ...]] = []
    for measure in measures:
        unit, scaled = _scaled(measure)
        values = [scaled(value) for value in measure.grid.by_year]
        rows.append(
            (
                f"{measure.name}: {named[measure.program_id]}", unit, *values,
                scaled(measure.total),
            )
        )  # fmt: skip
    return [
        Table(
            "",
            (
                Column("Nguồn, mô hình", "text", 3.6), Column("Đơn vị tính", "centre", 1.4),
                *(Column(str(year)) for year in figures.frame.years), Column("Cả kỳ", width=1.2),
            ),
            tuple(rows),
            note=GAP_NOTE,
        )
    ]  # fmt: skip


def _awards(figures: Figures) -> list[Block]:
    blocks: list[Block] = []
    if figures.awards.approved:
        blocks.append(award_table("Được khen thưởng", figures, approved=True))
    if figures.awards.proposed:
        blocks.append(award_table("Đề nghị khen thưởng", figures, approved=False))
    return blocks


def _papers(figures: Figures) -> list[Block]:
    papers = figures.leadership.papers
    if not papers:
        return []
    return [
        Table(
            "",
            (
                Column("TT", "centre", 0.62), Column("Số, ký hiệu", "text", 1.75),
                Column("Ngày", "centre", 1.45), Column("Cơ quan ban hành", "text", 1.95),
                Column("Trích yếu", "text", 4),
            ),
            tuple(
                (str(index), paper.code, short_date(paper.issued_on), paper.organ, paper.subject)
                for index, paper in enumerate(papers, 1)
            ),
        )
    ]  # fmt: skip
