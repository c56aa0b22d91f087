"""The register of papers received and issued, their numbers, and who writes them."""

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import COMMITTEE, OFFICER, Scope, ScopedQuerySet
from common.dates import long_date, short_date
from common.models import Dated, DatedQuerySet
from members.models.units import Commune


class PaperKind(models.TextChoices):
    """Kinds of paper with the abbreviations of Decree 30/2020, annex III."""

    RESOLUTION = "NQ", _("resolution (NQ)")
    DECISION = "QĐ", _("decision (QĐ)")
    DIRECTIVE = "CT", _("directive (CT)")
    PLAN = "KH", _("plan (KH)")
    REPORT = "BC", _("report (BC)")
    MINUTES = "BB", _("minutes (BB)")
    SUBMISSION = "TTr", _("submission (TTr)")
    INVITATION = "GM", _("invitation (GM)")
    NOTICE = "TB", _("notice (TB)")
    GUIDANCE = "HD", _("guidance (HD)")
    PROGRAMME = "CTr", _("programme (CTr)")
    LETTER = "CV", _("official letter (no abbreviation)")
    OTHER = "khác", _("other paper")


class IssuerKind(models.TextChoices):
    PEOPLES_COMMITTEE = "peoples_committee", _("People's Committee")
    STEERING_COMMITTEE = "steering_committee", _("steering committee")
    POLICE = "police", _("commune police")


class CommunePaperQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", editors=frozenset({OFFICER, COMMITTEE}))


class LetterheadQuerySet(CommunePaperQuerySet, DatedQuerySet):
    """Letterheads of a commune, dated: names of offices change with reforms."""


class Letterhead(Dated):
    """Who issues a paper, as printed at its head and foot (Decree 30/2020, annex I).

    A steering committee that uses the agency's seal has its own number series
    (annex I, II.3.a), so `symbol` is its own ("BCĐ").
    """

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="letterheads", verbose_name=_("commune")
    )
    kind = models.CharField(_("issuer"), max_length=20, choices=IssuerKind)
    parent = models.CharField(
        _("superior body"), max_length=160, blank=True, help_text=_("First line of the head.")
    )
    organ = models.CharField(
        _("issuing body"), max_length=160, help_text=_("Second line of the head, in bold.")
    )
    symbol = models.CharField(_("symbol"), max_length=20, help_text=_("E.g. UBND, BCĐ, CAX."))
    place = models.CharField(_("place"), max_length=80, help_text=_("Before the date."))
    authority = models.CharField(
        _("signs for"), max_length=120, blank=True, help_text=_("E.g. TM. BAN CHỈ ĐẠO.")
    )
    signer_post = models.CharField(
        _("signer's post"), max_length=200, help_text=_("Several lines are split by “/”.")
    )
    signer_rank = models.CharField(_("signer's rank"), max_length=40, blank=True)
    signer_name = models.CharField(_("signer's name"), max_length=120, blank=True)
    recipients = models.TextField(
        _("recipients"), blank=True, help_text=_("One on a line; printed under “Nơi nhận”.")
    )

    objects = LetterheadQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("letterhead"), _("letterheads")
        ordering = ["commune", "kind", "-started_on"]

    def __str__(self) -> str:
        return f"{self.organ} ({self.symbol})"


class PaperSeries(models.Model):
    """The numbers of one issuer, kind of paper and year: no gap, no double.

    `members.services.papers.next_number` draws from it under a row lock.
    """

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="series", verbose_name=_("commune")
    )
    issuer = models.CharField(_("issuer"), max_length=20, choices=IssuerKind)
    kind = models.CharField(_("kind of paper"), max_length=4, choices=PaperKind)
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    objects = CommunePaperQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("number series"), _("number series")
        ordering = ["commune", "-year", "issuer", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "issuer", "kind", "year"],
                name="members_paperseries_once",
                violation_error_message=_("This series exists already for this year."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.get_issuer_display()} {self.year}"


class PaperQuerySet(CommunePaperQuerySet):
    """Papers of a commune. Village heads do not see the register."""


