"""Check before signing: what is missing, doubtful or contradictory, and why it may stand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from common.access import get_visible, is_editable
from common.forms import tell
from reports import services
from reports.checks.gate import gate_of
from reports.forms import ReasonForm
from reports.models import ReportReason, ReviewReport
from reports.views.reports import visible_report


@require_GET
def report_checks(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found in a draft, each with the form that mends it; of others the reasons kept.

    As many statements as a report takes, and a dozen.
    """
    return _checks(request, visible_report(request, pk), ReasonForm())


@require_POST
def report_reason(request: HttpRequest, pk: int) -> HttpResponse:
    """Write why contradictions stand; nothing typed is lost where it is refused."""
    report = visible_report(request, pk)
    if not services.may_give_reason(report, request.user):
        raise PermissionDenied(_("You may read this, but not change it."))
    form = ReasonForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            given = services.give_reason(
                report=report, keys=data["keys"], reason=data["reason"], user=request.user
            )
        except ValidationError as error:
            tell(form, error)
        else:
            text = ngettext(
                "The reason is kept for %(count)d contradiction.",
                "The reason is kept for %(count)d contradictions.",
                given,
            )
            messages.success(request, text % {"count": given})
            return redirect("reports:checks", report.pk)
    return _checks(request, report, form, status=422)


@require_POST
def report_reason_withdraw(request: HttpRequest, pk: int, reason: int) -> HttpResponse:
    """Take a reason back; its contradiction holds the sign-off up again."""
    report = visible_report(request, pk)
    rows = ReportReason.objects.select_related("report").filter(report=report)
    row: ReportReason = get_visible(rows, request.user, pk=reason)
    try:
        services.withdraw_reason(reason=row, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The reason is taken back."))
    return redirect("reports:checks", report.pk)


def _checks(
    request: HttpRequest, report: ReviewReport, form: ReasonForm, *, status: int = 200
) -> HttpResponse:
    may_give = report.is_draft and services.may_give_reason(report, request.user)
    context = {
        "report": report,
        "gate": gate_of(report) if report.is_draft else None,
        "reasons": report.reasons.select_related("written_by"),
        "form": form,
        "may_give": may_give,
        "may_edit": is_editable(report, request.user),
        "may_sign": report.is_draft and services.may_sign_off(report, request.user),
    }
    return render(request, "reports/checks.html", context, status=status)
