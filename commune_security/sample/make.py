"""Fill an empty database with communes, ten years long. The same seed makes the same province.

Months of results are the bulk: on PostgreSQL they go in by COPY, on SQLite by one INSERT
a thousand rows. Nothing of it passes the log: it is no work of anybody.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from awards.models import AwardForm
from common.text import unit_sort_key
from commune_security.sample import words
from commune_security.sample.base import BATCH, Sample, draw_person
from commune_security.sample.registers import conferences, registers
from members.models import (
    Commune,
    Membership,
    Person,
    Team,
    Village,
    VillageOffice,
    VillageYear,
)
from members.queries.units import national_communes
from programs.models import (
    Indicator,
    Program,
    ProgramKind,
    ProgramSite,
    ProgramStatus,
    ResultSheet,
    ResultValue,
)

PEOPLE_OF_A_TEAM = 8
QUANG_NINH = 22
_KINDS = {"Phường": "phuong", "Đặc khu": "dac_khu", "Xã": "xa"}
#: share of months that a village never sent
GAPS = 0.08


@transaction.atomic
def make(
    *, communes: int, years: int, villages: int, seed: int, tell: Callable[[str], None] = print
) -> dict[str, int]:
    """Make the province and return how many rows of each model there are.

    `villages` is how many each commune has. Raises ValueError where the database holds a
    commune already: a sample never stands among real data.
    """
    if Commune.objects.exists():
        raise ValueError("The database holds communes already; a sample goes into an empty one.")
    sample = Sample(communes, years, villages, random.Random(seed), timezone.localdate())  # noqa: S311
    kinds = {kind.code: kind for kind in ProgramKind.objects.all()}
    indicators = {row.code: row.pk for row in Indicator.objects.all()}
    form = AwardForm.objects.order_by("pk").first()
    sheets: list[tuple[Any, ...]] = []
    for number, commune in enumerate(_communes(sample), start=1):
        places = _villages(sample, commune)
        teams, people = _teams(sample, places)
        programs = _programs(sample, commune, places, teams, kinds)
        sheets += _sheets(sample, places, programs)
        registers(sample, places, people, programs)
        conferences(sample, commune, teams, people, programs, form)
        if number % 10 == 0 or number == communes:
            tell(f"{number} / {communes}: {sum(sample.made.values())} rows")
    _write_results(sample, sheets, indicators)
    tell(f"{sample.made['resultsheet']} sheets, {sample.made['resultvalue']} values")
    return sample.made


def _communes(sample: Sample) -> list[Commune]:
    """Return communes under the names of Quảng Ninh's, and made-up ones beyond its 54."""
    known = national_communes(QUANG_NINH)
    rows = []
    for number in range(sample.communes):
        code, full = (
            known[number] if number < len(known) else (f"9{number:04d}", f"Xã Mẫu {number}")
        )
        prefix, kind = next(item for item in _KINDS.items() if full.startswith(item[0]))
        name = full.removeprefix(prefix).strip()
        row = Commune(
            code=code, kind=kind, name=name, province="Quảng Ninh", area_ha=sample.dice.randint(1500, 9000),
        )  # fmt: skip
        _keys(row)
        rows.append(row)
    return sample.create(rows)


def _keys(unit: Any) -> None:
    unit.sort_key = unit_sort_key(unit.name)


def _villages(sample: Sample, commune: Commune) -> list[Village]:
    rows = []
    for number in range(1, sample.villages + 1):
        row = Village(
            commune=commune, name=f"Thôn {number}", latitude=20.9 + sample.dice.random() / 3,
            longitude=106.8 + sample.dice.random() / 2,
        )  # fmt: skip
        _keys(row)
        rows.append(row)
    made = sample.create(rows)
    sample.create(
        VillageYear(
            village=row, year=sample.today.year - 1, households=sample.dice.randint(60, 400),
            population=sample.dice.randint(250, 1600),
        )
        for row in made
    )  # fmt: skip
    return made


def _teams(sample: Sample, villages: list[Village]) -> tuple[list[Team], dict[int, list[Person]]]:
    """One self-managed team a village: head and deputy lead it; a quarter came later."""
    founded = dt.date(sample.first_year, 1, 1)
    teams = sample.create(
        Team(village=row, kind="self_managed", name=f"Tổ tự quản {row.name}", founded_on=founded)
        for row in villages
    )
    drawn = [draw_person(sample, row) for row in villages for _ in range(PEOPLE_OF_A_TEAM)]
    made = sample.create(drawn)
    people: dict[int, list[Person]] = {}
    for person in made:
        people.setdefault(person.village_id, []).append(person)
    spells, offices = [], []
    for team in teams:
        own = people[team.village_id]
        for place, person in enumerate(own):
            start = founded
            if place > 2 and sample.dice.random() < 0.25:
                start = founded + dt.timedelta(days=sample.dice.randint(200, 365 * sample.years))
            end = None
            if place > 4 and sample.dice.random() < 0.15:
                end = min(start + dt.timedelta(days=900), sample.today)
                end = end if end > start else None
            role = ("leader", "deputy")[place] if place < 2 else "member"
            spells.append(
                Membership(team=team, person=person, role=role, started_on=start, ended_on=end)
            )
            if place < 2:
                offices.append(
                    VillageOffice(
                        person=person, village_id=team.village_id, started_on=founded,
                        office=("head", "deputy_head")[place],
                    )
                )  # fmt: skip
    sample.create(spells)
    sample.create(offices)
    return teams, people


