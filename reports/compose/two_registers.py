"""Words for a fact that a register and the result sheets both tell."""

from common.figures import count
from common.text import sentence_case
from reports.figures.facts import TwoSources

#: the register of the result sheets, as the panel of a figure names it
SHEETS = "Phiếu kết quả"


def beside(fact: TwoSources | None) -> str:
    """Return "theo sổ kiểm tra; phiếu kết quả ghi 04" where two registers differ, else ""."""
    if fact is None:
        return ""
    if fact.differs:
        return f"theo {fact.source}; phiếu kết quả ghi {count(fact.sheets)}"
    return "" if fact.led else "theo phiếu kết quả"


def beside_rows(fact: TwoSources | None) -> list[tuple[str, str]]:
    """Return what both registers say, for the panel behind a figure."""
    if fact is None:
        return []
    told = ((sentence_case(fact.source), fact.register), (SHEETS, fact.sheets))
    return [(source, count(value)) for source, value in told if value is not None]
