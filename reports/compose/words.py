"""The Vietnamese words of choices, as running text has them."""

from collections import Counter
from collections.abc import Iterable

from common.figures import count
from common.unit_words import VILLAGES
from members.models import Membership, Team
from members.models.papers import PaperKind
from programs.models import TrustedActivity, TrustedPerson
from reports.figures.base import Frame, Place
from reports.figures.money import BUDGET, COMMUNITY, IN_KIND, MIXED
from reports.figures.money import UNKNOWN as NO_SOURCE

TEAM_KINDS = {
    Team.Kind.SELF_MANAGED: "tổ nhân dân tự quản về an ninh, trật tự",
    Team.Kind.STATUTORY: "tổ bảo vệ an ninh, trật tự",
    Team.Kind.INTER_FAMILY: "tổ liên gia an toàn phòng cháy, chữa cháy",
    Team.Kind.MEDIATION: "tổ hòa giải",
    Team.Kind.CIVIL_DEFENCE: "đội dân phòng",
}
#: what trusted persons do, with the unit of each
ACTIVITIES = {
    TrustedActivity.Kind.OUTREACH: "buổi tuyên truyền",
    TrustedActivity.Kind.MEDIATION: "lượt tham gia hòa giải",
    TrustedActivity.Kind.PERSUASION: "lượt vận động, cảm hóa",
    TrustedActivity.Kind.TIP: "lượt cung cấp thông tin",
    TrustedActivity.Kind.TRAINING: "lượt được tập huấn",
}
STANDINGS = {
    TrustedPerson.Standing.ELDER: "già làng",
    TrustedPerson.Standing.CLAN_HEAD: "trưởng dòng họ",
    TrustedPerson.Standing.SECRETARY: "bí thư chi bộ",
    TrustedPerson.Standing.RETIRED: "cán bộ nghỉ hưu",
    TrustedPerson.Standing.BUSINESS: "người sản xuất, kinh doanh giỏi",
    TrustedPerson.Standing.HEALER: "thầy thuốc, thầy giáo",
    TrustedPerson.Standing.OTHER: "thành phần khác",
}
LEAVING = {
    Membership.Leaving.RESTAFFING: "kiện toàn",
    Membership.Leaving.OWN_REQUEST: "theo nguyện vọng",
    Membership.Leaving.HEALTH: "sức khỏe",
    Membership.Leaving.AGE: "tuổi cao",
    Membership.Leaving.MOVED: "chuyển nơi cư trú",
    Membership.Leaving.DIED: "từ trần",
    Membership.Leaving.DISCIPLINE: "vi phạm",
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
REGISTER = "Sổ đăng ký"
UNKNOWN = "chưa có số liệu"
GAP_NOTE = "Dấu “–” là chưa thống kê, không phải là 0."
NONE_NOTE = "Dấu “–” là không có hoặc chưa thống kê, không phải là 0."


def in_kinds(frame: Frame, places: Iterable[Place]) -> str:
    """Return what so many villages are: "thôn", or "thôn, khu phố (02 thôn và 01 khu phố)"."""
    kinds = Counter(place.kind for place in places)
    if len(kinds) < 2:
        return VILLAGES.get(next(iter(kinds), ""), frame.words.village)
    told = frame.words.counted((kind, count(times)) for kind, times in kinds.most_common())
    return f"{', '.join(VILLAGES.get(kind, kind) for kind, _times in kinds.most_common())} ({told})"
