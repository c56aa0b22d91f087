"""Which months and years count in a span of days. Spans are half-open: [start, end)."""

import datetime as dt

Month = tuple[int, int]


def middle(month: Month, reporting_day: int) -> dt.date:
    """The day that decides where a month belongs: the 15th, or with months from day 15 the 1st of its name."""
    year, number = month
    return dt.date(year, number, 1 if reporting_day == 15 else 15)


def months_in(start: dt.date, end: dt.date, reporting_day: int) -> list[Month]:
    """The months whose middle lies in the span, in order."""
    found = []
    for year in range(start.year - 1, end.year + 2):
        for number in range(1, 13):
            if start <= middle((year, number), reporting_day) < end:
                found.append((year, number))
    return found


def end_of_year(year: int, reporting_day: int) -> dt.date:
    return dt.date(year, 12, 15) if reporting_day == 15 else dt.date(year + 1, 1, 1)


def whole_years(start: dt.date, end: dt.date, reporting_day: int) -> list[int]:
    """The years that lie wholly in the span: 1/1 to 31/12, with months from day 15 also to 14/12."""
    years = sorted({year for year, _number in months_in(start, end, reporting_day)})
    return [
        year
        for year in years
        if start <= dt.date(year, 1, 1) and end_of_year(year, reporting_day) <= end
    ]


def cut_years(start: dt.date, end: dt.date, reporting_day: int) -> list[int]:
    """The years of which months count, but not the whole year."""
    years = sorted({year for year, _number in months_in(start, end, reporting_day)})
    whole = whole_years(start, end, reporting_day)
    return [year for year in years if year not in whole]


def last_day(month: Month, reporting_day: int) -> dt.date:
    year, number = month
    if reporting_day == 15:
        return dt.date(year, number, 14)
    return dt.date(year + number // 12, number % 12 + 1, 1) - dt.timedelta(days=1)
