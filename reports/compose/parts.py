"""Parts I to IV and VII in words: situation, leadership, force, faults, awards."""

from collections.abc import Mapping

from awards.models import NomineeKind
from common.dates import short_date
from common.figures import count, number, percent
from common.text import lower_first, names, quoted, sentence_case
from documents.tree import Block, Chart, Column, Figure, Paragraph, Series, Table
from members.models import Membership, Team
from members.models.papers import PaperKind
from programs.models import Indicator
from reports.compose.ledger import Ledger, cell
from reports.compose.sentences import Runs, listed
from reports.compose.words import LEAVING, PAPER_KINDS, REGISTER, TEAM_KINDS, VILLAGE_KINDS
from reports.compose.work import Clause, Field, conflicts, field_sentence, notes
from reports.figures import Figures
from reports.figures.force import Force


def situation(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part I: the place in figures."""
    frame, facts = figures.frame, figures.situation
    kinds = names(
        f"{count(number_)} {VILLAGE_KINDS[kind]}" for kind, number_ in facts.village_kinds
    )
    villages = ledger.figure(
        "villages", facts.villages, title="Số thôn", source=REGISTER,
        rule="Số thôn, bản, khu phố tồn tại trong ngày chốt số liệu.",
        rows=[(village.name, "") for village in frame.villages],
    )  # fmt: skip
    blocks: list[Block] = []
    if frame.commune.about:
        blocks.append(Paragraph((frame.commune.about.strip(),)))
    one_kind = len(facts.village_kinds) == 1
    kind_word = VILLAGE_KINDS[facts.village_kinds[0][0]] if facts.village_kinds else "thôn"
    runs: list[str | Figure] = [f"{sentence_case(frame.commune.full_name)} hiện có ", villages]
    runs.append(f" {kind_word}" if one_kind else f" thôn, khu dân cư ({kinds})")
    households, people = facts.households.total, facts.population.total
    if households is not None:
        runs += [
            ", ",
            ledger.figure(
                "households", households, title="Số hộ", source=REGISTER,
                rule="Số hộ của năm gần nhất đã biết ở mỗi thôn.",
            ),
            " hộ",
        ]  # fmt: skip
    if people is not None:
        runs += [
            " với " if households is not None else ", ",
            ledger.figure(
                "population", people, title="Số nhân khẩu", source=REGISTER,
                rule="Số nhân khẩu của năm gần nhất đã biết ở mỗi thôn.",
            ),
            " nhân khẩu",
        ]  # fmt: skip
    if facts.area_ha is not None:
        runs.append(f"; diện tích tự nhiên {number(facts.area_ha)} ha")
    runs.append(".")
    blocks.append(Paragraph(tuple(runs)))
    return blocks


def leadership(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part II: papers issued and received, meetings held."""
    facts = figures.leadership
    blocks: list[Block] = []
    if facts.papers:
        kinds = names(
            f"{count(times)} {PAPER_KINDS[PaperKind(kind)]}" for kind, times in facts.papers_by_kind
        )
        papers = ledger.figure(
            "papers", len(facts.papers), title="Số văn bản", source="Sổ văn bản",
            rule="Văn bản chỉ đạo ban hành hoặc tiếp nhận đến ngày chốt số liệu, "
            "không kể báo cáo, biên bản, giấy mời.",
            rows=[(paper.code, paper.subject) for paper in facts.papers[:30]],
        )  # fmt: skip
        blocks.append(
            Paragraph(
                (
                    "Để lãnh đạo, chỉ đạo thực hiện, các cấp đã ban hành ", papers,
                    f" văn bản ({kinds}).",
                )
            )
        )  # fmt: skip
    if facts.meetings:
        held = ledger.figure(
            "meetings", len(facts.meetings), title="Số hội nghị", source="Sổ hội nghị",
            rule="Hội nghị, cuộc họp về các mô hình trong thời gian báo cáo.",
            rows=[(title, short_date(day)) for day, title in facts.meetings[:30]],
        )  # fmt: skip
        blocks.append(
            Paragraph(("Ban Chỉ đạo đã tổ chức ", held, " hội nghị, cuộc họp về các mô hình."))
        )
    return blocks


def force(figures: Figures, item: Force, ledger: Ledger) -> list[Block]:
    """Part III.1: one kind of force, its strength now and through the years."""
    if not item.team_count and not item.ever_served:
        return []
    frame = figures.frame
    kind = TEAM_KINDS[Team.Kind(item.kind)]
    villages_with = sum(
        bool(total) for total in (row[-1] for row in item.teams.cells) if total is not None
    )
    day = short_date(frame.cut_off)
    rows = [
        (village.name, f"{count(row[-1])} người")
        for village, row in zip(item.strength.villages, item.strength.cells, strict=True)
    ]
    suffix = "" if item is figures.forces[0] else f" ({kind})"
    teams = ledger.figure(
        f"teams-{item.kind}", item.team_count, title="Số tổ" + suffix, source=REGISTER,
        rule=f"Số {kind} đang hoạt động ngày {day}.",
    )  # fmt: skip
    placed = ledger.figure(
        f"team-villages-{item.kind}", villages_with, title="Số thôn có tổ" + suffix,
        source=REGISTER, rule=f"Số thôn có {kind} ngày {day}.",
    )  # fmt: skip
    opening = ("Mô hình được triển khai ở ", placed, " thôn với ", teams, f" {kind}")
    if not item.member_count:
        return [Paragraph((*opening, f" (tính đến ngày {day})."))]
    members = ledger.figure(
        f"members-{item.kind}", item.member_count, title="Số thành viên" + suffix,
        source=REGISTER, rows=rows,
        rule=f"Số người đang tham gia {kind} ngày {day}; mỗi người đếm một lần.",
    )  # fmt: skip
    blocks: list[Block] = [
        Paragraph(
            (
                *opening, ", gồm ", members, f" thành viên (tính đến ngày {day})",
                *_of_whom(item), ".",
            )
        )
    ]  # fmt: skip
    rule = _leader_rule(item)
    if rule:
        blocks.append(Paragraph((rule,)))
    if len(frame.years) > 2:
        blocks.append(Paragraph(_movement(item, ledger, frame.period.start)))
        blocks.append(_strength_chart(figures, item))
    else:
        blocks.append(_strength_table(figures, item))
    return blocks


def _of_whom(item: Force) -> Runs:
    parts = []
    if item.women:
        share_ = percent(item.women, item.member_count)
        parts.append(f"{count(item.women)} nữ ({share_})")
    if item.leaders:
        parts.append(f"{count(item.leaders)} tổ trưởng")
    if item.deputies:
        parts.append(f"{count(item.deputies)} tổ phó")
    return (f", trong đó có {names(parts)}",) if parts else ()


def _leader_rule(item: Force) -> str:
    """Say who leads, as the founding rule has it, and where the roster departs from it."""
    if not item.leaders:
        return ""
    if item.leaders_are_heads == item.leaders and item.deputies_are_deputy_heads == item.deputies:
        return (
            "Tổ trưởng là trưởng các thôn, tổ phó là phó trưởng thôn, có trách nhiệm chỉ đạo các "
            "tổ viên thực hiện tự phòng, tự quản về an ninh, trật tự và phối hợp với Công an xã."
        )
    return (
        f"Có {count(item.leaders_are_heads)}/{count(item.leaders)} tổ trưởng là trưởng thôn, "
        f"{count(item.deputies_are_deputy_heads)}/{count(item.deputies)} tổ phó là phó trưởng thôn."
    )


def _movement(item: Force, ledger: Ledger, start: object) -> Runs:
    ever = ledger.figure(
        f"ever-{item.kind}", item.ever_served, title="Số người đã từng tham gia",
        source=REGISTER, rule="Mọi người đã tham gia ít nhất một ngày trong thời gian báo cáo.",
    )  # fmt: skip
    runs: list[str | Figure] = [
        "Trong thời gian báo cáo đã có ", ever, " người tham gia các tổ",
    ]  # fmt: skip
    if item.joined:
        joined = ledger.figure(
            f"joined-{item.kind}", item.joined, title="Số người bổ sung", source=REGISTER,
            rule="Người tham gia lần đầu sau ngày đầu của thời gian báo cáo.",
        )  # fmt: skip
        runs += ["; bổ sung ", joined, " người"]
    if item.left:
        left = ledger.figure(
            f"left-{item.kind}", item.left, title="Số người thôi tham gia", source=REGISTER,
            rule="Người đã tham gia nhưng không còn trong tổ vào ngày chốt số liệu.",
        )  # fmt: skip
        reasons = [
            f"{LEAVING[Membership.Leaving(reason)]} {count(times)}"
            for reason, times in item.leaving_reasons
            if reason
        ]
        runs += ["; thôi tham gia ", left, " người"]
        runs.append(f" ({', '.join(reasons)})" if reasons else "")
    return (*(run for run in runs if run != ""), ".")


def _strength_chart(figures: Figures, item: Force) -> Chart:
    frame = figures.frame
    years = tuple(str(year) for year in frame.years)
    caption = "Số thành viên cuối mỗi năm"
    totals = ", ".join(
        f"{year} {count(total)}" for year, total in zip(years, item.strength.by_year, strict=True)
    )
    if len(frame.villages) <= 6:
        series = tuple(
            Series(village.name, row)
            for village, row in zip(frame.villages, item.strength.cells, strict=True)
        )
        return Chart(f"{caption}, theo thôn", "stacked", "người", years, series,
                     alt=f"{caption}: {totals}.")  # fmt: skip
    series = (Series("Toàn xã", item.strength.by_year),)
    return Chart(caption, "columns", "người", years, series, alt=f"{caption}: {totals}.")


def _strength_table(figures: Figures, item: Force) -> Table:
    rows = [
        (village.name, cell(teams[-1]), cell(strength[-1]))
        for village, teams, strength in zip(
            figures.frame.villages, item.teams.cells, item.strength.cells, strict=True
        )
    ]
    total = ("Cộng", cell(item.team_count), cell(item.member_count))
    return Table(
        f"Lực lượng {TEAM_KINDS[Team.Kind(item.kind)]}",
        (Column("Thôn", "text", 2), Column("Số tổ"), Column("Số thành viên")),
        (*rows, total),
        totals=1,
    )


IMPACT = Field(
    Indicator.Group.SITUATION,
    "",
    "Trên địa bàn trong thời gian báo cáo xảy ra ",
    (
        Clause("crimes", "", zero="không xảy ra vụ phạm pháp hình sự"),
        Clause("crimes_solved", "đã làm rõ ", "crimes", "đạt"),
        Clause("social_evils", "", zero="không phát hiện vụ tệ nạn xã hội"),
        Clause("violations", "", zero="không có vụ vi phạm hành chính"),
        Clause("traffic_accidents", "", zero="không xảy ra tai nạn giao thông"),
        Clause("fires", "", zero="không xảy ra cháy"),
    ),
)


def impact(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part III.4 in figures: the situation of the area, as all programmes together report it."""
    frame = figures.frame
    found = (figures.results.as_one(clause.code, frame) for clause in IMPACT.clauses)
    measures = {measure.code: measure for measure in found if measure is not None}
    sentence = field_sentence(IMPACT, measures, ledger, "", frame)
    if not sentence:
        return []
    text = conflicts(measures.values(), frame)
    apart = [Paragraph((text,), "note")] if text else []
    return [Paragraph(sentence), *notes(measures.values(), frame), *apart]


def faults(figures: Figures) -> list[Block]:
    """What the data itself says is wrong: for part IV.2."""
    found = []
    for item in figures.forces:
        if item.without_leader and item.member_count:
            found.append(f"Còn {names(item.without_leader)} chưa có tổ trưởng")
    for group in figures.frame.groups:
        coverage = figures.results.coverage(group.id)
        if coverage.known < coverage.expected:
            found.append(
                f"Số liệu mô hình {quoted(group.name)} chưa đầy đủ, "
                f"đạt {percent(coverage.known, coverage.expected)}"
            )
    network = figures.cameras
    if network and (network.broken or network.blurred or network.unverified):
        parts = [
            f"{count(value)} mắt {text}"
            for value, text in (
                (network.broken, "hỏng"),
                (network.blurred, "mờ"),
                (network.unverified, "chưa kiểm tra trong 90 ngày"),
            )
            if value
        ]
        found.append(f"Hệ thống camera có {names(parts)}, cần sửa chữa, kiểm tra")
    for zone in figures.zones:
        for text, met in zone.criteria:
            if not met:
                found.append(f"{zone.name} chưa đạt tiêu chí: {lower_first(text)}")
        if zone.expired:
            found.append(f"{zone.name} có {count(zone.expired)} bình chữa cháy hết hạn")
        without = zone.count - zone.with_exit - zone.exit_unknown
        if without > 0:
            found.append(f"{zone.name} còn {count(without)} hộ chưa có lối thoát nạn thứ hai")
    return [Paragraph((f"{text}.",), "item") for text in found]


def awards(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part VII: who is rewarded, or still proposed."""
    facts = figures.awards
    blocks: list[Block] = []
    if facts.approved:
        parts = []
        for kind, word in (
            (NomineeKind.COLLECTIVE, "tập thể"),
            (NomineeKind.INDIVIDUAL, "cá nhân"),
            (NomineeKind.HOUSEHOLD, "hộ gia đình"),
        ):
            value = facts.count(kind)
            if not value:
                continue
            figure = ledger.figure(
                f"awards-{kind}", value, title=f"Số {word} được khen thưởng",
                source="Quyết định khen thưởng", rule="Đã có quyết định khen thưởng.",
                rows=[(item.name, item.form) for item in facts.approved if item.kind == kind],
            )  # fmt: skip
            parts.append((figure, f" {word}"))
        joined = listed(parts, comma=" và ") if len(parts) == 2 else listed(parts, comma=", ")
        blocks.append(
            Paragraph(
                (
                    "Ghi nhận thành tích trong thực hiện các mô hình, có ", *joined,
                    " đạt thành tích xuất sắc được biểu dương, khen thưởng "
                    "(có danh sách kèm theo).",
                )
            )
        )  # fmt: skip
    if facts.proposed:
        blocks.append(
            Paragraph(
                (
                    f"Đề nghị khen thưởng {count(len(facts.proposed))} tập thể, cá nhân, hộ "
                    "(có danh sách kèm theo).",
                )
            )
        )
    return blocks


def award_table(caption: str, figures: Figures, *, approved: bool) -> Table:
    kinds: Mapping[str, str] = {
        NomineeKind.COLLECTIVE: "Tập thể",
        NomineeKind.INDIVIDUAL: "Cá nhân",
        NomineeKind.HOUSEHOLD: "Hộ",
    }
    lines = figures.awards.approved if approved else figures.awards.proposed
    return Table(
        caption,
        (
            Column("TT", "centre", 0.62), Column("Họ và tên, đơn vị", "text", 2.1),
            Column("Đối tượng", "text", 1.05), Column("Thôn", "text", 0.9),
            Column("Hình thức", "text", 2.2), Column("Quyết định", "text", 2),
        ),
        tuple(
            (
                str(index), line.name, kinds[line.kind], line.village, line.form,
                f"{line.decision} ngày {short_date(line.decided_on)}" if line.decision else "",
            )
            for index, line in enumerate(lines, 1)
        ),
    )  # fmt: skip
