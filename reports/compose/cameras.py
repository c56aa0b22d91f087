"""Part III.3: the camera network in words."""

from common.dates import short_date
from common.figures import count, money_words, percent
from common.text import sentence_case
from documents.tree import Block, Paragraph, Run
from reports.compose.clauses import in_brackets
from reports.compose.ledger import Ledger
from reports.compose.sentences import Runs, listed
from reports.compose.two_registers import SHEETS, beside, beside_rows
from reports.figures import Figures
from reports.figures.cameras import Cameras
from reports.figures.programmes import Programme


def cameras(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    """Say how many cameras there are, how they work, what they cost and what they were used for."""
    facts = figures.cameras
    if facts is None or not facts.points:
        return []
    blocks: list[Block] = [_network(figures, facts, ledger)]
    if facts.cost is not None:
        text = f"Tổng kinh phí lắp đặt camera là {money_words(facts.cost)}"
        if facts.cost_community:
            text += f", trong đó xã hội hóa {money_words(facts.cost_community)}"
        if facts.cost_unknown:
            text += f" ({count(facts.cost_unknown)} điểm chưa ghi kinh phí)"
        blocks.append(Paragraph((text + ".",)))
    if facts.upkeep:
        text = f"Trong kỳ báo cáo, đã sửa chữa, bảo dưỡng camera {count(facts.upkeep)} lượt"
        if facts.upkeep_cost is not None:
            text += f" với kinh phí {money_words(facts.upkeep_cost)}"
            unknown = sum(row.cost is None for row in facts.kept)
            if unknown:
                text += f" ({count(unknown)} lượt chưa ghi kinh phí)"
        blocks.append(Paragraph((text + ".",)))
    return blocks + _extractions(figures, programme, ledger)


def _network(figures: Figures, facts: Cameras, ledger: Ledger) -> Paragraph:
    day = short_date(figures.frame.cut_off)
    points = ledger.figure(
        "camera-points", len(facts.points), title="Số điểm camera", source="Sổ camera",
        rule=f"Điểm camera đang quản lý ngày {day}.",
        rows=[
            (point.name, f"{point.village}, {point.units} mắt camera")
            for point in facts.points[:30]
        ],
    )  # fmt: skip
    units = ledger.figure(
        "camera-units", facts.units, title="Số mắt camera", source="Sổ camera",
        rule="Cộng số mắt camera của các điểm; lắp đặt không có nghĩa là đang hoạt động.",
    )  # fmt: skip
    good = ledger.figure(
        "camera-good", facts.good if facts.seen else None, title="Số mắt hoạt động tốt",
        source="Lần kiểm tra gần nhất",
        rule="Mắt camera của điểm có tình trạng “tốt” ở lần kiểm tra không quá 90 ngày trước; tỷ lệ "
        "tính trên số mắt camera đã kiểm tra.",
    )  # fmt: skip
    parts: list[Runs] = []
    if facts.seen:
        of = "" if facts.seen == facts.units else f" của {count(facts.seen)} mắt camera đã kiểm tra"
        parts.append((good, f" mắt camera hoạt động tốt ({percent(facts.good, facts.seen)}{of})"))
    for value, text in (
        (facts.blurred, "mắt camera hình ảnh mờ"),
        (facts.broken, "mắt camera hỏng"),
        (facts.unverified, "mắt camera chưa kiểm tra trong 90 ngày"),
    ):
        if value:
            parts.append((f"{count(value)} {text}",))
    states: Runs = (f"; tính đến ngày {day} có ", *listed(parts, comma=", ")) if parts else ()
    return Paragraph(
        (
            f"{figures.frame.words.whole} có ", points, " điểm camera với ", units, " mắt camera",
            *states, ".",
        )
    )  # fmt: skip


def _extractions(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    taken = figures.fact("extractions", programme.id)
    if taken is None or not taken.value:
        return []
    figure = ledger.figure(
        "camera-extractions", taken.value, title="Số lượt trích xuất camera",
        source=sentence_case(taken.source) if taken.led else SHEETS, rows=beside_rows(taken),
        rule="Cộng số lượt trích xuất trong kỳ báo cáo.",
    )  # fmt: skip
    runs: list[Run] = [
        "Trong kỳ báo cáo, đã trích xuất dữ liệu camera ", figure, " lượt",
        *in_brackets([(beside(taken),)]), " phục vụ xác minh, giải quyết vụ việc",
    ]  # fmt: skip
    cases = figures.fact("camera_cases", programme.id)
    if cases is not None and cases.value:
        unknown = figures.cameras.cases_unknown if figures.cameras and cases.led else 0
        rest = f"{count(unknown)} lượt chưa rõ kết quả" if unknown else ""
        runs.append(f", giúp làm rõ {count(cases.value)} vụ việc")
        runs += in_brackets([(beside(cases),), (rest,)])
    return [Paragraph((*runs, "."))]
