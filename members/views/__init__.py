"""Pages of the register, by subject."""

from members.views.changes import (
    change_add,
    change_correct,
    change_decide,
    change_end,
    change_list,
    change_withdraw,
)
from members.views.people import (
    person_edit,
    person_list,
    person_new,
    person_page,
    person_photo,
    person_reveal,
)
from members.views.teams import team_follow_offices, team_list, team_page

__all__ = [
    "change_add",
    "change_correct",
    "change_decide",
    "change_end",
    "change_list",
    "change_withdraw",
    "person_edit",
    "person_list",
    "person_new",
    "person_page",
    "person_photo",
    "person_reveal",
    "team_follow_offices",
    "team_list",
    "team_page",
]
