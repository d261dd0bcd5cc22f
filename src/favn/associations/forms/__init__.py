"""Turns what people type about associations into clean values. Nothing is written here."""
