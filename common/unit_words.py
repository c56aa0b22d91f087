"""The words of papers and pages that depend on the kind of a unit: xã or phường, thôn or khu phố.

The one table of them: no sentence writes xã, thôn or "trưởng thôn" of its own. Kinds are the codes of
`members.models.Commune.Kind` and `Village.Kind`; an unknown code stands for itself, so a new
kind reads odd but breaks nothing. `members.queries.unit_words` gives the words of a commune.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from common.figures import count
from common.text import names, sentence_case

#: a unit of the commune level, and the letters of its police in the number of a paper
COMMUNES = {"xa": "xã", "phuong": "phường", "dac_khu": "đặc khu", "thi_tran": "thị trấn"}
POLICE_LETTERS = {"xa": "CAX", "phuong": "CAP", "dac_khu": "CAĐK", "thi_tran": "CATT"}
#: a unit below it, who heads it and who stands in for him
_VILLAGES = {
    "thon": ("thôn", "trưởng thôn", "phó trưởng thôn"),
    "ban": ("bản", "trưởng bản", "phó trưởng bản"),
    "xom": ("xóm", "trưởng xóm", "phó trưởng xóm"),
    "lang": ("làng", "trưởng làng", "phó trưởng làng"),
    "buon": ("buôn", "trưởng buôn", "phó trưởng buôn"),
    "ap": ("ấp", "trưởng ấp", "phó trưởng ấp"),
    "khom": ("khóm", "trưởng khóm", "phó trưởng khóm"),
    "khu": ("khu", "trưởng khu", "phó trưởng khu"),
    "khu_pho": ("khu phố", "trưởng khu phố", "phó trưởng khu phố"),
    "to_dan_pho": ("tổ dân phố", "tổ trưởng tổ dân phố", "tổ phó tổ dân phố"),
}
VILLAGES = {kind: words[0] for kind, words in _VILLAGES.items()}
HEADS = {kind: words[1] for kind, words in _VILLAGES.items()}
DEPUTY_HEADS = {kind: words[2] for kind, words in _VILLAGES.items()}
#: provinces that are cities under the central government
CITIES = frozenset({"Hà Nội", "Hải Phòng", "Huế", "Đà Nẵng", "Hồ Chí Minh", "Cần Thơ"})
#: a list of villages longer than this is counted where a sentence names them
MOST_NAMED = 6


def province_words(name: str) -> str:
    """Return a province with its kind: "tỉnh Quảng Ninh", "thành phố Hà Nội"."""
    bare = name.strip()
    for kind in ("Thành phố ", "TP. ", "TP ", "Tỉnh "):
        bare = bare.removeprefix(kind).removeprefix(kind.lower())
    return f"{'thành phố' if bare in CITIES else 'tỉnh'} {bare}"


#: names of organs and kinds of places as running text has them, longest first
_ORGANS = (
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ủy ban Mặt trận Tổ quốc", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Hội Nông dân",
    "Đoàn Thanh niên", "Hội đồng Thi đua - Khen thưởng", "Hội đồng nhân dân", "Ủy ban nhân dân",
    "Ban Chỉ đạo", "Thường trực Đảng ủy", "Đảng ủy", "Công an", "thành phố", "thị trấn", "đặc khu",
    "phường", "thị xã", "huyện", "quận", "tỉnh", "xã", "phòng, chống", "tội phạm", "tệ nạn xã hội",
    "và", "về", "của",
)  # fmt: skip
#: abbreviations that stay in capitals
_LETTERS = frozenset({"UBND", "HĐND", "BCĐ", "MTTQ", "PCCC", "ANTT"})


def organ_words(name: str) -> str:
    """Return an organ's name as running text has it: "BAN CHỈ ĐẠO 138" is "Ban Chỉ đạo 138".

    A letterhead is often typed in the capitals in which it is printed. A name that is not all in
    capitals stays as it is.
    """
    if name != name.upper() or name == name.lower():
        return name
    words, found = name.split(), []
    while words:
        for organ in _ORGANS:
            parts = organ.upper().split()
            if words[: len(parts)] == parts:
                found.append(organ)
                del words[: len(parts)]
                break
        else:
            word = words.pop(0)
            found.append(word if word.strip("(),.-") in _LETTERS else word.capitalize())
    return sentence_case(" ".join(found))


@dataclass(frozen=True)
class UnitWords:
    """How a paper of one commune names the commune and its villages, by their kinds.

    Words stand as in mid-sentence, organs with the capital of their name; `sentence_case` opens a
    sentence with them.
    """

    commune_kind: str
    commune: str
    village_kinds: tuple[str, ...]
    police_letters: str = "CAX"

    @classmethod
    def of(cls, kind: str, name: str, village_kinds: Iterable[str]) -> "UnitWords":
        """`village_kinds` are those of the villages there, the commonest first, each once."""
        kinds = tuple(dict.fromkeys(village_kinds)) or ("thon",)
        return cls(COMMUNES.get(kind, kind), name, kinds, POLICE_LETTERS.get(kind, "CAX"))

    # --- the commune and its organs ------------------------------------------------

    @property
    def full_name(self) -> str:
        """Return "phường Hòn Gai"."""
        return f"{self.commune_kind} {self.commune}"

    @property
    def whole(self) -> str:
        """Return "Toàn phường"."""
        return f"Toàn {self.commune_kind}"

    @property
    def police(self) -> str:
        """Return "Công an phường"."""
        return f"Công an {self.commune_kind}"

    @property
    def police_name(self) -> str:
        """Return "Công an phường Hòn Gai"."""
        return f"Công an {self.full_name}"

    @property
    def committee(self) -> str:
        """Return "UBND phường"."""
        return f"UBND {self.commune_kind}"

    @property
    def committee_name(self) -> str:
        """Return "Ủy ban nhân dân phường Hòn Gai", as an issuer is written out."""
        return f"Ủy ban nhân dân {self.full_name}"

    @property
    def chairman(self) -> str:
        """Return "Chủ tịch UBND phường"."""
        return f"Chủ tịch {self.committee}"

    @property
    def council(self) -> str:
        """Return "HĐND phường"."""
        return f"HĐND {self.commune_kind}"

    @property
    def office(self) -> str:
        """Return "Văn phòng HĐND và UBND phường"."""
        return f"Văn phòng HĐND và {self.committee}"

    @property
    def leaders(self) -> str:
        """Return "lãnh đạo phường"."""
        return f"lãnh đạo {self.commune_kind}"

    # --- its villages --------------------------------------------------------------

    @property
    def village(self) -> str:
        """Return "thôn", or "thôn, khu phố" where they are of several kinds."""
        return ", ".join(VILLAGES.get(kind, kind) for kind in self.village_kinds)

    @property
    def villages(self) -> str:
        """Return "các thôn", "các thôn, khu phố"."""
        return f"các {self.village}"

    @property
    def head(self) -> str:
        """Return "trưởng thôn", or "trưởng thôn, trưởng khu phố"."""
        return ", ".join(HEADS.get(kind, kind) for kind in self.village_kinds)

    @property
    def deputy_head(self) -> str:
        return ", ".join(DEPUTY_HEADS.get(kind, kind) for kind in self.village_kinds)

    @property
    def any_head(self) -> str:
        """Return "trưởng thôn hoặc trưởng khu phố"."""
        return self.head.replace(", ", " hoặc ")

    @property
    def any_deputy_head(self) -> str:
        return self.deputy_head.replace(", ", " hoặc ")

    @staticmethod
    def counted(kinds: Iterable[tuple[str, str]]) -> str:
        """Return "01 thôn và 01 khu phố" from (kind, count in words)."""
        return names(f"{times} {VILLAGES.get(kind, kind)}" for kind, times in kinds)

    def places(self, found: Sequence[str], every: int) -> str:
        """Return where something is: "Thôn 1 và Thôn 2", "cả 30 thôn", "12/30 thôn".

        `found` are the names of villages, `every` is how many there are.
        """
        if len(found) == every and every > 2:
            return f"cả {count(every)} {self.village}"
        if len(found) > MOST_NAMED:
            return f"{count(len(found))}/{count(every)} {self.village}"
        return names(found)


#: what a unit's name ends with where it is the commune's own
_OWN_LEVEL = tuple(f" {kind}" for kind in COMMUNES.values())
_VILLAGE_WORDS = tuple(VILLAGES.values())


def post_in(post: str, unit: str) -> str:
    """Return a post with its unit, which is not said twice.

    "Trưởng thôn" of "Thôn 1" is "Trưởng thôn 1", "Bí thư Đảng ủy" of "Đảng ủy xã" is itself,
    "Bí thư chi bộ" of "Thôn 1" is "Bí thư chi bộ Thôn 1", "Cán bộ" of "BCĐ 138 thành phố" is "Cán bộ, BCĐ
    138 thành phố".
    """
    low, core = post.lower(), unit.lower()
    for level in _OWN_LEVEL:
        core = core.removesuffix(level)
    if re.search(rf"(?<!\w){re.escape(core)}(?!\w)", low):
        return post
    words = unit.split()
    for place in range(len(words) - 1, 0, -1):
        if low.endswith(" ".join(words[:place]).lower()):
            return f"{post} {' '.join(words[place:])}"
    of_village = unit.lower().startswith(tuple(f"{kind} " for kind in VILLAGES.values()))
    joined = of_village or low.endswith(_VILLAGE_WORDS) or low in ("cán bộ", "chiến sĩ")
    return f"{post} {unit}" if joined else f"{post}, {unit}"
