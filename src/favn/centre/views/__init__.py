"""Pages of the centre, by subject: the desk, its entries, the timetable, cards and tablets."""
