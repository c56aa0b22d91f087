"""The portal's own settings, pool and error pages and all, for a server that a test starts."""

from commune_security.settings import *  # noqa: F403
from commune_security.settings import STORAGES

STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
