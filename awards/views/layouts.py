"""What is printed where on certificates, and the test print."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.forms import LayoutForm, TextFormSet
from awards.models import AwardForm, CertificateLayout, CertificateText
from awards.services.papers import layout_of, own_layout, trial_page
from common.access import get_editable
from common.asked import asked_key
from common.downloads import download
from documents import placed
from members.models import Commune


@require_http_methods(["GET", "POST"])
def layout(request: HttpRequest, pk: int) -> HttpResponse:
    """Adjust the certificates of a commune, of all forms of award or of the one in the address."""
    commune = get_editable(Commune.objects.all(), request.user, pk=pk)
    form_key = asked_key(request, "form")
    award = get_object_or_404(AwardForm, pk=form_key) if form_key is not None else None
    again = f"{request.path}?form={form_key}" if award else request.path
    found = CertificateLayout.objects.filter(commune=commune, form=award).first()
    if found is None:
        if request.method == "POST":
            own_layout(commune=commune, form=award, user=request.user)
            return redirect(again)
        _usual, rows = layout_of(commune, award.pk if award else None)
        return render(request, "awards/layout.html", _context(commune, award, rows))
    form = LayoutForm(request.POST or None, instance=found)
    texts = TextFormSet(request.POST or None, queryset=found.texts.all(), prefix="texts")
    if request.method == "POST" and form.is_valid() and texts.is_valid():
        with transaction.atomic():
            form.save()
            texts.save()
        messages.success(request, _("The layout is saved. Make a test print on plain paper first."))
        return redirect(again)
    context = _context(commune, award, list(found.texts.all()))
    return render(request, "awards/layout.html", context | {"form": form, "texts": texts})


def _context(
    commune: Commune, award: AwardForm | None, rows: list[CertificateText]
) -> dict[str, Any]:
    return {"commune": commune, "award": award, "rows": rows, "awards": AwardForm.objects.all()}


@require_GET
def trial(request: HttpRequest, pk: int) -> HttpResponse:
    """The test print: a sample nominee with boxes and a centimetre grid."""
    commune = get_editable(Commune.objects.all(), request.user, pk=pk)
    found, texts = layout_of(commune, asked_key(request, "form"))
    page = trial_page(found, texts)
    content = placed.write_pdf([page], title="Bản in thử giấy khen", author=commune.full_name)
    return download(content, f"in-thu-giay-khen-{commune.pk}.pdf")
