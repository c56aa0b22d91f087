"""Who moved the register between the preview and the writing."""

from auditlog.models import LogEntry
from django.utils.translation import gettext as _

from common.access import is_editable
from imports.models import ImportRun
from imports.plan import Plan
from imports.services.locks import moment_in_words

#: how many of those who moved meanwhile are looked up in the log
MOST_CAUSES = 50


def causes_of(run: ImportRun, plan: Plan) -> tuple[dict[str, str], list[str]]:
    """Return who changed what since the preview: by the name of the entry, and other imports.

    Only colleagues of the commune are named.
    """
    since = run.planned_at or run.created_at
    others = [
        _("“%(file)s” was imported at %(when)s by %(who)s.")
        % {
            "file": other.file_name,
            "when": moment_in_words(other.applied_at),
            "who": other.written_by,
        }
        for other in ImportRun.objects.light()
        .filter(commune=run.commune_id, applied_at__gte=since)
        .exclude(pk=run.pk)
        .select_related("written_by")
    ]
    labels = {item.label for item in plan.items}
    entries = (
        LogEntry.objects.filter(timestamp__gte=since, action__in=[0, 1, 2])
        .exclude(actor=None)
        .select_related("actor")
        .order_by("-timestamp")[:1000]
    )
    causes: dict[str, str] = {}
    colleagues: dict[int, bool] = {}
    for entry in entries:
        for label in labels:
            if label not in causes and label in entry.object_repr and len(causes) < MOST_CAUSES:
                if entry.actor_id not in colleagues:
                    colleagues[entry.actor_id] = is_editable(run.commune, entry.actor)
                if colleagues[entry.actor_id]:
                    causes[label] = _("%(who)s, %(when)s") % {
                        "who": entry.actor, "when": moment_in_words(entry.timestamp),
                    }  # fmt: skip
    return causes, others
