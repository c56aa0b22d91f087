"""What a user is told: the bell, the list, and going to what a notice is about."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from accounts.middleware import open_to_debtors

PAGE = 25


@open_to_debtors
@require_GET
def bell(request: HttpRequest) -> HttpResponse:
    """The bell of the top bar; pages ask for it by themselves, so that none waits for it.

    Open to who still owes a factor or a password: their pages have a bell too, and
    being sent away from there would load the page for ever. It tells a number only.
    """
    user: Any = request.user
    return render(
        request, "accounts/_bell.html", {"unread": user.notices.filter(read_at=None).count()}
    )


@require_GET
def notice_list(request: HttpRequest) -> HttpResponse:
    """Notices, the latest first. Five statements."""
    user: Any = request.user
    page = Paginator(user.notices.all(), PAGE).get_page(request.GET.get("page"))
    return render(request, "accounts/notices.html", {"page": page})


@require_GET
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what a notice is about; it counts as read by that."""
    user: Any = request.user
    notice = get_object_or_404(user.notices, pk=pk)
    if notice.read_at is None:
        notice.read_at = timezone.now()
        notice.save(update_fields=["read_at"])
    own = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if own else "start")


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """All of them count as read."""
    user: Any = request.user
    user.notices.filter(read_at=None).update(read_at=timezone.now())
    return redirect("accounts:notices")
