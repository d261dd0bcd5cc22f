"""The ground floor: organisations, persons and accounts. One person, many engagements over time."""
