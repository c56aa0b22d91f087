"""The words of a roster: names, roles, posts, sex, remarks on leaving, as offices write them."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from common.dates import PartialDate
from common.text import fold, nfc
from imports.dates import read_date
from imports.layout.words import ROW_NUMBER
from members.models import Membership, VillageOffice

Role = Membership.Role
Office = VillageOffice.Office

# --- names ---------------------------------------------------------------------

_NUMBERED = re.compile(rf"^\s*(?:{ROW_NUMBER}|\(?\d{{1,3}}\s*[/\-]|[-+*•–])\s*")
_ADDRESS = re.compile(
    r"^(?:(?:ông|bà|anh|chị|cụ)(?:\s*[:.]?\s+(?=\S+\s+\S)|\s*[:.]?\s+(?=\S+$))|"
    r"(?:đồng chí|đ\s*/\s*c|đ\.\s*c\.?|đc|ô\.|b\.)\s*[:.]?\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\s+[-–]\s+|\s*[,;]\s*")
_SIGNS = re.compile(r"[\s*†•·]+$|\s*\(\s*\*+\s*\)\s*$")
_ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_LETTERS = re.compile(r"[^\W\d_]+(?:[ '’ʼ.\-–][^\W\d_]+|[ .'’](?=[^\W\d_]|$))*[.]?")
#: letters of old fonts that no name in Unicode bears
_FOREIGN = set("þÞßæÆøØ÷¬¾§ªµ¤")
LONGEST_NAME = 60


def clean_name(text: str) -> tuple[str, str]:
    """Return (name as it is kept, what stood in brackets behind it).

    Numbers, stars and forms of address before a name are no part of it. Capitals of a whole
    word become title case; whoever wrote small and capital letters meant them ("H'Hen Niê").
    """
    found = nfc(text)
    found = _NUMBERED.sub("", found)
    found = _ADDRESS.sub("", found)
    aside = ""
    found = _SIGNS.sub("", found)
    if hit := _ASIDE.search(found):
        aside = hit.group(1).strip()
        found = _SIGNS.sub("", found[: hit.start()])
    found = found.strip(" .,;:-")
    parts = _BEHIND.split(found, maxsplit=1)
    if len(parts) == 2 and not aside and _tells_of_service(parts[1]):
        found, aside = parts[0].strip(), parts[1].strip()
    return " ".join(_cased(word) for word in found.split()), aside


def _tells_of_service(text: str) -> bool:
    """Whether what stands behind a name is a role, a post, a leaving: "Lý Văn Tài - TT"."""
    return (
        read_post(text).role is not None
        or office_of(text) is not None
        or read_leave(text, latest=dt.date.max) is not None
    )


def _cased(word: str) -> str:
    """Return a word of a name: whole capitals or whole small letters in title case, else as it is."""
    letters = [char for char in word if char.isalpha()]
    capital = all(char.isupper() for char in letters)
    small = all(char.islower() for char in letters)
    if not letters or not (capital or small) or (capital and len(letters) == 1):
        return word
    parts = re.split(r"(['’ʼ\-–.])", word)
    return "".join(part[:1].upper() + part[1:].lower() for part in parts)


_NOBODY = re.compile(
    r"(?:chua|khong|ko|k)(?: (?:co|ai|bau|kien toan|ro|bo tri|co ai|phan cong|xac dinh|cu))*|trong|khuyet|de trong|dang khuyet|n/?a"
)


def is_nobody(text: str) -> bool:
    """Whether a cell for a name says that there is nobody: "Chưa bầu", "Khuyết"."""
    return _NOBODY.fullmatch(fold(text).strip(" .-()")) is not None


def is_post(text: str) -> bool:
    """Whether a text names a role or a post and nobody's name: "Tổ trưởng", but not "Trương Tố"."""
    lower = nfc(text).lower()
    if not lower.isascii() and re.search(r"\b(?:trưởng|phó|viên|bí thư)\b", lower) is None:
        return False
    return read_post(text).role is not None or office_of(text) is not None


