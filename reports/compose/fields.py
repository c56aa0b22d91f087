"""The fields of work and what each tells: data of part III.2, no code."""

from dataclasses import dataclass

from programs.models import Indicator

Group = Indicator.Group


@dataclass(frozen=True)
class Clause:
    """A clause of a sentence: the words before its figure; of what it is a share, and how said.

    `alone` stands before the figure where what it belongs to is not told. `zero` says that
    nothing happened, where that matters.
    """

    code: str
    before: str
    share_of: str = ""
    share_word: str = "đạt"
    alone: str = ""
    zero: str = ""
    inside: bool = False


@dataclass(frozen=True)
class Field:
    """A field of work: its heading, how its sentence opens, its clauses in order."""

    group: str
    heading: str
    opening: str
    clauses: tuple[Clause, ...]


FIELDS = (
    Field(Group.MEETINGS, "Sinh hoạt, tập huấn", "{subject} đã ", (
        Clause("meetings_held", "tổ chức "),
        Clause("trainings", "mở "),
        Clause("trained", "với ", "trainings", alone="tập huấn cho "),
    )),
    Field(Group.OUTREACH, "Tuyên truyền, vận động nhân dân",
          "{subject} phối hợp với các ban, ngành, đoàn thể ", (
        Clause("outreach_sessions", "tổ chức "),
        Clause("outreach_attendance", "thu hút ", alone="tuyên truyền tới "),
        Clause("broadcasts", "phát "),
        Clause("leaflets", "phát "),
        Clause("pledges", "vận động "),
        Clause("zalo_groups", "duy trì "),
        Clause("zalo_members", "kết nối nhóm Zalo với "),
    )),
    Field(Group.INFORMATION, "Nắm tình hình, cung cấp thông tin",
          "{subject} và nhân dân đã ", (
        Clause("tips", "cung cấp cho lực lượng Công an "),
        Clause("useful_tips", "trong đó có ", "tips", "chiếm",
               alone="cung cấp cho lực lượng Công an "),
        Clause("cases_helped", "giúp giải quyết "),
        Clause("subjects_handled", "giúp bắt giữ, xử lý "),
    )),
    Field(Group.RECONCILIATION, "Hòa giải mâu thuẫn trong nhân dân",
          "{subject} kịp thời nắm bắt, giải quyết mâu thuẫn ngay từ cơ sở: ", (
        Clause("disputes_received", "tiếp nhận "),
        Clause("disputes_settled", "hòa giải thành ", "disputes_received", "đạt"),
        Clause("disputes_failed", "hòa giải không thành "),
        Clause("disputes_passed_on", "chuyển cấp trên "),
        Clause("disputes_open", "đang giải quyết "),
    )),
    Field(Group.PATROL, "Tuần tra, kiểm soát", "{subject} đã ", (
        Clause("patrols", "thực hiện "),
        Clause("patrol_attendance", "với ", "patrols", alone="huy động tuần tra "),
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

#: who acts, by kind of programme; where none is named, the villages do
SUBJECTS = {
    "self_managed": "Các tổ",
    "trusted_persons": "Người có uy tín",
    "fire_safe": "Khu dân cư",
}
#: kinds whose registers tell of them where no sheet does
WITH_REGISTERS = frozenset({"trusted_persons", "fire_safe", "cameras"})

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
