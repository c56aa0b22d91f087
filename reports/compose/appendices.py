"""The appendices: the whole record in tables, empty ones left out, numbered in Roman."""

from collections.abc import Iterator

from common.dates import Precision, short_date
from common.figures import count, millions, roman
from common.text import sentence_case
from documents.tree import Appendix, Block, Cell, Column, Table
from members.models import Membership
from programs.models import Camera, CameraCheck, ZoneHousehold
from reports.compose import targets
from reports.compose.by_year import awards_by_year, ratings_by_year
from reports.compose.force import is_long, strength_table
from reports.compose.ledger import cell
from reports.compose.order import by_year as order_by_year
from reports.compose.outline import Outline
from reports.compose.parts import award_table
from reports.compose.result_tables import by_former_commune, by_village, by_year, scaled
from reports.compose.words import FUNDS, NONE_NOTE, gap_note
from reports.figures import Figures
from reports.figures.base import add
from reports.figures.fire import Share
from reports.figures.force import Member, StandingTeam
from reports.figures.money import ORDER, Funds
from reports.models import Part

ROLES = {
    Membership.Role.LEADER: "Tổ trưởng",
    Membership.Role.DEPUTY: "Tổ phó",
    Membership.Role.MEMBER: "Tổ viên",
}
CONDITIONS = {
    CameraCheck.Condition.GOOD: "Tốt",
    CameraCheck.Condition.BLURRED: "Hình ảnh mờ",
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


def appendices(figures: Figures, reference: str, outline: Outline) -> tuple[Appendix, ...]:
    """Return the appendices that hold anything. `reference` says which report they go with."""
    usual = {part: (title, blocks, wide) for part, title, blocks, wide in _parts(figures)}
    found = [
        (planned.heading or usual[planned.part][0], *usual[planned.part][1:])
        for planned in outline.of(usual)
        if usual[planned.part][1]
    ]
    numbers = [""] if len(found) == 1 else [roman(index) for index in range(1, len(found) + 1)]
    return tuple(
        Appendix(number_, title, reference, tuple(blocks), landscape)
        for number_, (title, blocks, landscape) in zip(numbers, found, strict=True)
    )


def _parts(figures: Figures) -> Iterator[tuple[Part, str, list[Block], bool]]:
    """Yield every appendix: usual title, blocks, whether it lies across."""
    words = figures.frame.words
    villages = len(figures.frame.villages) > 4
    former = f"Kết quả theo {words.commune_kind} cũ"
    money = len(figures.results.counting.years) > 5
    yield Part.TABLE_PROGRAMS, "Mô hình, điểm và tổ", _programmes(figures), False
    yield Part.TABLE_ROSTER, "Danh sách tổ và thành viên", _roster(figures), False
    yield Part.TABLE_YEARS, "Kết quả theo năm", by_year(figures), True
    yield Part.TABLE_VILLAGES, f"Kết quả theo {words.village}", by_village(figures), villages
    yield Part.TABLE_FORMER, former, by_former_commune(figures), False
    yield Part.TABLE_TARGETS, "Chỉ tiêu và kết quả", targets.table(figures), False
    yield Part.TABLE_RATINGS, "Xếp loại mô hình theo năm", ratings_by_year(figures), False
    yield Part.TABLE_FIRE, "An toàn phòng cháy, chữa cháy", _fire(figures), True
    yield Part.TABLE_CAMERAS, "Hệ thống camera", _cameras(figures), True
    yield Part.TABLE_MONEY, "Kinh phí", _money(figures), money
    yield Part.TABLE_AWARDS, "Khen thưởng", _awards(figures), False
    yield Part.TABLE_PAPERS, "Văn bản lãnh đạo, chỉ đạo", _papers(figures), False
    order = "Tình hình an ninh, trật tự theo năm"
    yield Part.TABLE_ORDER, order, order_by_year(figures), True


def _programmes(figures: Figures) -> list[Block]:
    rows: list[tuple[Cell, ...]] = []
    words, villages = figures.frame.words, len(figures.frame.standing)
    for index, item in enumerate(figures.programmes, 1):
        founded = (
            "; ".join(f"{part.commune}: {short_date(part.founded_on)}" for part in item.parts)
            if item.merged
            else short_date(item.founded_on)
        )
        rows.append(
            (
                str(index), item.name, founded, sentence_case(words.places(item.places, villages)),
                cell(item.site_count), cell(item.team_count),
            )
        )  # fmt: skip
    if not rows:
        return []
    teams = [item.teams for item in figures.programmes if item.teams is not None]
    total = (
        "", "Cộng", f"{count(len(rows))} mô hình", "",
        cell(add(item.site_count for item in figures.programmes)),
        # A team counts once, though two programmes have it.
        cell(len(frozenset().union(*teams)) if teams else None),
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
            note=gap_note(rows, note=NONE_NOTE),
        )
    ]  # fmt: skip


def _roster(figures: Figures) -> list[Block]:
    """One table a team, in the order of the villages; the sums of many villages before them."""
    where = f"Chức vụ ở {figures.frame.words.village}"
    blocks: list[Block] = []
    for item in figures.forces:
        teams = [team for team in item.standing if item.members_of(team.id)]
        if teams and is_long(figures):
            blocks.append(strength_table(figures, item))
        blocks += [_team_table(team, item.members_of(team.id), where) for team in teams]
    return blocks


