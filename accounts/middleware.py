"""Nobody gets past who still owes a second factor or a password of their own."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.services.second_factor import DONE, PENDING, SESSION_KEY, is_required


def open_to_debtors(view: Any) -> Any:
    """Mark a view as open to who still owes a factor or a password: it is where they pay."""
    view.open_to_debtors = True
    return view


class SecondFactorMiddleware:
    """Sends who signed in by password alone to the second factor, before any other page.

    Who has a device must show it, whatever the role; officers and the committee
    must set one up (`SECOND_FACTOR`). Costs no SQL beyond the roles, which every page reads.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user: Any = request.user
        if not user.is_authenticated or getattr(view, "open_to_debtors", False):
            return None
        state = request.session.get(SESSION_KEY)
        if state == PENDING:
            return self._send(request, "accounts:verify")
        if user.password_is_temporary:
            return self._send(request, "accounts:password")
        if state != DONE and is_required(user):
            return self._send(request, "accounts:factor")
        return None

    def _send(self, request: HttpRequest, name: str) -> HttpResponse:
        url = reverse(name)
        if request.headers.get("HX-Request") == "true":
            # A redirect would be swapped into the page; the browser itself must go.
            return HttpResponse(headers={"HX-Redirect": url})
        if request.method == "GET":
            url += "?" + urlencode({"next": request.get_full_path()})
        return redirect(url)
