"""May this be done now? A sentence, or nothing."""
