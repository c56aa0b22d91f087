"""The overview's pages: one commune, its charts to take away, communes side by side."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common.access import COMMITTEE, OBSERVER, OFFICER, require_role
from common.asked import asked_again, asked_day, asked_key, asked_year
from common.audit import log_access
from common.downloads import download
from common.listing import ListColumn, Listing, to_xlsx
from commune_security.overview import queries
from documents import charts, xlsx
from documents.tree import chart_table
from members.models import Commune, Village
from programs.models import Indicator, ProgramKind

READERS = (OFFICER, COMMITTEE, OBSERVER)
COMPARED = ("tips", "disputes_settled", "patrols", "crimes")
#: format -> what makes the file of a chart
FORMATS = {"svg": charts.svg, "png": charts.png, "xlsx": xlsx.write_chart}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """One commune, or those of the province side by side. At most 35 statements for one."""
    user = _reader(request)
    day, error = asked_day(request)
    communes = list(
        Commune.objects.visible_to(user).existing_on(day).order_by("province", "sort_key", "pk")
    )
    chosen = asked_key(request, "commune")
    commune = next((row for row in communes if row.pk == chosen), None)
    if commune is None and len(communes) != 1:
        return _compare(request, communes, day, error)
    asked = _asked(request, commune or communes[0], day)
    compared, last_month = queries.comparison(asked, user)
    decays, network = queries.decays(asked, user)
    found = queries.charts_of(asked, user)
    context = {
        "asked": asked, "day": day, "error": error, "communes": communes,
        "villages": asked.villages,
        "years": _years(day), "indicators": asked.catalogue, "kinds": asked.kinds,
        "compared": compared, "last_month": last_month, "decays": decays, "network": network,
        "counts": queries.counts(asked, user),
        "charts": [(what, chart, chart_table(chart)) for what, chart in found.items()],
        "query": asked_again(request, "commune", "village", "kind", "year", "on"),
    }  # fmt: skip
    return render(request, "overview.html", context)


@require_GET
def overview_chart(request: HttpRequest, what: str, format: str) -> HttpResponse:  # noqa: A002
    """One chart of the overview: as a picture for the page, or to take away. Fourteen statements."""
    user = _reader(request)
    day, _error = asked_day(request)
    communes = (
        Commune.objects.visible_to(user).existing_on(day).order_by("province", "sort_key", "pk")
    )
    if (chosen := asked_key(request, "commune")) is not None:
        communes = communes.filter(pk=chosen)
    commune = communes.first()
    if commune is None or what not in ("year", "month", "village") or format not in FORMATS:
        raise Http404(_("There is no such chart."))
    chart = queries.chart_of(_asked(request, commune, day), user, what)
    if chart is None:
        raise Http404(_("Nothing is known for this chart yet."))
    if format == "svg":
        return HttpResponse(charts.svg(chart), content_type="image/svg+xml")
    log_access(commune, user=user, what="list.export", details={"list": "chart", "format": format})
    return download(FORMATS[format](chart), f"bieu-do-{what}-{day:%Y%m%d}.{format}")  # type: ignore[arg-type]


def _reader(request: HttpRequest) -> Any:
    require_role(
        request.user, *READERS,
        why=_("The overview is for the office. Your own figures stand under Results."),
    )  # fmt: skip
    return request.user


def _asked(request: HttpRequest, commune: Commune, day: Any) -> queries.Asked:
    villages = tuple(
        Village.objects.visible_to(request.user).existing_on(day).filter(commune=commune)
        .order_by("sort_key", "pk")
    )  # fmt: skip
    village = asked_key(request, "village")
    catalogue = tuple(Indicator.objects.order_by("order", "code"))
    if not catalogue:
        raise Http404(_("The catalogue of indicators is empty."))
    kinds = tuple(ProgramKind.objects.all())
    code = request.GET.get("indicator", "")
    indicator = (queries.headlines(catalogue, (code, "tips")) or catalogue)[0]
    return queries.Asked(
        commune=commune,
        village=next((row for row in villages if row.pk == village), None),
        year=asked_year(request, day.year),
        day=day,
        indicator=indicator,
        catalogue=catalogue,
        villages=villages,
        kind=next((row for row in kinds if row.pk == asked_key(request, "kind")), None),
        kinds=kinds,
    )


def _years(day: Any) -> range:
    return range(day.year, day.year - 12, -1)


def _compare(request: HttpRequest, communes: list[Commune], day: Any, error: str) -> HttpResponse:
    """Communes side by side, to look at or as a workbook. Fifteen statements for any number."""
    user: Any = request.user
    year = asked_year(request, day.year)
    indicators = queries.headlines(Indicator.objects.filter(code__in=COMPARED), COMPARED)
    rows = queries.communes_compared(user, communes, indicators, year, day)
    if request.GET.get("format") == "xlsx" and communes:
        return _workbook(request, rows, indicators, year, day)
    context = {
        "rows": rows, "indicators": indicators, "year": year, "years": _years(day), "day": day,
        "error": error, "query": asked_again(request, "year", "on")
    }  # fmt: skip
    return render(request, "communes_compared.html", context)


def _workbook(
    request: HttpRequest,
    rows: list[queries.CommuneRow],
    indicators: list[Indicator],
    year: int,
    day: Any,
) -> HttpResponse:
    columns = (
        ListColumn("Xã, phường", 28), ListColumn("Số tổ", 8, figure=True),
        ListColumn("Thành viên", 10, figure=True),
        *(ListColumn(f"{row.name} ({row.unit})", 16, figure=True) for row in indicators),
        ListColumn("Phiếu tháng đã gửi", 12, figure=True), ListColumn("Phiếu phải gửi", 12, figure=True),
        ListColumn("Mắt camera", 10, figure=True), ListColumn("Mắt hoạt động", 10, figure=True),
    )  # fmt: skip
    lines = tuple(
        (
            row.commune.full_name, row.teams, row.members,
            *row.figures,
            row.reported, row.expected, row.units, row.working,
        )
        for row in rows
    )  # fmt: skip
    listing = Listing(
        f"So sánh các xã, phường năm {year}", f"tính đến {day:%d/%m/%Y}", columns, lines
    )
    log_access(
        rows[0].commune, user=request.user, what="list.export",
        details={"list": "communes", "format": "xlsx", "rows": len(rows)},
    )  # fmt: skip
    return download(to_xlsx(listing), f"so-sanh-cac-xa-{year}.xlsx")
