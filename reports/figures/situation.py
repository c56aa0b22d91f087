"""The units: villages, households, people, as they stood on the cut-off day."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from members.models import VillageYear
from reports.figures.base import Frame, Value


@dataclass(frozen=True)
class Headcount:
    """Households or people of the villages standing, each by its latest known year.

    `total` is None where no village is known; `unknown` are the villages it lacks, and
    `years` the first and the last year that its parts are of.
    """

    by_village: tuple[tuple[str, int | None, int | None], ...]

    @property
    def known(self) -> list[tuple[int, int]]:
        """(number, year) of each village known."""
        return [
            (value, year)
            for _name, value, year in self.by_village
            if value is not None and year is not None
        ]

    @property
    def total(self) -> Value:
        return Decimal(sum(value for value, _year in self.known)) if self.known else None

    @property
    def unknown(self) -> int:
        return len(self.by_village) - len(self.known)

    @property
    def years(self) -> tuple[int, ...]:
        years = sorted({year for _value, year in self.known})
        return tuple(dict.fromkeys((years[0], years[-1]))) if years else ()


@dataclass(frozen=True)
class Situation:
    """Villages standing on the cut-off day, with their households and people."""

    villages: int
    village_kinds: tuple[tuple[str, int], ...]
    area_ha: Value
    households: Headcount
    population: Headcount


def situation(frame: Frame) -> Situation:
    """Return the units of the commune on the cut-off day. One statement."""
    latest: dict[str, dict[int, tuple[int, int]]] = {"households": {}, "population": {}}
    for village, year, households, population in (
        VillageYear.objects.filter(
            village__in=[place.id for place in frame.standing], year__lte=frame.cut_off.year
        )
        .order_by("year")
        .values_list("village_id", "year", "households", "population")
    ):
        if households is not None:
            latest["households"][village] = (households, year)
        if population is not None:
            latest["population"][village] = (population, year)

    def of(field: str) -> Headcount:
        found = latest[field]
        return Headcount(
            tuple((place.name, *found.get(place.id, (None, None))) for place in frame.standing)
        )

    kinds = Counter(place.kind for place in frame.standing)
    return Situation(
        villages=len(frame.standing),
        village_kinds=tuple(sorted(kinds.items())),
        area_ha=frame.commune.area_ha,
        households=of("households"),
        population=of("population"),
    )
