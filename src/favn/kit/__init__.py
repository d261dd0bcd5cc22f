"""The cellar: shared parts that know no subject.

Tenancy and the border in the database, the clock, history, the statistics store's Django side,
living figures and the design system's components. Nothing here names a room.
"""
