"""States, kinds and the words that differ between one pathway and another."""
