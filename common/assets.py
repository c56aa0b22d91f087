"""Static files out of PyPI wheels: no CDN and no Node, and only what pages use."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

#: package -> files below its static/ folder. The .map files stay: the manifest wants them.
VENDORED = {
    "js_lib_bootstrap5": (
        "js-lib-bootstrap5/css/bootstrap.min.css",
        "js-lib-bootstrap5/css/bootstrap.min.css.map",
        "js-lib-bootstrap5/js/bootstrap.bundle.min.js",
        "js-lib-bootstrap5/js/bootstrap.bundle.min.js.map",
    ),
    "js_lib_leaflet": (
        "js_lib_leaflet/leaflet.css",
        "js_lib_leaflet/leaflet.js",
        "js_lib_leaflet/leaflet.js.map",
        "js_lib_leaflet/images/layers.png",
        "js_lib_leaflet/images/layers-2x.png",
        "js_lib_leaflet/images/marker-icon.png",
    ),
    "js_lib_bootstrap_icons": (
        "bootstrap-icons/font/bootstrap-icons.min.css",
        "bootstrap-icons/font/fonts/bootstrap-icons.woff2",
        "bootstrap-icons/font/fonts/bootstrap-icons.woff",
    ),
}


class WheelFinder(BaseFinder):
    """Finds the files of `VENDORED`; their packages are no Django apps here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.places = {
            name: FileSystemStorage(location=str(files(package) / "static"))
            for package, names in VENDORED.items()
            for name in names
        }

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        storage = self.places.get(path)
        if storage is None or not storage.exists(path):
            return []
        return [storage.path(path)] if find_all else storage.path(path)

    def list(self, ignore_patterns: Any) -> Iterator[Any]:
        yield from self.places.items()
