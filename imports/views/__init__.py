from imports.views.begin import blank, import_list
from imports.views.look import import_items, import_page, import_progress
from imports.views.steps import import_drop, import_undo, import_write, profile_forget

__all__ = [
    "blank",
    "import_drop",
    "import_items",
    "import_list",
    "import_page",
    "import_progress",
    "import_undo",
    "import_write",
    "profile_forget",
]
