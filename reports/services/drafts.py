"""Drafts: started, on the next period, titled, written in, read at a meeting."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.access import COMMITTEE, OFFICER, AnyUser, reach, still_editable
from common.dates import short_date
from common.periods import Period
from common.text import nfc
from documents.tree import Figure
from meetings.models import Meeting
from members.models import Commune, Paper
from members.models.papers import PaperKind
from members.queries import with_predecessors
from programs.models import Program
from reports.compose import unknown_placeholders
from reports.models import ReportKind, ReportSection, ReviewReport
from reports.queries import compose_draft, default_title, sections_in
from reports.services.state import locked, only_in

#: who starts a report; its texts are the officers'
DRAFTERS = frozenset({OFFICER, COMMITTEE})


@transaction.atomic
def draft_report(
    *,
    commune: Commune,
    kind: ReportKind,
    programs: Iterable[Program],
    period_start: dt.date,
    period_end: dt.date,
    cut_off: dt.date,
    issuer: str = "",
    corrects: ReviewReport | None = None,
    plan: Paper | None = None,
    in_todays_units: bool = False,
    user: AnyUser | None,
) -> ReviewReport:
    """Start a report. The period is half-open: `period_end` is the day after its last.

    `issuer` "" is the one of the kind. `plan` is the plan it carries out, None where none is
    named. Raises ValidationError for a period that its kind does not cover, for a kind,
    programmes or a plan of another commune,
    PermissionDenied where the commune is not the user's to report on.
    """
    chosen = list(programs)
    if user is not None and not may_draft(commune, user):
        raise PermissionDenied(_("Only officers and the steering committee draft reports."))
    if period_end <= period_start:
        raise ValidationError(_("The end must lie after the start."))
    if kind.commune_id not in (None, commune.pk):
        raise ValidationError(_("Choose a kind of report of the commune."))
    if corrects is None:
        check_period(kind, commune, Period(period_start, period_end))
    if not chosen:
        raise ValidationError(_("Choose at least one programme."))
    covered = with_predecessors(commune.pk)
    if any(program.commune_id not in covered for program in chosen):
        raise ValidationError(_("A report covers programmes of one commune."))
    _check_plan(plan, covered)
    report = ReviewReport(
        commune=commune, kind=kind, period_start=period_start, period_end=period_end,
        cut_off=cut_off, issuer=issuer or kind.issuer, corrects=corrects, plan=plan,
        created_by_id=user.pk if user is not None else None, in_todays_units=in_todays_units,
    )  # fmt: skip
    report.title = default_title(report, chosen)
    report.full_clean()
    report.save()
    report.programs.set(chosen)
    return report


def may_draft(commune: Commune, user: AnyUser) -> bool:
    """Whether the user is an officer of the commune, or sits in its committee. One statement."""
    covered = reach(user, DRAFTERS)
    return Commune.objects.filter(covered.q("", None), pk=commune.pk).exists()


def may_draft_at_all(user: AnyUser) -> bool:
    """Whether the user drafts reports of any commune."""
    covered = reach(user, DRAFTERS)
    return covered.everything or bool(covered.communes)


def check_period(kind: ReportKind, commune: Commune, period: Period) -> None:
    """Raise ValidationError, with an example, where reports of a kind do not cover such a period."""
    rule = kind.rule(commune.calendar)
    if not rule.fits(period):
        raise ValidationError(
            _("“%(kind)s” covers %(what)s, for example %(example)s."),
            params={
                "kind": kind.name,
                "what": kind.covers,
                "example": str(rule.latest(period.last_day)),
            },
        )


@transaction.atomic
def retitle(*, report: ReviewReport, title: str, plan: Paper | None, user: AnyUser) -> ReviewReport:
    """Change the title of a draft, and the plan that it carries out. Empty: the title of its kind.

    Raises ValidationError for a title that is too long, a plan of another commune, or where the
    report left the draft.
    """
    report = locked(report)
    still_editable(report, user)
    only_in(report, ReviewReport.State.DRAFT, _("Only a draft can be changed."))
    _check_plan(plan, with_predecessors(report.commune_id))
    said = nfc(title)
    report.title = said or default_title(report, list(report.programs.select_related("kind")))
    report.plan = plan
    report.full_clean()
    report.save(update_fields=["title", "plan"])
    return report


def _check_plan(plan: Paper | None, communes: Collection[int]) -> None:
    if plan is not None and (plan.kind != PaperKind.PLAN or plan.commune_id not in communes):
        raise ValidationError(_("Choose a plan of the commune."))


@transaction.atomic
def draft_next(*, report: ReviewReport, user: AnyUser) -> tuple[ReviewReport, bool]:
    """Return the report of the same kind on the next period, and whether it was made now.

    Programmes, issuer and the plan are those of `report`; a programme that was dissolved by
    then is told as dissolved. Raises ValidationError where the next period has not begun.
    """
    commune = report.commune
    # A commune's own kind goes on from the shared one that it replaces.
    offered = ReportKind.objects.offered_to(commune).filter(code=report.kind.code)
    kind = offered.first() or report.kind
    period = kind.rule(commune.calendar).following(report.period)
    if period.start > timezone.localdate():
        raise ValidationError(
            _("The next period begins on %(day)s only."),
            params={"day": short_date(period.start)},
        )
    there = ReviewReport.objects.filter(
        commune=commune,
        kind__code=kind.code,
        period_start=period.start,
        period_end=period.end,
    ).first()
    if there is not None:
        return there, False
    draft = draft_report(
        commune=commune,
        kind=kind,
        programs=report.programs.all(),
        period_start=period.start,
        period_end=period.end,
        cut_off=period.last_day,
        issuer=report.issuer,
        plan=report.plan,
        in_todays_units=report.in_todays_units,
        user=user,
    )
    return draft, True


@transaction.atomic
def attach(*, meeting: Meeting, reports: Iterable[ReviewReport], user: AnyUser) -> None:
    """Say which reports are read at a meeting; others that were are taken off.

    Raises ValidationError for a report of another commune, PermissionDenied where the
    meeting is not the user's.
    """
    still_editable(meeting, user)
    chosen = list(reports)
    covered = with_predecessors(meeting.commune_id)
    if any(report.commune_id not in covered for report in chosen):
        raise ValidationError(_("Choose reports of the meeting's commune."))
    meeting.reports.exclude(pk__in=[report.pk for report in chosen]).update(meeting=None)
    for report in chosen:
        report.meeting = meeting
        report.save(update_fields=["meeting"])


@transaction.atomic
def save_section(*, report: ReviewReport, key: str, text: str, user: AnyUser) -> ReportSection:
    """Keep the officer's text of a section. Only a draft can be changed.

    Raises ValidationError naming placeholders that no figure answers to.
    """
    report = locked(report)
    only_in(report, ReviewReport.State.DRAFT, _("Only a draft can be changed."))
    if key not in {section.key for section in sections_in(report)}:
        raise ValidationError(_("There is no such section."))
    refuse_unknown([text], compose_draft(report).by_title)
    section, _created = ReportSection.objects.update_or_create(
        report=report, key=key, defaults={"text": text}
    )
    if user is not None:
        still_editable(report, user)
    return section


def refuse_unknown(texts: Iterable[str], known: Mapping[str, Figure]) -> None:
    """Raise ValidationError naming the placeholders of texts that no figure of the report answers to."""
    unknown = dict.fromkeys(name for text in texts for name in unknown_placeholders(text, known))
    if unknown:
        raise ValidationError(
            _("No figure is called %(names)s. Choose one from the list beside the text."),
            params={"names": ", ".join(f"[[{name}]]" for name in unknown)},
        )
