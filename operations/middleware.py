"""What stands before every page: who really asks, and the probes of load balancers."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from operations import health, metrics

Respond = Callable[[HttpRequest], HttpResponse]
#: what a proxy says of its client; believed from a trusted proxy alone
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST")


class ProxyMiddleware:
    """Puts the client's own address into REMOTE_ADDR, where lockout, sessions and log read it.

    A trusted proxy (`TRUSTED_PROXIES`) is believed; of the addresses it hands on, the last that is no
    trusted proxy itself is the client's, for everything before it may be forged by the client.
    From anybody else such headers are dropped. A socket of this machine has no address and is trusted
    where a proxy is announced (`BEHIND_PROXY`).
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.trusted = [
            ipaddress.ip_network(text, strict=False) for text in settings.TRUSTED_PROXIES
        ]

    def __call__(self, request: HttpRequest) -> HttpResponse:
        handed_on = request.META.get("HTTP_X_FORWARDED_FOR", "")
        peer = request.META.get("REMOTE_ADDR", "")
        if self._is_trusted(peer):
            request.META["REMOTE_ADDR"] = self._client(handed_on, peer)
            request.META.pop("HTTP_X_FORWARDED_FOR", None)
        else:
            for name in FORWARDED:
                request.META.pop(name, None)
        return self.get_response(request)

    def _is_trusted(self, text: str) -> bool:
        if not text:
            return bool(self.trusted)
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            return False
        return any(address in network for network in self.trusted)

    def _client(self, handed_on: str, peer: str) -> str:
        """Return the last address of the list that no trusted proxy has; else the peer's."""
        for text in reversed([part.strip() for part in handed_on.split(",") if part.strip()]):
            try:
                ipaddress.ip_address(text)
            except ValueError:
                return peer
            if not self._is_trusted(text):
                return text
            peer = text
        return peer


class ProbeMiddleware:
    """Answers `/healthz`, `/readyz` and `/metrics` before anything else looks at the request.

    A load balancer asks by plain HTTP and by address, knows no sign-in, and must get an answer
    while the database is away. `/metrics` answers whoever shows `METRICS_TOKEN` only.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.answers = {"/healthz": self._alive, "/readyz": self._ready, "/metrics": self._metrics}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answers.get(request.path_info)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer(request)
        response["Cache-Control"] = "no-store"
        return response

    def _alive(self, request: HttpRequest) -> HttpResponse:
        """The process answers; whether its database does is `/readyz`'s to say."""
        return JsonResponse({"status": "ok"})

    def _ready(self, request: HttpRequest) -> HttpResponse:
        """Name each check and how it stands; never a figure, a path or a name."""
        results = health.run()
        ready = health.is_ready(results)
        return JsonResponse(
            {"status": "ok" if ready else "not ready"}
            | {"checks": {result.name: result.state for result in results}},
            status=200 if ready else 503,
        )

    def _metrics(self, request: HttpRequest) -> HttpResponse:
        token = settings.METRICS_TOKEN
        if not token or not metrics.is_token(request.headers.get("Authorization", ""), token):
            return HttpResponse(status=404)
        return HttpResponse(metrics.text(), content_type=metrics.CONTENT_TYPE)
