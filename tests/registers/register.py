"""What a builder hands back: a commune with its books filled, and how to report on it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from accounts.models import User
from members.models import Commune, Village
from programs.models import Program
from reports.models import ReviewReport
from reports.services import draft_report
from tests.factories import report_kind

ONE_DAY = dt.timedelta(days=1)


@dataclass
class Register:
    """A commune as tests read it. `first` and `last` are the days of its ten years, both included.

    `programs` maps the code of a kind to the programmes of that kind: one in most communes, one of
    each former commune in a merged one. `former` are the communes that went up in this one.
    """

    name: str
    commune: Commune
    officer: User
    first: dt.date
    last: dt.date
    villages: list[Village] = field(default_factory=list)
    programs: dict[str, list[Program]] = field(default_factory=dict)
    former: list[Commune] = field(default_factory=list)

    @property
    def every_program(self) -> list[Program]:
        return [program for programs in self.programs.values() for program in programs]

    def of(self, *kinds: str) -> list[Program]:
        """The programmes of these kinds, all of them where none is named."""
        return [program for kind in kinds or self.programs for program in self.programs[kind]]

    def report(
        self,
        kind: str = "ten_year",
        first: dt.date | None = None,
        last: dt.date | None = None,
        programs: Iterable[Program] | None = None,
    ) -> ReviewReport:
        """Draft a review report from `first` to `last`, both included: the whole register otherwise."""
        last = last or self.last
        return draft_report(
            commune=self.commune,
            kind=report_kind(kind),
            period_start=first or self.first,
            programs=self.every_program if programs is None else programs,
            period_end=last + ONE_DAY,
            cut_off=last,
            user=None,
        )

    def one_year(self, programs: Iterable[Program] | None = None) -> ReviewReport:
        """Draft the report on the last calendar year that the register holds whole."""
        year = (
            self.last.year if (self.last.month, self.last.day) == (12, 31) else self.last.year - 1
        )
        return self.report("one_year", dt.date(year, 1, 1), dt.date(year, 12, 31), programs)
