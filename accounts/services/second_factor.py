"""The second factor: a code of the phone, and recovery codes on paper for when it is lost."""

from django.conf import settings
from django.db import transaction
from django_otp import match_token
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import User
from common.access import COMMITTEE, OFFICER
from common.audit import log_access

SESSION_KEY, PENDING, DONE = "second_factor", "pending", "done"
RECOVERY_CODES = 10
ISSUER = "ANTT"


def is_required(user: User) -> bool:
    """Whether this user must have a second factor: officers, committee, administrators."""
    return bool(settings.SECOND_FACTOR) and user.has_role(OFFICER, COMMITTEE)


def has_factor(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def codes_left(user: User) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def device_to_set_up(user: User) -> TOTPDevice:
    """Return the user's device that is not confirmed yet, made where there is none."""
    device, _made = TOTPDevice.objects.get_or_create(
        user=user, confirmed=False, defaults={"name": ISSUER}
    )
    return device


@transaction.atomic
def confirm(*, user: User, token: str) -> list[str] | None:
    """Confirm the device being set up; return ten recovery codes, or None for a wrong token.

    Former devices and codes end with it.
    """
    device = device_to_set_up(user)
    if not device.verify_token(token):
        return None
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    log_access(user, user=user, what="account.factor_on")
    return new_recovery_codes(user=user)


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Replace the recovery codes; each works once."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return codes


def verify(*, user: User, token: str) -> bool:
    """Whether a code of the phone, or a recovery code (used up by it), is right.

    Wrong codes make the next try wait, longer each time (django-otp's throttling).
    """
    right = match_token(user, token) is not None
    log_access(user, user=user, what="account.factor" if right else "account.factor_wrong")
    return right


@transaction.atomic
def remove(*, target: User, user: User) -> None:
    """Take the second factor off, e.g. because the phone is lost. Other sessions end."""
    TOTPDevice.objects.filter(user=target).delete()
    StaticDevice.objects.filter(user=target).delete()
    log_access(target, user=user, what="account.factor_off")


def set_up_link(device: TOTPDevice) -> str:
    """Return the otpauth:// address that the phone's app reads from the QR code."""
    return str(device.config_url)
