"""The register: units, people, offices, teams, papers, and what village heads ask for."""

from members.models.changes import RosterChange
from members.models.papers import Letterhead, Paper, PaperSeries
from members.models.people import Person, VillageOffice
from members.models.teams import Membership, Team
from members.models.units import Commune, FormerUnit, UnitChange, Village, VillageYear

__all__ = [
    "Commune",
    "FormerUnit",
    "Letterhead",
    "Membership",
    "Paper",
    "PaperSeries",
    "Person",
    "RosterChange",
    "Team",
    "UnitChange",
    "Village",
    "VillageOffice",
    "VillageYear",
]
