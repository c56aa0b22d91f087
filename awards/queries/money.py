"""Money of awards: coefficient, base salary and rounding in force on the decision's day."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from awards.models import AwardCoefficient, BaseSalary, Nomination, RoundingRule

_ROUNDING = {
    RoundingRule.Direction.UP.value: ROUND_CEILING,
    RoundingRule.Direction.NEAREST.value: ROUND_HALF_UP,
    RoundingRule.Direction.DOWN.value: ROUND_FLOOR,
}


@dataclass(frozen=True)
class Prize:
    """What one award is worth, in đồng, and what it was worked out from."""

    coefficient: Decimal
    base: int
    exact: Decimal
    amount: int
    source: str


@dataclass(frozen=True)
class Prizes:
    """Coefficients by (form, kind of nominee), base salary and rounding of one day."""

    day: dt.date
    base: BaseSalary | None
    rule: RoundingRule | None
    coefficients: Mapping[tuple[int, str], AwardCoefficient]

    def of(self, form: int, kind: str) -> Prize | None:
        """Return the prize, or None where coefficient or base salary of the day is not known."""
        row = self.coefficients.get((form, kind))
        if row is None or self.base is None:
            return None
        exact = row.coefficient * self.base.amount
        return Prize(
            row.coefficient, self.base.amount, exact, rounded(exact, self.rule), row.source
        )


def rounded(amount: Decimal, rule: RoundingRule | None) -> int:
    """Return an amount by the rule, or to whole đồng where there is none."""
    step = Decimal(rule.step if rule else 1)
    mode = _ROUNDING[rule.direction] if rule else ROUND_HALF_UP
    return int((amount / step).to_integral_value(mode) * step)


def prizes_on(day: dt.date) -> Prizes:
    """Return what awards of a day are worth (Decrees 98/2023 and 152/2025). Three statements."""
    rows = AwardCoefficient.objects.on(day)
    return Prizes(
        day=day,
        base=BaseSalary.objects.filter(in_force_from__lte=day).order_by("-in_force_from").first(),
        rule=RoundingRule.objects.on(day).order_by("-started_on").first(),
        coefficients={(row.form_id, row.nominee_kind): row for row in rows},
    )


@dataclass(frozen=True)
class Payment:
    """A line of the payment list."""

    nomination: Nomination
    prize: Prize | None


def payments(
    nominations: Iterable[Nomination], prizes: Prizes | dt.date
) -> tuple[list[Payment], int | None]:
    """Return the lines, and their total; None where a part is not known.

    Three statements where a day is given in place of what `prizes_on` read of it.
    """
    known = prizes_on(prizes) if isinstance(prizes, dt.date) else prizes
    lines = [Payment(row, known.of(row.form_id, row.nominee_kind)) for row in nominations]
    amounts = [line.prize.amount if line.prize else None for line in lines]
    found = [amount for amount in amounts if amount is not None]
    return lines, sum(found) if len(found) == len(amounts) else None
