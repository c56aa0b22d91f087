"""A roster as it was read: one clean row a person, and the day of the list."""

import datetime as dt
from dataclasses import dataclass, field

from common.dates import PartialDate
from common.text import fold, spelling
from imports.grid import Place
from imports.layout import Line
from members.imports.words import (
    Leave,
)
from members.models import Membership, Village, VillageOffice


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A person of the list. None and "" are what the list does not say.

    `told` are the fields that stand in the file for this row, `team` the label of the team
    where the list has a column for it.
    """

    line: Line
    full_name: str
    village: Village
    team: str
    sex: str
    birth: PartialDate | None
    citizen_id: str
    phone: str
    address: str
    role: Membership.Role | None
    office: VillageOffice.Office | None
    office_title: str
    joined: PartialDate | None
    left: Leave | None
    remark: str = ""
    #: the list says that the person serves in no team ("không tham gia")
    aside: bool = False
    #: what the list says of the role is asked about already
    role_is_open: bool = False

    @property
    def name_key(self) -> str:
        return fold(self.full_name)

    @property
    def spelled(self) -> str:
        return spelling(self.full_name)

    @property
    def where(self) -> Place:
        return self.line.place("full_name")

    @property
    def number(self) -> int:
        """The row as Excel counts it."""
        return self.line.row + 1


@dataclass
class RosterList:
    """What a file says: its day, and its rows. The day of today stands in while it is asked for."""

    as_of: dt.date
    rows: list[RosterRow] = field(default_factory=list)
    #: people whose village is asked about: their names, and where they stand
    unplaced: list[tuple[str, Place]] = field(default_factory=list)
