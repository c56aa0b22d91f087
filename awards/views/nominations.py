"""Candidates with their facts, nominations with merits and files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from awards.forms import FileForm, NominateForm, NominationForm
from awards.models import AwardRound, Nomination, NominationFile
from awards.queries import candidates
from awards.services.rounds import (
    add_file,
    delete_file,
    delete_nomination,
    nominate,
    save_nomination,
)
from common.access import get_editable, get_visible
from common.audit import log_access
from common.forms import tell


@require_http_methods(["GET", "POST"])
def candidate_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may be nominated, with the facts of each; those ticked are nominated. Twenty statements."""
    round_ = get_editable(AwardRound.objects.select_related("commune"), request.user, pk=pk)
    teams, people = candidates(round_, request.user)
    form = NominateForm(request.POST or None)
    ticked = set(request.POST.getlist("chosen"))
    if request.method == "POST" and form.is_valid():
        chosen = [row for row in (*teams, *people) if row.key in ticked]
        try:
            if not chosen:
                raise ValidationError(_("Tick who is nominated."))
            count = nominate(
                round_=round_, form=form.cleaned_data["form"],
                people=[row.person for row in chosen if row.person],
                teams=[row.team for row in chosen if row.team],
                merits={row.key: " ".join(row.merits) for row in chosen}, user=request.user,
            )  # fmt: skip
        except ValidationError as error:
            tell(form, error)
        else:
            text = ngettext("%(n)d nomination added.", "%(n)d nominations added.", count)
            messages.success(request, text % {"n": count})
            return redirect("awards:round", round_.pk)
    context = {"round": round_, "teams": teams, "people": people, "form": form, "ticked": ticked}
    return render(request, "awards/candidates.html", context)


@require_http_methods(["GET", "POST"])
def nomination_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Nominate a household or a village."""
    round_ = get_editable(AwardRound.objects.select_related("commune"), request.user, pk=pk)
    return _save(request, Nomination(round=round_), _("Nominate a household or a village"))


@require_http_methods(["GET", "POST"])
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_editable(_nominations(), request.user, pk=pk)
    return _save(request, row, row.nominee)


@require_POST
def nomination_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a nomination back."""
    row = get_editable(_nominations(), request.user, pk=pk)
    name, back = row.nominee, _back(row)
    try:
        delete_nomination(nomination=row, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Deleted: %(title)s.") % {"title": name})
    return redirect(back)


@require_http_methods(["GET", "POST"])
def file_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a paper to a nomination."""
    row = get_editable(_nominations(), request.user, pk=pk)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_file(
                nomination=row, title=form.cleaned_data["title"], upload=form.cleaned_data["file"],
                user=request.user,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error("file", error.messages[0])
        else:
            messages.success(request, _("The file is added."))
            return redirect(_back(row))
    context = {
        "form": form, "title": _("Add a file"), "action": _("Add"), "back": _back(row),
        "of": row.nominee, "multipart": True,
    }  # fmt: skip
    return render(request, "_row.html", context)


@require_GET
def file_get(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a file of a nomination out; logged."""
    row = get_visible(NominationFile.objects.select_related("nomination"), request.user, pk=pk)
    log_access(row.nomination, user=request.user, what="award.file_download")
    ending = row.file.name.rsplit(".", 1)[-1]
    return FileResponse(
        row.file.open("rb"), as_attachment=True, filename=f"ho-so-{row.pk}.{ending}"
    )


@require_POST
def file_delete(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_editable(
        NominationFile.objects.select_related("nomination__round"), request.user, pk=pk
    )
    try:
        delete_file(row=row, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The file is deleted."))
    return redirect(_back(row.nomination))


def _save(request: HttpRequest, row: Nomination, title: str) -> HttpResponse:
    form = NominationForm(request.POST or None, instance=row, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            save_nomination(nomination=row, user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": row.nominee})
            return redirect(_back(row))
    context = {
        "form": form, "title": title, "action": _("Save"), "back": _back(row), "of": str(row.round),
        "delete": reverse("awards:nomination_delete", args=[row.pk]) if row.pk else "",
    }  # fmt: skip
    return render(request, "_row.html", context)


def _nominations() -> Any:
    return Nomination.objects.select_related(
        "round", "person__village", "team__village", "village", "form"
    )


def _back(row: Nomination) -> str:
    return reverse("awards:round", args=[row.round_id]) + "#nominations"
