"""Pages of the room; one file for each subject."""
