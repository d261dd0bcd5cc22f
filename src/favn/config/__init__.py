"""The door: settings, addresses, the command, and the lists that assemble the rooms."""
