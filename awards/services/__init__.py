"""Writes of awards, by subject."""
