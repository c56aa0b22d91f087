"""Part III.3: each programme in words, with what is particular to its kind."""

from common.dates import short_date
from common.figures import count, money_words, percent
from common.text import lower_first, names, quoted
from documents.tree import Block, Figure, Paragraph
from programs.models import ProgramStatus, TrustedActivity, TrustedPerson
from reports.compose.ledger import Ledger
from reports.compose.sentences import Runs, listed
from reports.compose.words import ACTIVITIES, REGISTER, STANDINGS
from reports.figures import Figures
from reports.figures.fire import Zone
from reports.figures.programmes import Programme


def programme(
    figures: Figures, item: Programme, ledger: Ledger, results: list[Block]
) -> list[Block]:
    """A subsection of III.3: what a programme is, where it runs, what it brought.

    `results` are its fields of work, where part III.2 did not tell them.
    """
    founded = [f"Thành lập ngày {short_date(item.founded_on)}"]
    if item.decision:
        founded[0] += f" theo Quyết định số {item.decision}"
    if item.lead_agency:
        founded.append(f"do {item.lead_agency} chủ trì")
    if item.aliases:
        founded.append(f"còn gọi là {names(quoted(name) for name in item.aliases)}")
    blocks: list[Block] = [Paragraph((", ".join(founded) + ".",))]
    if item.aim:
        blocks.append(Paragraph((f"Mục tiêu: {lower_first(item.aim).rstrip('.')}.",)))
    blocks += _sites(item, ledger)
    if item.state == ProgramStatus.State.IDLE:
        blocks.append(Paragraph(("Hiện mô hình hoạt động cầm chừng.",)))
    elif item.state == ProgramStatus.State.DISSOLVED:
        blocks.append(Paragraph(("Mô hình đã giải thể.",)))
    if item.kind == "trusted_persons":
        blocks += trusted(figures, ledger)
    if item.kind == "cameras":
        blocks += cameras(figures, ledger)
    if item.kind == "fire_safe":
        for zone in figures.zones:
            blocks += fire_zone(zone, ledger)
    blocks += results
    for year, scheme, level in item.ratings[-1:]:
        blocks.append(Paragraph((f"{scheme} năm {year}: {lower_first(level)}.",)))
    if item.highlights:
        blocks.append(Paragraph(("Một số việc tiêu biểu:",)))
        blocks += [
            Paragraph((f"Ngày {short_date(day)}: {text.rstrip('.')}.",), "item")
            for day, text in item.highlights
        ]
    return blocks


def _sites(item: Programme, ledger: Ledger) -> list[Block]:
    if not item.sites:
        return []
    sites = ledger.figure(
        f"sites-{item.id}", len(item.sites), title=f"Số điểm ({item.name})", source=REGISTER,
        rule="Số điểm áp dụng mô hình đang hoạt động trong ngày chốt số liệu.",
        rows=[(site.name, site.village) for site in item.sites],
    )  # fmt: skip
    places = names(dict.fromkeys(site.village for site in item.sites))
    runs: list[str | Figure] = ["Mô hình có ", sites, " điểm"]
    if item.team_count:
        runs.append(f", {count(item.team_count)} tổ")
    runs.append(f" tại {places}.")
    return [Paragraph(tuple(runs))]


def trusted(figures: Figures, ledger: Ledger) -> list[Block]:
    facts = figures.trusted
    if facts is None or not facts.count:
        return []
    total = ledger.figure(
        "trusted", facts.count, title="Số người có uy tín", source=REGISTER, rows=[
            (village, count(times)) for village, times in facts.by_village
        ],
        rule="Người có quyết định công nhận còn hiệu lực trong ngày chốt số liệu.",
    )  # fmt: skip
    standing = names(
        f"{count(times)} {STANDINGS[TrustedPerson.Standing(kind)]}"
        for kind, times in facts.by_standing
    )
    runs: list[str | Figure] = ["Toàn xã có ", total, f" người có uy tín ({standing})"]
    moves = [
        f"{word} {count(times)} người"
        for word, times in (
            ("công nhận mới", facts.recognised),
            ("đưa ra khỏi danh sách", facts.removed),
        )
        if times
    ]
    if moves:
        runs.append(f"; trong kỳ {names(moves)}")
    blocks: list[Block] = [Paragraph((*runs, "."))]
    if facts.activities:
        done = []
        for item in facts.activities:
            kind = TrustedActivity.Kind(item.kind)
            figure = ledger.figure(
                f"trusted-{item.kind}", item.times, title=ACTIVITIES[kind].capitalize(),
                source="Sổ hoạt động của người có uy tín",
                rule="Cộng số lượt đã ghi trong thời gian báo cáo.",
            )  # fmt: skip
            with_ = f" với {count(item.people)} lượt người dự" if item.people else ""
            done.append((figure, f" {ACTIVITIES[kind]}{with_}"))
        blocks.append(Paragraph(("Người có uy tín đã tham gia ", *listed(done, comma=", "), ".")))
    if facts.gifts:
        text = f"Đã tổ chức {count(facts.gifts)} lượt thăm hỏi, tặng quà người có uy tín"
        if facts.gifts_worth:
            text += f", trị giá {money_words(facts.gifts_worth)}"
        blocks.append(Paragraph((text + ".",)))
    return blocks


