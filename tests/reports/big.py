"""Twelve villages with ten years of months, for the benchmark and its test."""

import datetime as dt
import random

from django.utils import timezone

from programs.models import Indicator, ResultSheet, ResultValue
from reports.models import ReviewReport
from reports.services import draft_report
from tests import factories as f
from tests.reports.scenes import TEXTS, scene


def big_report(villages: int = 12) -> ReviewReport:
    """Make the commune by bulk writes (some 17,000 values) and return its ten-year draft."""
    chance = random.Random(138)
    made = scene(villages, f.CommuneFactory(name="Xã lớn"), years=[])
    indicators = list(Indicator.objects.filter(kinds__code="self_managed", rule="sum")[:12])
    sheets = [
        ResultSheet(
            program=made.program, village=village, year=year, month=month, state="accepted",
            period_start=dt.date(year, month, 1), sent_at=timezone.now(),
            period_end=dt.date(year + (month == 12), month % 12 + 1, 1),
        )
        for village in made.villages
        for year in range(2014, 2024)
        for month in range(1, 13)
    ]  # fmt: skip
    ResultSheet.objects.bulk_create(sheets)
    ResultValue.objects.bulk_create(
        [
            ResultValue(sheet=sheet, indicator=indicator, value=chance.randint(0, 9))
            for sheet in sheets
            for indicator in indicators
            if chance.random() > 0.05
        ],
        batch_size=1000,
    )
    report = draft_report(
        commune=made.commune, kind=f.report_kind("ten_year"), programs=made.programs.values(),
        period_start=dt.date(2014, 9, 15), period_end=dt.date(2024, 9, 26),
        cut_off=dt.date(2024, 9, 25), user=None,
    )  # fmt: skip
    for key, text in TEXTS.items():
        report.sections.create(key=key, text=text)
    return report
