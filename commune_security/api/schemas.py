"""What the interface answers. Names are the field's; no personal data beyond name and role."""

import datetime as dt
from decimal import Decimal
from typing import Annotated, Generic, Literal, TypeVar

from ninja import Field, Schema

T = TypeVar("T")
#: a key of any table fits; larger numbers are refused before they reach the database
Key = Annotated[int, Field(ge=1, le=2**53)]
Year = Annotated[int, Field(ge=1945, le=2200)]


class Problem(Schema):
    """Why nothing was answered, and what to do."""

    detail: str


class Wrong(Schema):
    """Which parameter is wrong."""

    detail: list[dict[str, object]]


class Page(Schema, Generic[T]):
    """A page of rows: `count` of all, `next` as an address or null."""

    count: int
    next: str | None
    items: list[T]


class CommuneOut(Schema):
    id: int
    code: str
    code_scheme: str
    kind: str
    name: str
    province: str
    formed_on: dt.date | None
    dissolved_on: dt.date | None


class VillageOut(Schema):
    id: int
    commune_id: int
    kind: str
    name: str
    formed_on: dt.date | None
    dissolved_on: dt.date | None
    households: int | None
    population: int | None


class ProgrammeOut(Schema):
    """A programme with its counts on the day asked for; null where its kind has no teams."""

    id: int
    commune_id: int
    kind: str
    name: str
    founded_on: dt.date
    state: Literal["active", "idle", "dissolved"]
    sites: int | None
    teams: int | None
    members: int | None


class OfficeOut(Schema):
    """A public role in a team."""

    name: str
    role: Literal["leader", "deputy"]


class TeamOut(Schema):
    id: int
    village_id: int
    kind: str
    name: str
    founded_on: dt.date
    dissolved_on: dt.date | None
    members: int
    led_by: list[OfficeOut]


class IndicatorOut(Schema):
    code: str
    name: str
    unit: str
    rule: Literal["sum", "last", "distinct"]
    group: str
    kinds: list[str]


class ResultOut(Schema):
    """A value that the office accepted. `month` null is a whole year; `source` tells an estimate.

    `village_id` null is a total of the programme's whole commune.
    """

    village_id: int | None
    programme_id: int
    year: int
    month: int | None
    period_start: dt.date
    period_end: dt.date
    indicator: str
    value: Decimal
    source: Literal["register", "yearly_report", "estimate"]
