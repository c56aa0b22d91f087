"""Where lists come in: a file or pasted cells, forms to fill in, and what came in before."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from common.access import OFFICER, require_role
from common.asked import asked_key
from common.audit import log_access
from common.downloads import download
from imports.blanks import blanks_of
from imports.forms import UploadForm
from imports.kinds import all_kinds, importer_of
from imports.models import ImportRun, Profile, communes_of
from imports.reading import UnreadableFile
from imports.services import runs as services
from imports.tasks import read_run

PAGE = 25
#: somebody who looks after more communes takes the forms from one of them at a time
MOST_COMMUNES = 3


@require_http_methods(["GET", "POST"])
def import_list(request: HttpRequest) -> HttpResponse:
    """The upload form, and what was imported before. A fixed number of statements."""
    user: Any = request.user
    require_role(user, OFFICER, why=_("Only officers import lists."))
    kinds = all_kinds()
    form = UploadForm(
        request.POST or None, request.FILES or None, user=user,
        kinds=[(kind, importer.title) for kind, importer in kinds.items()],
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        run = _uploaded(form, user)
        if run is not None:
            return redirect("imports:run", run.pk)
    runs = ImportRun.objects.visible_to(user).light()
    page = Paginator(runs.select_related("started_by"), PAGE).get_page(request.GET.get("page"))
    for row in page.object_list:
        row.title = kinds[row.kind].title if row.kind in kinds else row.kind
    mine = communes_of(user).existing_on(timezone.localdate())[:MOST_COMMUNES]
    lists = [
        (importer, [(commune, blanks_of(kind, commune, user)) for commune in mine])
        for kind, importer in kinds.items()
    ]
    profiles = Profile.objects.editable_by(user).select_related("commune")
    for profile in profiles:
        profile.title = kinds[profile.kind].title if profile.kind in kinds else profile.kind
    return render(
        request,
        "imports/list.html",
        {"form": form, "page": page, "lists": lists, "profiles": profiles},
    )


def _uploaded(form: UploadForm, user: Any) -> ImportRun | None:
    """Keep the upload and begin to plan it where nothing has to be asked first; None if unreadable."""
    data = form.cleaned_data
    file, pasted = data["file"], data["pasted"]
    try:
        run = services.upload(
            commune=data["commune"], kind=data["kind"], user=user,
            name=file.name if file else "", content=file.read() if file else b"",
            pasted="" if file else pasted,
        )  # fmt: skip
    except UnreadableFile as error:
        form.add_error("file" if file else "pasted", str(error))
        return None
    importer = importer_of(run.kind)
    options = importer.form(commune=run.commune, user=user, initial=run.options).as_shown()
    ready = importer.form(options, commune=run.commune, user=user).is_valid()
    ticket = services.choose(run=run, answers={}, options=options, look=ready)
    if ready:
        read_run.enqueue(run.pk, ticket)
    return run


@require_GET
def blank(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Hand out a form to fill in. Raises Http404 for one that the commune does not have."""
    user: Any = request.user
    require_role(user, OFFICER, why=_("Only officers import lists."))
    commune = communes_of(user).filter(pk=asked_key(request, "commune")).first()
    if commune is None:
        raise Http404(_("There is no such form."))
    for found in blanks_of(kind, commune, user):
        if found.key == key:
            log_access(commune, user=user, what="list.blank", details={"kind": kind, "form": key})
            return download(found.make(), f"{found.stem}.xlsx")
    raise Http404(_("There is no such form."))
