"""The first start of an empty installation: one commune, its villages, its first officer."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.models import Role, User
from members.models import Commune, Village
from members.services.units import SCHEME, load_units

#: groups of four signs in the code: 80 bits, too many to be tried out
CODE_GROUPS = 5


def is_empty() -> bool:
    """Whether nobody can sign in yet. One statement."""
    return not User.objects.exists()


def code_file() -> Path:
    """Return the file that holds the code of the first start, on the server itself."""
    return Path(settings.VAR_DIR) / "first-start-code.txt"


def code() -> str:
    """Return the code that proves access to the server; made and written at the first call.

    Without it, whoever reached a fresh installation first would own it.
    """
    path = code_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        groups = [secrets.token_hex(2) for _group in range(CODE_GROUPS)]
        path.write_text("-".join(groups) + "\n")
    return path.read_text().strip()


def start_installation(
    *,
    typed_code: str,
    province: int,
    commune_code: str,
    villages: list[tuple[str, str]],
    username: str,
    full_name: str,
    password: str,
) -> User:
    """Fill an empty installation; return the first officer, who also administers it.

    `villages` are (name, kind). Raises PermissionDenied where somebody has started it
    already, ValidationError for a wrong code or a commune that is not of the province.
    """
    try:
        with transaction.atomic():
            user = User(username=username, full_name=full_name, is_superuser=True, is_staff=True)
            _start(typed_code, province, commune_code, villages, user, password)
    except IntegrityError as error:
        # Somebody else started it in the same moment: the communes are there already.
        raise PermissionDenied(_("The portal is set up already. Sign in.")) from error
    code_file().unlink(missing_ok=True)
    return user


def _start(
    typed_code: str,
    province: int,
    commune_code: str,
    villages: list[tuple[str, str]],
    user: User,
    password: str,
) -> None:
    """Check, and write everything; the user is saved last."""
    if not is_empty():
        raise PermissionDenied(_("The portal is set up already. Sign in."))
    if not constant_time_compare(typed_code.strip(), code()):
        raise ValidationError(_("The code is not right. Read it on the server again."))
    load_units(province=province)
    commune = Commune.objects.filter(code_scheme=SCHEME, code=commune_code).first()
    if commune is None:
        raise ValidationError(_("Choose the commune."))
    for name, kind in villages:
        village = Village(commune=commune, name=name, kind=kind)
        village.full_clean()
        village.save()
    user.set_password(password)
    user.full_clean()
    user.save()
    Role.objects.create(
        user=user, kind=Role.Kind.OFFICER, commune=commune, started_on=timezone.localdate()
    )
