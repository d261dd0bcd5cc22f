"""Numbers behind `matching`: who may be a pair, the plan with the most points, and its prices.

`question` says what is asked; `coded` turns what people say into bits. `arrays` solves blocks of
numbers with numpy and SciPy, `search` does it without. `ties` makes one plan of equal ones, and
`paths` asks what one change would do to it. `matching` is the door.
"""
