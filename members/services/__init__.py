"""Writes of the register that touch more than one row."""

from members.services.papers import register_paper
from members.services.teams import found_team, restaff

__all__ = ["found_team", "register_paper", "restaff"]
