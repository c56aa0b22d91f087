"""What the register knows of a nominee as sentences of a merit report: a person's merits are the person's own."""

from common.figures import MISSING, count, number, whole_number
from common.text import names
from programs.results import Results

#: what a village achieved, in words around the figure; in this order, as far as it is known
TOLD = (
    ("tips", "{} nguồn tin cung cấp cho lực lượng Công an"),
    ("cases_helped", "{} vụ việc được giúp giải quyết"),
    ("subjects_handled", "{} đối tượng vi phạm được giúp phát hiện, xử lý"),
    ("disputes_settled", "{} vụ mâu thuẫn được hòa giải thành"),
    ("patrols", "{} lượt tuần tra"),
    ("outreach_sessions", "{} buổi tuyên truyền"),
    ("meetings_held", "{} buổi sinh hoạt"),
)


def span(days: int) -> str:
    """Return how long something lasted: "10 năm", "08 tháng", "20 ngày"."""
    years = days / 365.25
    if years >= 1:
        whole = number(years, 1)
        return f"{count(int(whole))} năm" if whole.isdigit() else f"{whole} năm"
    months = whole_number(days / 30.44)
    return f"{count(months)} tháng" if months else f"{count(days)} ngày"


def own_of_person(days: int, what: str) -> tuple[str, ...]:
    """Return the merits of a person: the time in the team or as a trusted person, and no village's figures.

    `what` is what the person did: "tham gia Tổ tự quản Thôn 1", "là người có uy tín".
    """
    return (f"Có {span(days)} {what} trong thời gian xét khen thưởng.",) if days > 0 else ()


def own_of_team(days: int, strength: int, village: str, told: list[str]) -> tuple[str, ...]:
    """Return the merits of a team: how long it stands, its strength, what its village achieved."""
    stood = f"Có {span(days)} hoạt động trong thời gian xét khen thưởng." if days > 0 else ""
    size = f"Tổ có {count(strength)} thành viên." if strength else ""
    work = f"Trong thời gian trên, {village} có {names(told)}." if told else ""
    return tuple(text for text in (stood, size, work) if text)


def achieved(results: Results, programs: list[int], village: int) -> list[str]:
    """Return what a village achieved in the programmes, figures that are known and not 0."""
    found = []
    for code, words in TOLD:
        known = [
            tally.by_village(village).value
            for program in programs
            if (tally := results.get(program, code)) is not None
        ]
        value = next((value for value in known if value), None)
        if value and number(value) != MISSING:
            found.append(words.format(count(value)))
    return found
