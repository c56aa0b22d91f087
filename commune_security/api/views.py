"""Version 1 of the interface. Every read goes through the door as the token's client.

Rows come by key, so pages stay the same while one turns them. Each answer bears an ETag;
a client that shows it again gets 304 and no body.
"""

import datetime as dt
from typing import Annotated, Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_GET
from ninja import Field, NinjaAPI, Query, Schema
from ninja.decorators import decorate_view
from ninja.errors import ValidationError
from ninja.security import HttpBearer

from accounts.models import ApiClient
from accounts.services.api_clients import client_of
from commune_security.api import schemas as out
from members.models import Commune, Membership, Team, Village, VillageYear
from members.queries import with_predecessors
from programs.models import Indicator, Program, ResultValue
from programs.queries.programmes import standings


class Token(HttpBearer):
    """`Authorization: Bearer csp_…`, given by the committee or an administrator."""

    def authenticate(self, request: HttpRequest, token: str) -> ApiClient | None:
        return client_of(token)


api = NinjaAPI(
    title="Commune security", version="1", urls_namespace="api-1", openapi_url=None, docs_url=None,
    auth=Token(),
    description=(
        "Units, programmes, teams and results for systems of the upper level. Read-only. "
        "Not known is null or absent, never 0. Days are half-open: an end is the first day after."
    ),
)  # fmt: skip
WRONG = {401: out.Problem, 422: out.Wrong}


class Paging(Schema):
    limit: Annotated[int, Field(ge=1, le=500)] = 100
    offset: Annotated[int, Field(ge=0, le=10_000_000)] = 0


class OnDay(Paging):
    on: dt.date | None = None


class VillagesAsked(OnDay):
    commune: out.Key | None = None


class ProgrammesAsked(OnDay):
    commune: out.Key | None = None


class TeamsAsked(OnDay):
    commune: out.Key | None = None
    village: out.Key | None = None


class ResultsAsked(Paging):
    commune: out.Key | None = None
    village: out.Key | None = None
    programme: out.Key | None = None
    indicator: Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9_-]+$")] | None = None
    year: out.Year | None = None
    month: Annotated[int, Field(ge=1, le=12)] | None = None


def _page(request: HttpRequest, rows: Any, asked: Paging, shape: Any) -> dict[str, Any]:
    count = rows.count()
    end = asked.offset + asked.limit
    following = request.GET.copy()
    following["limit"], following["offset"] = str(asked.limit), str(end)
    address = request.build_absolute_uri(f"{request.path}?{following.urlencode()}")
    return {
        "count": count, "next": address if end < count else None,
        "items": shape(rows[asked.offset : end]),
    }  # fmt: skip


@api.get("/communes", response={200: out.Page[out.CommuneOut], **WRONG})
@decorate_view(conditional_page)
def communes(request: Any, asked: Query[OnDay]) -> Any:
    """Communes of the client's place, past ones too; `on` narrows to those of a day."""
    rows = Commune.objects.visible_to(request.auth).order_by("pk")
    if asked.on is not None:
        rows = rows.existing_on(asked.on)
    return _page(request, rows, asked, list)


@api.get("/villages", response={200: out.Page[out.VillageOut], **WRONG})
@decorate_view(conditional_page)
def villages(request: Any, asked: Query[VillagesAsked]) -> Any:
    """Villages with the latest known households and people."""
    latest = VillageYear.objects.filter(village=OuterRef("pk")).order_by("-year")
    rows = Village.objects.visible_to(request.auth).order_by("pk").annotate(
        households=Subquery(latest.filter(households__isnull=False).values("households")[:1]),
        population=Subquery(latest.filter(population__isnull=False).values("population")[:1]),
    )  # fmt: skip
    if asked.commune is not None:
        rows = rows.filter(commune=asked.commune)
    if asked.on is not None:
        rows = rows.existing_on(asked.on)
    return _page(request, rows, asked, list)


@api.get("/programmes", response={200: out.Page[out.ProgrammeOut], **WRONG})
@decorate_view(conditional_page)
def programmes(request: Any, asked: Query[ProgrammesAsked]) -> Any:
    """Programmes founded by a day, with their counts on it (today by default)."""
    day = asked.on or timezone.localdate()
    rows = Program.objects.visible_to(request.auth).filter(founded_on__lte=day)
    rows = rows.select_related("kind").order_by("pk")
    if asked.commune is not None:
        rows = rows.filter(commune=asked.commune)

    def shape(found: Any) -> list[dict[str, Any]]:
        return [
            {
                "id": row.program.pk, "commune_id": row.program.commune_id,
                "kind": row.program.kind.code, "name": row.program.name,
                "founded_on": row.program.founded_on, "state": row.state, "sites": row.sites,
                "teams": row.teams, "members": row.members,
            }
            for row in standings(found, request.auth, day)
        ]  # fmt: skip

    return _page(request, rows, asked, shape)


