"""Checks of the registers: sites, teams, offices, cameras, zones, headcounts, changes that wait."""

from collections.abc import Iterable, Iterator

from django.utils import timezone

from common.dates import short_date
from common.figures import count, money_words
from common.text import names, quoted
from members.models import RosterChange, Team
from programs.models import ProgramStatus
from reports.checks.findings import Finding, Mend, Sort, key_of
from reports.compose.words import TEAM_KINDS
from reports.figures import Figures
from reports.figures.base import Frame
from reports.figures.force import Force, StandingTeam
from reports.figures.programmes import Programme
from reports.figures.situation import Headcount

#: more names than these are counted only
MOST_NAMES = 6


def days(figures: Figures) -> Iterator[Finding]:
    """A cut-off day that has not come, or lies before the end of the period. No statement."""
    frame = figures.frame
    day, last = short_date(frame.cut_off), short_date(frame.period.last_day)
    if frame.cut_off > timezone.localdate():
        yield Finding(
            Sort.DOUBTFUL,
            key_of("cut-off-ahead", frame.cut_off),
            f"Ngày chốt số liệu {day} chưa đến; số liệu còn thay đổi",
            frame.full_name,
        )
    elif frame.cut_off < frame.period.last_day:
        yield Finding(
            Sort.DOUBTFUL,
            key_of("cut-off-early", frame.cut_off),
            f"Ngày chốt số liệu {day} trước ngày cuối kỳ báo cáo {last}",
            frame.full_name,
        )


def sites(figures: Figures) -> Iterator[Finding]:
    """Programmes without a site, and teams in villages where their programme has none. No statement."""
    for item in figures.programmes:
        if not item.sites:
            if _stands(item):
                yield _without_site(figures, item)
        else:
            yield from _teams_without_site(figures, item)


def _stands(item: Programme) -> bool:
    """Whether the programme has sites to show: one that was dissolved has none, and had some."""
    dissolved = all(part.state == ProgramStatus.State.DISSOLVED for part in item.parts)
    return item.sites is None or not dissolved


def _team_kind(figures: Figures, item: Programme) -> str:
    return str(figures.frame.group_of(item.id).programs[0].kind.team_kind)


def _without_site(figures: Figures, item: Programme) -> Finding:
    kind = _team_kind(figures, item)
    teams = next((force.team_count for force in figures.forces if force.kind == kind), 0)
    but = f", trong khi có {count(teams)} {TEAM_KINDS[Team.Kind(kind)]}" if teams else ""
    return Finding(
        Sort.CONTRADICTION if teams else Sort.MISSING,
        key_of("no-site", item.id, teams),
        f"Mô hình {quoted(item.name)} chưa có điểm nào{but}",
        figures.frame.full_name,
        _new_sites(item),
    )


def _teams_without_site(figures: Figures, item: Programme) -> Iterator[Finding]:
    """Say which teams of a programme's kind no programme of that kind has a site for."""
    kind = _team_kind(figures, item)
    same = [p for p in figures.programmes if p.sites and _team_kind(figures, p) == kind]
    if not kind or same[0] is not item:
        return  # told once, with the first programme of the kind
    covered = frozenset().union(*(other.teams or frozenset() for other in same))
    for force in figures.forces:
        lost = [team for team in force.standing if team.id not in covered]
        if force.kind == kind and lost:
            places = names(dict.fromkeys(figures.frame.named(team.village_id) for team in lost))
            yield Finding(
                Sort.CONTRADICTION,
                key_of("team-without-site", item.id, *sorted(team.id for team in lost)),
                f"{count(len(lost))} {TEAM_KINDS[Team.Kind(kind)]} đang hoạt động ở nơi mô hình "
                f"{quoted(item.name)} chưa có điểm",
                f"{places}: {_some(team.name for team in lost)}",
                _new_sites(item),
            )


