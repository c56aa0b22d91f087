"""Part III.1: one kind of force in words: its strength now, who leads it, who came and left."""

from common.dates import short_date
from common.figures import count, percent
from common.text import lower_first, names, sentence_case
from documents.tree import Block, Chart, Column, Paragraph, Run, Series, Table
from members.models import Membership, Team
from reports.compose.ledger import Ledger, cell
from reports.compose.result_tables import MOST_ROWS
from reports.compose.sentences import Runs
from reports.compose.words import (
    LEAVING,
    TEAM_KINDS,
    UNKNOWN,
    all_or,
    gap_note,
    in_kinds,
    register,
)
from reports.figures import Figures, Frame
from reports.figures.force import Force


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
        f"teams-{item.kind}", item.team_count, title="Số tổ" + suffix, source=register(frame),
        rule=f"Số {kind} đang hoạt động ngày {day}.",
    )  # fmt: skip
    places = [place for place in frame.villages if place.id in item.villages]
    placed = ledger.figure(
        f"team-villages-{item.kind}", len(places),
        title=f"Số {frame.words.village} có tổ{suffix}", source=register(frame),
        rule=f"Số {frame.words.village} có {kind} ngày {day}.",
        other_titles=["Số thôn có tổ" + suffix],
    )  # fmt: skip
    every = all_or(frame, places)
    kinds = frame.words.village if every else in_kinds(frame, places)
    opening: Runs = (
        f"Tính đến ngày {day}, {lower_first(frame.words.whole)} có ", teams, f" {kind} tại {every}",
        placed, f" {kinds}",
    )  # fmt: skip
    if not item.member_count:
        return [Paragraph((*opening, "."))]
    rows = [
        (village.name, f"{count(row[-1])} người" if row[-1] is not None else UNKNOWN)
        for village, row in zip(item.strength.villages, item.strength.cells, strict=True)
        if village.stands_on(frame.cut_off)
    ]
    members = ledger.figure(
        f"members-{item.kind}", item.member_count, title="Số thành viên" + suffix,
        source=register(frame), rows=rows,
        rule=f"Số người đang tham gia {kind} ngày {day}; mỗi người đếm một lần.",
    )  # fmt: skip
    blocks: list[Block] = [
        Paragraph((*opening, ", gồm ", members, " thành viên", *_of_whom(item), "."))
    ]
    rule = _leader_rule(figures, item)
    if rule:
        blocks.append(Paragraph((rule,)))
    long = len(frame.years) > 2
    if long or item.joined or item.left:
        blocks.append(Paragraph(_movement(frame, item, ledger)))
    if long:
        blocks.append(_strength_chart(figures, item))
    elif not is_long(figures):
        blocks.append(strength_table(figures, item))
    if item.in_several:
        village = frame.words.village
        text = (
            f"Có {count(item.in_several)} người cùng lúc tham gia tổ ở nhiều {village}: được đếm ở "
            f"từng {village}, số chung đếm mỗi người một lần."
        )
        blocks.append(Paragraph((text,)))
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
        ("tổ trưởng", words.any_head, item.leaders, item.leaders_known, item.leaders_are_heads),
        ("tổ phó", words.any_deputy_head, item.deputies, item.deputies_known,
         item.deputies_are_deputy_heads),
    ):  # fmt: skip
        if known and known == all_ == holding:
            whole.append(f"{post} là {office}")
        elif known:
            unknown = f" ({count(all_ - known)} {post} chưa rõ)" if known < all_ else ""
            parts.append(f"{count(holding)}/{count(known)} {post} là {office}{unknown}")
    said = [sentence_case("; ".join(whole))] if whole else []
    if parts:
        said.append(f"Có {'; '.join(parts)}")
    return " ".join(f"{text}." for text in said)


def _movement(frame: Frame, item: Force, ledger: Ledger) -> Runs:
    """Say who came and who went: at the start + joined - left = now."""
    start, moved = frame.period.start, f"chuyển tổ trong {frame.words.commune_kind} không tính."
    # Who comes back has come again: then times are counted, and not people.
    people = "người" if item.ever_served == item.at_start + item.joined else "lượt người"
    ever = ledger.figure(
        f"ever-{item.kind}", item.ever_served, title="Số người đã từng tham gia",
        source=register(frame), rule="Mọi người đã tham gia ít nhất một ngày trong kỳ báo cáo.",
    )  # fmt: skip
    runs: list[Run] = ["Trong kỳ báo cáo, đã có ", ever, " người tham gia các tổ"]
    if item.at_start:
        begun = ledger.figure(
            f"start-{item.kind}", item.at_start, title="Số thành viên đầu kỳ",
            source=register(frame),
            rule=f"Số người đang tham gia các tổ ngày {short_date(start)}.",
        )  # fmt: skip
        runs += [f"; ngày {short_date(start)} có ", begun, " người"]
    if item.joined:
        joined = ledger.figure(
            f"joined-{item.kind}", item.joined, title="Số người bổ sung", source=register(frame),
            rule="Số lượt người vào tổ sau ngày đầu của kỳ báo cáo, kể cả người trở lại sau khi đã "
            f"thôi; {moved}",
        )  # fmt: skip
        runs += ["; đã bổ sung ", joined, f" {people}"]
    if item.left:
        left = ledger.figure(
            f"left-{item.kind}", item.left, title="Số người thôi tham gia", source=register(frame),
            rule=f"Số lượt người rời tổ trong kỳ báo cáo; {moved}",
        )  # fmt: skip
        reasons = [
            f"do {LEAVING[Membership.Leaving(reason)]}: {count(times)}"
            for reason, times in item.leaving_reasons
            if reason
        ]
        runs += ["; có ", left, f" {people} thôi tham gia"]
        runs += [f" ({'; '.join(reasons)})"] if reasons else []
    change = item.member_count - item.at_start
    if item.at_start and (item.joined or item.left):
        stands, word = ("có", "tăng") if change > 0 else ("còn", "giảm")
        now = f"; đến ngày chốt số liệu {stands} {count(item.member_count)} người, "
        runs.append(
            f"{now}{word} {count(abs(change))} người so với đầu kỳ"
            if change
            else f"; đến ngày chốt số liệu có {count(item.member_count)} người, bằng đầu kỳ"
        )
    return (*runs, ".")


def _strength_chart(figures: Figures, item: Force) -> Chart:
    frame = figures.frame
    years = tuple(str(year) for year in frame.years)
    caption = "Số thành viên cuối mỗi năm"
    totals = ", ".join(
        f"năm {year}: {count(total)}" for year, total in zip(years, item.by_year, strict=True)
    )
    if len(frame.villages) <= 6:
        series = tuple(
            Series(village.name, row)
            for village, row in zip(item.strength.villages, item.strength.cells, strict=True)
            if any(value is not None for value in row)
        )
        return Chart(f"{caption}, theo {frame.words.village}", "stacked", "người", years, series,
                     alt=f"{caption}: {totals}.")  # fmt: skip
    series = (Series(frame.words.whole, item.by_year),)
    return Chart(caption, "columns", "người", years, series, alt=f"{caption}: {totals}.")


def is_long(figures: Figures) -> bool:
    """Whether a table of the villages is too long for the body: it goes into the appendix."""
    return len(figures.frame.standing) > MOST_ROWS


def strength_table(figures: Figures, item: Force) -> Table:
    """Return teams and members of each village on the cut-off day."""
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
        note=gap_note(rows),
    )  # fmt: skip
