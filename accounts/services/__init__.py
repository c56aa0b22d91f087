"""Writes of accounts: roles, second factor, sessions."""

from accounts.services.roles import (
    end_role,
    give_role,
    open_account,
    reset_password,
    set_active,
)

__all__ = ["end_role", "give_role", "open_account", "reset_password", "set_active"]
