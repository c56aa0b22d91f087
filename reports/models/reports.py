"""Review reports: drafted, signed off, issued with a number, then frozen."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.periods import Period
from meetings.models import Meeting
from members.models import Commune, Paper
from members.models.papers import IssuerKind
from programs.models import Program
from reports.models.kinds import READERS, ReportKind

#: an abstract in the register of papers is no longer
LONGEST_TITLE = 500


class ReviewReportQuerySet(ScopedQuerySet):
    """Reports of a commune: village heads do not see drafts of other villages' figures."""

    scope = Scope(commune="commune", readers=READERS, editors=frozenset({OFFICER}))


class ReviewReport(models.Model):
    """A review of some programmes over a period, and where it stands on its way."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SIGNED_OFF = "signed_off", _("signed off")
        ISSUED = "issued", _("issued")

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="reports", verbose_name=_("commune")
    )
    kind = models.ForeignKey(
        ReportKind, models.PROTECT, related_name="reports", verbose_name=_("kind of report")
    )
    title = models.CharField(_("title"), max_length=LONGEST_TITLE)
    programs = models.ManyToManyField(Program, related_name="reports", verbose_name=_("programmes"))
    period_start = models.DateField(_("period from"))
    period_end = models.DateField(_("period until"), help_text=_("The day after the last one."))
    cut_off = models.DateField(
        _("cut-off day"), help_text=_("What became true after this day is not counted.")
    )
    issuer = models.CharField(
        _("issuer"), max_length=20, choices=IssuerKind, default=IssuerKind.STEERING_COMMITTEE
    )
    in_todays_units = models.BooleanField(
        _("in the villages of the cut-off day"),
        default=False,
        help_text=_(
            "Figures of villages that went up in another stand under that one; "
            "otherwise each year tells the villages of its time."
        ),
    )
    plan = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports_on_it",
        verbose_name=_("plan it carries out"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("read at the meeting"),
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("corrects the report"),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("drafted by"),
    )
    created_at = models.DateTimeField(_("drafted at"), auto_now_add=True)
    signed_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("signed off by"),
    )
    signed_off_at = models.DateTimeField(_("signed off at"), null=True, blank=True)
    signed_tree = models.JSONField(editable=False, null=True)

    objects = ReviewReportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("review report"), _("review reports")
        ordering = ["-period_end", "-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_end__gt=F("period_start")),
                name="reports_reviewreport_ends_after_it_starts",
                violation_error_message=_("The end must lie after the start."),
            ),
            models.CheckConstraint(
                condition=Q(cut_off__gte=F("period_start"), cut_off__lt=F("period_end")),
                name="reports_reviewreport_cut_off_in_period",
                violation_error_message=_("The cut-off day must lie in the period."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(signed_off_by__isnull=False, signed_off_at__isnull=False),
                name="reports_reviewreport_signed_off_by_somebody",
                violation_error_message=_("A report that left the draft needs who signed it off."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period(self) -> Period:
        return Period(self.period_start, self.period_end)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


class ReportChildQuerySet(ScopedQuerySet):
    scope = Scope(commune="report__commune", readers=READERS, editors=frozenset({OFFICER}))


class ReportSection(models.Model):
    """The officer's own text of a section; figures in it are placeholders that stay alive."""

    report = models.ForeignKey(
        ReviewReport, models.CASCADE, related_name="sections", verbose_name=_("review report")
    )
    key = models.SlugField(_("section"), max_length=40)
    text = models.TextField(_("text"), blank=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ReportChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("report section"), _("report sections")
        ordering = ["report", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                name="reports_reportsection_once",
                violation_error_message=_("This section has its text already."),
            )
        ]

    def __str__(self) -> str:
        return self.key


class ReportReasonQuerySet(ScopedQuerySet):
    """Who drafts and who signs may both say why a contradiction stands."""

    scope = Scope(
        commune="report__commune", readers=READERS, editors=frozenset({OFFICER, COMMITTEE})
    )


