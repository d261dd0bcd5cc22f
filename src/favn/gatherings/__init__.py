"""Events of every kind: what is on, who signed up, who came, and who should be called.

A gathering has one or several meetings; people sign up with a name and one contact way, without an
account. Seats are given in order, and a freed seat moves up the waiting list by itself. Attendance
is counted per meeting, and those who were expected and did not come are called kindly.
"""
