"""Six communes that are not the demo: what holds for them holds for any register."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from members.models import Commune, Team, Village
from members.services.unit_changes import Decree, merge_communes
from programs.models import (
    Camera,
    FireEquipment,
    FireSafeZone,
    Program,
    ProgramSite,
    ResultSheet,
    TrustedPerson,
    ZoneHousehold,
)
from tests.registers import books
from tests.registers import building as b
from tests.registers.register import Register

MERGED_ON = dt.date(2025, 7, 1)


def fill_everything(
    commune: Commune,
    programs: Mapping[str, Program],
    villages: Sequence[Village],
    *,
    when: Mapping[str, Iterable[b.When]],
    first: dt.date,
    last: dt.date,
    value: b.Amount = b.amount,
) -> dict[int, Team]:
    """Fill every book of a commune; `when` says which sheets each kind of programme has."""
    teams = b.fill_force(villages, first.replace(month=1, day=1))
    b.fill_sites(programs.values(), villages, teams)
    b.fill_years(villages, range(first.year, last.year + 1))
    for kind, program in programs.items():
        b.fill_results(program, villages, when.get(kind, ()), value=value)
    year = last.year if last.month > 6 else last.year - 1
    books.fill_trusted(programs["trusted_persons"], villages, year)
    books.fill_zones(programs["fire_safe"], villages, year)
    books.fill_cameras(programs["cameras"], villages, last - dt.timedelta(days=30))
    books.fill_ratings(programs.values(), range(year - 1, year + 1))
    books.fill_highlights(programs.values(), villages, dt.date(year, 3, 3))
    books.fill_papers(commune, programs.values(), year)
    books.fill_meetings(commune, list(programs.values()), year)
    books.fill_awards(commune, list(programs.values()), villages, teams, first, last)
    return teams


def ward() -> Register:
    """A phường of three khu phố and two tổ dân phố: years to 2023, months of 2024 and 2025."""
    commune = b.make_commune("Hạ Long Thử", "90001", kind=Commune.Kind.PHUONG)
    villages = b.make_villages(
        commune,
        [(f"Khu phố {n}", "khu_pho") for n in (1, 2, 3)]
        + [(f"Tổ dân phố {n}", "to_dan_pho") for n in (4, 5)],
    )
    first, last = dt.date(2016, 1, 1), dt.date(2025, 12, 31)
    programs = b.make_programs(commune, first)
    recent = b.months((2024, 1), (2025, 12))
    fill_everything(
        commune,
        programs,
        villages,
        first=first,
        last=last,
        when={
            "self_managed": b.years(2016, 2023) + recent,
            "grassroots": b.years(2019, 2023) + recent,
            "trusted_persons": recent,
            "fire_safe": recent,
            "cameras": recent,
        },
    )
    return Register(
        "ward",
        commune,
        b.make_officer(commune, "ward"),
        first,
        last,
        villages,
        {kind: [program] for kind, program in programs.items()},
    )


def merged_commune() -> Register:
    """Four communes, each with Thôn 1 and Thôn 2 and the same programmes, one commune since 1/7/2025.

    Years to 2024 and the months January to September 2025; sheets stay with the programmes of the former communes.
    """
    former, villages = [], []
    programs: dict[str, list] = {}
    first, last = dt.date(2016, 1, 1), dt.date(2025, 9, 30)
    for index, name in enumerate(("Bằng Cả", "Dân Chủ", "Quảng La", "Tân Dân")):
        commune = b.make_commune(name, f"9001{index}")
        own = b.make_villages(commune, [(f"Thôn {n}", "thon") for n in (1, 2)])
        made = b.make_programs(commune, first)

        def value(
            code: str, village: int, year: int, month: int | None, shift: int = 2 * index
        ) -> Decimal | None:
            return b.amount(code, village + shift, year, month)

        months = b.months((2025, 1), (2025, 9))
        fill_everything(
            commune,
            made,
            own,
            first=first,
            last=last,
            value=value,
            when={
                "self_managed": b.years(2016, 2024) + months,
                "grassroots": b.years(2019, 2024) + months,
                "trusted_persons": months,
                "fire_safe": months,
                "cameras": months,
            },
        )
        former.append(commune)
        villages += own
        for kind, program in made.items():
            programs.setdefault(kind, []).append(program)
    today = Commune(name="Quảng La Mới", code="90019", province="Quảng Ninh")
    merge_communes(
        sources=former,
        into=today,
        decree=Decree("1679/NQ-UBTVQH15", MERGED_ON),
        names={},
        staff_follow=True,
        user=None,
    )
    b.letterhead(today)
    for village in villages:
        village.refresh_from_db()
    return Register(
        "merged", today, b.make_officer(today, "merged"), first, last, villages, programs, former
    )


def commune_of_gaps() -> Register:
    """A commune of three villages in which of every book something was never entered.

    Months missing, sheets not accepted, cells empty, an estimate, a part above its whole, offices and leaders
    unknown, exits not looked at, equipment without a day, cameras never checked, programmes without a decision.
    """
    commune = b.make_commune("Thiếu Thử", "90002")
    villages = b.make_villages(
        commune, [("Thôn Thượng", "thon"), ("Thôn Trung", "thon"), ("Bản Hạ", "ban")]
    )
    first, last = dt.date(2016, 1, 1), dt.date(2025, 12, 31)
    programs = b.make_programs(commune, first, decided=False)
    teams = b.fill_force(villages[:2], first, offices=False, leaders=False)
    main = programs["self_managed"]
    b.fill_sites([main], villages[:2], teams)
    ProgramSite.objects.create(program=main, village=villages[2], started_on=dt.date(2020, 7, 1))
    b.fill_sites([programs["grassroots"], programs["fire_safe"], programs["cameras"]], villages, {})

    def value(code: str, village: int, year: int, month: int | None) -> Decimal | None:
        if (village + year + (month or 0) + len(code)) % 4 == 0:
            return None
        if code == "useful_tips" and (village, year) == (1, 2017):
            return Decimal(99)
        return b.amount(code, village, year, month)

    b.fill_results(
        main, villages[:1], b.years(2016, 2019) + b.months((2020, 1), (2020, 1)), value=value
    )
    b.fill_results(
        main, villages[:1], b.years(2021, 2023) + b.months((2024, 1), (2025, 8)), value=value
    )
    b.fill_results(main, villages[1:2], b.years(2016, 2018), value=value, source="estimate")
    b.fill_results(
        main, villages[1:2], b.years(2019, 2022) + b.months((2024, 5), (2025, 12)), value=value
    )
    b.fill_results(main, villages[1:2], b.years(2023, 2023), value=value, state="sent")
    b.fill_results(main, villages[2:], b.months((2024, 1), (2024, 6)), value=value)
    b.fill_results(main, villages[2:], b.months((2025, 1), (2025, 3)), value=value, state="draft")
    b.fill_results(programs["grassroots"], villages, b.months((2025, 1), (2025, 4)), value=value)
    if ResultSheet._meta.get_field("village").null:
        b.fill_commune_total(programs["grassroots"], (2023, None), {"tips": 17, "crimes": 4})
    zone = FireSafeZone.objects.create(
        program=programs["fire_safe"],
        village=villages[0],
        name="Khu Thượng",
        started_on=dt.date(2023, 1, 1),
    )
    exits = ("yes", "no", "unknown", "unknown")
    for n, exit_ in enumerate(exits):
        household = ZoneHousehold.objects.create(
            zone=zone,
            head_name=f"Chủ hộ {n + 1}",
            second_exit=exit_,
            started_on=dt.date(2023, 1, 1),
            trained_people=2 if n == 0 else None,
            has_bell=None,
        )
        FireEquipment.objects.create(
            household=household,
            kind="other" if n == 3 else "powder",
            quantity=1 + 6 * (n == 3),
            expires_on=dt.date(2027, 1, 1) if n == 0 else None,
        )
    Camera.objects.create(
        village=villages[0],
        program=programs["cameras"],
        name="Cổng Thôn Thượng",
        units=3,
        installed_on=dt.date(2023, 9, 1),
    )
    person = b.make_people(villages[:1], 1, start=900)[0][0]
    TrustedPerson.objects.create(
        person=person, program=programs["trusted_persons"], started_on=dt.date(2022, 1, 1)
    )
    return Register(
        "gaps",
        commune,
        b.make_officer(commune, "gaps"),
        first,
        last,
        villages,
        {kind: [program] for kind, program in programs.items()},
    )


def day_15() -> Register:
    """A commune whose months run from the 15th: two villages, years to 2022, months of 2023 to 2025."""
    commune = b.make_commune("Rằm Thử", "90003", reporting_day=15)
    villages = b.make_villages(commune, [("Thôn Một", "thon"), ("Thôn Hai", "thon")])
    first, last = dt.date(2016, 1, 1), dt.date(2025, 12, 31)
    programs = b.make_programs(commune, first)
    # A month "January" starts in the December before: where a year sheet stands beside it the year is by month.
    recent = b.months((2023, 2), (2025, 12))
    fill_everything(
        commune,
        programs,
        villages,
        first=first,
        last=last,
        when={
            "self_managed": b.years(2016, 2022) + recent,
            "grassroots": recent,
            "trusted_persons": recent,
            "fire_safe": recent,
            "cameras": recent,
        },
    )
    return Register(
        "day_15",
        commune,
        b.make_officer(commune, "day-15"),
        first,
        last,
        villages,
        {kind: [program] for kind, program in programs.items()},
    )


def large(villages: int = 30, first_year: int = 2016, last_year: int = 2025) -> Register:
    """A commune of thirty villages with ten years by month (some 43,000 values of the first programme)."""
    commune = b.make_commune("Lớn Thử", "90004")
    made = b.make_villages(commune, [(f"Thôn {n}", "thon") for n in range(1, villages + 1)])
    first, last = dt.date(first_year, 1, 1), dt.date(last_year, 12, 31)
    programs = b.make_programs(commune, first)
    year = b.months((last_year, 1), (last_year, 12))
    fill_everything(
        commune,
        programs,
        made,
        first=first,
        last=last,
        when={
            "self_managed": b.months((first_year, 1), (last_year, 12)),
            "grassroots": b.years(first_year + 3, last_year - 1) + year,
            "trusted_persons": year,
            "fire_safe": year,
            "cameras": year,
        },
    )
    return Register(
        "large",
        commune,
        b.make_officer(commune, "large"),
        first,
        last,
        made,
        {kind: [program] for kind, program in programs.items()},
    )


def empty() -> Register:
    """A commune on its first day: two villages and the programmes by name, nothing entered in any book."""
    commune = b.make_commune("Trống Thử", "90005")
    villages = b.make_villages(commune, [("Thôn Một", "thon"), ("Thôn Hai", "thon")])
    first, last = dt.date(2016, 1, 1), dt.date(2025, 12, 31)
    programs = b.make_programs(commune, first, decided=False)
    return Register(
        "empty",
        commune,
        b.make_officer(commune, "empty"),
        first,
        last,
        villages,
        {kind: [program] for kind, program in programs.items()},
    )


BUILDERS = {
    "ward": ward,
    "merged": merged_commune,
    "gaps": commune_of_gaps,
    "day_15": day_15,
    "large": large,
    "empty": empty,
}
