"""Part III.3: each programme in words, with what is particular to its kind."""

from collections.abc import Iterator

from common.dates import short_date
from common.figures import count, money_words, percent
from common.text import lower_first, names, quoted, sentence_case
from documents.tree import Block, Paragraph, Run
from programs.models import ProgramStatus, TrustedActivity, TrustedPerson
from reports.compose import targets
from reports.compose.ledger import Ledger
from reports.compose.sentences import Runs, listed
from reports.compose.words import ACTIVITIES, REGISTER, STANDINGS, UNKNOWN
from reports.figures import Figures
from reports.figures.facts import TRUSTED, TwoSources
from reports.figures.fire import Known, Share, Zone
from reports.figures.programmes import Part, Programme
from reports.figures.trusted import Trusted

#: the register of the result sheets, as the panel of a figure names it
SHEETS = "Phiếu kết quả"


def programme(
    figures: Figures, item: Programme, ledger: Ledger, results: list[Block], *, about: bool = True
) -> list[Block]:
    """A subsection of III.3: what a programme is, where it runs, what it brought.

    `results` are its fields of work, where part III.2 did not tell them. `about` says whether
    it is told when and what for it was founded, where it runs, how it was rated. What is of the
    commune and not of a programme (trusted persons, cameras) is told once, with the first
    programme of its kind.
    """
    sites = _sites(item, ledger)
    blocks: list[Block] = []
    if about:
        blocks.append(Paragraph((_founded(item),)))
        if item.aim:
            blocks.append(Paragraph((f"Mục tiêu: {lower_first(item.aim).rstrip('.')}.",)))
        blocks += sites
    blocks += [Paragraph((text,)) for text in _states(item)]
    first = next(other for other in figures.programmes if other.kind == item.kind) is item
    if item.kind == "trusted_persons" and first:
        blocks += trusted(figures, item, ledger)
    if item.kind == "cameras" and first:
        blocks += cameras(figures, item, ledger)
    for zone in figures.zones:
        if zone.program_id in item.ids:
            blocks += fire_zone(zone, ledger)
    if item.kind == "fire_safe":
        blocks += fire_sheets(figures, item, ledger)
    blocks += results
    blocks += targets.sentence(figures, item.id, ledger)
    if about:
        blocks += [Paragraph((text,)) for text in _ratings(item)]
    if item.highlights:
        blocks.append(Paragraph(("Một số việc tiêu biểu:",)))
        blocks += [
            Paragraph((f"Ngày {short_date(day)}: {text.rstrip('.')}.",), "item")
            for day, text in item.highlights
        ]
    return blocks


def _founded(item: Programme) -> str:
    """Say since when the programme is there, in each commune that went up in today's."""

    def of(part: Part) -> str:
        under = f" theo Quyết định số {part.decision}" if part.decision else ""
        led = f", do {part.lead_agency} chủ trì" if part.lead_agency and not agency else ""
        return f"ngày {short_date(part.founded_on)}{under}{led}"

    agencies = {part.lead_agency for part in item.parts}
    agency = agencies.pop() if len(agencies) == 1 else ""
    if item.merged:
        text = "Thành lập " + "; ".join(f"ở {part.commune} {of(part)}" for part in item.parts)
    else:
        text = f"Thành lập {of(item.parts[0])}"
    if agency:
        text += f", do {agency} chủ trì"
    if item.aliases:
        text += f", còn gọi là {names(quoted(name) for name in item.aliases)}"
    return f"{text}."


def _states(item: Programme) -> Iterator[str]:
    for state, words in (
        (ProgramStatus.State.IDLE, "hoạt động cầm chừng"),
        (ProgramStatus.State.DISSOLVED, "đã giải thể"),
    ):
        parts = [part for part in item.parts if part.state == state]
        if not parts:
            continue
        now = "Hiện mô hình" if state == ProgramStatus.State.IDLE else "Mô hình"
        where = "" if len(parts) == len(item.parts) else f" ở {names(p.commune for p in parts)}"
        yield f"{now}{where} {words}."


