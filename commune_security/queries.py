"""What the start page tells: what waits, the commune in five figures, ten years in one chart."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from awards.models import AwardRound
from common.access import COMMITTEE, OFFICER
from common.figures import whole_number
from common.search import keys_matching
from documents.tree import Chart, Series
from meetings.models import Conclusion, Meeting
from members.models import (
    Commune,
    DataRequest,
    Membership,
    Person,
    RosterChange,
    Team,
    Village,
)
from programs.models import Highlight, Program, ProgramSite, ResultSheet, ResultValue
from programs.queries.results import due_on, month_due
from programs.results.cells import exact
from reports.models import ReportRemark, ReviewReport

CHART_YEARS = 11


@dataclass(frozen=True)
class Waiting:
    """Something that waits for the user: how many, what, where to go ("" for nowhere yet)."""

    count: int
    text: str
    url: str


@dataclass(frozen=True)
class Tile:
    title: str
    value: int | Decimal | None
    unit: str
    note: str = ""


def waiting(user: Any) -> list[Waiting]:
    """Return what waits for this user, by role. Five statements."""
    found = []
    reports = reverse("reports:list")
    drafts = ReviewReport.objects.visible_to(user).aggregate(
        draft=Count("pk", filter=Q(state="draft")),
        signed=Count("pk", filter=Q(state="signed_off")),
        first=Min("pk", filter=Q(state="draft")),
    )
    # One draft leads to its gate, several to their list, where each leads to its own.
    to_sign = f"{reports}?state=draft"
    if drafts["draft"] == 1:
        to_sign = reverse("reports:checks", args=[drafts["first"]])
    if user.has_role(OFFICER):
        changes = RosterChange.objects.editable_by(user).waiting().count()
        if changes:
            text = ngettext("roster change to decide", "roster changes to decide", changes)
            found.append(Waiting(changes, text, reverse("members:changes")))
        requests = DataRequest.objects.editable_by(user).open().count()
        if requests:
            text = ngettext("open data request", "open data requests", requests)
            found.append(Waiting(requests, text, reverse("members:requests")))
        if drafts["signed"]:
            text = ngettext("report ready to issue", "reports ready to issue", drafts["signed"])
            found.append(Waiting(drafts["signed"], text, f"{reports}?state=signed_off"))
        if drafts["draft"]:
            text = ngettext("report in draft", "reports in draft", drafts["draft"])
            found.append(Waiting(drafts["draft"], text, to_sign))
    elif user.has_role(COMMITTEE) and drafts["draft"]:
        text = ngettext("report to sign off", "reports to sign off", drafts["draft"])
        found.append(Waiting(drafts["draft"], text, to_sign))
    open_tasks = Conclusion.objects.visible_to(user).open().count()
    if open_tasks:
        text = ngettext("open task of a meeting", "open tasks of meetings", open_tasks)
        found.append(Waiting(open_tasks, text, reverse("meetings:tasks")))
    return found


def desk(user: Any) -> dict[str, Any]:
    """Return what the start page of the admin site tells: drafts to read, rounds to decide, the rest that waits."""
    drafts = ReviewReport.objects.visible_to(user).filter(state="draft")
    if not user.has_role(COMMITTEE):
        drafts = drafts.none()
    rounds = (
        AwardRound.objects.editable_by(user)
        .annotate(
            open_count=Count(
                "nominations",
                filter=Q(nominations__decision=None) & ~Q(nominations__state="refused"),
            )
        )
        .filter(open_count__gt=0)
    )
    sent_back = ReportRemark.objects.open().filter(report=OuterRef("pk"), sent_at__isnull=False)
    to_read = list(drafts.annotate(sent_back=Exists(sent_back))[:20])
    return {
        "reports_to_read": to_read,
        "rounds_open": list(rounds[:20]),
        # The drafts stand above by their titles.
        "waiting": [item for item in waiting(user) if not to_read or "/reports/" not in item.url],
    }


def tiles(user: Any, day: dt.date) -> list[Tile]:
    """Return the five figures of what the user may see, on a day. Seven statements."""
    programs = Program.objects.visible_to(user).running_on(day).count()
    sites = ProgramSite.objects.visible_to(user).on(day).count()
    teams = Team.objects.visible_to(user).standing_on(day).filter(kind=Team.Kind.SELF_MANAGED)
    members = (
        Membership.objects.visible_to(user)
        .serving_on(day)
        .filter(team__kind=Team.Kind.SELF_MANAGED)
        .aggregate(people=Count("person", distinct=True))["people"]
    )
    # The latest year known and the one before it; what is older than four years is no news.
    values = ResultValue.objects.accepted().filter(
        indicator__code="tips", sheet__year__gte=day.year - 4, sheet__year__lte=day.year
    )
    tips: Counter[int] = Counter()
    sheets: Counter[int] = Counter()
    for part in values.visible_parts(user):
        for told, total, count in (
            part.order_by().values_list("sheet__year").annotate(total=Sum("value"), n=Count("pk"))
        ):
            tips[told] += exact(total)
            sheets[told] += count
    year = max(tips, default=None)
    note = ""
    if year is not None:
        # A number says little without what it rests on: "0" of one sheet is no quiet year.
        note = ngettext("from %(n)d sheet", "from %(n)d sheets", sheets[year]) % {"n": sheets[year]}
        if year - 1 in tips:
            note += "; " + _("%(count)d the year before") % {"count": tips[year - 1]}
    return [
        Tile(_("programmes"), programs, _("running")),
        Tile(_("sites"), sites, _("in use")),
        Tile(_("teams"), teams.count(), _("self-managed")),
        Tile(_("members"), members, _("self-managed")),
        Tile(
            _("tips"),
            whole_number(tips[year]) if year is not None else None,
            _("in %(year)d") % {"year": year} if year is not None else "",
            note,
        ),
    ]


def ten_years(user: Any, day: dt.date) -> Chart | None:
    """Return the members of self-managed teams at each year's end. One statement."""
    spells = list(
        Membership.objects.visible_to(user)
        .filter(team__kind=Team.Kind.SELF_MANAGED)
        .values_list("person_id", "started_on", "ended_on")
    )
    if not spells:
        return None
    first = max(min(start for _person, start, _end in spells).year, day.year - CHART_YEARS + 1)
    years = range(first, day.year + 1)

    def serving(year: int) -> Decimal:
        at = min(dt.date(year, 12, 31), day)
        return Decimal(
            len({person for person, start, end in spells if start <= at and (not end or end > at)})
        )

    return Chart(
        _("Members of the self-managed teams at each year's end"),
        "columns",
        _("people"),
        tuple(str(year) for year in years),
        (Series(_("Members"), tuple(serving(year) for year in years)),),
    )


