"""The name of a village in a text: what stands around it, and how names are compared."""

import re

from common.text import fold, nfc, spelling
from imports.layout.words import ROW_NUMBER

#: words before the name of a village, folded, each with the one it is compared as
KINDS = {
    "thon": "thon", "th": "thon", "ban": "ban", "xom": "xom", "lang": "lang", "ap": "ap",
    "buon": "buon", "khu pho": "khu", "khu": "khu", "kp": "khu", "khu dan cu": "khu", "kdc": "khu",
    "to dan pho": "to dan pho", "tdp": "to dan pho", "tieu khu": "tieu khu", "soc": "soc",
    "phum": "phum", "plei": "plei",
}  # fmt: skip
KIND = re.compile(
    r"(khu dan cu|khu pho|to dan pho|tieu khu|thon|xom|ban|lang|ap|buon|khu|kdc|kp|tdp|soc|phum|plei|th)"
    r"(?:\s*\.\s*|\s*[:\-]\s*|\s+|(?=\d))(?:so\s+(?=\d))?"
)
LEAD = re.compile(
    rf"^(?:(?:[ivxlc]{{1,5}}|[a-hđ]|\d{{1,2}}(?:\.\d{{1,2}})?)\s*[.)/\-:]|{ROW_NUMBER})\s*"
)
COUNT = re.compile(
    r"[\s:,;\-–(]*\(?\s*(?:co|gom|tong so|tong)?\s*:?\s*\d+\s*(?:nguoi|tv|t\.v|thanh vien|to vien|ho|d/c|dong chi|doi vien|diem|camera)?\s*\)?\s*$"
)
_TEAM = re.compile(
    r"^(?:danh sach\s+)?(?:(?:cac\s+)?(?:thanh vien|to vien)\s+)?(?:to|doi|mo hinh|nhom)\s+(?:.*?)(?=\b(?:thon|ban|xom|khu|to dan pho|tdp|lang|ap|buon)\b)"
)


def place_of_heading(text: str) -> str:
    """Return what a heading names, without number, team and count: "II. Tổ tự quản thôn 2 (05 người)" -> "thôn 2"."""
    found = text.strip().rstrip(":.;,- ")
    folded = fold(found)
    for pattern in (LEAD, _TEAM):
        if (hit := pattern.match(folded)) and hit.end() and len(folded) == len(found):
            found = found[hit.end() :].strip()
            folded = fold(found)
    stripped = re.sub(r"\s*\([^)]*\d+[^)]*\)\s*$", "", found)
    if stripped and len(stripped) < len(found):
        return stripped.rstrip(":.;,- ")
    if re.search(r"[:\-–,]\s*\d+\s*\S+.*$", found) or re.search(r"\d\s+\d+\s*\S+", found):
        shorter = COUNT.sub("", fold(found))
        if shorter and len(fold(found)) == len(found):
            return found[: len(shorter)].rstrip(":.;,-( ")
    return found


def key_of(text: str) -> str:
    """Return a name as it is compared: folded, "Thôn 01." and "Thôn1" as "thon 1", "KP 2" as "khu 2"."""
    folded = fold(text).strip(" .:;,\"'“”*-")
    folded = re.sub(r"\b0+(?=\d)", "", folded)
    folded = re.sub(r"\s*[,;]\s*", " ", folded)
    found = KIND.match(folded)
    if found and found.end() < len(folded):
        kind = KINDS[found.group(1)]
        folded = f"{kind} {folded[found.end() :]}"
    folded = re.sub(r"(?<=[ ])0+(?=\d)", "", folded)
    return " ".join(folded.split())


def syllables_of(text: str) -> dict[str, set[str]]:
    """Return the syllables of a text: folded -> as spelled, without case and habits of typing."""
    found: dict[str, set[str]] = {}
    # the Icelandic letter stands in for đ in old files, as `fold` knows
    for syllable in re.findall(r"[^\W\d_]+", nfc(text).replace("ð", "đ").replace("Ð", "Đ")):
        found.setdefault(fold(syllable), set()).add(spelling(syllable))
    return found


def counted(key: str) -> str:
    return re.sub(r"\s*\(\s*(?:co |gom )?\d+ [^)]*\)$", "", key)


def without_kind(key: str) -> str:
    found = KIND.match(key)
    return key[found.end() :].strip() if found and found.end() < len(key) else key
