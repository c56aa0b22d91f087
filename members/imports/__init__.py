"""Rosters from workbooks: read the rows, plan what they mean, carry the plan out."""

from members.imports.applying import apply_roster
from members.imports.matching import RosterPlan
from members.imports.planning import plan_roster
from members.imports.reading import RosterRow, read_roster

__all__ = ["RosterPlan", "RosterRow", "apply_roster", "plan_roster", "read_roster"]
