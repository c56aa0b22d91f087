"""Part III.2: the work done, told from the indicators, one paragraph a field of work."""

from dataclasses import dataclass
from decimal import Decimal

from common.figures import count, money_words, whole_number
from common.text import lower_first
from documents.tree import Block, Chart, Heading, Paragraph, Run, Series
from programs.models import Indicator
from reports.compose.ledger import Ledger
from reports.compose.sentences import LETTERS, Runs, listed, share, with_change
from reports.figures import Figures
from reports.figures.programmes import Programme
from reports.figures.results import Measure

Group = Indicator.Group


@dataclass(frozen=True)
class Clause:
    """A clause of a sentence: the words before its figure; of what it is a share, and how said."""

    code: str
    before: str
    share_of: str = ""
    share_word: str = "đạt"


@dataclass(frozen=True)
class Field:
    """A field of work: its heading, how its sentence opens, its clauses in order."""

    group: str
    heading: str
    opening: str
    clauses: tuple[Clause, ...]


FIELDS = (
    Field(Group.MEETINGS, "Sinh hoạt, tập huấn",
          "{subject} duy trì nền nếp sinh hoạt, đã tổ chức ", (
        Clause("meetings_held", ""),
        Clause("trainings", "mở "),
        Clause("trained", "với "),
    )),
    Field(Group.OUTREACH, "Tuyên truyền, vận động nhân dân",
          "{subject} phối hợp với các ban, ngành, đoàn thể tổ chức ", (
        Clause("outreach_sessions", ""),
        Clause("outreach_attendance", "thu hút "),
        Clause("broadcasts", "phát "),
        Clause("leaflets", "phát "),
        Clause("pledges", "vận động "),
        Clause("zalo_groups", "duy trì "),
        Clause("zalo_members", "kết nối nhóm Zalo với "),
    )),
    Field(Group.INFORMATION, "Nắm tình hình, cung cấp thông tin",
          "{subject} và nhân dân đã cung cấp cho lực lượng Công an ", (
        Clause("tips", ""),
        Clause("useful_tips", "trong đó có ", "tips", "chiếm"),
        Clause("cases_helped", "giúp giải quyết "),
        Clause("subjects_handled", "bắt giữ, xử lý "),
    )),
    Field(Group.RECONCILIATION, "Hòa giải mâu thuẫn trong nhân dân",
          "{subject} kịp thời nắm bắt, giải quyết mâu thuẫn ngay từ cơ sở: ", (
        Clause("disputes_received", "tiếp nhận "),
        Clause("disputes_settled", "hòa giải thành ", "disputes_received", "đạt"),
        Clause("disputes_failed", "hòa giải không thành "),
        Clause("disputes_passed_on", "chuyển cấp trên "),
        Clause("disputes_open", "đang giải quyết "),
    )),
    Field(Group.PATROL, "Tuần tra, kiểm soát", "{subject} đã thực hiện ", (
        Clause("patrols", ""),
        Clause("patrol_attendance", "với "),
        Clause("patrol_cases", "phát hiện "),
        Clause("groups_dispersed", "giải tán "),
        Clause("property_recovered", "thu hồi tài sản trị giá "),
    )),
    Field(Group.REINTEGRATION, "Cảm hóa, giáo dục người lầm lỗi", "{subject} đã tham gia ", (
        Clause("people_supported", "quản lý, giúp đỡ "),
        Clause("persuasions", "cảm hóa, giáo dục "),
    )),
    Field(Group.MONEY, "Kinh phí, cơ sở vật chất", "Về nguồn lực: ", (
        Clause("money_budget", "ngân sách cấp "),
        Clause("money_community", "nhân dân, doanh nghiệp đóng góp "),
        Clause("money_in_kind", "hiện vật quy đổi "),
        Clause("work_days", "nhân dân đóng góp "),
    )),
)  # fmt: skip

#: who acts, by kind of programme
SUBJECTS = {
    "self_managed": "Các tổ",
    "grassroots": "Các thôn",
    "trusted_persons": "Người có uy tín",
    "fire_safe": "Khu dân cư",
    "cameras": "Các thôn",
}

#: what follows the figure where the unit alone would read badly
NOUNS = {
    "meetings_held": "buổi sinh hoạt",
    "trainings": "lớp tập huấn",
    "trained": "lượt người tham gia",
    "outreach_sessions": "buổi tuyên truyền",
    "outreach_attendance": "lượt người nghe",
    "broadcasts": "lượt tin trên loa truyền thanh",
    "leaflets": "tờ rơi",
    "pledges": "hộ ký cam kết",
    "zalo_groups": "nhóm Zalo",
    "zalo_members": "thành viên",
    "tips": "nguồn tin",
    "useful_tips": "nguồn tin có giá trị",
    "cases_helped": "vụ việc",
    "patrols": "lượt tuần tra",
    "patrol_attendance": "lượt người tham gia",
    "patrol_cases": "vụ vi phạm",
    "groups_dispersed": "nhóm tụ tập",
    "people_supported": "người lầm lỗi",
    "persuasions": "lượt người",
    "work_days": "ngày công",
    "crimes": "vụ phạm pháp hình sự",
    "crimes_solved": "vụ",
    "social_evils": "vụ tệ nạn xã hội",
    "violations": "vụ vi phạm hành chính",
    "traffic_accidents": "vụ tai nạn giao thông",
    "fires": "vụ cháy",
}
MONEY_UNIT = "đồng"


