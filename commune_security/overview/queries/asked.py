"""What the address of the overview asks for."""

import datetime as dt
from dataclasses import dataclass

from members.models import Commune, Village
from programs.models import Indicator, ProgramKind


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the commune, a village or all of them, the year, the day."""

    commune: Commune
    village: Village | None
    kind: ProgramKind | None
    year: int
    day: dt.date
    indicator: Indicator
    catalogue: tuple[Indicator, ...]
    villages: tuple[Village, ...]
    kinds: tuple[ProgramKind, ...]
