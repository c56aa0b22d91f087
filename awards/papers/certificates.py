"""Certificates: the office's layout filled in for each who is rewarded."""

from collections.abc import Iterable, Mapping

from awards.models import CertificateLayout, CertificateText, Nomination
from awards.papers.facts import Line, RoundFacts, titled
from common.dates import long_date
from common.text import sentence_case
from documents.letter import Letter, signed_for
from documents.placed import Placed, PlacedPage, fitted
from members.models import Paper

What = CertificateText.What
WIDTH, HEIGHT = 297, 210
#: text, printed, x, y, width, size, align, bold, italic, capitals: for blank A4 with a frame
_DEFAULT = (
    (What.ORGAN, True, 40, 28, 217, 14, "centre", True, False, True),
    (What.AUTHORITY, True, 40, 44, 217, 17, "centre", True, False, True),
    (What.TITLE, True, 40, 62, 217, 40, "centre", True, False, True),
    (What.NOMINEE, True, 40, 88, 217, 26, "centre", True, False, False),
    (What.ADDRESS, True, 40, 102, 217, 16, "centre", False, False, False),
    (What.CITATION, True, 45, 113, 207, 17, "centre", False, True, False),
    (What.DECISION, True, 28, 160, 105, 12, "left", False, False, False),
    (What.REGISTER, True, 28, 172, 105, 12, "left", False, False, False),
    (What.PLACE_DATE, True, 155, 140, 120, 14, "centre", False, True, False),
    (What.SIGNER_POST, True, 155, 148, 120, 14, "centre", True, False, True),
    (What.SIGNER, True, 155, 184, 120, 14, "centre", True, False, False),
)
#: a nominee for the test print: as long as names and citations get
SAMPLE = {
    What.NOMINEE: "Bà Nguyễn Hoàng Thị Phương Thảo",
    What.ADDRESS: "Phó Trưởng thôn, tổ phó Tổ tự quản Thôn 1",
    What.DECISION: "Quyết định số 00/QĐ-UBND\nngày 00 tháng 00 năm 0000",
    What.REGISTER: "Vào sổ khen thưởng số: 00",
}


def default_texts(layout: CertificateLayout) -> list[CertificateText]:
    """Return the usual texts of a layout, not saved."""
    return [
        CertificateText(
            layout=layout, what=what, printed=printed, x=x, y=y, width=width, size=size, align=align,
            bold=bold, italic=italic, capitals=capitals,
        )
        for what, printed, x, y, width, size, align, bold, italic, capitals in _DEFAULT
    ]  # fmt: skip


Words = dict[str, str]


def certificate_words(facts: RoundFacts, letter: Letter, paper: Paper) -> list[Words]:
    """Return what the certificates of a decision say, one for each who is rewarded: text by its kind.

    With them stand "form" (its id) and "nomination"; they are frozen with the decision.
    """
    return [_words(facts, line, letter, paper) for line in facts.nominations]


def certificates(
    sheets: Iterable[Mapping[str, str]], layout: CertificateLayout, texts: Iterable[CertificateText]
) -> tuple[PlacedPage, ...]:
    """Return a page for each certificate, texts that are on the paper already left out.

    The words are as they went out; where they stand follows the office's layout of today.
    """
    rows = list(texts)
    return tuple(_page(layout, rows, words) for words in sheets)


def trial_print(
    letter: Letter,
    layout: CertificateLayout,
    texts: Iterable[CertificateText],
    form: str,
    citation: str,
) -> PlacedPage:
    """Return a page with a sample nominee, boxes and a centimetre grid, to hold against the paper."""
    known: Words = {What(what).value: words for what, words in SAMPLE.items()} | {
        What.ORGAN: letter.author, What.AUTHORITY: _authority(letter.author, form), What.TITLE: titled(form),
        What.CITATION: citation, What.PLACE_DATE: f"{letter.place}, ngày 00 tháng 00 năm 0000",
        What.SIGNER_POST: "\n".join(letter.posts), What.SIGNER: letter.signer_name or "Họ và tên",
    }  # fmt: skip
    return _page(layout, texts, known, ruled=True)


def _page(
    layout: CertificateLayout,
    texts: Iterable[CertificateText],
    words: Mapping[str, str],
    *,
    ruled: bool = False,
) -> PlacedPage:
    placed = [_placed(row, layout, words.get(row.what, "")) for row in texts if row.printed]
    return PlacedPage(WIDTH, HEIGHT, fitted(placed, HEIGHT), ruled=ruled)


def _placed(row: CertificateText, layout: CertificateLayout, words: str) -> Placed:
    return Placed(
        words.upper() if row.capitals else words, float(row.x + layout.shift_x),
        float(row.y + layout.shift_y), float(row.width), row.size, row.align, row.bold, row.italic,
    )  # fmt: skip


def _words(facts: RoundFacts, line: Line, letter: Letter, paper: Paper) -> Words:
    nomination: Nomination = line.nomination
    number = nomination.certificate_number
    form = nomination.form.name
    _authority_line, posts = signed_for("", letter.posts)
    place = sentence_case(", ".join(filter(None, (line.address, facts.words.full_name))))
    return {
        "nomination": str(nomination.pk), "form": str(nomination.form_id),
        What.ORGAN: letter.author,
        What.AUTHORITY: _authority(letter.author, form),
        What.TITLE: titled(form),
        What.NOMINEE: line.name,
        What.ADDRESS: place,
        What.CITATION: facts.citation,
        What.DECISION: f"Quyết định số {paper.code}\n{long_date(paper.issued_on)}",
        What.REGISTER: f"Vào sổ khen thưởng số: {number:02d}" if number else "",
        What.PLACE_DATE: f"{letter.place}, {long_date(paper.issued_on)}",
        What.SIGNER_POST: "\n".join(posts),
        What.SIGNER: letter.signer_name,
    }  # fmt: skip


def _authority(committee: str, form: str) -> str:
    """Who confers it: "Chủ tịch Ủy ban nhân dân xã Bằng Cả tặng", "... tặng danh hiệu"."""
    what = " danh hiệu" if form.startswith("Danh hiệu ") else ""
    return f"Chủ tịch {committee} tặng{what}"
