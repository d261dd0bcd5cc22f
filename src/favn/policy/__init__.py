"""The municipality's plan: numbered initiatives, and the counts that associations send to them.

Its heart here is the quarterly count: asked for, approved by those who counted, sent as a number
and never as persons, accepted or asked back, and from then on part of the status draft.
"""
