"""Pages made of figures: the centre's year, and the living figure with its files.

It reads other rooms through their queries and figures and changes nothing in them.
"""