def is_whole_name(name: str) -> bool:
    """Whether a name is a whole one: two words, or one as the Cơ Ho bear it ("K'Brôi", "H'Hen")."""
    return " " in name or re.fullmatch(r"[^\W\d_]{1,2}['’ʼ\-][^\W\d_]{2,}", name) is not None


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: letters, apostrophes, hyphens, no more than a line.

    A role, a post ("Trưởng thôn"), "Chưa bầu" and two people ("… và …") are none.
    """
    if not text or len(text) > LONGEST_NAME or _FOREIGN & set(text):
        return False
    if is_nobody(text) or is_post(text):
        return False
    if re.search(r"\s(?:và|Và)\s", text):
        return False
    if len(re.findall(r"[^\W\d_]", text)) < 2 or _LETTERS.fullmatch(text) is None:
        return False
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


# --- roles and posts -----------------------------------------------------------

_TEAM = r"(?:to|doi|nhom|t)"
_ROLES = [
    (re.compile(rf"(?:pho|pto|p)\s*{_TEAM}\s*(?:truong)?|{_TEAM}\s*pho|tp|pho|pt|to pho truong"), Role.DEPUTY),
    (re.compile(rf"{_TEAM}\s*truong|tt|truong|truong (?:to|doi|nhom)"), Role.LEADER),
    (re.compile(rf"{_TEAM}\s*vien|tv|thanh vien|t\s*vien|vien|hoi vien to|tham gia"), Role.MEMBER),
]  # fmt: skip
#: "1. Tổ trưởng", "- Tổ trưởng", "Là Tổ trưởng", "Giữ chức tổ trưởng"
_BEFORE = re.compile(rf"^(?:{ROW_NUMBER}\s*|[-+*•]\s*|(?:la|giu chuc(?: vu)?|lam)\s+)+")
#: what a role may be called besides, without being another: "Tổ phó thường trực", "Tổ phó 1"
_QUALIFIED = re.compile(
    r"\s+(?:thuong truc|kiem nhiem|chinh thuc|tham gia|thu (?:nhat|hai|ba)|[12])$"
)
#: what may stand behind a role and only says of what: "Tổ trưởng tổ tự quản thôn 1"
_OF = re.compile(
    r"\s+(?:(?:to|doi|nhom)\s+)?(?:(?:nhan dan\s+)?(?:tu quan|tq|antt|an ninh|nd|ndtq|cua)\b.*|(?:to|so|thu)\s*(?:so\s*)?(?:\d+|nhat|hai|ba)\b.*"
    r"|(?:thon|ban|xom|ap|buon|lang)\s+\S.*)$|\s+(?:to|doi|nhom)$"
)
#: halves of a role, which need their team: "Trưởng tổ tự quản", but not "Trưởng ban CTMT"
_HALVES = frozenset({"truong", "pho", "vien"})
_OF_TEAM = re.compile(r"(?:truong|pho|vien) (?:to|doi|nhom)\b")
#: teams of another kind: their roles are none in the team of the list
_OTHER_TEAM = re.compile(
    r"\b(?:hoa giai|dan phong|lien gia|dan quan|vay von|khuyen nong|tiet kiem|bao ve rung|pccc)\b"
)
#: what somebody is besides, which says nothing of the role: "Công an viên, tổ viên"
_BESIDE = re.compile(
    r"(?:nguyen )?(?:cong an vien|ca vien|cav|cax|dan quan(?: tu ve)?|doan vien|dang vien|dv|hoi vien(?: .{1,30})?|nguoi dan|nhan dan|nong dan"
    r"|bao ve (?:dan pho|antt)|thon doi truong|thon doi|y te thon|y te thon ban|giao vien|can bo(?: .{1,20})?|phu trach (?:chung|.{1,30})|uy vien(?: .{1,30})?"
    r"|chi hoi (?:truong|pho)(?: .{1,30})?|quan chung|cuu chien binh|ccb|nguoi co uy tin|gia lang|truong ho|chu ho|ho dan)"
)
_SINCE = re.compile(r"\(?\s*(?:tu|tu nam|tu ngay|tu thang|bo nhiem|nhiem ky)\s*[\d/.\- ]+\)?$")
_PARTS = re.compile(r"\s+[-–]\s+|\s*[;,/+&\n()]\s*|\s+kiem(?:\s+|$)|\s+va\s+|\s*[-–]\s*(?=[^\W\d])")

_PLACE = r"(?:thon|ban|khu|xom|khu pho|kp|to dan pho|tdp|buon|ap|lang|khom|khoi|khoi pho|khu dan cu|kdc|tieu khu|soc|phum)(?: (?:\d+|so \d+))?"
_OFFICES = [
    (rf"pho (?:truong )?{_PLACE}|(?:thon|ban|ap|xom) pho|to pho (?:to dan pho|tdp)", Office.DEPUTY_HEAD),
    (rf"truong {_PLACE}|(?:thon|ban|ap|xom) truong|(?:to )?truong (?:to dan pho|tdp)", Office.HEAD),
    (r"bi thu (?:chi bo)?.*|btcb|bt chi bo", Office.PARTY_SECRETARY),
    (r".*mat tran.*|.*\bctmt\b.*|.*\bmttq\b.*", Office.FRONT),
    (r".*\bccb\b.*|.*cuu chien binh.*", Office.VETERANS),
    (r".*phu nu.*|.*\bpn\b.*|.*\bhpn\b.*", Office.WOMEN),
    (r".*nong dan.*|.*\bnd\b.*", Office.FARMERS),
    (r".*chi doan.*|.*thanh nien.*|.*\bdtn\b.*", Office.YOUTH),
    (r".*nguoi cao tuoi.*|.*\bnct\b.*", Office.ELDERLY),
]  # fmt: skip
_POSTS = [(re.compile(pattern), office) for pattern, office in _OFFICES]


_TEAM_WORD = re.compile(r"\b(?:to|doi|nhom)\b")


@dataclass(frozen=True)
class Post:
    """What a cell on a person's role says: the role in the team, and a post in the village beside it.

    `role` None where the cell names none, `clash` where it names two.
    """

    role: Membership.Role | None = None
    office: VillageOffice.Office | None = None
    title: str = ""
    clash: bool = False


def serves_nowhere(text: str) -> bool:
    """Whether a cell says that somebody serves in no team, as the portal's own list of people does."""
    return fold(text) in ("khong tham gia", "khong tham gia to")


