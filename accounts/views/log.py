"""The audit page: who changed, opened, exported what."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.queries import KINDS, log_of, told, users_seen_by
from common.access import COMMITTEE, OFFICER, require_role
from common.asked import asked_again, asked_date, asked_key, asked_text

PAGE = 25


@require_GET
def log_page(request: HttpRequest) -> HttpResponse:
    """The log of the user's units, filtered by the URL. Eight statements."""
    user: Any = request.user
    require_role(user, OFFICER, COMMITTEE, why=_("The log is read by officers and the committee."))
    asked = request.GET
    (first, wrong_first), (last, wrong_last) = (
        asked_date(request, name) for name in ("first", "last")
    )
    entries = log_of(
        user, actor=asked_key(request, "actor"), kind=asked.get("kind", ""),
        text=asked_text(request), first=first, last=last,
    )  # fmt: skip
    page = Paginator(entries, PAGE).get_page(asked.get("page"))
    return render(
        request,
        "accounts/log.html",
        {
            "page": page,
            "lines": told(page.object_list),
            "users": users_seen_by(user).order_by("full_name", "username"),
            "kinds": _kinds(),
            "asked": asked,
            "errors": {"first": wrong_first, "last": wrong_last},
            "keep": asked_again(request, "actor", "kind", "q", "first", "last"),
        },
    )


def _kinds() -> list[tuple[str, str]]:
    words = {
        "open": _("opened"), "export": _("exported"), "change": _("changed"),
        "account": _("accounts and sign-in"),
    }  # fmt: skip
    return [(kind, words[kind]) for kind in KINDS]
