"""The conference folder: every paper of a meeting in one place, and the news item about it."""
