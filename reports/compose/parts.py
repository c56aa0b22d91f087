"""Parts I to IV and VII in words: situation, leadership, force, faults, awards."""

from collections.abc import Mapping

from awards.models import NomineeKind
from common.dates import short_date
from common.figures import count, money_words, number, percent
from common.text import lower_first, names, quoted, sentence_case
from documents.tree import Block, Chart, Column, Paragraph, Run, Series, Table
from members.models import Membership, Team
from members.models.papers import PaperKind
from programs.models import Indicator
from reports.compose.fields import Clause, Field
from reports.compose.ledger import Ledger, cell
from reports.compose.notes import conflicts, notes
from reports.compose.order import before_and_since
from reports.compose.sentences import Runs, listed
from reports.compose.words import (
    FUNDS,
    GAP_NOTE,
    LEAVING,
    PAPER_KINDS,
    REGISTER,
    TEAM_KINDS,
    UNKNOWN,
    in_kinds,
)
from reports.compose.work import field_sentence
from reports.figures import Figures, Frame
from reports.figures.force import Force
from reports.figures.money import ORDER
from reports.figures.situation import Headcount


def situation(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part I: the place in figures."""
    frame, facts = figures.frame, figures.situation
    blocks: list[Block] = []
    if frame.commune.about:
        blocks.append(Paragraph((frame.commune.about.strip(),)))
    if not facts.villages:
        return blocks
    villages = ledger.figure(
        "villages", facts.villages, title=f"Số {frame.words.village}", source=REGISTER,
        rule=f"Số {frame.words.village} tồn tại trong ngày chốt số liệu.",
        rows=[(village.name, "") for village in frame.standing], other_titles=["Số thôn"],
    )  # fmt: skip
    runs: list[Run] = [
        f"{sentence_case(frame.full_name)} hiện có ", villages,
        f" {in_kinds(frame, frame.standing)}",
    ]  # fmt: skip
    people = [
        (_headcount(frame, ledger, key, title, facts_), _of_when(frame, facts_))
        for key, title, facts_ in (
            ("households", "Số hộ", facts.households),
            ("population", "Số nhân khẩu", facts.population),
        )
        if facts_.total is not None
    ]
    once = len({when for _told, when in people}) == 1
    for index, (told, when) in enumerate(people, 1):
        runs += [" với " if index > 1 else ", ", *told]
        if not once or index == len(people):
            runs.append(f" ({when})")
    if facts.area_ha is not None:
        runs.append(f"; diện tích tự nhiên {number(facts.area_ha)} ha")
    runs.append(".")
    blocks.append(Paragraph(tuple(runs)))
    return blocks


def _headcount(frame: Frame, ledger: Ledger, key: str, title: str, facts: Headcount) -> Runs:
    figure = ledger.figure(
        key, facts.total, title=title, source=REGISTER,
        rule=f"{title} của năm gần nhất đã biết ở mỗi {frame.words.village}; nơi chưa có số liệu "
        "không tính là 0.",
        rows=[
            (name, f"{count(value)} (năm {year})" if value is not None else UNKNOWN)
            for name, value, year in facts.by_village
        ],
    )  # fmt: skip
    return (figure, f" {lower_first(title.removeprefix('Số '))}")


def _of_when(frame: Frame, facts: Headcount) -> str:
    """Return "năm 2023": a standing is told with the year it is of, and what it lacks."""
    said = f"năm {' - '.join(map(str, facts.years))}"
    if facts.unknown:
        said += f"; {count(facts.unknown)} {frame.words.village} {UNKNOWN}"
    return said


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
    day = short_date(frame.cut_off)
    if not item.team_count:
        return [Paragraph((f"Đến ngày {day} không còn {kind} hoạt động.",))]
    first = item is figures.forces[0]
    suffix = "" if first else f" ({kind})"
    teams = ledger.figure(
        f"teams-{item.kind}", item.team_count, title="Số tổ" + suffix, source=REGISTER,
        rule=f"Số {kind} đang hoạt động ngày {day}.",
    )  # fmt: skip
    places = [place for place in frame.villages if place.id in item.villages]
    placed = ledger.figure(
        f"team-villages-{item.kind}", len(places),
        title=f"Số {frame.words.village} có tổ{suffix}", source=REGISTER,
        rule=f"Số {frame.words.village} có {kind} ngày {day}.",
        other_titles=["Số thôn có tổ" + suffix],
    )  # fmt: skip
    where: Runs = (placed, f" {in_kinds(frame, places)}")
    # Where several programmes are told, only the self-managed teams are "the" programme.
    alone = len(frame.groups) == 1 or item.kind == Team.Kind.SELF_MANAGED
    opening: Runs = (
        ("Mô hình được triển khai ở ", *where, " với ", teams, f" {kind}")
        if first and alone
        else (f"{frame.words.whole} có ", teams, f" {kind} tại ", *where)
    )
    if not item.member_count:
        return [Paragraph((*opening, f" (tính đến ngày {day})."))]
    rows = [
        (village.name, f"{count(row[-1])} người" if row[-1] is not None else UNKNOWN)
        for village, row in zip(item.strength.villages, item.strength.cells, strict=True)
        if village.stands_on(frame.cut_off)
    ]
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
    rule = _leader_rule(figures, item)
    if rule:
        blocks.append(Paragraph((rule,)))
    long = len(frame.years) > 2
    if long or item.joined or item.left:
        blocks.append(Paragraph(_movement(frame, item, ledger)))
    blocks.append(_strength_chart(figures, item) if long else _strength_table(figures, item))
    return blocks


def _of_whom(item: Force) -> Runs:
    parts = []
    if item.women:
        known = item.member_count - item.sex_unknown
        unknown = f"; {count(item.sex_unknown)} người chưa rõ giới tính" if item.sex_unknown else ""
        parts.append(f"{count(item.women)} nữ ({percent(item.women, known)}{unknown})")
    if item.leaders:
        parts.append(f"{count(item.leaders)} tổ trưởng")
    if item.deputies:
        parts.append(f"{count(item.deputies)} tổ phó")
    return (f", trong đó có {names(parts)}",) if parts else ()


def _leader_rule(figures: Figures, item: Force) -> str:
    """Say who leads, as the founding rule has it, and where the roster departs from it.

    Only of those is anything said in whose village the post is entered.
    """
    words = figures.frame.words
    whole, parts = [], []
    for post, office, all_, known, holding in (
        ("tổ trưởng", words.head, item.leaders, item.leaders_known, item.leaders_are_heads),
        ("tổ phó", words.deputy_head, item.deputies, item.deputies_known,
         item.deputies_are_deputy_heads),
    ):  # fmt: skip
        if known and known == all_ == holding:
            whole.append(f"{post} là {office}")
        elif known:
            unknown = f" ({count(all_ - known)} {post} chưa rõ)" if known < all_ else ""
            parts.append(f"{count(holding)}/{count(known)} {post} là {office}{unknown}")
    said = [sentence_case(", ".join(whole))] if whole else []
    if parts:
        said.append(f"Có {', '.join(parts)}")
    return " ".join(f"{text}." for text in said)


def _movement(frame: Frame, item: Force, ledger: Ledger) -> Runs:
    """Say who came and who went: at the start + joined - left = now."""
    start, moved = frame.period.start, f"chuyển tổ trong {frame.words.commune_kind} không tính."
    ever = ledger.figure(
        f"ever-{item.kind}", item.ever_served, title="Số người đã từng tham gia",
        source=REGISTER, rule="Mọi người đã tham gia ít nhất một ngày trong thời gian báo cáo.",
    )  # fmt: skip
    runs: list[Run] = ["Trong thời gian báo cáo đã có ", ever, " người tham gia các tổ"]
    if item.at_start:
        begun = ledger.figure(
            f"start-{item.kind}", item.at_start, title="Số thành viên đầu kỳ", source=REGISTER,
            rule=f"Số người đang tham gia các tổ ngày {short_date(start)}.",
        )  # fmt: skip
        runs += [f"; ngày {short_date(start)} có ", begun, " người"]
    if item.joined:
        joined = ledger.figure(
            f"joined-{item.kind}", item.joined, title="Số người bổ sung", source=REGISTER,
            rule="Số lượt người vào tổ sau ngày đầu của thời gian báo cáo, kể cả người trở lại sau "
            f"khi đã thôi; {moved}",
        )  # fmt: skip
        runs += ["; bổ sung ", joined, " người"]
    if item.left:
        left = ledger.figure(
            f"left-{item.kind}", item.left, title="Số người thôi tham gia", source=REGISTER,
            rule=f"Số lượt người rời tổ trong thời gian báo cáo; {moved}",
        )  # fmt: skip
        reasons = [
            f"{LEAVING[Membership.Leaving(reason)]} {count(times)}"
            for reason, times in item.leaving_reasons
            if reason
        ]
        runs += ["; thôi tham gia ", left, " người"]
        runs += [f" ({', '.join(reasons)})"] if reasons else []
    change = item.member_count - item.at_start
    if item.at_start and change:
        stands, word = ("có", "tăng") if change > 0 else ("còn", "giảm")
        runs.append(
            f"; đến ngày chốt số liệu {stands} {count(item.member_count)} người, "
            f"{word} {count(abs(change))} người so với đầu kỳ"
        )
    return (*runs, ".")


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
            for village, row in zip(item.strength.villages, item.strength.cells, strict=True)
            if any(value is not None for value in row)
        )
        return Chart(f"{caption}, theo {frame.words.village}", "stacked", "người", years, series,
                     alt=f"{caption}: {totals}.")  # fmt: skip
    series = (Series(frame.words.whole, item.strength.by_year),)
    return Chart(caption, "columns", "người", years, series, alt=f"{caption}: {totals}.")


def _strength_table(figures: Figures, item: Force) -> Table:
    frame = figures.frame
    rows = [
        (village.name, cell(teams[-1]), cell(strength[-1]))
        for village, teams, strength in zip(
            item.teams.villages, item.teams.cells, item.strength.cells, strict=True
        )
        if village.stands_on(frame.cut_off)
    ]
    total = ("Cộng", cell(item.team_count), cell(item.member_count))
    return Table(
        f"Lực lượng {TEAM_KINDS[Team.Kind(item.kind)]}",
        (
            Column(sentence_case(frame.words.village), "text", 2), Column("Số tổ"),
            Column("Số thành viên"),
        ),
        (*rows, total),
        totals=1,
        note=GAP_NOTE if any(value.value is None for row in rows for value in row[1:]) else "",
    )  # fmt: skip


IMPACT = Field(
    Indicator.Group.SITUATION,
    "",
    "Trên địa bàn trong thời gian báo cáo xảy ra ",
    (
        Clause("crimes", "", zero="không xảy ra vụ phạm pháp hình sự"),
        Clause("crimes_solved", "đã làm rõ ", "crimes", "đạt", inside=True),
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
    since = before_and_since(figures)
    if not sentence:
        return since
    text = conflicts(measures.values(), frame)
    apart = [Paragraph((text,), "note")] if text else []
    return [Paragraph(sentence), *notes(measures.values(), frame), *apart, *since]


def money(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part III.5: all money of the period, by source, from every register, each amount once."""
    facts = figures.money
    total = facts.total
    if total is None or not total.total or len(facts.rows) < 2:
        return []
    figure = ledger.figure(
        "money-total", total.total, title="Tổng kinh phí", text=money_words(total.total),
        source="Phiếu kết quả, sổ camera, sổ hoạt động của người có uy tín",
        rule="Cộng kinh phí trong thời gian báo cáo theo các sổ, mỗi khoản một lần; khoản chưa ghi số "
        "tiền không tính là 0.",
        rows=[
            ((row.what if row.code else f"{sentence_case(FUNDS[row.source])}: {row.what}")
             + ("" if row.counted else " (không cộng)"), money_words(row.total))
            for row in facts.rows if row.total is not None
        ],
    )  # fmt: skip
    parts = [
        f"{FUNDS[source]} {money_words(part.total)}"
        for source in ORDER
        if (part := facts.of(source)) is not None and part.total
    ]
    runs: list[Run] = ["Tổng kinh phí thực hiện các mô hình trong kỳ: ", figure]
    if len(parts) > 1:
        runs.append(f", gồm {'; '.join(parts)}")
    beside = [
        f"{row.what} ghi {money_words(row.total)}"
        for row in facts.rows
        if not row.counted and row.total is not None
    ]
    if beside:
        runs.append(f" (theo sổ camera; phiếu kết quả, không cộng: {'; '.join(beside)})")
    if total.unknown:
        runs.append(f"; {count(total.unknown)} khoản chưa ghi số tiền")
    return [Paragraph((*runs, "."))]


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
        needs = "cần sửa chữa, kiểm tra" if network.broken or network.blurred else "cần kiểm tra"
        found.append(f"Hệ thống camera có {names(parts)}, {needs}")
    for zone in figures.zones:
        for text, met in zone.criteria:
            if not met:
                found.append(f"{zone.name} chưa đạt tiêu chí: {lower_first(text)}")
        if zone.expired.total:
            found.append(f"{zone.name} có {count(zone.expired.total)} bình chữa cháy hết hạn")
        if zone.exits.no:
            found.append(f"{zone.name} còn {count(zone.exits.no)} hộ chưa có lối thoát nạn thứ hai")
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
    """The list of awards, each with its village as the report names it."""
    village = sentence_case(figures.frame.words.village)
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
            Column("Đối tượng", "text", 1.05), Column(village, "text", 0.9),
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
