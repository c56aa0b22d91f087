"""The pages of a failure, which need no database, and the administrator's page of how things stand."""

import errno
import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from operations import health

#: seconds after which a browser or a proxy may ask again
RETRY_AFTER = 5
FULL = (errno.ENOSPC, errno.EDQUOT)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Tell what failed: the database does not answer (503), the disk is full (507), or our own fault (500)."""
    error = sys.exc_info()[1]
    if is_disk_full(error):
        return HttpResponse(render_to_string("507.html"), status=507)
    if isinstance(error, (OperationalError, InterfaceError)):
        response = HttpResponse(render_to_string("503.html"), status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response
    return HttpResponse(render_to_string("500.html"), status=500)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that a disk is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in FULL:
            return True
        text = str(error)
        if isinstance(error, OperationalError) and (
            "database or disk is full" in text or "No space left on device" in text
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


@require_GET
def status(request: HttpRequest) -> HttpResponse:
    """How the installation stands, for administrators of the machine."""
    if not request.user.is_superuser:
        raise PermissionDenied(_("Only administrators see how the installation stands."))
    results = health.run()
    return render(
        request,
        "operations/status.html",
        {"results": results, "ready": health.is_ready(results), "now": timezone.localtime()},
    )
