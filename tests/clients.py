"""A browser's stand-in that is signed in."""

from django.test import Client


def of(user) -> Client:
    """Return a client signed in as this user."""
    client = Client()
    client.force_login(user)
    return client
