"""The villages of a commune through its mergers: who went up in whom, and when."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from common.periods import Period


@dataclass(frozen=True)
class History:
    """`lives` has the first day of every village there ever was and the day after its last.

    `successors` leads from a village that went up in another to that one and the day it ended.
    """

    lives: Mapping[int, tuple[dt.date | None, dt.date | None]] = field(default_factory=dict)
    successors: Mapping[int, tuple[int, dt.date]] = field(default_factory=dict)

    def stands_on(self, village: int, day: dt.date) -> bool:
        """Whether a village existed on a day; an unknown first day is long ago."""
        formed, ended = self.lives.get(village, (None, None))
        return (formed is None or formed <= day) and (ended is None or ended > day)

    def stands_in(self, village: int, period: Period) -> bool:
        """Whether a village existed on a day of a period."""
        formed, ended = self.lives.get(village, (None, None))
        begun = formed is None or formed < period.end
        return begun and (ended is None or ended > period.start)

    def parts_of(self, village: int) -> tuple[int, ...]:
        """Return a village and those that went up in it."""
        return (village, *(old for old, (new, _day) in self.successors.items() if new == village))

    def after(self, village: int) -> int:
        """Return the village that this one went up in, itself where it did not."""
        return self.successors[village][0] if village in self.successors else village