def read_post(text: str) -> Post:
    """Read "Tổ trưởng", "TP", "T. trưởng", "Trưởng thôn - Tổ trưởng", "Phó tổ trưởng (từ 2020)"."""
    typed = nfc(text)
    if _OTHER_TEAM.search(fold(typed)) and _TEAM_WORD.search(fold(typed)):
        return Post()
    whole = _plain(typed)
    role = _role_of(whole)
    if role is not None:
        return Post(role)
    roles: list[Membership.Role] = []
    office: VillageOffice.Office | None = None
    title = ""
    unknown = False
    for part in _PARTS.split(fold(typed)):
        plain = _plain(part)
        if not plain or _SINCE.fullmatch(plain) or re.fullmatch(r"(?:tu )?[\d/. ]+", plain):
            continue
        if (found := _role_of(plain)) is not None:
            roles.append(found)
        elif (held := office_of(plain)) is not None:
            if office is None:
                office, title = held, _as_typed(typed, part)
        elif _BESIDE.fullmatch(plain) is None:
            unknown = True
    if len(set(roles)) > 1:
        return Post(clash=True)
    if roles and not unknown:
        # a membership of an association is no post: "CCB - Tổ viên"
        kept = (
            office
            if office and re.search(r"truong|pho|bi thu|chu tich|chi hoi", fold(title))
            else None
        )
        return Post(roles[0], kept, title if kept else "")
    return Post(None, office if not roles else None, title if not roles else "")


def _as_typed(typed: str, part: str) -> str:
    """Return the part of a text with its accents, found by its folded form."""
    folded = fold(typed)
    at = folded.find(part.strip())
    return typed[at : at + len(part.strip())] if at >= 0 and len(folded) == len(typed) else part


def _plain(text: str) -> str:
    folded = re.sub(r"\bt\s*/\s*(?=truong|pho|vien)", "t ", _BEFORE.sub("", fold(text)))
    folded = re.sub(r"\s*\.\s*", " ", folded).strip(" :;,-–()")
    plain = re.sub(r"^kiem ", "", " ".join(_SINCE.sub("", folded).split()))
    return plain.replace(" ", "") if re.fullmatch(r"[a-z](?: [a-z])+", plain) else plain


