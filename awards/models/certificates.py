"""What is printed where on a certificate: a layout that the office adjusts to its paper."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from awards.models.catalogue import AwardForm
from awards.models.rounds import EDITORS
from common.access import EVERY_ROLE, VILLAGE_HEAD, Scope, ScopedQuerySet
from members.models import Commune

READERS = EVERY_ROLE - {VILLAGE_HEAD}


class CertificateLayoutQuerySet(ScopedQuerySet):
    scope = Scope(commune="commune", readers=READERS, editors=EDITORS)


class CertificateLayout(models.Model):
    """A layout for A4 landscape. `shift_x`, `shift_y` (mm) make up for a printer's feed."""

    commune = models.ForeignKey(
        Commune, models.CASCADE, related_name="certificate_layouts", verbose_name=_("commune")
    )
    form = models.ForeignKey(
        AwardForm,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="layouts",
        verbose_name=_("form of award"),
        help_text=_("Empty: for every form that has no layout of its own."),
    )
    shift_x = models.DecimalField(
        _("shift to the right (mm)"), max_digits=4, decimal_places=1, default=0
    )
    shift_y = models.DecimalField(_("shift down (mm)"), max_digits=4, decimal_places=1, default=0)

    objects = CertificateLayoutQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("certificate layout"), _("certificate layouts")
        ordering = ["commune", "form"]
        constraints = [
            models.UniqueConstraint(
                fields=["commune", "form"],
                name="awards_certificatelayout_once",
                violation_error_message=_("There is a layout for this form already."),
            ),
            models.UniqueConstraint(
                fields=["commune"],
                condition=Q(form__isnull=True),
                name="awards_certificatelayout_one_for_the_rest",
                violation_error_message=_("There is a layout for all other forms already."),
            ),
            models.CheckConstraint(
                condition=Q(shift_x__gte=-50, shift_x__lte=50, shift_y__gte=-50, shift_y__lte=50),
                name="awards_certificatelayout_shift_small",
                violation_error_message=_("A layout is shifted by 50 mm at most."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.form or self.commune)


class CertificateTextQuerySet(ScopedQuerySet):
    scope = Scope(commune="layout__commune", readers=READERS, editors=EDITORS)


class CertificateText(models.Model):
    """One text of a certificate: what, its box (mm from the upper left corner), its letters."""

    class What(models.TextChoices):
        ORGAN = "organ", _("issuing body")
        AUTHORITY = "authority", _("who confers it")
        TITLE = "title", _("title of the award")
        NOMINEE = "nominee", _("name of the nominee")
        ADDRESS = "address", _("post, team and village")
        CITATION = "citation", _("citation")
        DECISION = "decision", _("number and date of the decision")
        REGISTER = "register", _("number in the register")
        PLACE_DATE = "place_date", _("place and date")
        SIGNER_POST = "signer_post", _("signer's post")
        SIGNER = "signer", _("signer's name")

    class Align(models.TextChoices):
        LEFT = "left", _("left")
        CENTRE = "centre", _("centred")
        RIGHT = "right", _("right")

    layout = models.ForeignKey(
        CertificateLayout,
        models.CASCADE,
        related_name="texts",
        verbose_name=_("certificate layout"),
    )
    what = models.CharField(_("text"), max_length=11, choices=What)
    printed = models.BooleanField(
        _("printed"), default=True, help_text=_("Off: it stands on the pre-printed paper already.")
    )
    x = models.DecimalField(_("from the left (mm)"), max_digits=4, decimal_places=1)
    y = models.DecimalField(_("from above (mm)"), max_digits=4, decimal_places=1)
    width = models.DecimalField(_("width (mm)"), max_digits=4, decimal_places=1)
    size = models.PositiveSmallIntegerField(_("size (pt)"), default=14)
    align = models.CharField(_("aligned"), max_length=6, choices=Align, default=Align.CENTRE)
    bold = models.BooleanField(_("bold"), default=False)
    italic = models.BooleanField(_("italic"), default=False)
    capitals = models.BooleanField(_("capitals"), default=False)

    objects = CertificateTextQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("text of a certificate"), _("texts of a certificate")
        ordering = ["layout", "y", "x", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["layout", "what"],
                name="awards_certificatetext_once",
                violation_error_message=_("This text has its place already."),
            ),
            models.CheckConstraint(
                condition=Q(x__gte=0, y__gte=0, width__gt=0, x__lte=297, y__lte=210)
                & Q(width__lte=297 - models.F("x"), size__gte=6, size__lte=96),
                name="awards_certificatetext_on_the_page",
                violation_error_message=_(
                    "The text must lie on the page (297 x 210 mm), in letters of 6 to 96 points."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_what_display())
