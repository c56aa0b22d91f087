"""Lists of programmes and their registers, taken away through the page of lists."""

from typing import Any

from common.asked import asked_day
from common.dates import short_date
from members.views.exports import Taken, home_of, offer_list
from programs import exports
from programs.queries.fire import zones_seen
from programs.queries.programmes import standings
from programs.views.cameras import asked_cameras
from programs.views.programmes import asked_programs
from programs.views.trusted import asked_trusted


def _programs(request: Any, whole: bool) -> Taken:

    day, _error = asked_day(request)
    rows = standings(asked_programs(request), request.user, day)
    return Taken(exports.program_list(rows, note=_as_of(day)), home_of(request))


def _trusted(request: Any, whole: bool) -> Taken:

    day, _error = asked_day(request)
    return Taken(exports.trusted_list(asked_trusted(request), note=_as_of(day)), home_of(request))


def _zones(request: Any, whole: bool) -> Taken:
    day, _error = asked_day(request)
    return Taken(
        exports.zone_list(zones_seen(request.user, day), note=_as_of(day)), home_of(request)
    )


def _cameras(request: Any, whole: bool) -> Taken:

    day, _error = asked_day(request)
    rows = asked_cameras(request)
    return Taken(exports.camera_list(rows, day, note=_as_of(day)), home_of(request))


def _as_of(day: Any) -> str:
    return f"tính đến {short_date(day)}"


def offer_lists() -> None:
    """Enter the four lists; `programs.apps` calls it when the portal starts."""
    offer_list("programs", "cac-mo-hinh", _programs)
    offer_list("trusted", "nguoi-co-uy-tin", _trusted)
    offer_list("zones", "khu-dan-cu-an-toan", _zones)
    offer_list("cameras", "camera-an-ninh", _cameras)
