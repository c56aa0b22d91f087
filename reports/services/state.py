"""What every step of a report begins with."""

from django.core.exceptions import ValidationError

from reports.models import ReviewReport


def locked(report: ReviewReport) -> ReviewReport:
    """Return the row as it is now, held until the transaction ends."""
    return ReviewReport.objects.select_for_update(of=("self",)).get(pk=report.pk)


def only_in(report: ReviewReport, state: str, message: str) -> None:
    if report.state != state:
        raise ValidationError(message)
