"""The fields of work and what each tells: data of part III.2, no code."""

from dataclasses import dataclass

from programs.models import Indicator
from reports.compose.clauses import WITH

Group = Indicator.Group


@dataclass(frozen=True)
class Clause:
    """What a sentence says of an indicator: verb, figure, noun, whole without any other.

    Where one of `joins` is told before it, `joint` (verb, noun) stands instead: "trong đó có" and
    "nguồn tin có giá trị". `part_of` is the whole whose share is told, with `share` before it;
    `inside` puts the clause in the brackets of that whole, and nowhere without it. `zero` says that nothing
    happened, where that matters. `done` takes "đã".
    """

    code: str
    verb: str
    noun: str
    joins: tuple[str, ...] = ()
    joint: tuple[str, str] = ("", "")
    part_of: str = ""
    share: str = "đạt"
    inside: bool = False
    zero: str = ""
    done: bool = True


@dataclass(frozen=True)
class Field:
    """A field of work: its heading, who or what its sentence is about, its clauses in order.

    `comma` stands between the clauses: a semicolon where they have commas of their own.
    """

    group: str
    heading: str
    subject: str
    clauses: tuple[Clause, ...]
    comma: str = ", "


_DISPUTES = ("disputes_received", "disputes_settled", "disputes_failed", "disputes_passed_on")
_TO_POLICE = "cung cấp cho lực lượng Công an"

FIELDS = (
    Field(Group.MEETINGS, "Sinh hoạt, tập huấn", "{subject}", (
        Clause("meetings_held", "tổ chức", "buổi sinh hoạt"),
        Clause("trainings", "mở", "lớp tập huấn"),
        Clause("trained", "tập huấn cho", "lượt người", ("trainings",),
               (WITH, "lượt người tham gia")),
    )),
    Field(Group.OUTREACH, "Tuyên truyền, vận động nhân dân", "{subject}", (
        Clause("outreach_sessions", "tổ chức", "buổi tuyên truyền"),
        Clause("outreach_attendance", "tuyên truyền tới", "lượt người", ("outreach_sessions",),
               ("thu hút", "lượt người nghe")),
        Clause("broadcasts", "phát", "lượt tin trên loa truyền thanh"),
        Clause("leaflets", "phát", "tờ rơi"),
        Clause("pledges", "vận động", "hộ ký cam kết"),
        Clause("zalo_groups", "duy trì", "nhóm Zalo"),
        Clause("zalo_members", "kết nối qua nhóm Zalo với", "thành viên", ("zalo_groups",),
               (WITH, "thành viên")),
    )),
    Field(Group.INFORMATION, "Nắm tình hình, cung cấp thông tin", "{subject} và nhân dân", (
        Clause("tips", _TO_POLICE, "nguồn tin"),
        Clause("useful_tips", _TO_POLICE, "nguồn tin có giá trị", ("tips",),
               ("trong đó có", "nguồn tin có giá trị"), "tips", "chiếm"),
        Clause("cases_helped", "giúp giải quyết", "vụ việc"),
        Clause("subjects_handled", "giúp bắt giữ, xử lý", "đối tượng vi phạm"),
    )),
    Field(Group.RECONCILIATION, "Hòa giải mâu thuẫn trong nhân dân", "{subject}", (
        Clause("disputes_received", "tiếp nhận", "vụ mâu thuẫn"),
        Clause("disputes_settled", "hòa giải thành", "vụ mâu thuẫn", _DISPUTES,
               ("hòa giải thành", "vụ"), "disputes_received"),
        Clause("disputes_failed", "hòa giải không thành", "vụ mâu thuẫn", _DISPUTES,
               ("hòa giải không thành", "vụ")),
        Clause("disputes_passed_on", "chuyển cấp trên giải quyết", "vụ mâu thuẫn", _DISPUTES,
               ("chuyển cấp trên giải quyết", "vụ")),
        Clause("disputes_open", "đang giải quyết", "vụ mâu thuẫn", _DISPUTES,
               ("đang giải quyết", "vụ"), done=False),
    )),
    Field(Group.PATROL, "Tuần tra, kiểm soát", "{subject}", (
        Clause("patrols", "thực hiện", "lượt tuần tra"),
        Clause("patrol_attendance", "huy động", "lượt người tuần tra", ("patrols",),
               (WITH, "lượt người tham gia")),
        Clause("patrol_cases", "phát hiện", "vụ vi phạm"),
        Clause("groups_dispersed", "giải tán", "nhóm tụ tập"),
        Clause("property_recovered", "thu hồi tài sản trị giá", ""),
    )),
    Field(Group.REINTEGRATION, "Cảm hóa, giáo dục người lầm lỗi", "{subject}", (
        Clause("people_supported", "quản lý, giúp đỡ", "người lầm lỗi"),
        Clause("persuasions", "cảm hóa, giáo dục", "lượt người"),
    ), "; "),
    Field(Group.MONEY, "Kinh phí, cơ sở vật chất", "Về nguồn lực:", (
        Clause("money_budget", "ngân sách cấp", "", done=False),
        Clause("money_community", "xã hội hóa được", "", done=False),
        Clause("money_in_kind", "hiện vật đóng góp quy đổi thành", "", done=False),
        Clause("work_days", "nhân dân đóng góp", "ngày công", done=False),
    ), "; "),
)  # fmt: skip

#: the order of the area, as all programmes together tell it
IMPACT = Field(Group.SITUATION, "", "Trong kỳ báo cáo, trên địa bàn", (
    Clause("crimes", "xảy ra", "vụ phạm pháp hình sự", done=False,
           zero="không xảy ra vụ phạm pháp hình sự"),
    Clause("crimes_solved", "làm rõ", "vụ phạm pháp hình sự", part_of="crimes", inside=True),
    Clause("social_evils", "xảy ra", "vụ tệ nạn xã hội", done=False,
           zero="không phát hiện vụ tệ nạn xã hội"),
    Clause("violations", "xảy ra", "vụ vi phạm hành chính", done=False,
           zero="không có vụ vi phạm hành chính"),
    Clause("traffic_accidents", "xảy ra", "vụ tai nạn giao thông", done=False,
           zero="không xảy ra tai nạn giao thông"),
    Clause("fires", "xảy ra", "vụ cháy", done=False, zero="không xảy ra cháy"),
))  # fmt: skip

#: kinds whose registers tell of them where no sheet does
WITH_REGISTERS = frozenset({"trusted_persons", "fire_safe", "cameras"})
