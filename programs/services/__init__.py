"""Writes of programmes and results that touch more than one row."""
