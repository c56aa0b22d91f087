"""Pages of rounds: which there are, one with all its parts, its papers; and a village's awards."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from awards.forms import RoundForm
from awards.models import AwardRound, Nomination
from awards.papers.facts import facts_of
from awards.queries import doubts_of, payments
from awards.services.papers import PAPERS, documents_of, issued_of, write_paper
from awards.services.rounds import save_round
from common.access import COMMITTEE, OFFICER, get_editable, get_visible, is_editable, require_role
from common.audit import log_access
from common.downloads import download
from common.forms import tell
from documents import html
from documents.files import FORMATS
from meetings.forms import IssueForm

PAGE = 25


@require_GET
def round_list(request: HttpRequest) -> HttpResponse:
    """Rounds of the user's units, the latest first. Six statements."""
    user: Any = request.user
    rows = (
        AwardRound.objects.visible_to(user).select_related("commune", "meeting")
        .annotate(proposed=Count("nominations"),
                  rewarded=Count("nominations", filter=Q(nominations__state=Nomination.State.APPROVED)))
        .order_by("-period_end", "pk")
    )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_edit": user.has_role(OFFICER, COMMITTEE), "keep": ""}
    return render(request, "awards/list.html", context)


@require_GET
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A round with nominations and their warnings, council, papers, money. Twenty-four statements at most."""
    round_ = _visible(request, pk)
    facts = facts_of(round_)
    rows = [line.nomination for line in facts.nominations]
    doubts = doubts_of(round_, rows)
    decisions = list(round_.decisions.select_related("paper").order_by("pk"))
    day = decisions[0].paper.issued_on if decisions else timezone.localdate()
    approved = [row for row in rows if row.state == Nomination.State.APPROVED]
    money, total = payments(approved or rows, day)
    issued = issued_of(round_)
    if decisions:
        issued["decision"] = decisions[0].paper
    may_edit = is_editable(round_, request.user)
    context = {
        "round": round_, "lines": [(line, doubts.get(line.nomination.pk, [])) for line in facts.nominations],
        "programs": round_.programs.order_by("pk"), "council": facts.council, "decisions": decisions,
        "money": money, "total": total, "money_day": day, "decided": bool(approved), "may_edit": may_edit,
        "papers": [
            (row, issued.get(row.what)) for row in PAPERS.values() if row.what != "higher" or facts.higher
        ],
        "issue_form": IssueForm(initial={"dated": timezone.localdate()}),
    }  # fmt: skip
    return render(request, "awards/round.html", context)


@require_http_methods(["GET", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    require_role(user, OFFICER, COMMITTEE, why=_("You may read this, but not change it."))
    return _save(request, AwardRound())


@require_http_methods(["GET", "POST"])
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return _save(request, get_editable(AwardRound.objects.all(), request.user, pk=pk))


def _save(request: HttpRequest, round_: AwardRound) -> HttpResponse:
    new = round_.pk is None
    form = RoundForm(request.POST or None, instance=round_, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            save_round(round_=round_, programs=form.cleaned_data["programs"], user=request.user)
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": round_})
            return redirect("awards:round", round_.pk)
    back = reverse("awards:rounds") if new else reverse("awards:round", args=[round_.pk])
    context = {
        "form": form, "title": _("Begin a round of awards") if new else _("Correct the round"),
        "action": _("Save"), "back": back,
    }  # fmt: skip
    return render(request, "_row.html", context)


@require_GET
def paper(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """A paper of a round as it prints."""
    round_ = _visible(request, pk)
    if what not in PAPERS or PAPERS[what].sheets:
        raise Http404(_("This page does not exist."))
    try:
        documents = documents_of(round_, what, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_papers(pk))
    context = {
        "title": PAPERS[what].title, "back": _papers(pk), "of": round_.title,
        "word": reverse("awards:paper_file", args=[pk, what, "docx"]),
        "pdf": reverse("awards:paper_file", args=[pk, what, "pdf"]),
        # Our own writer escapes every text of the tree; nothing raw reaches the page.
        "document": mark_safe("".join(html.fragment(row) for row in documents)),  # noqa: S308
    }  # fmt: skip
    return render(request, "_paper.html", context)


@require_GET
def paper_file(request: HttpRequest, pk: int, what: str, format: str) -> HttpResponse:  # noqa: A002
    """A paper as Word or PDF; who took it stands in the log."""
    round_ = _visible(request, pk)
    if what not in PAPERS or format not in FORMATS:
        raise Http404(_("This page does not exist."))
    try:
        content, name = write_paper(round_, what, format, request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(_papers(pk))
    details = {"paper": what, "format": format}
    log_access(round_, user=request.user, what="award.paper_download", details=details)
    return download(content, name)


@require_GET
def my_awards(request: HttpRequest) -> HttpResponse:
    """What a village head's village was awarded, the latest first. Five statements."""
    rows = (
        Nomination.objects.visible_to(request.user).approved()
        .select_related("person", "team", "village", "form", "round", "decision__paper")
        .order_by("-decision__paper__issued_on", "nominee_kind", "pk")
    )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return render(request, "awards/mine.html", {"page": page, "keep": ""})


def _papers(pk: int) -> str:
    return reverse("awards:round", args=[pk]) + "#papers"


def _visible(request: HttpRequest, pk: int) -> AwardRound:
    found: AwardRound = get_visible(
        AwardRound.objects.select_related("commune", "meeting"), request.user, pk=pk
    )
    return found
