"""The room's verbs, one module for each thing; each is atomic and writes history."""