def _ratings(item: Programme) -> Iterator[str]:
    """Say the last rating of each commune's programme, those that are alike in one."""
    found: dict[tuple[int, str, str], list[str]] = {}
    for part in item.parts:
        for rating in part.ratings[-1:]:
            found.setdefault(rating, []).append(part.commune)
    for (year, scheme, level), communes in found.items():
        where = f" ({names(communes)})" if len(communes) < len(item.parts) else ""
        yield f"{scheme}{where} năm {year}: {lower_first(level)}."


def _sites(item: Programme, ledger: Ledger) -> list[Block]:
    if not item.sites:
        return []
    sites = ledger.figure(
        f"sites-{item.id}", len(item.sites), title=f"Số điểm ({item.name})", source=REGISTER,
        rule="Số điểm áp dụng mô hình đang hoạt động trong ngày chốt số liệu.",
        rows=[(site.name, site.village) for site in item.sites],
    )  # fmt: skip
    runs: list[Run] = ["Mô hình có ", sites, " điểm"]
    if item.team_count:
        runs.append(f", {count(item.team_count)} tổ")
    runs.append(f" tại {names(item.places)}.")
    return [Paragraph(tuple(runs))]


def _trusted_now(figures: Figures, facts: Trusted, ledger: Ledger) -> list[Block]:
    """Say who is recognised on the cut-off day, and who came and went in the period."""
    total = ledger.figure(
        "trusted",
        facts.count,
        title="Số người có uy tín",
        source=REGISTER,
        rows=[(village, count(times)) for village, times in facts.by_village],
        rule="Người có quyết định công nhận còn hiệu lực trong ngày chốt số liệu.",
    )
    standing = names(
        f"{count(times)} {STANDINGS[TrustedPerson.Standing(kind)]}"
        for kind, times in facts.by_standing
    )
    moves = [
        f"{word} {count(times)} người"
        for word, times in (
            ("công nhận mới", facts.recognised),
            ("đưa ra khỏi danh sách", facts.removed),
        )
        if times
    ]
    runs: list[Run] = [f"{figures.frame.words.whole} có ", total, f" người có uy tín ({standing})"]
    if moves:
        runs.append(f"; trong kỳ {names(moves)}")
    return [Paragraph((*runs, "."))]