@api.get("/teams", response={200: out.Page[out.TeamOut], **WRONG})
@decorate_view(conditional_page)
def teams(request: Any, asked: Query[TeamsAsked]) -> Any:
    """Teams standing on a day (today by default): how many members, and who leads them."""
    day = asked.on or timezone.localdate()
    rows = Team.objects.visible_to(request.auth).standing_on(day).with_strength(day).order_by("pk")
    if asked.commune is not None:
        rows = rows.filter(village__commune=asked.commune)
    if asked.village is not None:
        rows = rows.filter(village=asked.village)

    def shape(found: Any) -> list[dict[str, Any]]:
        listed = list(found)
        leading: dict[int, list[dict[str, str]]] = {}
        for team, name, role in (
            Membership.objects.filter(team__in=listed, role__in=("leader", "deputy")).serving_on(day)
            .order_by("pk").values_list("team_id", "person__full_name", "role")
        ):  # fmt: skip
            leading.setdefault(team, []).append({"name": name, "role": role})
        return [
            {
                "id": row.pk, "village_id": row.village_id, "kind": row.kind, "name": row.name,
                "founded_on": row.founded_on, "dissolved_on": row.dissolved_on,
                "members": row.strength, "led_by": leading.get(row.pk, []),
            }
            for row in listed
        ]  # fmt: skip

    return _page(request, rows, asked, shape)


@api.get("/indicators", response={200: out.Page[out.IndicatorOut], **WRONG})
@decorate_view(conditional_page)
def indicators(request: Any, asked: Query[Paging]) -> Any:
    """What is counted, in which unit, and how it adds up over time."""
    rows = Indicator.objects.prefetch_related("kinds").order_by("pk")

    def shape(found: Any) -> list[dict[str, Any]]:
        return [
            {
                "code": row.code, "name": row.name, "unit": row.unit, "rule": row.rule,
                "group": row.group, "kinds": [kind.code for kind in row.kinds.all()],
            }
            for row in found
        ]  # fmt: skip

    return _page(request, rows, asked, shape)


@api.get("/results", response={200: out.Page[out.ResultOut], **WRONG})
@decorate_view(conditional_page)
def results(request: Any, asked: Query[ResultsAsked]) -> Any:
    """Accepted values by unit and period. What is not known has no row."""
    rows = (
        ResultValue.objects.visible_to(request.auth).accepted()
        .select_related("sheet", "indicator").order_by("pk")
    )  # fmt: skip
    if asked.commune is not None:
        # Totals of communes that went up in this one stay with their programmes.
        history = with_predecessors(asked.commune)
        own = Q(sheet__village__isnull=True, sheet__program__commune__in=history)
        rows = rows.filter(Q(sheet__village__commune=asked.commune) | own)
    wanted = {
        "sheet__village": asked.village, "sheet__program": asked.programme,
        "indicator__code": asked.indicator, "sheet__year": asked.year, "sheet__month": asked.month,
    }  # fmt: skip
    rows = rows.filter(**{path: value for path, value in wanted.items() if value is not None})

    def shape(found: Any) -> list[dict[str, Any]]:
        return [
            {
                "village_id": row.sheet.village_id, "programme_id": row.sheet.program_id,
                "year": row.sheet.year, "month": row.sheet.month,
                "period_start": row.sheet.period_start, "period_end": row.sheet.period_end,
                "indicator": row.indicator.code, "value": row.value, "source": row.sheet.source,
            }
            for row in found
        ]  # fmt: skip

    return _page(request, rows, asked, shape)


@api.exception_handler(ValidationError)
def wrong_parameter(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name the parameter, without repeating what was typed."""
    detail = [{"loc": list(row["loc"]), "msg": row["msg"]} for row in error.errors]
    return JsonResponse({"detail": detail}, status=422)


@require_GET
@login_not_required
def schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI schema, to whoever signed in or shows a token."""
    user: Any = request.user
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not user.is_authenticated and client_of(shown) is None:
        return JsonResponse({"detail": _("Show a token, or sign in.")}, status=401)
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/v1/"))


def urls() -> Any:
    """The addresses; no page of people, so no sign-in but a token stands before them."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        pattern.callback.login_required = False
    return patterns, app, namespace
