"""Backup and restore: database and files together, sealed where a key is set, compared row by row afterwards.

`contents` counts and fingerprints what there is, `dumps` saves and loads a database, `archive` is the file they
lie in, `services` is what the commands call.
"""

from operations.backups.services import BackupError, make_backup, restore_backup, verify_backup

__all__ = ["BackupError", "make_backup", "restore_backup", "verify_backup"]