def latest(user: Any) -> list[tuple[dt.date, str]]:
    """Return the latest highlights the user may see. One statement."""
    rows = Highlight.objects.visible_to(user).order_by("-happened_on")[:4]
    return [(row.happened_on, row.text) for row in rows]


def next_meeting(user: Any, now: dt.datetime) -> Meeting | None:
    """Return the next meeting of the user's commune: public within it. One statement."""
    commune: Commune | None = user.home_commune()
    if commune is None:
        return None
    found: Meeting | None = (
        Meeting.objects.filter(commune=commune, starts_at__gte=now).order_by("starts_at").first()
    )
    return found


def my_villages(user: Any) -> list[Village]:
    """Return the villages a head looks after. One statement."""
    return list(Village.objects.visible_to(user).select_related("commune"))


def found(user: Any, text: str) -> dict[str, list[Any]]:
    """Return up to ten people, teams and villages whose name holds every word. Five statements."""

    def matching(queryset: Any) -> Any:
        return queryset.filter(pk__in=keys_matching(queryset, text, "name")[:10])

    teams, villages = Team.objects.visible_to(user), Village.objects.visible_to(user)
    return {
        "people": list(
            Person.objects.visible_to(user).matching(text).select_related("village")[:10]
        ),
        "teams": list(matching(teams).select_related("village")),
        "villages": list(matching(villages).select_related("commune")),
    }


@dataclass(frozen=True)
class DueSheet:
    """The sheet of a village's programme that is to be sent now."""

    sheet: ResultSheet
    due_on: dt.date


def sheets_due(villages: list[Village], day: dt.date) -> list[DueSheet]:
    """Return the sheets of the month due for a head's villages. Three statements."""
    sites = (
        ProgramSite.objects.filter(village__in=villages).on(day)
        .select_related("program__commune", "program__kind", "village").order_by("program__kind__order")
    )  # fmt: skip
    wanted = {}
    for site in sites:
        if site.village_id is not None:
            wanted[(site.program_id, site.village_id)] = (site.program, site.village)
    known = {
        (sheet.program_id, sheet.village_id, sheet.year, sheet.month): sheet
        for sheet in ResultSheet.objects.filter(
            village__in=villages, period_start__gte=day - dt.timedelta(days=100)
        )
    }
    found = []
    for (program_id, village_id), (program, village) in wanted.items():
        year, month = month_due(program, day)
        sheet = known.get((program_id, village_id, year, month))
        if sheet is None:
            sheet = ResultSheet.of_month(program, village, year, month)
        sheet.program, sheet.village = program, village
        found.append(DueSheet(sheet, due_on(year, month, program.commune.calendar)))
    return found
