"""Pages of the cases worth telling."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, VILLAGE_HEAD, get_editable, get_visible, require_role
from programs.forms import HighlightForm
from programs.models import Highlight
from programs.services.highlights import delete_highlight, save_highlight

PAGE = 25


@require_GET
def highlight_list(request: HttpRequest) -> HttpResponse:
    """Cases the user may see, the latest first. Seven statements."""
    user: Any = request.user
    rows = (
        Highlight.objects.visible_to(user).select_related("program__kind", "village")
        .order_by("-happened_on", "-pk").distinct()
    )  # fmt: skip
    if request.GET.get("marked") == "no":
        rows = rows.filter(in_reports=False)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "may_add": user.has_role(OFFICER, VILLAGE_HEAD),
        "marked": request.GET.get("marked", ""),
        "keep": "marked=no&" if request.GET.get("marked") == "no" else "",
    }  # fmt: skip
    return render(request, "programs/highlights.html", context)


@require_http_methods(["GET", "POST"])
def highlight_new(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    require_role(user, OFFICER, VILLAGE_HEAD, why=_("You may read this, but not change it."))
    return _save(request, Highlight())


@require_http_methods(["GET", "POST"])
def highlight_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _save(request, _editable(request, pk))


@require_POST
def highlight_delete(request: HttpRequest, pk: int) -> HttpResponse:
    delete_highlight(highlight=_editable(request, pk), user=request.user)
    messages.success(request, _("The case is deleted."))
    return redirect("programs:highlights")


@require_GET
def highlight_photo(request: HttpRequest, pk: int) -> HttpResponse:
    """The picture, to whoever may see the case."""
    found = get_visible(Highlight.objects.all(), request.user, pk=pk)
    if not found.photo:
        raise Http404
    return FileResponse(found.photo.open("rb"), content_type="image/jpeg")


def _save(request: HttpRequest, highlight: Highlight) -> HttpResponse:
    known = highlight if highlight.pk else None
    form = HighlightForm(
        request.POST or None, request.FILES or None, user=request.user, highlight=known
    )
    if request.method == "POST" and form.is_valid():
        save_highlight(highlight=highlight, data=form.cleaned_data, user=request.user)
        messages.success(request, _("Saved: %(title)s.") % {"title": highlight})
        return redirect("programs:highlights")
    return render(request, "programs/highlight.html", {"form": form, "highlight": known})


def _editable(request: HttpRequest, pk: int) -> Highlight:
    found: Highlight = get_editable(
        Highlight.objects.select_related("program", "village"), request.user, pk=pk
    )
    return found
