"""A browser's stand-in that is signed in."""

from django.conf import settings
from django.test import Client
from qsessions.backends.db import SessionStore

from accounts.services.second_factor import DONE, SESSION_KEY


def of(user) -> Client:
    """Return a client signed in as this user, second factor shown."""
    client = Client()
    client.force_login(user)
    # Address and browser as the client will send them, or its first request writes them.
    session = SessionStore(client.session.session_key, user_agent="", ip="127.0.0.1")
    session[SESSION_KEY] = DONE
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
