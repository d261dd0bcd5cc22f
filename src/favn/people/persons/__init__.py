"""Persons, known no more than needed.

So far the lowest two tiers: the anonymous count needs no record here, and a card is a random
code without a name. Names and cases come later, behind deliberate steps.
"""
