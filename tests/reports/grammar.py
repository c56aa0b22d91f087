"""What every sentence of a paper keeps to, whatever is known: the faults found in one, in words."""

import re
from collections.abc import Iterator

from documents.tree import Document, Figure, Paragraph

#: each sentence has one of these (or says what it is: "là")
VERBS = re.compile(
    r"\b(có|còn|là|đã|đạt|xảy ra|tổ chức|mở|tập huấn|tuyên truyền|phát|vận động|duy trì|kết nối|cung cấp|giúp|tiếp nhận|"
    r"hòa giải|chuyển|đang|thực hiện|huy động|phát hiện|giải tán|thu hồi|quản lý|cảm hóa|cấp|quy đổi|đóng góp|thành lập|"
    r"được|xếp loại|căn cứ|báo cáo|thay thế|đề nghị|tính|chưa|không|lấy|bổ sung|tăng|giảm|cần|làm rõ|trao|tuần tra|thực tập|Báo)\b",
    re.IGNORECASE,
)
#: what never stands in a sentence: a pattern and what is wrong
FAULTS = (
    (r"  ", "two spaces"),
    (r"\s[,.;:)]", "a space before a mark"),
    (r"[(“]\s", "a space behind an opening bracket"),
    (r"[,;:]\s*[,;.)]", "a clause is missing between two marks"),
    (r"\(\s*\)|“\s*”", "empty brackets"),
    (r"\) \(", "brackets behind brackets"),
    (r"\.\.(?!\.)|\.,", "two ends"),
    (r"\b(None|nan|null|True|False|the|of|and|dict|object)\b", "no Vietnamese"),
    (r"[{}<>_]|%s", "code"),
    (r"(?<![\d/.,])00 [a-zđ]", "nothing is counted as 00"),
    (r"\bđã (đang|đã|còn)\b|\bvới với\b|\btrong đó có trong đó\b|\bcó có\b", "a word too many"),
    (r"\b(các|những) (các|những)\b", "a plural twice"),
    (r"\b(đã|và|với|là|(?<!tồn )tại|trong|của|do) ?[,.;)]", "a clause breaks off"),
)


def sentences(document: Document) -> Iterator[Paragraph]:
    """The paragraphs of the body that say something: no note to the writer."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and not block.text.startswith("["):
            yield block


def faults(paragraph: Paragraph) -> list[str]:
    """Return what is wrong with the grammar of a paragraph, [] for nothing."""
    text = paragraph.text
    found = [f"{why}: {text}" for pattern, why in FAULTS if re.search(pattern, text)]
    if not re.search(
        r"[.:]$|\./\.$|\.\)$|;$" if paragraph.style == "basis" else r"[.:]$|\./\.$|\.\)$", text
    ):
        found.append(f"no end: {text}")
    if not re.match(r"[\d(“A-ZÀ-ỸĐ]", text):
        found.append(f"begins small: {text}")
    if any(text.count(one) != text.count(two) for one, two in ("()", "“”")):
        found.append(f"brackets: {text}")
    for part in re.split(r"(?<=[^\d]\.) (?=[A-ZÀ-ỸĐ])", text):
        if paragraph.style != "lead" and not VERBS.search(part):
            found.append(f"no verb: {part}")
    return [*found, *_bare_figures(paragraph)]


def _bare_figures(paragraph: Paragraph) -> Iterator[str]:
    """Figures that stand without what is counted."""
    runs = paragraph.runs
    for run, after in zip(runs, (*runs[1:], ""), strict=True):
        if isinstance(run, Figure) and not re.search(r"[a-zđ]", run.text):
            behind = after if isinstance(after, str) else after.text
            if not re.match(r" [a-zđA-ZĐ]|/\d+ ", behind):
                yield f"no unit behind {run.text}: {paragraph.text}"
