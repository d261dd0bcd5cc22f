"""Who goes through which pathway, and how the year stands. Never writes."""