def _new_sites(item: Programme) -> tuple[Mend, ...]:
    """Return the link to a new site, one for each former commune's programme."""
    return tuple(
        Mend.at(
            f"Thêm điểm ({part.commune})" if item.merged else "Thêm điểm",
            "programs:row_new", "site", part.program_id,
        )
        for part in item.parts
    )  # fmt: skip


def two_registers(figures: Figures) -> Iterator[Finding]:
    """Facts of which a register and the sheets tell different figures. No statement."""
    where = {
        "trusted_persons": ("Mở sổ người có uy tín", "programs:trusted_persons"),
        "fire_safe": ("Mở các khu dân cư", "programs:zones"),
        "cameras": ("Mở sổ camera", "programs:cameras"),
    }
    for fact in figures.facts:
        if fact.differs:
            yield Finding(
                Sort.CONTRADICTION,
                key_of("registers", fact.group.id, fact.code, f"{fact.register}/{fact.sheets}"),
                f"{fact.name}: {fact.source} ghi {count(fact.register)}, phiếu kết quả ghi "
                f"{count(fact.sheets)}",
                fact.group.name,
                (
                    Mend.at(*where[fact.group.kind]),
                    Mend.at("Kết quả theo năm", "programs:result_years", fact.group.id),
                ),
            )
    for row in figures.money.rows:
        if not row.counted and row.total:
            yield Finding(
                Sort.DOUBTFUL,
                key_of("money", row.group, row.code),
                f"{row.what}: phiếu kết quả ghi {money_words(row.total)}, không cộng vì sổ camera "
                "đã ghi kinh phí",
                figures.frame.group_of(row.group).name,
                (Mend.at("Mở sổ camera", "programs:cameras"),),
            )


def founding(figures: Figures) -> Iterator[Finding]:
    """Teams that were there before the programme they belong to. No statement."""
    for item in figures.programmes:
        kind = _team_kind(figures, item)
        for force in figures.forces:
            early = [
                team
                for team in force.standing
                if force.kind == kind
                and team.id in (item.teams or ())
                and team.founded_on < item.founded_on
            ]
            if early:
                yield Finding(
                    Sort.DOUBTFUL,
                    key_of("founding", item.id, *sorted(team.id for team in early)),
                    f"Mô hình {quoted(item.name)} thành lập ngày {short_date(item.founded_on)}, "
                    f"nhưng {count(len(early))} tổ thành lập trước đó",
                    _some(f"{team.name} ({short_date(team.founded_on)})" for team in early),
                    (
                        Mend.at("Mở mô hình", "programs:program", item.id),
                        Mend.at("Mở danh sách tổ", "members:team", early[0].id),
                    ),
                )


def rosters(figures: Figures) -> Iterator[Finding]:
    """Teams without anybody or without a leader, and posts of leaders not known. No statement."""
    for force in figures.forces:
        manned = {member.team_id for member in force.roster}
        # Teams of families consist of households.
        families = force.kind == Team.Kind.INTER_FAMILY and not manned
        for team in force.standing if not families else ():
            if team.id not in manned:
                yield _of_team("no-member", team, "Chưa có thành viên nào")
            elif team.name in force.without_leader:
                yield _of_team("no-leader", team, "Chưa có tổ trưởng")
        yield from _offices(figures, force)


def _of_team(key: str, team: StandingTeam, what: str) -> Finding:
    mend = Mend.at("Mở danh sách tổ", "members:team", team.id)
    return Finding(Sort.MISSING, key_of(key, team.id), what, team.name, (mend,))


def _offices(figures: Figures, force: Force) -> Iterator[Finding]:
    words, commune = figures.frame.words, figures.frame.commune.pk
    for what, post, all_, known in (
        ("leader", words.head, force.leaders, force.leaders_known),
        ("deputy", words.deputy_head, force.deputies, force.deputies_known),
    ):
        if known < all_:
            of = "tổ trưởng" if what == "leader" else "tổ phó"
            yield Finding(
                Sort.MISSING,
                key_of("office", force.kind, what),
                f"{count(all_ - known)}/{count(all_)} {of} chưa đối chiếu được, vì nơi đó chưa ghi ai là {post}",
                TEAM_KINDS[Team.Kind(force.kind)],
                (Mend.at(f"Mở danh sách {words.village}", "members:commune", commune),),
            )


