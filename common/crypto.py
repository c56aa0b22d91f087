"""Citizen IDs, and uploads that hold them, at rest: encrypted, with a keyed hash beside them for look-up.

Keys come from `CITIZEN_ID_KEYS` (the first encrypts, all decrypt, so a key can
be rotated) and `CITIZEN_ID_HASH_KEY`.
"""

import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(text: str) -> str:
    """Return `text` encrypted under the first key; "" stays ""."""
    return _cipher(tuple(settings.CITIZEN_ID_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """Return the text of a token of `encrypt`. Raises InvalidToken without its key."""
    return (
        _cipher(tuple(settings.CITIZEN_ID_KEYS)).decrypt(token.encode()).decode() if token else ""
    )


def keyed_hash(text: str) -> str | None:
    """Return the look-up hash of `text` (hex SHA-256 HMAC), None for ""."""
    if not text:
        return None
    key = settings.CITIZEN_ID_HASH_KEY.encode()
    return hmac.digest(key, text.encode(), "sha256").hex()


def encrypt_bytes(content: bytes) -> bytes:
    """Return a file's content encrypted under the first key."""
    return _cipher(tuple(settings.CITIZEN_ID_KEYS)).encrypt(content)


def decrypt_bytes(token: bytes) -> bytes:
    """Return the content of a token of `encrypt_bytes`. Raises InvalidToken without its key."""
    return _cipher(tuple(settings.CITIZEN_ID_KEYS)).decrypt(token)
