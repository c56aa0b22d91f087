"""Part III.3: each programme in words, with what is particular to its kind."""

from collections.abc import Iterator

from common.dates import long_date, short_date
from common.figures import count
from common.text import lower_first, names, quoted
from documents.tree import Block, Paragraph, Run
from programs.models import ProgramStatus
from reports.compose import targets
from reports.compose.cameras import cameras
from reports.compose.fire import fire
from reports.compose.ledger import Ledger
from reports.compose.trusted import trusted
from reports.compose.words import register
from reports.figures import Figures, Frame
from reports.figures.programmes import Part, Programme


def programme(
    figures: Figures, item: Programme, ledger: Ledger, results: list[Block], *, about: bool = True
) -> list[Block]:
    """A subsection of III.3: what a programme is, where it runs, what it brought.

    `results` are its fields of work, where part III.2 did not tell them. `about` says whether
    it is told when and what for it was founded, where it runs, how it was rated. What is of the
    commune and not of a programme (trusted persons, cameras) is told once, with the first
    programme of its kind.
    """
    sites = _sites(figures.frame, item, ledger)
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
    if item.kind == "fire_safe":
        blocks += fire(figures, item, ledger)
    blocks += results
    blocks += targets.sentence(figures, item.id, ledger)
    if about:
        blocks += [Paragraph((text,)) for text in _ratings(item)]
    if item.highlights:
        one = len(item.highlights) == 1
        opening = "Vụ việc tiêu biểu:" if one else "Một số vụ việc tiêu biểu:"
        blocks.append(Paragraph((opening,), "lead"))
        blocks += [
            Paragraph((f"Ngày {short_date(day)}: {text.rstrip('.')}.",), "item")
            for day, text in item.highlights
        ]
    return blocks


def _founded(item: Programme) -> str:
    """Say since when the programme is there, in each commune that went up in today's."""
    agencies = {part.lead_agency for part in item.parts}
    agency = agencies.pop() if len(agencies) == 1 else ""

    def of(part: Part) -> str:
        under = f"theo Quyết định số {part.decision}" if part.decision else ""
        # A programme that begins with its decision has one day, which is not said twice.
        same = part.decision.endswith(long_date(part.founded_on))
        day = "" if same else f"ngày {short_date(part.founded_on)}"
        when = " ".join(filter(None, (day, under)))
        led = f", do {part.lead_agency} chủ trì" if part.lead_agency and not agency else ""
        return f"{when}{led}"

    if item.merged:
        text = "; ".join(f"ở {part.commune} {of(part)}" for part in item.parts)
    else:
        text = of(item.parts[0])
    text = f"Mô hình được thành lập {text}"
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
        what = lower_first(scheme).removeprefix("xếp loại mô hình").removeprefix("xếp loại ")
        kind = f" về {what}" if what else ""
        yield f"Năm {year}, mô hình{where} được xếp loại {lower_first(level)}{kind}."


def _sites(frame: Frame, item: Programme, ledger: Ledger) -> list[Block]:
    if not item.sites:
        return []
    sites = ledger.figure(
        f"sites-{item.id}", len(item.sites), title=f"Số điểm ({item.name})",
        source=register(frame), rule="Số điểm mô hình đang hoạt động trong ngày chốt số liệu.",
        rows=[(site.name, site.village) for site in item.sites],
    )  # fmt: skip
    runs: list[Run] = ["Mô hình có ", sites, " điểm"]
    if item.team_count:
        runs.append(f" với {count(item.team_count)} tổ")
    runs.append(f" tại {frame.words.places(item.places, len(frame.standing))}.")
    return [Paragraph(tuple(runs))]
