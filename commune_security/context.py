from typing import Any


def portal(request: Any) -> dict[str, Any]:
    return {}
