"""The demo commune: Bằng Cả as the article of 2024 tells it, with invented people.

Everything goes through the services and imports that an office uses, so the
demo is a real run of the portal.
"""

from commune_security.demo.load import PASSWORD, USERS, is_loaded, load_demo

__all__ = ["PASSWORD", "USERS", "is_loaded", "load_demo"]
