"""Pages of programmes and results, by subject."""

from programs.views.results import (
    result_accept,
    result_form,
    result_remind,
    result_return,
    result_sheet,
    results,
)

__all__ = [
    "result_accept",
    "result_form",
    "result_remind",
    "result_return",
    "result_sheet",
    "results",
]
