"""Reads of the overview. All go through the one door; none grows with the number of years."""

from commune_security.overview.queries.asked import Asked
from commune_security.overview.queries.communes import CommuneRow, communes_compared
from commune_security.overview.queries.decay import counts, decays
from commune_security.overview.queries.year import chart_of, charts_of, comparison, headlines

__all__ = [
    "Asked",
    "CommuneRow",
    "chart_of",
    "charts_of",
    "communes_compared",
    "comparison",
    "counts",
    "decays",
    "headlines",
]
