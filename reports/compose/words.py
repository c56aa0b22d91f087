"""The Vietnamese words of choices, as running text has them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.figures import MISSING, count
from common.unit_words import VILLAGES
from documents.tree import Cell, cell_text
from members.models import Membership, Team
from members.models.papers import PaperKind
from programs.models import TrustedActivity, TrustedPerson
from reports.figures.base import Frame, Place
from reports.figures.money import BUDGET, COMMUNITY, IN_KIND, MIXED
from reports.figures.money import UNKNOWN as NO_SOURCE

TEAM_KINDS = {
    Team.Kind.SELF_MANAGED: "tổ nhân dân tự quản về an ninh, trật tự",
    Team.Kind.STATUTORY: "Tổ bảo vệ an ninh, trật tự",
    Team.Kind.INTER_FAMILY: "tổ liên gia an toàn phòng cháy, chữa cháy",
    Team.Kind.MEDIATION: "tổ hòa giải",
    Team.Kind.CIVIL_DEFENCE: "đội dân phòng",
}


@dataclass(frozen=True)
class Activity:
    """What trusted persons do: the verb of its clause, what is counted, and the figure's title."""

    verb: str
    noun: str
    title: str


ACTIVITIES = {
    TrustedActivity.Kind.OUTREACH: Activity("tổ chức", "buổi tuyên truyền", "Buổi tuyên truyền"),
    TrustedActivity.Kind.MEDIATION: Activity("tham gia hòa giải", "lượt", "Lượt tham gia hòa giải"),
    TrustedActivity.Kind.PERSUASION: Activity(
        "vận động, cảm hóa", "lượt", "Lượt vận động, cảm hóa"
    ),
    TrustedActivity.Kind.TIP: Activity("cung cấp thông tin", "lượt", "Lượt cung cấp thông tin"),
    TrustedActivity.Kind.TRAINING: Activity("được tập huấn", "lượt", "Lượt được tập huấn"),
}
STANDINGS = {
    TrustedPerson.Standing.ELDER: "già làng",
    TrustedPerson.Standing.CLAN_HEAD: "trưởng dòng họ",
    TrustedPerson.Standing.SECRETARY: "bí thư chi bộ",
    TrustedPerson.Standing.RETIRED: "cán bộ nghỉ hưu",
    TrustedPerson.Standing.BUSINESS: "người sản xuất, kinh doanh giỏi",
    TrustedPerson.Standing.HEALER: "thầy thuốc, thầy giáo",
    TrustedPerson.Standing.OTHER: "người thuộc thành phần khác",
}
LEAVING = {
    Membership.Leaving.RESTAFFING: "kiện toàn",
    Membership.Leaving.OWN_REQUEST: "theo nguyện vọng",
    Membership.Leaving.HEALTH: "lý do sức khỏe",
    Membership.Leaving.AGE: "tuổi cao",
    Membership.Leaving.MOVED: "chuyển nơi cư trú",
    Membership.Leaving.DIED: "từ trần",
    Membership.Leaving.DISCIPLINE: "bị kỷ luật",
    Membership.Leaving.TRANSFER: "chuyển tổ khác",
    Membership.Leaving.DISSOLVED: "giải thể tổ",
}
PAPER_KINDS = {
    PaperKind.RESOLUTION: "nghị quyết",
    PaperKind.DECISION: "quyết định",
    PaperKind.DIRECTIVE: "chỉ thị",
    PaperKind.PLAN: "kế hoạch",
    PaperKind.SUBMISSION: "tờ trình",
    PaperKind.NOTICE: "thông báo",
    PaperKind.GUIDANCE: "hướng dẫn",
    PaperKind.PROGRAMME: "chương trình",
    PaperKind.LETTER: "công văn",
    PaperKind.OTHER: "văn bản khác",
}
#: sources of money (`figures.money`)
FUNDS = {
    BUDGET: "ngân sách",
    COMMUNITY: "xã hội hóa",
    IN_KIND: "hiện vật quy đổi",
    MIXED: "ngân sách và xã hội hóa",
    NO_SOURCE: "chưa ghi nguồn",
}
UNKNOWN = "chưa có số liệu"
GAP_NOTE = "Dấu “–” là chưa thống kê, không phải là 0."
NONE_NOTE = "Dấu “–” là không có hoặc chưa thống kê, không phải là 0."


def register(frame: Frame) -> str:
    """Return what a figure of the registers of people, teams and places rests on."""
    return f"Số liệu quản lý của {frame.words.police}"


def the_programmes(programmes: Sequence[object]) -> str:
    """Return "mô hình" for one, "các mô hình" for several."""
    return "các mô hình" if len(programmes) > 1 else "mô hình"


def gap_note(rows: Iterable[Sequence[Cell]], *more: str, note: str = GAP_NOTE) -> str:
    """Return what stands under a table: about the dash only where there is one, and whatever else."""
    dash = any(cell_text(cell) == MISSING for row in rows for cell in row)
    return " ".join(filter(None, (note if dash else "", *more)))


def all_or(frame: Frame, places: Sequence[Place]) -> str:
    """Return "cả " where these are all villages that stand, and more than two."""
    return "cả " if len(places) > 2 and len(places) == len(frame.standing) else ""


def in_kinds(frame: Frame, places: Sequence[Place]) -> str:
    """Return what so many villages are: "thôn", or "thôn, khu phố (02 thôn và 01 khu phố)".

    Of all villages the kinds are told where the commune is described, and not again.
    """
    kinds = Counter(place.kind for place in places)
    if len(kinds) < 2:
        return VILLAGES.get(next(iter(kinds), ""), frame.words.village)
    told = frame.words.counted((kind, count(times)) for kind, times in kinds.most_common())
    return f"{', '.join(VILLAGES.get(kind, kind) for kind, _times in kinds.most_common())} ({told})"
