"""The units: villages, households, people, as they stood at the end of the period."""

from dataclasses import dataclass
from decimal import Decimal

from members.models import Village, VillageYear
from reports.figures.base import Frame, Grid, Value


@dataclass(frozen=True)
class Situation:
    """Villages standing on the cut-off day, with households and people by year."""

    villages: int
    village_kinds: tuple[tuple[str, int], ...]
    area_ha: Value
    households: Grid
    population: Grid


def situation(frame: Frame) -> Situation:
    """Return the units of the commune. Two statements."""
    standing = list(
        Village.objects.filter(pk__in=[place.id for place in frame.villages]).existing_on(
            frame.cut_off
        )
    )
    years = {
        (row.village_id, row.year): row
        for row in VillageYear.objects.filter(
            village__in=[village.id for village in frame.villages], year__in=frame.years
        )
    }

    def of(field: str) -> Grid:
        def value(village: int, year: int) -> Value:
            row = years.get((village, year))
            number = getattr(row, field) if row else None
            return Decimal(number) if number is not None else None

        return Grid.of(frame, value, "last")

    kinds: dict[str, int] = {}
    for village in standing:
        kinds[village.kind] = kinds.get(village.kind, 0) + 1
    return Situation(
        villages=len(standing),
        village_kinds=tuple(sorted(kinds.items())),
        area_ha=frame.commune.area_ha,
        households=of("households"),
        population=of("population"),
    )
