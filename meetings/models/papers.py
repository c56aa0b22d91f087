"""Papers of a meeting that bear a number, and the work of writing many at once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.access import Scope
from meetings.models.meetings import EDITORS, Meeting, MeetingChildQuerySet
from members.models import Paper


class MeetingPaper(models.Model):
    """A paper of a meeting that was issued: its number stands in the register of papers.

    `starts_at` and `place` are what it told of the meeting. Where the meeting moves, another paper of
    the kind `replaces` it and names it.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("plan of the meeting")
        INVITATION = "invitation", _("invitation")
        PROGRAMME = "programme", _("programme of the meeting")
        MINUTES = "minutes", _("minutes")
        NOTICE = "notice", _("notice of conclusions")

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="papers", verbose_name=_("meeting")
    )
    kind = models.CharField(_("kind of paper"), max_length=10, choices=Kind)
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="meeting_paper", verbose_name=_("paper")
    )
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("replaces"),
    )  # fmt: skip
    starts_at = models.DateTimeField(_("for the time"), null=True, editable=False)
    place = models.CharField(_("for the place"), max_length=200, blank=True, editable=False)

    objects = MeetingChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("paper of a meeting"), _("papers of a meeting")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind"],
                condition=models.Q(replaces__isnull=True),
                name="meetings_meetingpaper_once",
                violation_error_message=_("This paper has its number already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.paper)


class PaperRunQuerySet(MeetingChildQuerySet):
    scope = Scope(commune="meeting__commune", readers=EDITORS, editors=EDITORS)


class PaperRun(models.Model):
    """Many papers written in the background into one file, with how far the work has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    class What(models.TextChoices):
        INVITATIONS = "invitations", _("invitations")
        FOLDER = "folder", _("all papers of the conference")

    class Format(models.TextChoices):
        PDF = "pdf", _("one PDF")
        DOCX = "docx", _("one Word file")
        ZIP = "zip", _("ZIP, a file for each")

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="runs", verbose_name=_("meeting")
    )
    what = models.CharField(_("what"), max_length=11, choices=What)
    format = models.CharField(_("format"), max_length=4, choices=Format)
    address = models.CharField(_("the portal's address"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    step = models.PositiveIntegerField(_("step"), default=0)
    steps = models.PositiveIntegerField(_("steps"), default=1)
    message = models.CharField(_("message"), max_length=300, blank=True)
    file = models.FileField(_("file"), upload_to="meetings/runs/", blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("started by")
    )
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)

    objects = PaperRunQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("run of papers"), _("runs of papers")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.meeting} {self.get_what_display()}"

    @property
    def busy(self) -> bool:
        return self.state in (self.State.WAITING, self.State.RUNNING)
