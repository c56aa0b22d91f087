"""What the log tells of a person, in sentences."""

import datetime as dt
from dataclasses import dataclass

from auditlog.models import LogEntry
from django.utils.translation import gettext as _

from members.models import Person


@dataclass(frozen=True)
class LogLine:
    """An entry of the log as a sentence: who did what, when."""

    when: dt.datetime
    who: str
    what: str


def changes_of(person: Person) -> list[LogLine]:
    """Return the latest entries of the log on a person, for officers. Two statements."""
    entries = LogEntry.objects.get_for_object(person).select_related("actor")
    return [
        LogLine(entry.timestamp, str(entry.actor or _("import")), _said(entry))
        for entry in entries.order_by("-timestamp")[:20]
    ]


def _said(entry: LogEntry) -> str:
    data = entry.additional_data or {}
    known = {
        "person.open": _("opened the record"),
        "person.citizen_id": _("saw the whole citizen ID"),
        "import.create": _("added from %(file)s"),
        "import.change": _("changed from %(file)s"),
    }.get(data.get("what", ""))
    if known:
        return known % {"file": data.get("source", "")} if "%(" in known else known
    if entry.action == LogEntry.Action.CREATE:
        return _("added")
    if entry.action == LogEntry.Action.DELETE:
        return _("deleted")
    labels = {field.name: str(field.verbose_name) for field in Person._meta.fields}
    labels["citizen_id_encrypted"] = _("citizen ID")
    names = [labels.get(name, name) for name in entry.changes or {}]
    return _("changed: %(what)s") % {"what": ", ".join(names)}
