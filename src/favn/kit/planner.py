"""After very many rows at once: let the database look at its tables again before it is asked.

PostgreSQL plans by statistics that it gathers a minute or so later. Until then it believes a full
table is empty, and reading one month of a fresh year took the better part of a minute.
"""

from django.db import connection, models


def learn(*tables: type[models.Model]) -> None:
    """Gather statistics of these tables now; SQLite plans well enough without."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
