"""What the MC of a meeting reads out, item by item."""

from common.dates import long_date
from common.text import mid_sentence, sentence_case
from documents.letter import Letter
from documents.tree import Block, Document, Heading
from meetings.models import AgendaItem, Delegate, Meeting
from meetings.papers.before import body
from meetings.papers.facts import Facts, does, groups_of, named, named_inside, people

Part = AgendaItem.Part
#: groups that are introduced one by one; of the others the number is told
_BY_NAME = (Delegate.Group.SUPERIOR, Delegate.Group.COMMUNE_LEADERS, Delegate.Group.FRONT)


def script(facts: Facts, letter: Letter) -> Document:
    """What the MC reads out, item by item; typed words of an item go before the usual ones."""
    blocks: list[Block] = []
    for number, point in enumerate(facts.agenda, 1):
        time = f" ({point.at.hour:02d}h{point.at.minute:02d})" if point.at else ""
        blocks.append(Heading(2, f"{number}. {point.item.item}{time}"))
        typed = point.item.script.strip().splitlines()
        blocks += body(*(typed or usual_words(facts, point.item)))
    return Document(
        title=f"Kịch bản chương trình {facts.title}", author=letter.author,
        head=letter.plain_head("Kịch bản chương trình", facts.title),
        blocks=tuple(blocks) or body("Chưa có chương trình."),
    )  # fmt: skip


def usual_words(facts: Facts, item: AgendaItem) -> list[str]:
    """Return what an MC usually says at an item, in whole sentences whatever was typed."""
    who, event = facts.speaker(item.presenter), facts.event
    if item.part == Part.SETTLE:
        return ["Kính mời quý vị đại biểu ổn định chỗ ngồi, chuyển điện thoại sang chế độ im lặng. "
                f"{sentence_case(event)} xin phép được bắt đầu."]  # fmt: skip
    if item.part == Part.FLAG:
        return ["Kính mời quý vị đại biểu đứng dậy, chỉnh đốn trang phục làm lễ chào cờ.",
                "Nghiêm! Chào cờ, chào! (Quốc ca) Thôi! Kính mời quý vị đại biểu an tọa."]  # fmt: skip
    if item.part == Part.INTRODUCTION:
        return _introduction(facts)
    if item.part == Part.REPORT:
        told = does(item.item)
        report = told if told.startswith("trình bày") else f"trình bày {mid_sentence(item.item)}"
        return [f"Xin trân trọng kính mời {who} {report}.",
                f"(Sau báo cáo) Xin trân trọng cảm ơn phần trình bày của {who}."]  # fmt: skip
    if item.part in (Part.PAPERS, Part.DISCUSSION):
        return [f"Tiếp theo là phần {mid_sentence(item.item)}. Xin trân trọng kính mời {who} phát biểu.",
                "(Sau mỗi ý kiến) Xin trân trọng cảm ơn ý kiến vừa rồi; xin kính mời đại biểu tiếp theo."]  # fmt: skip
    if item.part == Part.SUPERIORS:
        return [f"Xin trân trọng kính mời {_superior(facts, who)} phát biểu ý kiến chỉ đạo.",
                "(Sau phát biểu) Xin trân trọng cảm ơn ý kiến chỉ đạo của đại biểu cấp trên."]  # fmt: skip
    if item.part == Part.AWARDS:
        return _awards(facts, item, who)
    if item.part == Part.VOTE:
        return [f"Xin ý kiến biểu quyết của {event}: {mid_sentence(item.item)}. Đại biểu nào nhất trí, xin "
                "giơ tay. Xin mời bỏ tay. Có đại biểu nào không nhất trí? Có đại biểu nào có ý kiến khác?"]  # fmt: skip
    if item.part == Part.CLOSING:
        return [f"Kính thưa quý vị đại biểu! Chương trình {event} đến đây đã hoàn thành. Thay mặt Ban Tổ chức, "
                "xin trân trọng cảm ơn sự có mặt của quý vị đại biểu. Kính chúc quý vị mạnh khỏe, hạnh phúc. "
                f"Xin tuyên bố bế mạc {event}."]  # fmt: skip
    return _other(item, who)


def _other(item: AgendaItem, who: str) -> list[str]:
    if told := does(item.item):
        return [f"Xin trân trọng kính mời {who} {told}."]
    return [f"Tiếp theo là phần {mid_sentence(item.item)}. Xin trân trọng kính mời {who}."]


def _superior(facts: Facts, who: str) -> str:
    """The delegates of the superior level by name, where there are one or two; else as it was typed."""
    came = facts.of_group(Delegate.Group.SUPERIOR)
    if 0 < len(came) < 3 and who.startswith(("đại diện", "đại biểu", "lãnh đạo")):
        return " và ".join(named_inside(row) for row in came)
    return who


def _awards(facts: Facts, item: AgendaItem, who: str) -> list[str]:
    """Announce what was decided: no decision is spoken of where there is none."""
    if not facts.rewards:
        return _other(item, who)
    words = facts.words
    decided = " và ".join(
        f"Quyết định số {paper.code} {long_date(paper.issued_on)}" for paper in facts.awards
    )
    return [
        "Kính thưa quý vị đại biểu! Ghi nhận thành tích của các tập thể, cá nhân, "
        f"{words.chairman} đã ban hành {decided} về việc khen thưởng." if decided else
        "Kính thưa quý vị đại biểu! Tiếp theo là phần công bố quyết định khen thưởng và trao thưởng.",
        f"Xin trân trọng kính mời {who} công bố quyết định và trao thưởng; xin mời đại diện tập thể và các cá "
        "nhân có tên lên nhận thưởng.",
        f"Đề nghị {facts.event} nhiệt liệt chúc mừng.",
    ]  # fmt: skip


def _introduction(facts: Facts) -> list[str]:
    meeting, event = facts.meeting, facts.event
    solemnly = "" if meeting.kind == Meeting.Kind.MONTHLY or event == "cuộc họp" else "long trọng "
    words = [
        f"Kính thưa quý vị đại biểu! Hôm nay, tại {meeting.place}, chúng ta {solemnly}tổ chức {facts.title}."
    ]
    if facts.delegates:
        words.append(f"Đến dự {event}, xin trân trọng giới thiệu:")
    labels = groups_of(facts.words)
    told: list[str] = []
    for group in Delegate.Group:
        rows = facts.of_group(group)
        if group in _BY_NAME:
            told += [named(row) for row in rows]
        elif rows:
            told.append(f"{labels[group]}: {people(len(rows))}")
    words += [f"- {text}{'.' if place == len(told) else ';'}" for place, text in enumerate(told, 1)]
    if told:
        words.append(f"Đề nghị {event} nhiệt liệt chào mừng.")
    if meeting.chair:
        words.append(f"Xin trân trọng kính mời {named_inside(meeting.chair)} lên chủ trì {event}.")
    if meeting.secretary:
        words.append(f"Thư ký {event}: {named_inside(meeting.secretary)}.")
    return words
