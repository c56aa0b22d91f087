"""A plausible province of invented people, for measuring: made by bulk writes."""
