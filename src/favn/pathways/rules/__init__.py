"""May anyone do this now? Each answers with a sentence, or nothing."""
