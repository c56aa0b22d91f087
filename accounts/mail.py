"""Notices by e-mail, in the background; the portal works without any mail server."""

import logging
import smtplib

from django.apps import apps
from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

log = logging.getLogger(__name__)


@task()
def send_notice(notice_id: int) -> None:
    """Send one notice. A mail server that is down costs the mail, never the work itself.

    The mail names no person: it says that there is something, and where.
    """
    notice = (
        apps.get_model("accounts.Notice")
        .objects.select_related("user")
        .filter(pk=notice_id)
        .first()
    )
    if notice is None or not notice.user.email:
        return
    with translation.override("vi"):
        body = _("There is news for you in the portal. Sign in to see it:\n%(url)s") % {
            "url": f"{settings.PORTAL_URL}{notice.url}"
        }
        try:
            send_mail(_("Commune security: news"), body, None, [notice.user.email])
        except (OSError, smtplib.SMTPException):
            log.exception("mail of notice %s", notice_id)
