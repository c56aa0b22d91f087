"""An upload on its way into the register, and what an office answered the last time.

The commune is named by its model's address: the apps of the register stand above this one.
"""

import datetime as dt
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, AnyUser, Scope, ScopedQuerySet

#: work that has not been heard of for so long is given back, if nobody holds the row
LOST_AFTER = dt.timedelta(minutes=3)
#: a file that was neither written nor dropped goes after a day: personal data kept twice
KEPT_FOR = dt.timedelta(days=1)
#: how long an import can be taken back; then what it wrote is no longer kept beside the register
UNDO_WITHIN = dt.timedelta(days=30)


def uploads_storage() -> Storage:
    """Return where uploads lie: nobody but the portal's own account may read the files."""
    return storages["uploads"]


def communes_of(user: AnyUser) -> Any:
    """Return the communes whose lists the user brings in: those where they are an officer."""
    communes: Any = apps.get_model("members", "Commune")._default_manager
    return communes.get_queryset().reached_by(user, frozenset({OFFICER}))


class ImportRunQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", readers=frozenset({OFFICER}))

    def light(self) -> "ImportRunQuerySet":
        """Without the long columns, for lists and for what only asks the state."""
        return self.defer("written", "preview", "answers")


class ImportRun(models.Model):
    """One upload and its way: uploaded, planned, written, perhaps taken back.

    The state moves only in `imports.services.runs`, under a lock of the row. `ticket` names
    the work that may carry on; work with another ticket finds nothing to do.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        READING = "reading", _("being read")
        PLANNED = "planned", _("ready to look at")
        WRITING = "writing", _("being written")
        DONE = "done", _("imported")
        UNDONE = "undone", _("taken back")
        FAILED = "failed", _("failed")

    commune = models.ForeignKey(
        "members.Commune", models.PROTECT, related_name="import_runs", verbose_name=_("commune")
    )
    # a name in `imports.registry`; what can be imported is told by the apps above
    kind = models.SlugField(_("kind"), max_length=20, db_index=False)
    # what was read of the workbook, packed and encrypted; never the workbook itself
    file = models.FileField(
        _("workbook"), upload_to="imports/", storage=uploads_storage, blank=True
    )
    file_name = models.CharField(_("file name"), max_length=200)
    # what the form of the kind asks for, as typed
    options = models.JSONField(_("options"), default=dict, blank=True)
    # key of a question -> what was chosen
    answers = models.JSONField(_("answers"), default=dict, blank=True, editable=False)
    # what the workbook would change: questions, notes, one entry a row
    preview = models.JSONField(_("preview"), default=dict, blank=True)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    # rows as they were before and after, so that the import can be taken back
    written = models.JSONField(default=list, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.UPLOADED)
    ticket = models.CharField(max_length=32, blank=True, editable=False)
    busy_since = models.DateTimeField(null=True, blank=True, editable=False)
    message = models.TextField(_("message"), blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("imported by"),
    )  # fmt: skip
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    planned_at = models.DateTimeField(null=True, blank=True, editable=False)
    applied_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("import"), _("imports")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether work is under way, or waits for its turn."""
        return self.state in (self.State.READING, self.State.WRITING)

    @property
    def is_over(self) -> bool:
        """Whether it was carried out, be it taken back since."""
        return self.state in (self.State.DONE, self.State.UNDONE)

    @property
    def seems_lost(self) -> bool:
        """Whether the work has not been heard of for long. Its worker may have been killed."""
        return (
            self.is_busy
            and self.busy_since is not None
            and self.busy_since < timezone.now() - LOST_AFTER
        )


class ProfileQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", readers=frozenset({OFFICER}))


class Profile(models.Model):
    """What a commune's office answered about lists of a kind; proposed with its next list."""

    commune = models.ForeignKey(
        "members.Commune", models.CASCADE, related_name="import_profiles", verbose_name=_("commune")
    )
    kind = models.SlugField(_("kind"), max_length=20, db_index=False)
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    options = models.JSONField(_("options"), default=dict, blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("import profile"), _("import profiles")
        ordering = ["commune", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "kind"],
                name="imports_profile_once",
                violation_error_message=_("This commune has a profile for these lists already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.commune}: {self.kind}"
