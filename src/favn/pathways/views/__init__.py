"""The pages of the room, each half in modules of its own."""
