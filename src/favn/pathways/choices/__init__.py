"""States, kinds and the words they have on screen; each half of the room has modules of its own."""
