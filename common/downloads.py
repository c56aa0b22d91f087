"""Files that pages hand out: named, and kept by no cache on the way."""

from django.http import HttpResponse

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "geojson": "application/geo+json",
    "json": "application/json",
    "pdf": "application/pdf",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def download(content: bytes, name: str) -> HttpResponse:
    """Return the answer that hands a file out under a name, whose ending says what it is."""
    answer = HttpResponse(content, content_type=TYPES[name.rsplit(".", 1)[-1]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
