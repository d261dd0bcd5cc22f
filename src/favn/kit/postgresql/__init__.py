"""Favn's PostgreSQL: a connection that tells whom the house acts for before it asks."""
