"""Associations and the municipality find each other.

A directory whose entries the associations keep themselves and that says how old it is; the errands
they bring to an office, with who this is beside each; and who in the offices knows whom.
"""
