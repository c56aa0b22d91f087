"""Registers that are not the demo: a ward, a merged commune, one full of gaps, day 15, thirty villages, an empty one.

Call a builder (`ward()`), ask for its fixture (`ward_register`), or write some into a database of your own:
`python -m bench.registers ward merged`.
"""

from tests.registers.register import Register
from tests.registers.six import (
    BUILDERS,
    commune_of_gaps,
    day_15,
    empty,
    large,
    merged_commune,
    ward,
)

__all__ = [
    "BUILDERS",
    "Register",
    "commune_of_gaps",
    "day_15",
    "empty",
    "large",
    "merged_commune",
    "ward",
]
