"""Writes of meetings, by subject."""
