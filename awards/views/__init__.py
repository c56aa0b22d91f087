"""Pages of awards, by subject."""

from awards.views.deciding import council, decide, paper_issue, votes
from awards.views.layouts import layout, trial
from awards.views.nominations import (
    candidate_list,
    file_delete,
    file_get,
    file_new,
    nomination_delete,
    nomination_edit,
    nomination_new,
)
from awards.views.rounds import (
    my_awards,
    paper,
    paper_file,
    round_edit,
    round_list,
    round_new,
    round_page,
)

__all__ = [
    "candidate_list",
    "council",
    "decide",
    "file_delete",
    "file_get",
    "file_new",
    "layout",
    "my_awards",
    "nomination_delete",
    "nomination_edit",
    "nomination_new",
    "paper",
    "paper_file",
    "paper_issue",
    "round_edit",
    "round_list",
    "round_new",
    "round_page",
    "trial",
    "votes",
]
