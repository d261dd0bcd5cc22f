"""What can be said of a table in a file? Behind `favn analyse`, with the keys of docs/analyse.md.

`series` reads the columns, the others each answer with facts of plain values: numbers, texts,
lists. Nothing here knows a database or a language other than that of the command.
"""
