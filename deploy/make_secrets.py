"""Print fresh secrets as lines of an environment file."""

import secrets

from cryptography.fernet import Fernet

print(f"SECRET_KEY={secrets.token_urlsafe(60)}")  # noqa: T201
print(f"CITIZEN_ID_KEYS={Fernet.generate_key().decode()}")  # noqa: T201
print(f"CITIZEN_ID_HASH_KEY={secrets.token_urlsafe(40)}")  # noqa: T201