def _role_of(plain: str) -> Membership.Role | None:
    shorter = (
        _OF.sub("", plain) if not re.fullmatch(r"to (?:truong|pho) to dan pho.*", plain) else plain
    )
    if shorter in _HALVES and shorter != plain and not _OF_TEAM.match(plain):
        return None  # "Trưởng ban CTMT" leads no team
    bare = _QUALIFIED.sub("", shorter)
    for pattern, role in _ROLES:
        if any(pattern.fullmatch(form) for form in (plain, shorter, bare)):
            return role
    return None


def office_of(text: str) -> VillageOffice.Office | None:
    """Return the post in the village that a text names, None for none that is known."""
    plain = _plain(text)
    for pattern, office in _POSTS:
        if pattern.fullmatch(plain):
            return office
    return None


# --- sex -----------------------------------------------------------------------

_SEXES = {
    "nam": "male", "nam gioi": "male", "trai": "male", "con trai": "male", "ong": "male", "anh": "male", "male": "male",
    "nu": "female", "nu gioi": "female", "gai": "female", "con gai": "female", "ba": "female", "chi": "female",
    "female": "female", "phu nu": "female", "n÷": "female", "dan ong": "male", "dan ba": "female",
}  # fmt: skip


def read_sex(text: str) -> str | None:
    """Return "male", "female", "" for nothing, None for a text that may mean either ("x", "0", "M")."""
    plain = fold(text).strip(" .()-–")
    return "" if not plain else _SEXES.get(plain)


# --- remarks -------------------------------------------------------------------

#: what an accent tells from a word of leaving, with what stands for it: "đi từ thôn 1" is no "đi tù",
#: "đề nghị", "thời gian", "có mặt", "thẻ" no "nghỉ", "thôi", "mất", "thế", and "ba" is a father where "bà" is not
_ACCENTED = (
    (re.compile(r"\bđi từ\b(?! (?:\d|năm|tháng|ngày))"), "từ"),
    (re.compile(r"\b(?:nghị|thời|mặt|mật|mát)\b"), "*"),
    (re.compile(r"\bthẻ\b"), "giấy"),
    (re.compile(r"\bba(?= (?:đã |bị )?(?:mất|chết|qua đời|từ trần|nghỉ|chuyển)\b)"), "bố"),
)
#: what one can lose without dying, and have replaced without being replaced
_THING = r"(?:the|cccd|cmnd|can cuoc|so|sim|ten|giay|ho khau|anh|thong tin|dien thoai|sdt)"
_DIED = re.compile(
    rf"(?:\bda (?:bi )?mat|^(?:(?:ong|ba|cu|anh|chi|dong chi|d/c) )?mat)\b(?! (?:suc|tich|tri|lien lac|vo|chong|con|bo|me|cha|tran|{_THING})\b)"
    r"|\b(?:chet|tu tran|qua doi|da khuat)\b"
)
_MOVED = re.compile(
    r"\bchuyen (?:di|khoi|noi|khau|ho khau|cho o|cong tac|sinh song|sang|vung)\b|\bda chuyen\b(?! (?:den|ve))|\bdi lam an xa\b|\bdi khoi\b|\bcat khau\b"
)
_LEFT = re.compile(
    r"\b(?:da |xin |cho )?(?:(?<!\bde )(?<!\bhoi )nghi|thoi)\b(?! (?:huu|che do|mat suc|phep|om|thai san|quyet|dinh|gian|diem|ky)\b)|\bkhong (?:con )?tham gia\b|\b(?:da )?rut khoi\b|\bmien nhiem\b|\bbi loai\b|\bra khoi to\b|\bkhong lam nua\b|\bket thuc tham gia\b"
    r"|\b(?:da|xin|tu) rut\b|\bkhong con(?: (?:o|trong|la|sinh hoat)\b.*)?$|\bhet nhiem ky\b"
    rf"|\b(?:da|duoc|bi) thay(?: the)?\b(?! (?:{_THING}|doi|cho|ong|ba|chi|dong chi|d/c)\b)|^thay (?:bang|boi)\b|\bthay the boi\b"
    r"|\bdua ra khoi\b|\b(?:di )?(?:xuat khau lao dong|xkld|lao dong nuoc ngoai)\b|\bdi tu\b(?! (?:thon|ban|xom|khu|to|xa|phuong|ap|buon|lang|huyen|tinh)\b)"
    r"|\bbi bat\b|\b(?:bi|ky luat) khai tru\b|^(?:bo|loai)(?: khoi to)?$|\bcho ra khoi\b"
)
_HEALTH = re.compile(r"\b(?:om|benh|suc khoe)\b")
_NOT = re.compile(
    r"\b(?:chua|khong|ko|k) (?:nghi|thoi|chuyen|mat|rut|thay)\b"
    r"|\b(?:vo|chong|(?<!\bkhong )con|bo|me|cha|(?:ong|ba) (?:noi|ngoai)|(?:anh|chi|em) (?:trai|gai|ruot|re|dau|ho)) (?:da |bi )?(?:mat|chet|qua doi|tu tran|nghi|chuyen)\b"
)
#: days and months of the remark, but no numbers of papers ("12/2020/QĐ-UBND"), and years that are no part of a span
_WHEN = re.compile(
    r"(?<![\d/.\-])(?P<on>\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}|\d{1,2}\s*[/.\-]\s*\d{4}|ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}|thang\s*\d{1,2}\s*nam\s*\d{4}"
    r"|(?<!- )(?P<year>(?:19|20)\d\d))(?!\s*[/\-]\s*\w|\d)"
)
#: what makes the year behind a leaving doubtful: it may be a birth, a number, the next one's, a term
_OTHER_YEAR = re.compile(
    r"\b(?:sinh|sn|so|qd|quyet dinh|nq|nghi quyet|nhiem ky|khoang|thay|bang|boi)\b|[(,;.\-]\s*(?:da |co )?(?:tham gia|vao)\b"
)
#: a day at the very beginning, right before the leaving: "Từ 3/2020 đã nghỉ"
_WHEN_FIRST = re.compile(rf"\(?(?:(?:tu|den|ngay|thang|nam|vao) )*{_WHEN.pattern}\)?\s*[:,\-]?\s*")


