"""The Vietnamese words of choices, as running text has them."""

from members.models import Membership, Team
from members.models.papers import PaperKind
from programs.models import TrustedActivity, TrustedPerson

VILLAGE_KINDS = {
    "thon": "thôn",
    "ban": "bản",
    "khu_pho": "khu phố",
    "to_dan_pho": "tổ dân phố",
}
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
REGISTER = "Sổ đăng ký của xã"