def cameras(figures: Figures, ledger: Ledger) -> list[Block]:
    facts = figures.cameras
    if facts is None or not facts.points:
        return []
    day = short_date(figures.frame.cut_off)
    points = ledger.figure(
        "camera-points", len(facts.points), title="Số điểm camera", source="Sổ camera",
        rule=f"Điểm lắp đặt đang quản lý ngày {day}.",
        rows=[(point.name, f"{point.village}, {point.units} mắt") for point in facts.points[:30]],
    )  # fmt: skip
    units = ledger.figure(
        "camera-units", facts.units, title="Số mắt camera", source="Sổ camera",
        rule="Cộng số mắt của các điểm; lắp đặt không có nghĩa là đang hoạt động.",
    )  # fmt: skip
    good = ledger.figure(
        "camera-good", facts.good, title="Số mắt hoạt động tốt", source="Lần kiểm tra gần nhất",
        rule="Mắt thuộc điểm có tình trạng “tốt” ở lần kiểm tra không quá 90 ngày trước.",
    )  # fmt: skip
    parts: list[Runs] = [(good, f" mắt hoạt động tốt ({percent(facts.good, facts.units)})")]
    for value, text in (
        (facts.blurred, "mắt cho hình ảnh mờ"),
        (facts.broken, "mắt hỏng"),
        (facts.unverified, "mắt chưa kiểm tra trong 90 ngày"),
    ):
        if value:
            parts.append((f"{count(value)} {text}",))
    blocks: list[Block] = [
        Paragraph(
            (
                "Toàn xã có ", points, " điểm lắp đặt với ", units,
                f" mắt camera; tính đến ngày {day} có ", *listed(parts, comma=", "), ".",
            )
        )
    ]  # fmt: skip
    if facts.cost is not None:
        runs = [f"Tổng kinh phí lắp đặt {money_words(facts.cost)}"]
        if facts.cost_community:
            runs.append(f", trong đó xã hội hóa {money_words(facts.cost_community)}")
        blocks.append(Paragraph(("".join(runs) + ".",)))
    if facts.upkeep:
        text = f"Trong kỳ đã sửa chữa, bảo dưỡng {count(facts.upkeep)} lượt"
        if facts.upkeep_cost is not None:
            text += f", kinh phí {money_words(facts.upkeep_cost)}"
        blocks.append(Paragraph((text + ".",)))
    if facts.extractions:
        text = f"Đã trích xuất dữ liệu {count(facts.extractions)} lượt phục vụ công tác"
        if facts.cases_clarified:
            text += f", giúp làm rõ {count(facts.cases_clarified)} vụ việc"
        blocks.append(Paragraph((text + ".",)))
    return blocks


def fire_zone(zone: Zone, ledger: Ledger) -> list[Block]:
    """A fire-safe zone: shares are of the households of the zone."""
    total = ledger.figure(
        f"zone-{zone.id}", zone.count, title=f"Số hộ ({zone.name})", source="Sổ an toàn PCCC",
        rule="Số hộ của khu trong ngày chốt số liệu.",
    )  # fmt: skip
    parts = [
        f"{count(zone.with_extinguisher)} hộ có bình chữa cháy còn hạn "
        f"({percent(zone.with_extinguisher, zone.count)})"
    ]
    if zone.teams:
        parts.append(f"{count(zone.in_teams)} hộ tham gia {count(zone.teams)} tổ liên gia")
    if zone.with_bell:
        parts.append(f"{count(zone.with_bell)} hộ lắp chuông báo cháy")
    parts.append(
        f"{count(zone.with_exit)} hộ có lối thoát nạn thứ hai "
        f"({percent(zone.with_exit, zone.count)})"
    )
    blocks: list[Block] = [
        Paragraph((f"{zone.name} có ", total, f" hộ, trong đó {'; '.join(parts)}."))
    ]
    held = []
    if zone.drills:
        text = f"{count(zone.drills)} buổi thực tập phương án"
        if zone.drill_attendance:
            text += f" với {count(zone.drill_attendance)} lượt người"
        held.append(text)
    if zone.inspections:
        text = f"{count(zone.inspections)} lượt kiểm tra"
        if zone.faults:
            text += f", phát hiện, hướng dẫn khắc phục {count(zone.faults)} tồn tại"
        held.append(text)
    if zone.trained:
        held.append(f"{count(zone.trained)} người được huấn luyện")
    if held:
        blocks.append(Paragraph((f"Trong kỳ đã tổ chức {'; '.join(held)}.",)))
    if zone.criteria:
        met = ledger.figure(
            f"zone-met-{zone.id}", zone.criteria_met, title=f"Tiêu chí đạt ({zone.name})",
            source="Lần kiểm tra gần nhất", rows=[
                (text, "đạt" if is_met else "chưa đạt") for text, is_met in zone.criteria
            ],
            rule="Tiêu chí được kiểm tra và đạt ở lần kiểm tra gần nhất đến ngày chốt số liệu.",
        )  # fmt: skip
        blocks.append(
            Paragraph(
                (
                    f"Lần kiểm tra gần nhất (ngày {short_date(zone.checked_on)}) đạt ", met,
                    f"/{count(len(zone.criteria))} tiêu chí an toàn PCCC được kiểm tra.",
                )
            )
        )  # fmt: skip
    return blocks
