"""An upload of a workbook: what was read, what was decided, what was written, and undone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.access import OFFICER, Scope, ScopedQuerySet
from members.models.units import Commune


class ImportRunQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", readers=frozenset({OFFICER}))


class ImportRun(models.Model):
    """One upload. The workbook is kept only until it is imported or given up."""

    class Kind(models.TextChoices):
        ROSTER = "roster", _("rosters of teams")
        RESULTS = "results", _("results by year or month")
        CAMERAS = "cameras", _("camera list")

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("uploaded")
        READING = "reading", _("being read")
        PLANNED = "planned", _("ready to look at")
        WRITING = "writing", _("being written")
        DONE = "done", _("imported")
        UNDONE = "undone", _("taken back")
        FAILED = "failed", _("failed")

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="import_runs", verbose_name=_("commune")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    file = models.FileField(_("workbook"), upload_to="imports/", blank=True)
    file_name = models.CharField(_("file name"), max_length=200)
    # chosen sheets, columns corrected by hand (field -> column, by sheet), and what the kind asks for
    options = models.JSONField(_("options"), default=dict, blank=True)
    # what the workbook would change: counts, notes, decisions by row
    preview = models.JSONField(_("preview"), default=dict, blank=True)
    # rows as they were before and after, so that the import can be taken back
    written = models.JSONField(default=list, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.UPLOADED)
    message = models.CharField(_("message"), max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
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
        """Whether the background is at work on it."""
        return self.state in (self.State.READING, self.State.WRITING)
