"""What the room knows, as pages and actions ask for it. Never writes."""