def _team_table(team: StandingTeam, members: tuple[Member, ...], where: str) -> Table:
    rows = []
    for index, member in enumerate(members, 1):
        born = str(member.birth) if member.birth else "–"
        year_only = member.birth is not None and member.birth.precision == Precision.YEAR
        born = f"{member.birth.value.year}" if member.birth and year_only else born
        male, female = (born, "") if member.sex != "female" else ("", born)
        rows.append(
            (
                str(index), member.name, male, female, ROLES[Membership.Role(member.role)],
                sentence_case(", ".join(member.offices)), short_date(member.since),
            )
        )  # fmt: skip
    return Table(
        f"{team.name}: {count(len(members))} thành viên",
        (
            Column("TT", "centre", 0.62), Column("Họ và tên", "text", 2.2),
            Column("Nam", "centre", 1.42), Column("Nữ", "centre", 1.42),
            Column("Chức vụ trong tổ", "text", 1.2), Column(where, "text", 1.7),
            Column("Tham gia từ", "centre", 1.45),
        ),
        tuple(rows),
        groups=(("TT", 1), ("Họ và tên", 1), ("Ngày, năm sinh", 2), ("Chức vụ trong tổ", 1),
                (where, 1), ("Tham gia từ", 1)),
    )  # fmt: skip


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
            "", f"Cộng: {count(zone.count)} hộ",
            f"{count(zone.teams)} tổ" if zone.teams else "–",
            cell(zone.extinguishers.total), cell(zone.expired.total), _homes(zone.bells),
            _homes(zone.tools), _homes(zone.exits), cell(zone.trained.total),
        )  # fmt: skip
        undated = zone.undated.total
        note = gap_note(
            (*rows, total),
            f"Có {count(undated)} bình chưa ghi hạn dùng." if undated else "",
            note="Dấu “–” là chưa kiểm tra, chưa thống kê; tổng số cộng các hộ đã biết.",
        )
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
                note=note,
            )
        )  # fmt: skip
    return blocks


def _homes(share: Share) -> str:
    return f"{count(share.yes)} hộ" if share.known else "–"


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
        f"Tốt: {count(network.good)} mắt camera" if network.seen else CONDITIONS[""],
    )  # fmt: skip
    return [
        Table(
            "",
            (
                Column("TT", "centre", 0.5), Column("Điểm camera", "text", 2.4),
                Column(sentence_case(figures.frame.words.village), "text", 1),
                Column("Số mắt camera", width=0.8),
                Column("Ngày lắp", "centre", 1.2), Column("Nguồn kinh phí", "text", 1.4),
                Column("Kinh phí (triệu đồng)", width=1.1), Column("Sở hữu, quản lý", "text", 1.3),
                Column("Tình trạng", "text", 1.3),
            ),
            (*rows, total),
            totals=1,
        )
    ]  # fmt: skip


def _money(figures: Figures) -> list[Block]:
    """Money by source and year, from every register; the total counts each amount once."""
    facts = figures.money
    days = [m for m in figures.results.measures if m.code == "work_days" and m.total is not None]
    rows: list[tuple[Cell, ...]] = []
    for row in facts.rows:
        what = row.what if row.counted else f"{row.what} (phiếu kết quả, không cộng)"
        # An indicator's own name says its source.
        label = what if row.code else f"{sentence_case(FUNDS[row.source])}: {what}"
        rows.append((label, *_amounts(row)))
    total = facts.total
    if total is not None and len(facts.rows) > 1:
        sums = [part for source in ORDER if (part := facts.of(source)) is not None]
        if len(sums) > 1:
            rows += [(f"Cộng {FUNDS[part.source]}", *_amounts(part)) for part in sums]
        rows.append(("Tổng cộng", *_amounts(total)))
    strong = tuple(i for i, row in enumerate(rows) if str(row[0]).startswith(("Cộng ", "Tổng ")))
    for measure in days:
        unit, shown = scaled(measure)
        by_year = dict(zip(measure.years, measure.by_year, strict=True))
        amounts = [by_year.get(year) for year in facts.years]
        rows.append(
            (
                f"{measure.name}: {measure.group.name}", unit,
                *(shown(amount.value if amount else None) for amount in amounts),
                shown(measure.total),
            )
        )  # fmt: skip
    if not rows:
        return []
    unknown = sum(row.unknown for row in facts.rows)
    note = gap_note(rows, f"Có {count(unknown)} khoản chưa ghi số tiền." if unknown else "")
    return [
        Table(
            "",
            (
                Column("Nguồn, mô hình", "text", 3.6), Column("Đơn vị tính", "centre", 1.4),
                *(Column(str(year)) for year in facts.years), Column("Cả kỳ", width=1.2),
            ),
            tuple(rows),
            note=note,
            strong=strong,
        )
    ]  # fmt: skip


def _amounts(row: Funds) -> tuple[Cell, ...]:
    return ("triệu đồng", *(cell(millions(v)) for v in row.by_year), cell(millions(row.total)))


def _awards(figures: Figures) -> list[Block]:
    blocks: list[Block] = []
    if figures.awards.approved:
        blocks.append(award_table("Được khen thưởng", figures, approved=True))
    if figures.awards.proposed:
        blocks.append(award_table("Đề nghị khen thưởng", figures, approved=False))
    return [*blocks, *awards_by_year(figures)]


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
