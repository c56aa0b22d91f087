"""Shared reads of programmes and results."""
