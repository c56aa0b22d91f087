"""Writes of accounts: roles, second factor, sessions."""
