"""What is asked for under /personer/ and /min-side/."""