def _programs(
    sample: Sample, commune: Commune, villages: list[Village], teams: list[Team],
    kinds: dict[str, ProgramKind],
) -> dict[str, tuple[Program, list[Village]]]:  # fmt: skip
    """The five programmes with their sites: the oldest everywhere, the others in some villages."""
    founded = dt.date(sample.first_year, 1, 1)
    rows = sample.create(
        Program(
            commune=commune, kind=kinds[code], name=name,
            founded_on=founded, lead_agency=f"Công an {commune.full_name}",
        )
        for code, name in words.PROGRAMMES.items()
    )  # fmt: skip
    sample.create(ProgramStatus(program=row, started_on=founded) for row in rows)
    found = {}
    sites = []
    by_village = {team.village_id: team for team in teams}
    for code, row in zip(words.PROGRAMMES, rows, strict=True):
        places = (
            villages
            if code in ("self_managed", "grassroots")
            else villages[: max(1, len(villages) // 5)]
        )
        found[code] = (row, places)
        sites += [
            ProgramSite(
                program=row, village=place, started_on=founded,
                team=by_village[place.pk] if code == "self_managed" else None,
            )
            for place in places
        ]  # fmt: skip
    sample.create(sites)
    return found


def _sheets(
    sample: Sample, villages: list[Village], programs: dict[str, tuple[Program, list[Village]]]
) -> list[tuple[Any, ...]]:
    """Return sheets as tuples (program, village, kind, year, month): months of the oldest, years of the others."""
    sheets: list[tuple[Any, ...]] = []
    program, places = programs["self_managed"]
    for village in places:
        for year in range(sample.first_year, sample.today.year + 1):
            for month in range(1, 13):
                over = dt.date(year + month // 12, month % 12 + 1, 1) <= sample.today
                if over and sample.dice.random() > GAPS:
                    sheets.append((program.pk, village.pk, "self_managed", year, month))
    for code in words.YEARLY:
        program, places = programs[code]
        sheets += [
            (program.pk, village.pk, code, year, None)
            for village in places
            for year in range(sample.first_year, sample.today.year)
            if sample.dice.random() > GAPS
        ]
    return sheets


def _write_results(
    sample: Sample, sheets: list[tuple[Any, ...]], indicators: dict[str, int]
) -> None:
    now = timezone.now()
    dice = sample.dice

    def sheet_rows() -> Iterator[tuple[Any, ...]]:
        for key, (program, village, _kind, year, month) in enumerate(sheets, start=1):
            start = dt.date(year, month or 1, 1)
            end = dt.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1)
            source = "register" if month else "estimate" if dice.random() < 0.1 else "yearly_report"
            yield (key, program, village, start, end, year, month, "accepted", source, "", "", now)

    def value_rows() -> Iterator[tuple[Any, ...]]:
        for key, (_program, _village, kind, _year, month) in enumerate(sheets, start=1):
            if month:
                for code, (most, odds) in words.MONTHLY.items():
                    yield (
                        key,
                        indicators[code],
                        dice.randint(1, most) if dice.random() < odds else 0,
                    )
            else:
                for code in words.YEARLY[kind]:
                    yield key, indicators[code], dice.randint(0, 12)

    sheet_columns = (
        "id", "program_id", "village_id", "period_start", "period_end", "year", "month", "state",
        "source", "note", "reply", "sent_at",
    )  # fmt: skip
    sample.made["resultsheet"] = _pour(ResultSheet, sheet_columns, sheet_rows())
    sample.made["resultvalue"] = _pour(
        ResultValue, ("sheet_id", "indicator_id", "value"), value_rows()
    )


def _pour(model: type[models.Model], columns: tuple[str, ...], rows: Iterable[Any]) -> int:
    """Write rows as fast as the database takes them; return how many."""
    table, names = model._meta.db_table, ", ".join(columns)
    count = 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
                    count += 1
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), "  # noqa: S608
                f"(SELECT coalesce(max(id), 1) FROM {table}))"
            )
            cursor.execute(f"ANALYZE {table}")
        else:
            marks = ", ".join(["%s"] * len(columns))
            insert = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608
            batch: list[Any] = []
            for row in rows:
                batch.append(row)
                count += 1
                if len(batch) == BATCH:
                    cursor.executemany(insert, batch)
                    batch = []
            if batch:
                cursor.executemany(insert, batch)
    return count
