"""Pages of accounts, by subject."""

from accounts.views.first_start import first_start
from accounts.views.log import log_page
from accounts.views.me import (
    factor_codes,
    factor_remove,
    factor_setup,
    me,
    password,
    session_end,
    sessions_end,
)
from accounts.views.notices import bell, notice_list, notice_open, notices_read
from accounts.views.sign_in import SignIn, sign_out, verify
from accounts.views.users import (
    role_end,
    role_new,
    user_act,
    user_list,
    user_new,
    user_page,
)

__all__ = [
    "SignIn",
    "bell",
    "factor_codes",
    "factor_remove",
    "factor_setup",
    "first_start",
    "log_page",
    "me",
    "notice_list",
    "notice_open",
    "notices_read",
    "password",
    "role_end",
    "role_new",
    "session_end",
    "sessions_end",
    "sign_out",
    "user_act",
    "user_list",
    "user_new",
    "user_page",
    "verify",
]
