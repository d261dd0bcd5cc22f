"""Floor 0: what is a figure, how is it counted, what may be shown of it, and what does it carry?

Pure Python without Django. `figures` defines, `store` keeps one year's coded files, `engine`
counts exactly, and `disclosure` decides, last and in one place, what an edition may show.
Honest numbers: `intervals`, `proportions`, `trend` and `funnel` test, `parity` and `shares` are
arithmetic, `evidence` holds the written rule, and `panel` does it for thousands of series at once.
DuckDB and Ibis are imported inside the functions that need them: importing this is quick.
"""
