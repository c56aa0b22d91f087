"""Requests of village heads: asked on a phone, decided by officers, many at once."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from common.access import OFFICER, VILLAGE_HEAD, get_visible, is_editable, require_role
from members.forms import AddForm, CorrectForm, DecideForm, EndForm
from members.models import Membership, RosterChange, Team
from members.queries.doubles import near_to_requests
from members.services import changes as services

PAGE = 25


@require_http_methods(["GET", "POST"])
def change_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that somebody join a team of one's village."""
    team = _asking(request, Team.objects.select_related("village"), pk)
    form = AddForm(request.POST or None)
    return _ask(request, form, team, (_("Ask to add somebody"), _("Add somebody")),
                lambda data: services.ask_to_add(team=team, user=request.user, **data))  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that somebody's service end."""
    membership = _asking(request, _memberships(), pk)
    form = EndForm(request.POST or None)
    name = {"name": membership.person}
    titles = (
        _("Ask to end the service of %(name)s") % name, _("End the service of %(name)s") % name,
    )  # fmt: skip
    return _ask(request, form, membership.team, titles,
                lambda data: services.ask_to_end(
                    membership=membership, user=request.user, **data))  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that somebody's card be corrected."""
    membership = _asking(request, _memberships(), pk)
    person = membership.person
    initial = {name: getattr(person, name) for name in services.CORRECTABLE}
    form = CorrectForm(request.POST or None, initial=initial)
    name = {"name": person}
    titles = (
        _("Ask to correct the card of %(name)s") % name, _("Correct the card of %(name)s") % name,
    )  # fmt: skip

    def ask(data: dict[str, Any]) -> RosterChange:
        reason = data.pop("reason")
        return services.ask_to_correct(
            membership=membership, data=data, reason=reason, user=request.user
        )

    return _ask(request, form, membership.team, titles, ask)


def _memberships() -> Any:
    return Membership.objects.select_related("person", "team__village")


def _asking(request: HttpRequest, queryset: Any, pk: int) -> Any:
    """Return the row a head (or officer) may ask about: 404 outside, 403 for readers."""
    found = get_visible(queryset, request.user, pk=pk)
    require_role(
        request.user, VILLAGE_HEAD, OFFICER, why=_("You may read this, but not change it.")
    )
    return found


def _ask(
    request: HttpRequest, form: Any, team: Team, titles: tuple[str, str], ask: Any
) -> HttpResponse:
    """Take a head's request; what an officer enters counts at once. `titles` are for head and officer."""
    direct = is_editable(team, request.user)
    near: list[Any] = []
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                change = ask(dict(form.cleaned_data))
                if direct:
                    near = near_to_requests([change], request.user).get(change.pk, [])
                    person = request.POST.get("person", "")
                    services.apply(change=change, person=person, user=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _tell(request, change, direct)
            return redirect("members:team", team.pk)
    context = {
        "form": form, "team": team, "title": titles[direct], "direct": direct, "near": near,
        "person": request.POST.get("person", ""),
    }  # fmt: skip
    return render(request, "members/ask.html", context)


def _tell(request: HttpRequest, change: RosterChange, direct: bool) -> None:
    if direct:
        messages.success(request, _("Saved."))
        return
    messages.success(request, _("Sent to the commune police. It counts once they accept."))
    if change.kind == RosterChange.Kind.ADD and services.known_elsewhere(change):
        messages.info(request, _("Somebody of this name is known already: ask the office."))


@require_GET
def change_list(request: HttpRequest) -> HttpResponse:
    """Requests the user may see: what waits first. Seven statements at most."""
    return _list(request)


def _list(request: HttpRequest, *, left: Any = (), status: int = 200) -> HttpResponse:
    changes = RosterChange.objects.visible_to(request.user).select_related(
        "team__village", "person", "membership__person", "asked_by", "decided_by"
    )
    waiting = list(changes.waiting().order_by("asked_at")[:200])
    may_decide = request.user.has_role(OFFICER)  # type: ignore[union-attr]
    if may_decide:
        near = near_to_requests(waiting, request.user)
        for change in waiting:
            change.near = near.get(change.pk, [])
            change.person_field = f"person-{change.pk}"
    page = Paginator(changes.exclude(state="waiting"), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "members/changes.html",
        {
            "waiting": waiting,
            "page": page,
            "left": left,
            "may_decide": may_decide,
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
        people={key: request.POST.get(f"person-{key}", "") for key in form.cleaned_data["change"]},
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
