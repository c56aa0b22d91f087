"""Files become sheets: each format by its reader, in a child process with limits."""

from imports.reading.process import FileLimits, UnreadableFile, read_file, read_pasted

__all__ = ["FileLimits", "UnreadableFile", "read_file", "read_pasted"]