def cameras(figures: Figures) -> Iterator[Finding]:
    """Points never looked at, and those whose last look is older than 90 days. No statement."""
    network = figures.cameras
    if network is None:
        return
    mend = Mend.at("Ghi kiểm tra camera", "programs:cameras", query="?condition=unverified")
    old = [point for point in network.points if not point.condition and point.checked_on]
    never = [point for point in network.points if not point.condition and not point.checked_on]
    for sort, key, points, what in (
        (Sort.MISSING, "camera-never", never, "chưa kiểm tra lần nào"),
        (Sort.DOUBTFUL, "camera-old", old, "có lần kiểm tra gần nhất quá 90 ngày"),
    ):
        if points:
            units = sum(point.units for point in points)
            yield Finding(
                sort,
                key_of(key),
                f"{count(len(points))} điểm camera ({count(units)} mắt) {what}",
                _some(f"{point.name} ({point.village})" for point in points),
                (mend,),
            )


def zones(figures: Figures) -> Iterator[Finding]:
    """What nobody looked at in fire-safe zones: exits, extinguishers, criteria. No statement."""
    for zone in figures.zones:
        mend = (Mend.at("Mở khu dân cư", "programs:zone", zone.id),)
        lacks = []
        if not zone.count:
            lacks.append("chưa có danh sách hộ")
        if zone.exits.unknown:
            lacks.append(f"{count(zone.exits.unknown)} hộ chưa kiểm tra lối thoát nạn thứ hai")
        if zone.extinguishers.unknown:
            lacks.append("chưa thống kê bình chữa cháy")
        elif zone.undated.total:
            lacks.append(f"{count(zone.undated.total)} bình chữa cháy chưa ghi hạn dùng")
        if zone.checked_on is None:
            lacks.append("chưa có lần kiểm tra theo tiêu chí")
        for index, text in enumerate(lacks):
            yield Finding(
                Sort.MISSING, key_of("zone", zone.id, index, text), f"{zone.name}: {text}",
                zone.village, mend,
            )  # fmt: skip


def headcounts(figures: Figures) -> Iterator[Finding]:
    """Villages whose households or people are not known. No statement."""
    for key, word, facts in (
        ("households", "số hộ", figures.situation.households),
        ("population", "số nhân khẩu", figures.situation.population),
    ):
        found = _headcount(figures.frame, key, word, facts)
        if found is not None:
            yield found


def _headcount(frame: Frame, key: str, word: str, facts: Headcount) -> Finding | None:
    if not facts.unknown:
        return None
    lacking = [name for name, value, _year in facts.by_village if value is None]
    where = frame.full_name if facts.total is None else _some(lacking)
    return Finding(
        Sort.MISSING,
        key_of(key),
        f"Chưa có {word} của {count(facts.unknown)}/{count(len(facts.by_village))} "
        f"{frame.words.village}",
        where,
        (Mend.at(f"Mở danh sách {frame.words.village}", "members:commune", frame.commune.pk),),
    )


def waiting_changes(figures: Figures) -> Iterator[Finding]:
    """Changes of rosters that village heads asked for and nobody decided. One statement."""
    frame = figures.frame
    waiting = RosterChange.objects.waiting().filter(team__village__in=frame.village_ids).count()
    if waiting:
        yield Finding(
            Sort.DOUBTFUL,
            key_of("roster-changes"),
            f"{count(waiting)} đề nghị thay đổi danh sách tổ chưa được giải quyết",
            frame.full_name,
            (Mend.at("Duyệt đề nghị", "members:changes"),),
        )


def _some(words: Iterable[str]) -> str:
    """Return "A, B và C", or the first of them and how many more there are."""
    listed = list(words)
    rest = len(listed) - MOST_NAMES
    if rest <= 0:
        return names(listed)
    return f"{', '.join(listed[:MOST_NAMES])} và {rest} nơi khác"
