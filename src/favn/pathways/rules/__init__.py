"""May anyone do this now? A sentence, or nothing; each half of the room has modules of its own."""
