"""What holds facts ends on its day: a site whose village sent sheets is not deleted."""

from django.utils.translation import gettext_lazy as _

from common.fixed import Guard, guard

HOLDS_SHEETS = _(
    "Sheets of results rest on this site: without it they would drop out of every figure. "
    "End it on its day instead."
)


def guard_programs() -> None:
    sheets = (
        "EXISTS (SELECT 1 FROM programs_resultsheet s "
        "WHERE s.program_id = {old}.program_id AND s.village_id = {old}.village_id)"
    )
    last = (
        "NOT EXISTS (SELECT 1 FROM programs_programsite o WHERE o.program_id = {old}.program_id "
        "AND o.village_id = {old}.village_id AND o.id <> {old}.id)"
    )
    guard(
        Guard(
            name="programs_programsite_holds_sheets",
            table="programs_programsite",
            refused={"DELETE": f"{sheets} AND {last}"},
            needs=("programs_resultsheet.village_id", "programs_programsite.village_id"),
            message=HOLDS_SHEETS,
        )
    )
