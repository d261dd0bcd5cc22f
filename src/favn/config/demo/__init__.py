"""The demo world: invented people and places around figures that were really published."""
