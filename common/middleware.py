"""The last door: what the database or a rule refuses is told in words, wherever it happens."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from common.refusals import refusal


class RefusalMiddleware:
    """Answers 409 with the rule's sentence where a page let a refusal through.

    Forms ask the rules before they write; what comes here raced with another write, or belongs to
    a door without a form. Nothing was written: services are atomic. The page leads back to
    what was typed, which the browser keeps.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        said: Any = refusal(error)
        if said is None:
            return None
        return render(request, "409.html", {"messages_said": said.messages}, status=409)