def trusted(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    facts = figures.trusted
    if facts is None:
        return []
    blocks = _trusted_now(figures, facts, ledger) if facts.count else []
    if facts.activities:
        done = []
        codes = dict(TRUSTED)
        for item in facts.activities:
            kind = TrustedActivity.Kind(item.kind)
            fact = figures.fact(codes.get(kind, ""), programme.id)
            figure = ledger.figure(
                f"trusted-{item.kind}", item.times, title=ACTIVITIES[kind].capitalize(),
                source="Sổ hoạt động của người có uy tín", rows=beside_rows(fact),
                rule="Cộng số lượt đã ghi trong thời gian báo cáo.",
            )  # fmt: skip
            with_ = f" với {count(item.people)} lượt người dự" if item.people else ""
            if with_ and item.unknown:
                with_ += f" ({count(item.unknown)} lần chưa thống kê số người)"
            if kind == TrustedActivity.Kind.OUTREACH and with_:
                with_ += beside(figures.fact("outreach_attendance", programme.id))
            done.append((figure, f" {ACTIVITIES[kind]}{beside(fact)}{with_}"))
        blocks.append(Paragraph(("Người có uy tín đã tham gia ", *listed(done, comma=", "), ".")))
    if facts.gifts.times:
        text = f"Đã tổ chức {count(facts.gifts.times)} lượt thăm hỏi, tặng quà người có uy tín"
        if facts.gifts.worth:
            text += f", trị giá {money_words(facts.gifts.worth)}"
            if facts.gifts.unknown:
                text += f" ({count(facts.gifts.unknown)} lần chưa ghi trị giá)"
        blocks.append(Paragraph((text + ".",)))
    return blocks


def cameras(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
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
        "camera-good", facts.good if facts.seen else None, title="Số mắt hoạt động tốt",
        source="Lần kiểm tra gần nhất",
        rule="Mắt thuộc điểm có tình trạng “tốt” ở lần kiểm tra không quá 90 ngày trước; tỷ lệ tính "
        "trên số mắt đã kiểm tra.",
    )  # fmt: skip
    parts: list[Runs] = []
    if facts.seen:
        of = "" if facts.seen == facts.units else f" của {count(facts.seen)} mắt đã kiểm tra"
        parts.append((good, f" mắt hoạt động tốt ({percent(facts.good, facts.seen)}{of})"))
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
                f"{figures.frame.words.whole} có ", points, " điểm lắp đặt với ", units,
                f" mắt camera; tính đến ngày {day} có ", *listed(parts, comma=", "), ".",
            )
        )
    ]  # fmt: skip
    if facts.cost is not None:
        text = f"Tổng kinh phí lắp đặt {money_words(facts.cost)}"
        if facts.cost_community:
            text += f", trong đó xã hội hóa {money_words(facts.cost_community)}"
        if facts.cost_unknown:
            text += f" ({count(facts.cost_unknown)} điểm chưa ghi kinh phí)"
        blocks.append(Paragraph((text + ".",)))
    if facts.upkeep:
        text = f"Trong kỳ đã sửa chữa, bảo dưỡng {count(facts.upkeep)} lượt"
        if facts.upkeep_cost is not None:
            text += f", kinh phí {money_words(facts.upkeep_cost)}"
            unknown = sum(row.cost is None for row in facts.kept)
            if unknown:
                text += f" ({count(unknown)} lượt chưa ghi kinh phí)"
        blocks.append(Paragraph((text + ".",)))
    return blocks + _extractions(figures, programme, ledger)