@dataclass(frozen=True)
class Leave:
    """That somebody left: why, and when where the remark says it."""

    why: Membership.Leaving
    on: PartialDate | None


def read_leave(remark: str, *, latest: dt.date) -> Leave | None:
    """Return what a remark says of leaving ("đã mất 3/2023", "Nghỉ từ 01/5/2022"), None for nothing.

    "nghỉ hưu" and "chuyển đến" are no leaving. A day that may be another's (a birth, the day of
    joining, the number of a paper) is left open.
    """
    written = nfc(remark).lower()
    for pattern, meant in _ACCENTED:
        written = pattern.sub(meant, written)
    text = fold(written)
    if not text or _NOT.search(text):
        return None
    for pattern, why in (
        (_DIED, Membership.Leaving.DIED),
        (_MOVED, Membership.Leaving.MOVED),
        (_LEFT, Membership.Leaving.OWN_REQUEST),
    ):
        found = pattern.search(text)
        if found is None:
            continue
        if why == Membership.Leaving.OWN_REQUEST and _HEALTH.search(text):
            why = Membership.Leaving.HEALTH
        when = _when(text, found)
        if when is None:
            return Leave(why, None)
        try:
            return Leave(why, read_date(re.sub(r"\s+", " ", when), latest=latest))
        except ValidationError:
            return Leave(why, None)
    return None


def _when(text: str, left: re.Match[str]) -> str | None:
    """Return the day or the year that a folded remark gives for a leaving in it, None where it is doubtful."""
    if when := _WHEN.search(text, left.start()):
        between = text[left.end() : when.start()]
        return None if when["year"] and _OTHER_YEAR.search(between) else when["on"]
    first = _WHEN_FIRST.fullmatch(text[: left.start()])
    doubtful = first is None or (first["year"] and "," in first.group())
    return None if first is None or doubtful else first["on"]
