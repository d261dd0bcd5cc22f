"""Turns what a device or a person sends into clean values. Nothing is written here."""