def _extractions(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    taken = figures.fact("extractions", programme.id)
    if taken is None or not taken.value:
        return []
    figure = ledger.figure(
        "camera-extractions", taken.value, title="Số lượt trích xuất camera",
        source=sentence_case(taken.source) if taken.led else SHEETS, rows=beside_rows(taken),
        rule="Cộng số lượt trích xuất trong thời gian báo cáo.",
    )  # fmt: skip
    runs: list[Run] = ["Đã trích xuất dữ liệu ", figure, f" lượt phục vụ công tác{beside(taken)}"]
    cases = figures.fact("camera_cases", programme.id)
    if cases is not None and cases.value:
        runs.append(f", giúp làm rõ {count(cases.value)} vụ việc{beside(cases)}")
        unknown = figures.cameras.cases_unknown if figures.cameras and cases.led else 0
        if unknown:
            runs.append(f" ({count(unknown)} lượt chưa rõ kết quả)")
    return [Paragraph((*runs, "."))]


def fire_sheets(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    """What the sheets of fire-safe zones tell, beside what the registers of the zones do."""
    said: list[Runs] = []
    checks = figures.fact("fire_checks", programme.id)
    if checks is not None and checks.value and (checks.differs or not checks.led):
        figure = ledger.figure(
            f"fire-checks-{programme.id}", checks.value, title="Số lượt kiểm tra an toàn PCCC",
            source=sentence_case(checks.source) if checks.led else SHEETS,
            rows=beside_rows(checks), rule="Cộng số lượt kiểm tra trong thời gian báo cáo.",
        )  # fmt: skip
        said.append((figure, f" lượt kiểm tra an toàn PCCC{beside(checks)}"))
    joined = figures.fact("households_joined", programme.id)
    if joined is not None and joined.value and (joined.differs or not joined.led):
        said.append((f"{count(joined.value)} hộ tham gia tổ liên gia{beside(joined)}",))
    trained = figures.results.get("fire_trained", programme.id)
    if trained is not None and trained.total:
        figure = ledger.measure(trained, figures.frame)
        said.append((figure, " người được huấn luyện trong kỳ (theo phiếu kết quả)"))
    return [Paragraph(("Số liệu chung của mô hình: ", *listed(said), "."))] if said else []


def fire_zone(zone: Zone, ledger: Ledger) -> list[Block]:
    """A fire-safe zone: shares are of the households that are known, and the others are told."""
    blocks: list[Block] = []
    if zone.count:
        total = ledger.figure(
            f"zone-{zone.id}", zone.count, title=f"Số hộ ({zone.name})", source="Sổ an toàn PCCC",
            rule="Số hộ của khu trong ngày chốt số liệu.",
        )  # fmt: skip
        parts = [
            *_share(zone.protected, "hộ có bình chữa cháy còn hạn", "chưa rõ hạn bình"),
            *([f"{count(zone.in_teams)} hộ tham gia {count(zone.teams)} tổ liên gia"]
              if zone.teams else []),
            *(_share(zone.bells, "hộ lắp chuông báo cháy", "chưa kiểm tra")),
            *_share(zone.exits, "hộ có lối thoát nạn thứ hai", "chưa kiểm tra"),
        ]  # fmt: skip
        told = f", trong đó {'; '.join(parts)}." if parts else "."
        blocks.append(Paragraph((f"{zone.name} có ", total, f" hộ{told}")))
        if zone.trained.total:
            unknown = (
                f" ({count(zone.trained.unknown)} hộ {UNKNOWN})" if zone.trained.unknown else ""
            )
            blocks.append(
                Paragraph(
                    (
                        "Đến ngày chốt số liệu, các hộ có "
                        f"{count(zone.trained.total)} người đã được huấn luyện{unknown}.",
                    )
                )
            )
    held = []
    if zone.drills:
        text = f"{count(zone.drills)} buổi thực tập phương án"
        held.append(text + _known(zone.drill_attendance, " với {} lượt người", "buổi", "số người"))
    if zone.inspections:
        text = f"{count(zone.inspections)} lượt kiểm tra"
        said = ", phát hiện, hướng dẫn khắc phục {} tồn tại"
        held.append(text + _known(zone.faults, said, "lượt", "tồn tại"))
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


def _share(share: Share, what: str, unknown: str) -> list[str]:
    """Return ["11 hộ ... (84,6%; 01 hộ chưa kiểm tra)"]: of those known; [] where nobody is."""
    if not share.known:
        return []
    rest = f"; {count(share.unknown)} hộ {unknown}" if share.unknown else ""
    return [f"{count(share.yes)} {what} ({percent(share.yes, share.known)}{rest})"]


def _known(value: Known, words: str, unit: str, lacks: str) -> str:
    """Return the words with the sum in them, and how many entries have none; "" for nothing."""
    if not value.total:
        return ""
    rest = f" ({count(value.unknown)} {unit} chưa ghi {lacks})" if value.unknown else ""
    return words.format(count(value.total)) + rest


def beside(fact: TwoSources | None) -> str:
    """Return " (theo sổ kiểm tra; phiếu kết quả ghi 04)" where two registers differ, else ""."""
    if fact is None:
        return ""
    if fact.differs:
        return f" (theo {fact.source}; phiếu kết quả ghi {count(fact.sheets)})"
    return "" if fact.led else " (theo phiếu kết quả)"


def beside_rows(fact: TwoSources | None) -> list[tuple[str, str]]:
    """Return what both registers say, for the panel behind a figure."""
    if fact is None:
        return []
    told = ((sentence_case(fact.source), fact.register), (SHEETS, fact.sheets))
    return [(source, count(value)) for source, value in told if value is not None]
