"""The council's seats and votes, the decision, and the numbers of a round's papers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from awards.forms import CouncilFormSet, DecideForm, VotesForm
from awards.models import AwardRound, CouncilMember, Nomination
from awards.queries import doubts_of, payments
from awards.queries.authority import conferred_on
from awards.services import deciding
from awards.services.papers import hopeful
from common.access import get_editable
from common.forms import tell
from meetings.forms import IssueForm


@require_http_methods(["GET", "POST"])
def council(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits in the council; a new round begins with the council of the one before."""
    round_ = _editable(request, pk)
    rows = round_.council.all()
    forms = CouncilFormSet(request.POST or None, queryset=rows, prefix="council")
    if request.method == "GET" and not rows:
        before = CouncilMember.objects.filter(round__commune=round_.commune_id).order_by(
            "-round_id", "order"
        )
        last = [row for row in before if row.round_id == before[0].round_id] if before else []
        forms = CouncilFormSet(queryset=rows, prefix="council", initial=[
            {"full_name": row.full_name, "post": row.post, "seat": row.seat} for row in last
        ])  # fmt: skip
        forms.extra = len(last) + 3
    if request.method == "POST" and forms.is_valid():
        members = [
            form.instance for form in forms
            if form not in forms.deleted_forms and (form.instance.pk or form.has_changed())
        ]  # fmt: skip
        try:
            deciding.save_council(round_=round_, members=members, user=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The council is saved."))
            return redirect("awards:votes", round_.pk)
    return render(request, "awards/council.html", {"round": round_, "forms": forms})


@require_http_methods(["GET", "POST"])
def votes(request: HttpRequest, pk: int) -> HttpResponse:
    """When the council met and how it voted on each nomination."""
    round_ = _editable(request, pk)
    rows = _open(round_)
    form = VotesForm(request.POST or None, round_=round_, rows=rows)
    if request.method == "POST" and form.is_valid():
        try:
            deciding.hold_council(
                round_=round_, met_at=form.met_at(), place=form.cleaned_data["place"],
                votes=form.votes(), user=request.user, closed_at=form.cleaned_data["closed"],
            )  # fmt: skip
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("The council's votes are saved."))
            return redirect(reverse("awards:round", args=[round_.pk]) + "#council")
    doubts = doubts_of(round_, form.rows)
    lines = [
        (row, doubts.get(row.pk, []), form[f"votes-{row.pk}"], form[f"note-{row.pk}"]) for row in form.rows
    ]  # fmt: skip
    context = {
        "round": round_, "form": form, "lines": lines,
        "present": round_.council.filter(present=True).count(),
    }  # fmt: skip
    return render(request, "awards/votes.html", context)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the decision: who is rewarded, dated; its number comes from the series."""
    round_ = _editable(request, pk)
    voted = _open(round_).filter(state=Nomination.State.REVIEWED)
    own = conferred_on(timezone.localdate())
    higher = [row for row in voted if row.form_id not in own]
    rows = voted.filter(form__in=own)
    form = DecideForm(request.POST or None, rows=rows, likely=hopeful(round_))
    if request.method == "POST" and form.is_valid():
        try:
            decision = deciding.decide(
                round_=round_, approved=form.cleaned_data["approved"], dated=form.cleaned_data["dated"],
                user=request.user,
            )  # fmt: skip
        except ValidationError as error:
            tell(form, error)
        else:
            messages.success(request, _("Issued as No. %(code)s.") % {"code": decision.paper.code})
            return redirect(reverse("awards:round", args=[round_.pk]) + "#papers")
    listed = list(rows)
    doubts = doubts_of(round_, listed)
    day = (
        form.cleaned_data.get("dated")
        if form.is_bound and form.is_valid()
        else form.initial["dated"]
    )
    money, _total = payments(listed, day)
    context = {
        "round": round_, "form": form, "day": day, "higher": higher,
        "lines": [(line, doubts.get(line.nomination.pk, [])) for line in money],
    }  # fmt: skip
    return render(request, "awards/decide.html", context)


@require_POST
def paper_issue(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Give the submission or the council's minutes its number."""
    round_ = _editable(request, pk)
    form = IssueForm(request.POST)
    back = reverse("awards:round", args=[round_.pk]) + "#papers"
    if not form.is_valid():
        messages.error(request, form.errors["dated"][0])
        return redirect(back)
    try:
        issued = deciding.issue_paper(
            round_=round_, what=what, dated=form.cleaned_data["dated"], user=request.user
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Issued as No. %(code)s.") % {"code": issued.code})
    return redirect(back)


def _open(round_: AwardRound) -> Any:
    rows = round_.nominations.undecided()
    return rows.select_related("person__village", "team", "village", "form")


def _editable(request: HttpRequest, pk: int) -> AwardRound:
    found: AwardRound = get_editable(
        AwardRound.objects.select_related("commune"), request.user, pk=pk
    )
    return found
