"""The words of official papers that depend on the kind of a unit: xã or phường, thôn or khu phố.

Kinds are the codes of `members.models.Commune.Kind` and `Village.Kind`; an unknown code
stands for itself, so a new kind reads odd but breaks nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from common.text import names

COMMUNES = {"xa": "xã", "phuong": "phường", "dac_khu": "đặc khu", "thi_tran": "thị trấn"}
VILLAGES = {"thon": "thôn", "ban": "bản", "khu_pho": "khu phố", "to_dan_pho": "tổ dân phố"}
HEADS = {
    "thon": "trưởng thôn", "ban": "trưởng bản", "khu_pho": "trưởng khu phố",
    "to_dan_pho": "tổ trưởng tổ dân phố",
}  # fmt: skip
DEPUTY_HEADS = {
    "thon": "phó trưởng thôn", "ban": "phó trưởng bản", "khu_pho": "phó trưởng khu phố",
    "to_dan_pho": "tổ phó tổ dân phố",
}  # fmt: skip


@dataclass(frozen=True)
class UnitWords:
    """How a paper of one commune names the commune and its villages, by their kinds."""

    commune_kind: str
    commune: str
    village_kinds: tuple[str, ...]

    @classmethod
    def of(cls, kind: str, name: str, village_kinds: Iterable[str]) -> "UnitWords":
        """`village_kinds` are those of the villages there, the commonest first, each once."""
        return cls(COMMUNES.get(kind, kind), name, tuple(dict.fromkeys(village_kinds)) or ("thon",))

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

    @staticmethod
    def counted(kinds: Iterable[tuple[str, str]]) -> str:
        """Return "01 thôn và 01 khu phố" from (kind, count in words)."""
        return names(f"{times} {VILLAGES.get(kind, kind)}" for kind, times in kinds)
