"""What the log tells of a person, in sentences."""

import datetime as dt
from dataclasses import dataclass

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Person


@dataclass(frozen=True)
class LogLine:
    """An entry of the log as a sentence: who did what, when."""

    when: dt.datetime
    who: str
    what: str


def changes_of(person: Person) -> list[LogLine]:
    """Return the latest entries of the log on a person, for officers. Three statements."""
    of_person = LogEntry.objects.get_for_object(person)
    merged = [
        str(data["merged"])
        for data in of_person.filter(additional_data__what="person.merge").values_list(
            "additional_data", flat=True
        )
    ]
    if merged:
        # What was logged of a record that went up in this one is this person's history too.
        gone = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Person), object_pk__in=merged
        )
        of_person = of_person | gone
    entries = of_person.select_related("actor", "content_type")
    return [
        LogLine(entry.timestamp, str(entry.actor or _("import")), said(entry))
        for entry in entries.order_by("-timestamp")[:20]
    ]


def said(entry: LogEntry) -> str:
    """Return what an entry of the log tells, as a sentence without its subject."""
    data = entry.additional_data or {}
    what = data.get("what", "")
    if what in _WORDS:
        return str(_WORDS[what]) % {
            "file": data.get("source", ""),
            "format": data.get("format", ""),
        }
    if entry.action == LogEntry.Action.CREATE:
        return _("added")
    if entry.action == LogEntry.Action.DELETE:
        return _("deleted")
    if entry.action == LogEntry.Action.ACCESS:
        return what
    names = [label for label, _old, _new in changed_values(entry)]
    return _("changed: %(what)s") % {"what": ", ".join(names)}


def changed_values(entry: LogEntry) -> list[tuple[str, str, str]]:
    """Return (label, before, after) of what an entry says was changed; secrets stay masked."""
    model = entry.content_type.model_class() if entry.content_type else None
    labels = {field.name: str(field.verbose_name) for field in model._meta.fields} if model else {}
    labels["citizen_id_encrypted"] = _("citizen ID")
    found = []
    for name, change in (entry.changes or {}).items():
        old, new = (change + ["", ""])[:2] if isinstance(change, list) else ("", "")
        found.append((labels.get(name, name), _plain(old), _plain(new)))
    return found


def _plain(value: object) -> str:
    return "" if value in (None, "None") else str(value)[:120]


#: dotted names of `common.audit.log_access` and `log_bulk`, as sentences
_WORDS = {
    "person.open": gettext_lazy("opened the record"),
    "person.merge": gettext_lazy("merged with another record of the same person"),
    "person.citizen_id": gettext_lazy("saw the whole citizen ID"),
    "person.own_data_export": gettext_lazy("exported the person's own data"),
    "person.erase": gettext_lazy("erased the person's data"),
    "import.create": gettext_lazy("added from %(file)s"),
    "import.change": gettext_lazy("changed from %(file)s"),
    "import.done": gettext_lazy("imported %(file)s"),
    "import.undo": gettext_lazy("took the import of %(file)s back"),
    "list.export": gettext_lazy("exported a list (%(format)s)"),
    "list.export_with_ids": gettext_lazy("exported a list with whole citizen IDs (%(format)s)"),
    "report.download": gettext_lazy("downloaded a file of the report"),
    "meeting.paper_download": gettext_lazy("downloaded a paper of the meeting (%(format)s)"),
    "meeting.invitation_download": gettext_lazy("downloaded an invitation"),
    "meeting.invitations_download": gettext_lazy("had all invitations written"),
    "meeting.run_download": gettext_lazy("downloaded the written papers"),
    "meeting.folder_download": gettext_lazy("had the conference folder written"),
    "meeting.news_download": gettext_lazy("downloaded the news item (%(format)s)"),
    "meeting.photo_download": gettext_lazy("downloaded an original photo"),
    "award.paper_download": gettext_lazy("downloaded a paper of the award round (%(format)s)"),
    "award.file_download": gettext_lazy("downloaded a file of a nomination"),
    "account.sign_in": gettext_lazy("signed in"),
    "account.factor": gettext_lazy("showed the second factor"),
    "account.factor_wrong": gettext_lazy("typed a wrong code"),
    "account.factor_on": gettext_lazy("set the second factor up"),
    "account.factor_off": gettext_lazy("took the second factor off"),
    "account.factor_codes": gettext_lazy("made new recovery codes"),
    "account.password_reset": gettext_lazy("reset the password"),
    "account.sign_out_elsewhere": gettext_lazy("signed out on other devices"),
}