class Paper(models.Model):
    """A paper received or issued. Field names follow Decree 30/2020, annex VI.

    `code_number` and `code_notation` make "05/BC-BCĐ". A founding, an
    appointment, a recognition, an award each point to their paper.
    """

    class Direction(models.TextChoices):
        ISSUED = "issued", _("issued by the commune")
        RECEIVED = "received", _("received")

    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="papers", verbose_name=_("commune")
    )
    direction = models.CharField(
        _("direction"), max_length=8, choices=Direction, default=Direction.ISSUED
    )
    series = models.ForeignKey(
        PaperSeries,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("number series"),
    )
    kind = models.CharField(_("kind of paper"), max_length=4, choices=PaperKind)
    code_number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    code_notation = models.CharField(
        _("symbol"), max_length=40, help_text=_("What follows the number, e.g. QĐ-UBND.")
    )
    issued_on = models.DateField(_("date"))
    organ_name = models.CharField(_("issuing body"), max_length=200)
    subject = models.CharField(_("abstract"), max_length=500)
    signer = models.CharField(_("signed by"), max_length=120, blank=True)
    recipients = models.CharField(_("recipients"), max_length=500, blank=True)
    page_amount = models.PositiveSmallIntegerField(_("pages"), null=True, blank=True)
    file = models.FileField(_("scanned file"), upload_to="papers/", blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("paper"), _("papers")
        ordering = ["-issued_on", "-code_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "code_number"],
                name="members_paper_number_once_in_series",
                violation_error_message=_("This number is taken in its series."),
            ),
            models.CheckConstraint(
                condition=Q(code_number__isnull=True) | Q(code_number__gt=0),
                name="members_paper_number_positive",
                violation_error_message=_("A paper's number starts at 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({short_date(self.issued_on)})"

    @property
    def is_fixed(self) -> bool:
        """It took a number of its series: it went out and stays (`members.fixed`)."""
        return self.series_id is not None

    @property
    @admin.display(description=_("number and symbol"))
    def code(self) -> str:
        """Number and symbol as printed: "05/BC-BCĐ" (zero before numbers below 10)."""
        number = f"{self.code_number:02d}" if self.code_number else "..."
        return f"{number}/{self.code_notation}"

    @property
    def cited(self) -> str:
        """Number and date as another paper cites it: "05/BC-BCĐ ngày 25 tháng 9 năm 2024"."""
        return f"{self.code} {long_date(self.issued_on)}"


class IssuedDocumentQuerySet(ScopedQuerySet):
    scope = Scope(commune="paper__commune", editors=frozenset({OFFICER, COMMITTEE}))


class IssuedDocument(models.Model):
    """What a paper said when it was issued: the frozen tree with its SHA-256."""

    paper = models.OneToOneField(
        Paper, models.PROTECT, related_name="document", verbose_name=_("paper")
    )
    tree = models.JSONField(editable=False)
    sha256 = models.CharField(_("SHA-256 of the tree"), max_length=64, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("issued by"),
    )
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("issued document"), _("issued documents")
        ordering = ["-issued_at", "pk"]

    def __str__(self) -> str:
        return str(self.paper)


class IssuedPartQuerySet(ScopedQuerySet):
    scope = Scope(commune="document__paper__commune", editors=frozenset({OFFICER, COMMITTEE}))


class IssuedPart(models.Model):
    """What went out with an issued paper and belongs to it: a list, a pay sheet, words of certificates."""

    document = models.ForeignKey(
        IssuedDocument, models.PROTECT, related_name="parts", verbose_name=_("issued document")
    )
    what = models.SlugField(_("what it is"), max_length=20)
    content = models.JSONField(editable=False)
    sha256 = models.CharField(_("SHA-256 of its content"), max_length=64, editable=False)

    objects = IssuedPartQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = (
            _("part of an issued paper"),
            _("parts of issued papers"),
        )
        ordering = ["document", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "what"],
                name="members_issuedpart_once",
                violation_error_message=_("This part went out with the paper already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.what}"
