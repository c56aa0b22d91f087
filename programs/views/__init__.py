"""Pages of programmes and results, by subject."""

from programs.views.highlights import (
    highlight_delete,
    highlight_edit,
    highlight_list,
    highlight_new,
    highlight_photo,
)
from programs.views.results import (
    result_accept,
    result_form,
    result_remind,
    result_return,
    result_sheet,
    results,
)

__all__ = [
    "highlight_delete",
    "highlight_edit",
    "highlight_list",
    "highlight_new",
    "highlight_photo",
    "result_accept",
    "result_form",
    "result_remind",
    "result_return",
    "result_sheet",
    "results",
]
