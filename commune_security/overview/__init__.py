"""The overview: a period against the one before, charts, what decays, communes compared."""
