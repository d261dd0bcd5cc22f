"""One module per command: `arguments` adds its options, `run` does it and returns the code."""
