"""Pages of the register, by subject."""

from members.views.changes import (
    change_add,
    change_correct,
    change_decide,
    change_end,
    change_list,
    change_withdraw,
)
from members.views.doubles import double_list, person_merge, person_near, person_tell_apart
from members.views.exports import export
from members.views.people import (
    person_edit,
    person_list,
    person_new,
    person_page,
    person_photo,
    person_reveal,
)
from members.views.requests import request_act, request_list, request_new, request_page
from members.views.teams import (
    membership_transfer,
    team_dissolve,
    team_follow_offices,
    team_list,
    team_new,
    team_page,
    team_restaff,
)
from members.views.unit_changes import unit_change
from members.views.units import (
    commune_list,
    commune_page,
    office_end,
    office_new,
    village_edit,
    village_new,
    village_page,
    village_year,
)

__all__ = [
    "change_add",
    "change_correct",
    "change_decide",
    "change_end",
    "change_list",
    "change_withdraw",
    "commune_list",
    "commune_page",
    "double_list",
    "export",
    "membership_transfer",
    "office_end",
    "office_new",
    "person_edit",
    "person_list",
    "person_merge",
    "person_near",
    "person_new",
    "person_page",
    "person_photo",
    "person_reveal",
    "person_tell_apart",
    "request_act",
    "request_list",
    "request_new",
    "request_page",
    "team_dissolve",
    "team_follow_offices",
    "team_list",
    "team_new",
    "team_page",
    "team_restaff",
    "unit_change",
    "village_edit",
    "village_new",
    "village_page",
    "village_year",
]
