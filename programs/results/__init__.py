"""The one core of results: what counts in a period, and what it adds up to.

`Counting` says which sheets count; `results_of` reads them into a `Tally` for each programme and
indicator, whose `Amount`s carry what they rest on; `compare` sets two spans side by side over
what both know; `totals` adds up by any grouping for pages over many communes.
"""

from programs.results.amounts import (
    Amount,
    Average,
    Best,
    Moment,
    Ratio,
    Standing,
    Whole,
    added,
)
from programs.results.cells import Excess, month_bits
from programs.results.comparing import Compared, compare
from programs.results.counting import Counting
from programs.results.grouping import same_programmes
from programs.results.history import History
from programs.results.joining import Conflict, as_one
from programs.results.reading import (
    Groups,
    Overall,
    Remark,
    Results,
    due_months,
    due_of_sites,
    groups_of,
    remarks_of,
    results_of,
)
from programs.results.tallies import Tally
from programs.results.totals import Key, totals

__all__ = [
    "Amount", "Average", "Best", "Compared", "Conflict", "Counting", "Excess", "Groups", "History", "Key", "Moment", "Overall", "Ratio",
    "Remark", "Results", "Standing", "Tally", "Whole", "added", "as_one", "compare", "due_months", "due_of_sites", "groups_of", "month_bits", "remarks_of",
    "results_of", "same_programmes", "totals",
]  # fmt: skip
