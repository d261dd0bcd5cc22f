"""Favn: the shared workspace for inclusion work."""

__version__ = "0.1.0"