def work(figures: Figures, ledger: Ledger, programme: Programme) -> list[Block]:
    """Return the fields of work of one programme; fields without figures are left out."""
    measures = {measure.code: measure for measure in figures.results.of(programme.id)}
    subject = SUBJECTS.get(programme.kind, "Các thôn")
    blocks: list[Block] = []
    partial: list[Measure] = []
    told: list[Measure] = []
    for field in FIELDS:
        sentence = field_sentence(field, measures, ledger, subject)
        if not sentence:
            continue
        letter = LETTERS[sum(isinstance(block, Heading) for block in blocks)]
        blocks.append(Heading(3, f"{letter}) {field.heading}"))
        blocks.append(Paragraph(sentence))
        best = best_year(field, measures)
        if best:
            blocks.append(Paragraph((best,)))
        partial += incomplete(field, measures)
        told += [measures[clause.code] for clause in field.clauses if clause.code in measures]
        chart = field_chart(field, measures, figures)
        if chart:
            blocks.append(chart)
    if partial:
        blocks.append(gaps(partial))
    if any(measure.estimated for measure in told):
        blocks.append(Paragraph((ESTIMATED,), "note"))
    return blocks


def field_sentence(
    field: Field, measures: dict[str, Measure], ledger: Ledger, subject: str
) -> Runs:
    """Return the sentence of a field: clauses of unknown or zero figures drop out."""
    clauses: list[Runs] = []
    for clause in field.clauses:
        measure = measures.get(clause.code)
        if measure is None or not measure.total:
            continue
        clauses.append(_clause(clause, measure, measures, ledger))
    if not clauses:
        return ()
    return (field.opening.format(subject=subject), *listed(clauses, comma=", "), ".")


def _clause(clause: Clause, measure: Measure, measures: dict[str, Measure], ledger: Ledger) -> Runs:
    total = measure.total
    assert total is not None
    runs: list[Run] = [clause.before] if clause.before else []
    if measure.unit == MONEY_UNIT:
        runs.append(ledger.measure(measure, text=money_words(total)))
        return tuple(runs)
    noun = NOUNS.get(measure.code, measure.unit)
    runs += with_change(ledger.measure(measure), noun, measure.change)
    whole = measures.get(clause.share_of)
    if whole is not None:
        runs.append(share(total, whole.total, clause.share_word))
    return tuple(run for run in runs if run != "")


def best_year(field: Field, measures: dict[str, Measure]) -> str:
    """Return "Năm cao nhất là 2023 với 24 nguồn tin." for a field told over many years."""
    measure = next(
        (measures[c.code] for c in field.clauses if c.code in measures and measures[c.code].total),
        None,
    )
    if measure is None or len(measure.grid.years) < 3 or measure.unit == MONEY_UNIT:
        return ""
    known = [
        (value, year)
        for value, year in zip(measure.grid.by_year, measure.grid.years, strict=True)
        if value is not None
    ]
    value, year = max(known)
    average = sum((value for value, _year in known), Decimal(0)) / len(known)
    noun = NOUNS.get(measure.code, measure.unit)
    return (
        f"Bình quân mỗi năm {count(whole_number(average))} {noun}; "
        f"năm cao nhất là năm {year} với {count(value)} {noun}."
    )


def incomplete(field: Field, measures: dict[str, Measure]) -> list[Measure]:
    """Return the measures a field names whose villages and years are not all known."""
    named = [measures[clause.code] for clause in field.clauses if clause.code in measures]
    return [measure for measure in named if measure.total and not measure.grid.complete]


def gaps(partial: list[Measure]) -> Paragraph:
    """Say which figures are not complete: what is not known is not zero."""
    parts = [
        f"{lower_first(measure.name)} {measure.grid.known}/{measure.grid.expected}"
        for measure in partial
    ]
    text = (
        f"(Mức độ đầy đủ của số liệu theo thôn và năm: {'; '.join(parts)}. "
        "Phần còn lại chưa thống kê, không tính là 0.)"
    )
    return Paragraph((text,), "note")


ESTIMATED = "(Số liệu của mô hình có phần là số ước, sẽ được đính chính khi có số chính thức.)"
CHARTS = {
    Group.INFORMATION: ("tips", "useful_tips", "Nguồn tin nhân dân cung cấp", "tin"),
    Group.RECONCILIATION: (
        "disputes_received",
        "disputes_settled",
        "Kết quả hòa giải mâu thuẫn",
        "vụ",
    ),
    Group.PATROL: ("patrols", "", "Lượt tuần tra", "lượt"),
}
_SERIES = {
    "tips": "Nguồn tin",
    "useful_tips": "Có giá trị",
    "disputes_received": "Tiếp nhận",
    "disputes_settled": "Hòa giải thành",
    "patrols": "Lượt tuần tra",
}


def field_chart(field: Field, measures: dict[str, Measure], figures: Figures) -> Chart | None:
    """Return the chart of a field: by year for a long period, by village for a short one."""
    if field.group not in CHARTS:
        return None
    by_year = len(figures.frame.years) >= 3
    one, two, caption, unit = CHARTS[Group(field.group)]
    shown = [measures[code] for code in (one, two) if code in measures]
    if not shown or not shown[0].total:
        return None
    grid = shown[0].grid
    if not by_year and (field.group != Group.INFORMATION or not 1 < len(grid.villages) <= 12):
        return None
    categories = tuple(map(str, grid.years)) if by_year else tuple(v.name for v in grid.villages)
    caption = f"{caption} {'qua các năm' if by_year else 'theo thôn'}"
    series = tuple(
        Series(_SERIES[m.code], m.grid.by_year if by_year else m.grid.by_village) for m in shown
    )
    told = "; ".join(
        f"{item.name}: " + ", ".join(
            f"{name} {'chưa thống kê' if value is None else count(value)}"
            for name, value in zip(categories, item.values, strict=True)
        )
        for item in series
    )  # fmt: skip
    kind = "columns" if len(series) > 1 or one != "patrols" else "lines"
    return Chart(caption, kind, unit, categories, series, alt=f"{caption}. {told}")
