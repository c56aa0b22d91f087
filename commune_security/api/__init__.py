"""The interface for the upper level's systems: read-only, versioned, counts and public roles."""
