"""Requests of village heads: asked on a phone, decided by officers, many at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, VILLAGE_HEAD, get_visible, require_role
from members.forms import AddForm, CorrectForm, DecideForm, EndForm
from members.models import Membership, RosterChange, Team
from members.services import changes as services

PAGE = 25


@require_http_methods(["GET", "POST"])
def change_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that somebody join a team of one's village."""
    team = _asking(request, Team.objects.select_related("village"), pk)
    form = AddForm(request.POST or None)
    return _ask(request, form, team, _("Ask to add somebody"),
                lambda data: services.ask_to_add(team=team, user=request.user, **data))  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that somebody's service end."""
    membership = _asking(request, _memberships(), pk)
    form = EndForm(request.POST or None)
    title = _("Ask to end the service of %(name)s") % {"name": membership.person}
    return _ask(request, form, membership.team, title,
                lambda data: services.ask_to_end(
                    membership=membership, user=request.user, **data))  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that somebody's card be corrected."""
    membership = _asking(request, _memberships(), pk)
    person = membership.person
    initial = {name: getattr(person, name) for name in services.CORRECTABLE}
    form = CorrectForm(request.POST or None, initial=initial)
    title = _("Ask to correct the card of %(name)s") % {"name": person}

    def ask(data: dict[str, Any]) -> RosterChange:
        reason = data.pop("reason")
        return services.ask_to_correct(
            membership=membership, data=data, reason=reason, user=request.user
        )

    return _ask(request, form, membership.team, title, ask)


def _memberships() -> Any:
    return Membership.objects.select_related("person", "team__village")


def _asking(request: HttpRequest, queryset: Any, pk: int) -> Any:
    """Return the row a head (or officer) may ask about: 404 outside, 403 for readers."""
    found = get_visible(queryset, request.user, pk=pk)
    require_role(
        request.user, VILLAGE_HEAD, OFFICER, why=_("You may read this, but not change it.")
    )
    return found


def _ask(request: HttpRequest, form: Any, team: Team, title: str, ask: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            ask(dict(form.cleaned_data))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Sent to the commune police. It counts once they accept."))
            return redirect("members:team", team.pk)
    return render(request, "members/ask.html", {"form": form, "team": team, "title": title})


@require_GET
def change_list(request: HttpRequest) -> HttpResponse:
    """Requests the user may see: what waits first. Seven statements at most."""
    return _list(request)


def _list(request: HttpRequest, *, left: Any = (), status: int = 200) -> HttpResponse:
    changes = RosterChange.objects.visible_to(request.user).select_related(
        "team__village", "person", "membership__person", "asked_by", "decided_by"
    )
    page = Paginator(changes.exclude(state="waiting"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "members/changes.html",
        {
            "waiting": list(changes.waiting().order_by("asked_at")[:200]),
            "page": page,
            "left": left,
            "may_decide": request.user.has_role(OFFICER),  # type: ignore[union-attr]
        },
        status=status,
    )


@require_POST
def change_decide(request: HttpRequest) -> HttpResponse:
    """Accept or refuse the chosen requests; those in conflict stay and say why."""
    require_role(request.user, OFFICER, why=_("Only officers of the commune decide on this."))
    waiting = RosterChange.objects.editable_by(request.user).waiting()
    form = DecideForm(request.POST, choices=list(waiting.values_list("pk", flat=True)))
    if not form.is_valid():
        messages.error(request, _("Choose at least one request that still waits."))
        return _list(request, status=422)
    accept = "accept" in request.POST
    done, left = services.decide(
        changes=waiting.filter(pk__in=form.cleaned_data["change"]).order_by("asked_at"),
        accept=accept, note=form.cleaned_data["note"], user=request.user,
    )  # fmt: skip
    if done:
        text = (
            ngettext("%(count)d request accepted.", "%(count)d requests accepted.", len(done))
            if accept
            else ngettext("%(count)d request refused.", "%(count)d requests refused.", len(done))
        )
        messages.success(request, text % {"count": len(done)})
    if left:
        return _list(request, left=left, status=409)
    return redirect("members:changes")


@require_POST
def change_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    change = get_visible(RosterChange.objects.all(), request.user, pk=pk)
    try:
        services.withdraw(change=change, user=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The request is taken back."))
    return redirect("members:changes")