class ReportReason(models.Model):
    """Why a contradiction in the figures stands, so that the report can be signed with it.

    `key` names the contradiction and its figures (`reports.checks`), `what` is what was read
    when the reason was given. It is not printed and stays with the report for good.
    """

    report = models.ForeignKey(
        ReviewReport, models.CASCADE, related_name="reasons", verbose_name=_("review report")
    )
    key = models.CharField(_("contradiction"), max_length=160)
    what = models.TextField(_("what contradicts"))
    reason = models.TextField(_("reason"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"), auto_now=True)

    objects = ReportReasonQuerySet.as_manager()

    class Meta:
        verbose_name = _("reason why a contradiction stands")
        verbose_name_plural = _("reasons why contradictions stand")
        ordering = ["report", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "key"],
                name="reports_reportreason_once",
                violation_error_message=_("This contradiction has its reason already."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reports_reportreason_says_why",
                violation_error_message=_("Say why the contradiction stands."),
            ),
        ]

    def __str__(self) -> str:
        return self.what


class IssuedReport(models.Model):
    """What was issued: the frozen tree with its SHA-256 and the number it bears."""

    report = models.OneToOneField(
        ReviewReport, models.PROTECT, related_name="issue", verbose_name=_("review report")
    )
    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="issued_report", verbose_name=_("paper")
    )
    tree = models.JSONField(editable=False)
    sha256 = models.CharField(_("SHA-256 of the tree"), max_length=64, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("issued by")
    )
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)

    objects = ReportChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("issued report"), _("issued reports")
        ordering = ["-issued_at", "pk"]

    def __str__(self) -> str:
        return str(self.paper)


class ReportFile(models.Model):
    """A file of a report in one format. Drafts are made anew; issued ones stay as they are."""

    class Format(models.TextChoices):
        DOCX = "docx", _("Word")
        PDF = "pdf", _("PDF")
        XLSX = "xlsx", _("Excel")
        HTML = "html", _("web page")

    report = models.ForeignKey(
        ReviewReport, models.CASCADE, related_name="files", verbose_name=_("review report")
    )
    format = models.CharField(_("format"), max_length=4, choices=Format)
    file = models.FileField(_("file"), upload_to="reports/")
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    frozen = models.BooleanField(_("belongs to the issued report"), default=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = ReportChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("report file"), _("report files")
        ordering = ["report", "format", "-made_at"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.get_format_display()}"


class ReportJob(models.Model):
    """Work on a report in the background, with how far it has come."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    report = models.ForeignKey(
        ReviewReport, models.CASCADE, related_name="jobs", verbose_name=_("review report")
    )
    formats = models.JSONField(_("formats"), default=list)
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.WAITING)
    step = models.PositiveSmallIntegerField(_("step"), default=0)
    steps = models.PositiveSmallIntegerField(_("steps"), default=1)
    message = models.CharField(_("message"), max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)

    objects = ReportChildQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("report job"), _("report jobs")
        ordering = ["-created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.report} {self.get_state_display()}"

    @property
    def percent(self) -> int:
        return 100 * self.step // self.steps if self.steps else 0


class ReportRemarkQuerySet(ScopedQuerySet):
    """The committee remarks, the officer answers."""

    scope = Scope(
        commune="report__commune", readers=READERS, editors=frozenset({OFFICER, COMMITTEE})
    )

    def open(self) -> Self:
        return self.filter(settled_at=None)


class ReportRemark(models.Model):
    """What the committee asks of a draft, of one chapter or of all of it, and what came of it.

    A draft is sent back with its open remarks (`sent_at`); the officer settles each with an answer.
    Open ones hold up the sign-off. Not printed.
    """

    report = models.ForeignKey(
        ReviewReport, models.CASCADE, related_name="remarks", verbose_name=_("review report")
    )
    key = models.SlugField(_("section"), max_length=40, blank=True)
    text = models.TextField(_("remark"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent back at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    objects = ReportRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark on a report")
        verbose_name_plural = _("remarks on reports")
        ordering = ["report", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="reports_reportremark_says_what",
                violation_error_message=_("Say what is to be changed."),
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="reports_reportremark_settled_by_somebody",
                violation_error_message=_("A settled remark needs who settled it."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
