"""The way of a monthly sheet: typed, sent, returned or accepted, opened again. All in the log."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.access import OFFICER, still_editable
from common.periods import Period
from common.refusals import refusal
from members.models import Village
from members.queries import keepers_of
from programs.models import Program, ResultSheet, ResultValue

State = ResultSheet.State


def sheet_for(program: Program, village: Village, year: int, month: int) -> ResultSheet:
    """Return the sheet of a village's month, or a new one that is not saved yet. One statement.

    Raises ValidationError where the year is kept as one total, of the village or of its whole
    commune: a year has months or one year sheet, never both.
    """
    period = program.commune.calendar.month(year, month)
    for sheet in _beside(program, village, period):
        if sheet.village_id is not None and (sheet.year, sheet.month) == (year, month):
            sheet.program, sheet.village = program, village
            return sheet
        raise ValidationError(
            TOLD_OTHERWISE[False]
            if sheet.village_id is None
            else _("The year %(year)d is kept as one total; its months cannot be entered."),
            params={"year": sheet.year},
        )
    return ResultSheet.of_month(program, village, year, month)


#: why a year cannot be entered, by whether it is a total of the commune
TOLD_OTHERWISE = {
    True: gettext_lazy(
        "Villages have sheets of %(year)d; its total is their sum. Correct the villages' sheets."
    ),
    False: gettext_lazy(
        "The year %(year)d is kept as one total of the whole commune. Correct it there."
    ),
}


def _beside(program: Program, village: Village | None, period: Period) -> list[ResultSheet]:
    """Return the sheets that leave no room for one of a village (None: of the commune) and period.

    One statement.
    """
    sheets = ResultSheet.objects.filter(
        program=program, period_start__lt=period.end, period_end__gt=period.start
    ).order_by("village_id", "period_start")
    if village is not None:
        sheets = sheets.filter(Q(village=village) | Q(village__isnull=True))
    return list(sheets)


def year_sheet_for(program: Program, village: Village | None, year: int) -> ResultSheet:
    """Return the sheet of a village's whole year, or a new one that is not saved yet. One statement.

    Without a village it is the total of the whole commune. Raises ValidationError where the year
    has months, or where the other of commune and village has it: a year has months or one year
    sheet, and is told by its villages or as a whole, never both.
    """
    new = ResultSheet.of_year(program, village, year)
    for sheet in _beside(program, village, new.period):
        if (sheet.village_id is None) != (village is None):
            raise ValidationError(TOLD_OTHERWISE[village is None], params={"year": year})
        if sheet.month is None and sheet.year == year:
            sheet.program, sheet.village = program, village
            return sheet
        raise ValidationError(
            _("The year %(year)d has monthly sheets; its total is their sum."),
            params={"year": year},
        )
    return new


@transaction.atomic
def save_year(
    *, sheet: ResultSheet, values: Mapping[int, Decimal | None], source: str, note: str, user: Any
) -> ResultSheet:
    """Keep the totals of a year of the paper time, with where they come from. Only officers.

    Raises ValidationError where the year got months meanwhile, PermissionDenied for others
    than officers of the commune.
    """
    sheet.source, sheet.note, sheet.state = source, note, State.ACCEPTED
    sheet.decided_by, sheet.decided_at = user, timezone.now()
    sheet.full_clean()
    _standing(sheet)
    there = _save(sheet)
    if there is not sheet:
        return save_year(sheet=there, values=values, source=source, note=note, user=user)
    _write_values(sheet, values)
    _decided(sheet, user)
    return sheet


@transaction.atomic
def save_values(
    *, sheet: ResultSheet, values: Mapping[int, Decimal | None], note: str, user: Any
) -> ResultSheet:
    """Keep what is typed: indicator id -> value. None is "not known" and leaves no row, for it
    is not 0. Raises ValidationError where the sheet was sent already, or where the year came to
    be kept as one total meanwhile, PermissionDenied where the village is not the user's.
    """
    if sheet.pk:
        sheet = ResultSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    if not sheet.is_open:
        raise ValidationError(_("The sheet was sent already. Ask the office to send it back."))
    sheet.note = note
    sheet.full_clean()
    there = _save(sheet)
    if there is not sheet:
        return save_values(sheet=there, values=values, note=note, user=user)
    still_editable(sheet, user)
    _write_values(sheet, values)
    return sheet


def _standing(sheet: ResultSheet) -> ResultSheet:
    """Return the sheet of the same place and time as it stands now, or a new one.

    Raises ValidationError, in words, where another leaves no room for it. One statement.
    """
    if sheet.month is None or sheet.village is None:
        return year_sheet_for(sheet.program, sheet.village, sheet.year)
    return sheet_for(sheet.program, sheet.village, sheet.year, sheet.month)


def _save(sheet: ResultSheet) -> ResultSheet:
    """Save a sheet and return it, or the same one where somebody else made it since it was asked for.

    Raises ValidationError, in words, where another sheet has come to stand in its time.
    """
    try:
        with transaction.atomic():
            sheet.save()
    except IntegrityError as error:
        said = refusal(error)
        if said is None:
            raise
        there = _standing(sheet)
        if there.pk in (None, sheet.pk):
            raise said from error
        return there
    return sheet


def _write_values(sheet: ResultSheet, values: Mapping[int, Decimal | None]) -> None:
    known = {row.indicator_id: row for row in sheet.values.all()}
    for indicator, value in values.items():
        row = known.get(indicator)
        if value is None:
            if row is not None:
                row.delete()
        elif row is None:
            ResultValue.objects.create(sheet=sheet, indicator_id=indicator, value=value)
        elif row.value != value:
            row.value = value
            row.save(update_fields=["value"])


@transaction.atomic
def send_sheet(*, sheet: ResultSheet, user: Any) -> None:
    """Send a sheet to the office. Raises ValidationError for one without any value."""
    sheet = _locked(sheet)
    still_editable(sheet, user)
    if not sheet.is_open:
        raise ValidationError(_("The sheet was sent already. Ask the office to send it back."))
    if not sheet.values.exists():
        raise ValidationError(_("Fill in at least one figure; type 0 where nothing happened."))
    sheet.state, sheet.sent_by, sheet.sent_at = State.SENT, user, timezone.now()
    sheet.save(update_fields=["state", "sent_by", "sent_at"])
    text = _("%(sheet)s has sent its results: %(program)s.") % {
        "sheet": sheet, "program": sheet.program,
    }  # fmt: skip
    assert sheet.village is not None  # totals of the commune are typed by the office alone
    for officer in keepers_of(sheet.village):
        if officer.pk != user.pk:
            officer.notify(text, sheet_url(sheet))


@transaction.atomic
def return_sheet(*, sheet: ResultSheet, reply: str, user: Any) -> None:
    """Send a sheet back with a note, or open an accepted one again. Only officers."""
    sheet = _decided(sheet, user)
    if sheet.is_open:
        raise ValidationError(_("The sheet is with the village already."))
    if not reply.strip():
        raise ValidationError(_("Say what is to be mended."))
    sheet.state, sheet.reply = State.RETURNED, reply
    _decide(sheet, user, _("Sent back: %(sheet)s. %(reply)s"))


@transaction.atomic
def accept_sheets(*, sheets: Iterable[ResultSheet], user: Any) -> int:
    """Accept sheets that were sent; return how many. Only officers of their commune."""
    count = 0
    for chosen in sheets:
        sheet = _decided(chosen, user)
        if sheet.state != State.SENT:
            continue
        sheet.state, sheet.reply = State.ACCEPTED, ""
        _decide(sheet, user, _("Accepted: %(sheet)s. %(reply)s"))
        count += 1
    return count


def remind(
    *, program: Program, villages: Iterable[Village], year: int, month: int, user: Any
) -> int:
    """Tell the heads of these villages that their sheet is due; return how many were told."""
    told = 0
    for village in villages:
        sheet = sheet_for(program, village, year, month)
        for role in village.roles.filter(kind="village_head").on(timezone.localdate()):
            role.user.notify(
                _("The results of %(sheet)s are awaited: %(program)s.")
                % {"sheet": sheet, "program": program},
                sheet_url(sheet),
            )
            told += 1
    return told


def sheet_url(sheet: ResultSheet) -> str:
    """Return the address of the page of a sheet: of a month, of a year, of the whole commune."""
    if sheet.village_id is None:
        return reverse("programs:commune_year", args=[sheet.program_id, sheet.year])
    if sheet.month is None:
        return reverse("programs:year_sheet", args=[sheet.program_id, sheet.village_id, sheet.year])
    return reverse(
        "programs:sheet", args=[sheet.program_id, sheet.village_id, sheet.year, sheet.month]
    )


def _locked(sheet: ResultSheet) -> ResultSheet:
    found: ResultSheet = (
        ResultSheet.objects.select_for_update(of=("self",))
        .select_related("program", "village", "sent_by")
        .get(pk=sheet.pk)
    )
    return found


def decides_on(sheet: ResultSheet, user: Any) -> bool:
    """Whether the user is an officer where the sheet lies. One statement."""
    officers = frozenset({OFFICER})
    if sheet.village_id is None:
        return bool(Program.objects.reached_by(user, officers).filter(pk=sheet.program_id).exists())
    return bool(Village.objects.reached_by(user, officers).filter(pk=sheet.village_id).exists())


def _decided(sheet: ResultSheet, user: Any) -> ResultSheet:
    sheet = _locked(sheet)
    if not decides_on(sheet, user):
        raise PermissionDenied(_("Only officers of the commune decide on this."))
    return sheet


def _decide(sheet: ResultSheet, user: Any, words: str) -> None:
    sheet.decided_by, sheet.decided_at = user, timezone.now()
    sheet.save(update_fields=["state", "reply", "decided_by", "decided_at"])
    if sheet.sent_by is not None and sheet.sent_by_id != user.pk:
        text = words % {"sheet": sheet, "reply": sheet.reply}
        sheet.sent_by.notify(text.strip(), sheet_url(sheet))
