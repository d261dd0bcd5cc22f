"""Numbers behind `matching`: who may be a pair, the plan with the most points, and its prices.

`question` says what is asked; `coded` turns what people say into bits. `arrays` parts them into
blocks of numbers (`spoken`) whose prices rise (`rising`), with numpy and SciPy; `search` does it
without. `ties` builds the one plan of the prices, `solved` gives it with its proof, and `paths`
asks what one change would do to it. `matching` is the door.
"""
