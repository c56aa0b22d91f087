"""Parts I to IV and VII in words: situation, leadership, force, faults, awards."""

from collections import Counter
from collections.abc import Mapping

from awards.models import NomineeKind
from common.dates import short_date
from common.figures import count, money_words, number, percent
from common.text import lower_first, names, quoted, sentence_case
from common.unit_words import MOST_NAMED
from documents.tree import Block, Column, Paragraph, Run, Table
from members.models.papers import PaperKind
from reports.compose.fields import IMPACT
from reports.compose.fire import zone_faults
from reports.compose.ledger import Ledger
from reports.compose.notes import conflicts, notes
from reports.compose.order import before_and_since
from reports.compose.sentences import Runs, listed
from reports.compose.words import (
    FUNDS,
    PAPER_KINDS,
    UNKNOWN,
    in_kinds,
    register,
    the_programmes,
)
from reports.compose.work import field_sentence
from reports.figures import Figures, Frame
from reports.figures.money import ORDER
from reports.figures.situation import Headcount

#: who is rewarded, in the order in which lists have them
NOMINEES = (
    (NomineeKind.COLLECTIVE, "tập thể"),
    (NomineeKind.INDIVIDUAL, "cá nhân"),
    (NomineeKind.HOUSEHOLD, "hộ gia đình"),
)


def situation(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part I: the place in figures."""
    frame, facts = figures.frame, figures.situation
    blocks: list[Block] = []
    if frame.commune.about:
        blocks.append(Paragraph((frame.commune.about.strip(),)))
    if not facts.villages:
        return blocks
    villages = ledger.figure(
        "villages", facts.villages, title=f"Số {frame.words.village}",
        source=register(frame),
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
        runs.append(f"; diện tích tự nhiên là {number(facts.area_ha)} ha")
    runs.append(".")
    blocks.append(Paragraph(tuple(runs)))
    return blocks


def _headcount(frame: Frame, ledger: Ledger, key: str, title: str, facts: Headcount) -> Runs:
    figure = ledger.figure(
        key, facts.total, title=title, source=register(frame),
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
            rule="Hội nghị, cuộc họp về các mô hình trong kỳ báo cáo.",
            rows=[(title, short_date(day)) for day, title in facts.meetings[:30]],
        )  # fmt: skip
        about = the_programmes(figures.programmes)
        blocks.append(
            Paragraph(("Trong kỳ báo cáo, đã tổ chức ", held, f" hội nghị, cuộc họp về {about}."))
        )
    return blocks


def impact(figures: Figures, ledger: Ledger, *, since: bool = True) -> list[Block]:
    """Part III.4 in figures: the situation of the area, as all programmes together report it.

    `since` says whether it is told how it was before the programmes began.
    """
    frame = figures.frame
    found = (figures.results.as_one(clause.code, frame) for clause in IMPACT.clauses)
    measures = {measure.code: measure for measure in found if measure is not None}
    sentence = field_sentence(IMPACT, measures, ledger, "", frame)
    before = before_and_since(figures) if since else []
    if not sentence:
        return before
    text = conflicts(measures.values(), frame)
    apart = [Paragraph((text,), "note")] if text else []
    return [Paragraph(sentence), *notes(measures.values(), frame), *apart, *before]


def money(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part III.5: all money of the period, by source, from every register, each amount once."""
    facts = figures.money
    total = facts.total
    if total is None or not total.total or len(facts.rows) < 2:
        return []
    figure = ledger.figure(
        "money-total", total.total, title="Tổng kinh phí", text=money_words(total.total),
        source="Phiếu kết quả, sổ camera, sổ hoạt động của người có uy tín",
        rule="Cộng kinh phí trong kỳ báo cáo theo các sổ, mỗi khoản một lần; khoản chưa ghi số "
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
    about = the_programmes(figures.programmes)
    runs: list[Run] = [f"Tổng kinh phí thực hiện {about} trong kỳ báo cáo là ", figure]
    if len(parts) > 1:
        runs.append(f", gồm {'; '.join(parts)}")
    beside = [
        f"{row.what} ghi {money_words(row.total)}"
        for row in facts.rows
        if not row.counted and row.total is not None
    ]
    if total.unknown:
        runs.append(f"; có {count(total.unknown)} khoản chưa ghi số tiền")
    runs.append(".")
    if beside:
        runs.append(
            " Kinh phí camera lấy theo sổ camera; số ghi trên phiếu kết quả không cộng: "
            f"{'; '.join(beside)}."
        )
    return [Paragraph(tuple(runs))]


def faults(figures: Figures) -> list[Block]:
    """What the data itself says is wrong: for part IV.2."""
    found = []
    for item in figures.forces:
        if item.without_leader and item.member_count:
            many = len(item.without_leader) > MOST_NAMED
            which = f"{count(len(item.without_leader))} tổ" if many else names(item.without_leader)
            found.append(f"Còn {which} chưa có tổ trưởng")
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
            f"{count(value)} mắt camera {text}"
            for value, text in (
                (network.broken, "hỏng"),
                (network.blurred, "hình ảnh mờ"),
                (network.unverified, "chưa kiểm tra trong 90 ngày"),
            )
            if value
        ]
        needs = "cần sửa chữa, kiểm tra" if network.broken or network.blurred else "cần kiểm tra"
        found.append(f"Có {names(parts)}, {needs}")
    found += zone_faults(figures)
    return [Paragraph((f"{text}.",), "item") for text in found]


def awards(figures: Figures, ledger: Ledger) -> list[Block]:
    """Part VII: who is rewarded, or still proposed."""
    facts = figures.awards
    blocks: list[Block] = []
    if facts.approved:
        parts = []
        for kind, word in NOMINEES:
            value = facts.count(kind)
            if not value:
                continue
            figure = ledger.figure(
                f"awards-{kind}", value, title=f"Số {word} được khen thưởng",
                source="Quyết định khen thưởng", rule="Đã có quyết định khen thưởng.",
                rows=[(item.name, item.form) for item in facts.approved if item.kind == kind],
            )  # fmt: skip
            parts.append((figure, f" {word}"))
        joined = (*listed(parts[:-1], comma=", "), *((" và ",) if parts[1:] else ()), *parts[-1])
        blocks.append(
            Paragraph(
                (
                    f"Ghi nhận thành tích trong thực hiện {the_programmes(figures.programmes)}, có ", *joined,
                    " đạt thành tích xuất sắc được biểu dương, khen thưởng "
                    "(có danh sách kèm theo).",
                )
            )
        )  # fmt: skip
    if facts.proposed:
        kinds = Counter(item.kind for item in facts.proposed)
        said = names(f"{count(kinds[kind])} {word}" for kind, word in NOMINEES if kinds[kind])
        text = f"Đề nghị khen thưởng {said} (có danh sách kèm theo)."
        blocks.append(Paragraph((text,)))
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
