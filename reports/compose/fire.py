"""Part III.3: fire-safe zones in words: each by itself where they are few, all in one where many."""

from collections.abc import Callable, Iterable, Sequence

from common.dates import short_date
from common.figures import count, percent
from common.text import lower_first, names, sentence_case
from documents.tree import Block, Paragraph, Run
from reports.compose.clauses import Said, sentence
from reports.compose.ledger import Ledger
from reports.compose.sentences import Runs
from reports.compose.two_registers import SHEETS, beside, beside_rows
from reports.compose.words import UNKNOWN
from reports.figures import Figures
from reports.figures.fire import Known, Share, Zone
from reports.figures.programmes import Programme

#: more zones than these are told in one; each of them stands in the appendix
MOST_ZONES = 4
SOURCE = "Sổ an toàn phòng cháy, chữa cháy"


def fire(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    """Say what is known of the zones of a programme, and what its sheets tell beside."""
    zones = [zone for zone in figures.zones if zone.program_id in programme.ids]
    # Both are entered: there were fewer zones, or more, where an issued report compares with this.
    each = [block for zone in zones for block in _zone(zone, ledger)]
    as_one = _all(zones, programme, ledger) if zones else []
    blocks = as_one if len(zones) > MOST_ZONES else each
    return [*blocks, *_sheets(figures, programme, ledger)]


def _all(zones: Sequence[Zone], programme: Programme, ledger: Ledger) -> list[Block]:
    """All zones of a programme as one: sums over those that are known."""
    households = sum(zone.count for zone in zones)
    total = ledger.figure(
        f"zones-{programme.id}", households, title=f"Số hộ ({programme.name})", source=SOURCE,
        rule="Số hộ của các khu trong ngày chốt số liệu.",
        rows=[(zone.name, count(zone.count)) for zone in zones],
    )  # fmt: skip
    blocks: list[Block] = []
    opening = f"Mô hình có {count(len(zones))} khu dân cư"
    if households:
        parts = _shares(zones)
        told = f", trong đó {'; '.join(parts)}." if parts else "."
        blocks.append(Paragraph((f"{opening} với ", total, f" hộ{told}")))
        blocks += _trained(_sum(zone.trained for zone in zones))
    else:
        blocks.append(Paragraph((f"{opening}.",)))
    blocks += _held(zones)
    looked = [zone for zone in zones if zone.criteria]
    if looked:
        met = ledger.figure(
            f"zones-met-{programme.id}",
            sum(zone.criteria_met == len(zone.criteria) for zone in looked),
            title=f"Số khu đạt các tiêu chí ({programme.name})", source="Lần kiểm tra gần nhất",
            rule="Khu đạt mọi tiêu chí được kiểm tra ở lần kiểm tra gần nhất đến ngày chốt số liệu.",
            rows=[
                (zone.name, f"{count(zone.criteria_met)}/{count(len(zone.criteria))}")
                for zone in looked
            ],
        )  # fmt: skip
        opening, end = "Theo lần kiểm tra gần nhất, ", "đạt tất cả tiêu chí được kiểm tra."
        found: tuple[Run, ...] = (
            ("có ", met, f"/{count(len(looked))} khu {end}")
            if met.value
            else (f"chưa có khu nào trong {count(len(looked))} khu {end}",)
        )
        blocks.append(Paragraph((opening, *found)))
    return blocks


def _zone(zone: Zone, ledger: Ledger) -> list[Block]:
    """A fire-safe zone: shares are of the households that are known, and the others are told."""
    blocks: list[Block] = []
    if zone.count:
        total = ledger.figure(
            f"zone-{zone.id}", zone.count, title=f"Số hộ ({zone.name})", source=SOURCE,
            rule="Số hộ của khu trong ngày chốt số liệu.",
        )  # fmt: skip
        parts = _shares([zone])
        told = f", trong đó {'; '.join(parts)}." if parts else "."
        blocks.append(Paragraph((f"{zone.name} có ", total, f" hộ{told}")))
        blocks += _trained(zone.trained)
    blocks += _held([zone])
    if zone.criteria:
        met = ledger.figure(
            f"zone-met-{zone.id}", zone.criteria_met, title=f"Tiêu chí đạt ({zone.name})",
            source="Lần kiểm tra gần nhất", rows=[
                (text, "đạt" if is_met else "chưa đạt") for text, is_met in zone.criteria
            ],
            rule="Tiêu chí được kiểm tra và đạt ở lần kiểm tra gần nhất đến ngày chốt số liệu.",
        )  # fmt: skip
        runs: tuple[Run, ...] = (
            f"Lần kiểm tra gần nhất (ngày {short_date(zone.checked_on)}), {zone.name} đạt ", met,
            f"/{count(len(zone.criteria))} tiêu chí an toàn phòng cháy, chữa cháy được kiểm tra.",
        )  # fmt: skip
        blocks.append(Paragraph(runs))
    return blocks


def zone_faults(figures: Figures) -> list[str]:
    """Say what the zones lack; what many of them lack is said once, with how many they are."""
    found: dict[str, list[str]] = {}
    for zone in figures.zones:
        for text, met in zone.criteria:
            if not met:
                found.setdefault(f"chưa đạt tiêu chí: {lower_first(text)}", []).append(zone.name)
    said = [f"{_which(zones)} {text}" for text, zones in found.items()]
    for verb, what, counted in (
        ("có", "bình chữa cháy hết hạn", lambda zone: zone.expired.total),
        ("còn", "hộ chưa có lối thoát nạn thứ hai", lambda zone: zone.exits.no),
    ):
        lacking = [(zone.name, counted(zone)) for zone in figures.zones if counted(zone)]
        if lacking:
            total = sum(value for _name, value in lacking)
            said.append(
                f"{_which([name for name, _value in lacking])} {verb} {count(total)} {what}"
            )
    return [sentence_case(text) for text in said]


def _which(zones: Sequence[str]) -> str:
    return f"{count(len(zones))} khu dân cư" if len(zones) > MOST_ZONES else names(zones)


def _shares(zones: Sequence[Zone]) -> list[str]:
    def of(share: Callable[[Zone], Share]) -> Share:
        found = [share(zone) for zone in zones]
        return Share(
            sum(row.yes for row in found), sum(row.known for row in found),
            sum(row.unknown for row in found),
        )  # fmt: skip

    teams, joined = sum(zone.teams for zone in zones), sum(zone.in_teams for zone in zones)
    return [
        *_share(of(lambda zone: zone.protected), "hộ có bình chữa cháy còn hạn",
                "chưa rõ hạn bình"),
        *([f"{count(joined)} hộ tham gia {count(teams)} tổ liên gia"] if teams else []),
        *_share(of(lambda zone: zone.bells), "hộ lắp chuông báo cháy", "chưa kiểm tra"),
        *_share(of(lambda zone: zone.exits), "hộ có lối thoát nạn thứ hai", "chưa kiểm tra"),
    ]  # fmt: skip


def _share(share: Share, what: str, unknown: str) -> list[str]:
    """Return ["11 hộ ... (84,6%; 01 hộ chưa kiểm tra)"]: of those known; [] where nobody is."""
    if not share.known:
        return []
    rest = f"; {count(share.unknown)} hộ {unknown}" if share.unknown else ""
    return [f"{count(share.yes)} {what} ({percent(share.yes, share.known)}{rest})"]


def _sum(values: Iterable[Known]) -> Known:
    found = list(values)
    known = [row.total for row in found if row.total is not None]
    return Known(sum(known) if known else None, sum(row.unknown for row in found))


def _trained(trained: Known) -> list[Block]:
    if not trained.total:
        return []
    unknown = f" ({count(trained.unknown)} hộ {UNKNOWN})" if trained.unknown else ""
    text = f"Đến ngày chốt số liệu, các hộ có {count(trained.total)} người đã được huấn luyện{unknown}."
    return [Paragraph((text,))]


def _held(zones: Sequence[Zone]) -> list[Block]:
    """Say what drills and inspections there were in the period."""
    drills, inspections = sum(z.drills for z in zones), sum(z.inspections for z in zones)
    held = []
    if drills:
        text = f"{count(drills)} buổi thực tập phương án chữa cháy"
        attended = _sum(zone.drill_attendance for zone in zones)
        held.append(text + _known(attended, " với {} lượt người tham gia", "buổi", "số người"))
    if inspections:
        faults = _sum(zone.faults for zone in zones)
        said = ", phát hiện, hướng dẫn khắc phục {} tồn tại, thiếu sót"
        text = f"{count(inspections)} lượt kiểm tra"
        held.append(text + _known(faults, said, "lượt", "tồn tại, thiếu sót"))
    return [Paragraph((f"Trong kỳ báo cáo, đã tổ chức {'; '.join(held)}.",))] if held else []


def _known(value: Known, words: str, unit: str, lacks: str) -> str:
    """Return the words with the sum in them, and how many entries have none; "" for nothing."""
    if not value.total:
        return ""
    rest = f" ({count(value.unknown)} {unit} chưa ghi {lacks})" if value.unknown else ""
    return words.format(count(value.total)) + rest


def _sheets(figures: Figures, programme: Programme, ledger: Ledger) -> list[Block]:
    """What the sheets of fire-safe zones tell, beside what the registers of the zones do."""
    said: list[Said] = []
    checks = figures.fact("fire_checks", programme.id)
    if checks is not None and checks.value and (checks.differs or not checks.led):
        figure = ledger.figure(
            f"fire-checks-{programme.id}", checks.value,
            title="Số lượt kiểm tra an toàn PCCC",
            source=sentence_case(checks.source) if checks.led else SHEETS,
            rows=beside_rows(checks), rule="Cộng số lượt kiểm tra trong kỳ báo cáo.",
        )  # fmt: skip
        noun = "lượt kiểm tra an toàn phòng cháy, chữa cháy"
        said.append(Said("tổ chức", figure, noun, ((beside(checks),),)))
    trained = figures.results.get("fire_trained", programme.id)
    if trained is not None and trained.total:
        figure = ledger.measure(trained, figures.frame)
        remarks: tuple[Runs, ...] = (("theo phiếu kết quả",),)
        said.append(Said("huấn luyện cho", figure, "người", remarks))
    joined = figures.fact("households_joined", programme.id)
    if joined is not None and joined.value and (joined.differs or not joined.led):
        noun = "hộ tham gia tổ liên gia"
        said.append(Said("có", count(joined.value), noun, ((beside(joined),),), done=False))
    found = sentence("Trong kỳ báo cáo, mô hình", said, comma="; ")
    return [Paragraph(found)] if found else []
