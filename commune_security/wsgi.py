"""The portal as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commune_security.settings")
application = get_wsgi_application()

from common.guards import restore_at_start  # noqa: E402 needs the apps to be loaded

restore_at_start()
# What is loaded by now stays: the collector need not look through it again while a report is worked out.
gc.freeze()
