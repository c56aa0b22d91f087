"""What every part of the sample shares: the size asked for, the dice, how rows go in."""

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from common.dates import PartialDate, Precision
from commune_security.sample import words
from members.models import Person, Village

BATCH = 2000


@dataclass
class Sample:
    """What was asked for, and the dice. `last_year` is the last whole or running year."""

    communes: int
    years: int
    villages: int
    dice: random.Random
    today: dt.date
    made: dict[str, int] = field(default_factory=dict)

    @property
    def first_year(self) -> int:
        return self.today.year - self.years

    def create(self, rows: Iterable[Any]) -> list[Any]:
        """Insert rows of one model and count them."""
        listed = list(rows)
        if listed:
            model: Any = type(listed[0])
            model.objects.bulk_create(listed, batch_size=BATCH)
            name = model._meta.model_name
            self.made[name] = self.made.get(name, 0) + len(listed)
        return listed


def draw_person(sample: Sample, village: Village) -> Person:
    sex = "M" if sample.dice.random() < 0.68 else "F"
    pick = sample.dice.choice
    name = f"{pick(words.FAMILY)} {pick(words.MIDDLE[sex])} {pick(words.GIVEN[sex])}"
    person = Person(
        full_name=name, sex=sex, village=village, phone=f"09{sample.dice.randrange(10**8):08d}"
    )
    born = dt.date(sample.dice.randint(1950, 2000), sample.dice.randint(1, 12), 1)
    person.birth = PartialDate(born, Precision.YEAR)
    person.fill_keys()
    return person
