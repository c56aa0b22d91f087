"""Rosters: the form of the list, reading its rows, planning what they mean, and the kind of list."""
