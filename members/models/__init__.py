"""The register: units, people, offices, teams, papers, and what is asked about them."""

from members.models.changes import RosterChange
from members.models.doubles import DifferentPeople
from members.models.papers import IssuedDocument, IssuedPart, Letterhead, Paper, PaperSeries
from members.models.people import Person, VillageOffice
from members.models.requests import DataRequest
from members.models.teams import Membership, Team
from members.models.units import Commune, FormerUnit, UnitChange, Village, VillageYear

__all__ = [
    "Commune",
    "DataRequest",
    "DifferentPeople",
    "FormerUnit",
    "IssuedDocument",
    "IssuedPart",
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
