"""Pages of programmes and results, by subject."""

from programs.views.cameras import (
    camera_chart,
    camera_geojson,
    camera_list,
    camera_map,
    camera_page,
)
from programs.views.fire import zone_list, zone_page
from programs.views.highlights import (
    highlight_delete,
    highlight_edit,
    highlight_list,
    highlight_new,
    highlight_photo,
)
from programs.views.programmes import program_list, program_page
from programs.views.results import (
    result_accept,
    result_book,
    result_form,
    result_remind,
    result_return,
    result_sheet,
    results,
)
from programs.views.rows import row_delete, row_edit, row_new
from programs.views.targets import program_targets
from programs.views.trusted import trusted_list, trusted_page
from programs.views.years import commune_year, result_years, year_sheet

__all__ = [
    "camera_chart",
    "camera_geojson",
    "camera_list",
    "camera_map",
    "camera_page",
    "zone_list",
    "zone_page",
    "program_list",
    "program_page",
    "program_targets",
    "row_delete",
    "row_edit",
    "row_new",
    "trusted_list",
    "trusted_page",
    "commune_year",
    "result_years",
    "year_sheet",
    "highlight_delete",
    "highlight_edit",
    "highlight_list",
    "highlight_new",
    "highlight_photo",
    "result_accept",
    "result_book",
    "result_form",
    "result_remind",
    "result_return",
    "result_sheet",
    "results",
]
