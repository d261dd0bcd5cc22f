"""Turns what people type into clean values, each half of the room by itself. Nothing is written."""
