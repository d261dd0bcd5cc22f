"""Floor 0: what is a figure, how is it counted, and what may be shown of it?

Pure Python without Django. `figures` defines, `store` keeps one year's coded files, `engine`
counts exactly, and `disclosure` decides, last and in one place, what an edition may show.
DuckDB and Ibis are imported inside the functions that need them: importing this is quick.
"""
