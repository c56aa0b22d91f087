"""Steps of an upload, each by POST: write, take back, drop; and a profile that is to be forgotten."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.access import get_editable
from imports.models import ImportRun, Profile
from imports.services import afterwards, profiles
from imports.services import runs as services
from imports.tasks import write_run
from imports.views.look import run_of


@require_POST
def import_write(request: HttpRequest, pk: int) -> HttpResponse:
    """Import what was looked at."""
    run, user = run_of(request, pk), _user(request)
    try:
        ticket = services.begin_writing(run=run, digest=request.POST.get("digest", ""), user=user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:run", pk)
    write_run.enqueue(run.pk, ticket)
    run.refresh_from_db(fields=["state"])
    if run.state == ImportRun.State.DONE:
        messages.success(request, _("Imported: %(file)s.") % {"file": run.file_name})
    return redirect("imports:run", pk)


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an import back as a whole."""
    try:
        count = afterwards.undo(run=run_of(request, pk), user=_user(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Taken back: %(count)d rows.") % {"count": count})
    return redirect("imports:run", pk)


@require_POST
def import_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an upload up."""
    try:
        afterwards.drop(run=run_of(request, pk), user=_user(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("imports:run", pk)
    messages.success(request, _("The upload is dropped; nothing was imported."))
    return redirect("imports:list")


@require_POST
def profile_forget(request: HttpRequest, pk: int) -> HttpResponse:
    """Forget what was answered about a kind of list."""
    profile: Profile = get_editable(Profile.objects.all(), request.user, pk=pk)
    profiles.forget_profile(profile=profile)
    messages.success(request, _("What was answered is forgotten; the next list asks again."))
    return redirect("imports:list")


def _user(request: HttpRequest) -> Any:
    return request.user
