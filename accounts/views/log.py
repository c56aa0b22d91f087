"""The audit page: who changed, opened, exported what."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.queries import KINDS, log_of, told, users_seen_by
from common.access import COMMITTEE, OFFICER
from common.forms import DateField

PAGE = 25


@require_GET
def log_page(request: HttpRequest) -> HttpResponse:
    """The log of the user's units, filtered by the URL. Eight statements."""
    user: Any = request.user
    if not user.has_role(OFFICER, COMMITTEE):
        raise PermissionDenied(_("The log is read by officers and the committee."))
    asked = request.GET
    errors: dict[str, str] = {}
    days = {name: _day(asked.get(name, ""), name, errors) for name in ("first", "last")}
    actor = asked.get("actor", "")
    entries = log_of(
        user, actor=int(actor) if actor.isascii() and actor.isdigit() and len(actor) < 18 else None,
        kind=asked.get("kind", ""), text=asked.get("q", "").replace("\x00", ""), **days,
    )  # fmt: skip
    kept = QueryDict(mutable=True)
    for name in ("actor", "kind", "q", "first", "last"):
        if asked.get(name):
            kept[name] = asked[name]
    page = Paginator(entries, PAGE).get_page(asked.get("page"))
    return render(
        request,
        "accounts/log.html",
        {
            "page": page,
            "lines": told(page.object_list),
            "users": users_seen_by(user).prefetch_related(None),
            "kinds": _kinds(),
            "asked": asked,
            "errors": errors,
            "keep": f"{kept.urlencode()}&" if kept else "",
        },
    )


def _day(typed: str, name: str, errors: dict[str, str]) -> Any:
    if not typed.strip():
        return None
    try:
        return DateField().clean(typed)
    except ValidationError as error:
        errors[name] = error.messages[0]
        return None


def _kinds() -> list[tuple[str, str]]:
    words = {
        "open": _("opened"), "export": _("exported"), "change": _("changed"),
        "account": _("accounts and sign-in"),
    }  # fmt: skip
    return [(kind, words[kind]) for kind in KINDS]
