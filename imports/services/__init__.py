"""What moves an upload: kept, read, planned, written, taken back."""
