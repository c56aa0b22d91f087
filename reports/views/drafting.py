"""New drafts: the kind first, then what it covers; the next period with one click; the title."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.access import OFFICER, reach
from common.dates import short_date
from common.forms import tell
from common.periods import Period, PeriodRule, Rule
from members.models import Commune
from reports import services
from reports.checks import findings
from reports.figures import collect, make_frame
from reports.forms import ReportForm, TitleForm
from reports.models import Part, ReportKind, ReviewReport
from reports.queries import programs_for
from reports.views.reports import editable_report

#: so many periods before the proposed one can be chosen with a click
EARLIER = 2


@dataclass(frozen=True)
class OfferedKind:
    """A kind to choose: what the next report of it would cover, and the last one there is."""

    kind: ReportKind
    period: Period
    words: str
    last: ReviewReport | None


@require_http_methods(["GET", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """The wizard: the kind, what is covered, what is missing for it, then the draft."""
    covered = reach(request.user, frozenset({OFFICER}))
    if not (covered.everything or covered.communes):
        raise PermissionDenied(_("Only officers draft reports."))
    return draft_page(request, template="reports/new.html", kinds_template="reports/kinds.html")


def draft_page(
    request: HttpRequest,
    *,
    template: str,
    kinds_template: str,
    done: str = "reports:page",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the kinds, or the form of one, or make the draft and lead to it: to the page `done`.

    `extra` is what the templates need besides. The caller has asked who may draft.
    """
    user = request.user
    communes = list(Commune.objects.editable_by(user).order_by("dissolved_on", "name", "pk"))
    asked = request.POST if request.method == "POST" else request.GET
    commune = _chosen_commune(asked, communes)
    shown = {**(extra or {}), "communes": communes, "commune": commune}
    if request.method == "GET":
        kind = _chosen_kind(asked, commune)
        if kind is None or commune is None:
            return render(request, kinds_template, {**shown, "kinds": _offered(commune)})
        form = ReportForm(user=user, initial=_proposed(asked, kind, commune))
        return _form(request, template, form, {**shown, "kind": kind})
    form = ReportForm(request.POST, user=user)
    missing = None
    if form.is_valid():
        draft = form.draft()
        if "check" in request.POST:
            kind, period = draft["kind"], Period(draft["period_start"], draft["period_end"])
            frame = make_frame(draft["commune"], draft["programs"], period, draft["cut_off"])
            missing = findings(collect(frame), of_results=kind.has_part(Part.WORK))
        else:
            try:
                report = services.draft_report(**draft, user=user)
            except ValidationError as error:
                tell(form, error)
            else:
                messages.success(request, _("The draft is made. Fill in the open sections."))
                return redirect(done, report.pk)
    shown |= {"kind": _chosen_kind(asked, commune), "missing": missing}
    return _form(request, template, form, shown)


def _form(
    request: HttpRequest, template: str, form: ReportForm, shown: dict[str, Any]
) -> HttpResponse:
    kind, commune = shown["kind"], shown["commune"]
    periods = _periods(kind, commune) if kind and commune else []
    if kind:
        form.hide_kind()
    return render(request, template, {"missing": None, **shown, "form": form, "periods": periods})


def _chosen_commune(asked: QueryDict, communes: list[Commune]) -> Commune | None:
    """Return the commune asked for, else the first of today."""
    wanted = asked.get("commune", "")
    standing = [row for row in communes if row.dissolved_on is None] or communes
    found = next((row for row in communes if str(row.pk) == wanted), None)
    return found or (standing[0] if standing else None)


def _chosen_kind(asked: QueryDict, commune: Commune | None) -> ReportKind | None:
    wanted = asked.get("kind", "")
    if commune is None or not wanted.isdecimal() or len(wanted) > 18:
        return None
    return ReportKind.objects.offered_to(commune).filter(pk=int(wanted)).first()


def _offered(commune: Commune | None) -> list[OfferedKind]:
    """Return the kinds in use in a commune, each with its last report. Two statements."""
    if commune is None:
        return []
    today = timezone.localdate()
    reports = ReviewReport.objects.filter(commune=commune, corrects=None).order_by(
        "period_end", "pk"
    )
    last = {report.kind.code: report for report in reports.select_related("kind")}
    found = []
    for kind in ReportKind.objects.offered_to(commune):
        rule = kind.rule(commune.calendar)
        period = rule.latest(today)
        found.append(OfferedKind(kind, period, rule.words(period), last.get(kind.code)))
    return found


def _periods(kind: ReportKind, commune: Commune) -> list[tuple[str, Period]]:
    """Return the periods to choose with a click: the running one, the last, those before it."""
    rule = kind.rule(commune.calendar)
    if rule.rule == Rule.SPAN:
        return []
    found = [_running(rule), rule.latest(timezone.localdate())]
    for _index in range(EARLIER):
        found.append(rule.before(found[-1]))
    return [(f"{short_date(p.start)} - {short_date(p.last_day)}", p) for p in found]


def _running(rule: PeriodRule) -> Period:
    """Return the period after the last that is over."""
    latest = rule.latest(timezone.localdate())
    if rule.rule == Rule.YEARS:
        # So many years run from any day on: the next ones end a year later.
        return Period(
            latest.start.replace(year=latest.start.year + 1),
            latest.end.replace(year=latest.end.year + 1),
        )
    return rule.following(latest)


def _proposed(asked: QueryDict, kind: ReportKind, commune: Commune) -> dict[str, Any]:
    """Return what the form of a kind opens with: its last period, or the one clicked on."""
    rule = kind.rule(commune.calendar)
    period = rule.latest(timezone.localdate())
    for _words, other in _periods(kind, commune):
        if asked.get("from") == other.start.isoformat():
            period = other
    return {
        "commune": commune.pk,
        "kind": kind.pk,
        "first_day": period.start,
        "last_day": period.last_day,
        "issuer": kind.issuer,
        "programs": [program.pk for program in programs_for(kind, commune, period)],
    }


@require_POST
def report_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the report of the same kind on the next period, or lead to the one that is there."""
    report = editable_report(request, pk)
    try:
        draft, made = services.draft_next(report=report, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("reports:page", pk)
    text = (
        _(
            "The draft on the next period is made. The texts of this report stand beside each section."
        )
        if made
        else _("The report on the next period is there already.")
    )
    messages.success(request, text)
    return redirect("reports:page", draft.pk)


@require_http_methods(["GET", "POST"])
def report_title(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the title of a draft and the plan it names; nothing typed is lost where refused."""
    report = editable_report(request, pk)
    form = TitleForm(
        request.POST or None,
        report=report,
        user=request.user,
        initial={"title": report.title, "plan": report.plan_id},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.retitle(report=report, **form.cleaned_data, user=request.user)
            except ValidationError as error:
                tell(form, error)
            else:
                messages.success(request, _("The title is saved."))
                return redirect("reports:page", pk)
    return render(request, "reports/title.html", {"report": report, "form": form}, status=status)
