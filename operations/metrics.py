"""Figures for Prometheus: how each check stands, read at the moment they are asked for.

No figure of a person, a commune or a page stands here. Requests and times are the proxy's to count.
"""

import secrets
from collections.abc import Iterator

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from operations import health

CONTENT_TYPE = CONTENT_TYPE_LATEST
#: what the value of a check is called, with its unit
VALUES = {
    "migrations": ("portal_migrations_waiting", "Migrations that are not applied."),
    "rules": ("portal_rules_missing", "Rules of the database that are missing."),
    "disk": ("portal_disk_free_bytes", "Free bytes where files are kept."),
    "queue": ("portal_queue_oldest_seconds", "How long the oldest piece of work waits."),
    "backup": ("portal_backup_age_seconds", "Time since the last backup that ended well."),
    "clock": ("portal_clock_behind_seconds", "How far the clock lies behind the log."),
}


class _Checks:
    """A collector: asked at each scrape, so several workers need share nothing."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        results = health.run()
        state = GaugeMetricFamily(
            "portal_check_ok", "1 where a check is well, 0 where it is not.", labels=["check"]
        )
        for result in results:
            state.add_metric([result.name], 1 if result.state == health.OK else 0)
        yield state
        for result in results:
            if result.value is not None:
                name, text = VALUES[result.name]
                yield GaugeMetricFamily(name, text, value=result.value)


def text() -> bytes:
    """Return the figures in Prometheus's format."""
    registry = CollectorRegistry()
    registry.register(_Checks())
    return generate_latest(registry)


def is_token(header: str, token: str) -> bool:
    """Whether an Authorization header shows this token; takes as long for a wrong one."""
    return secrets.compare_digest(header.encode(), f"Bearer {token}".encode())
