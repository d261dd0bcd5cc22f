"""Questionnaires: asked by link, answered without an account, and counted honestly.

One question engine for every room above. A question keeps its identity through all versions; a
published version never changes; an answer points at both. The heart is the page where somebody
answers: it saves as one goes, can be left and opened again, and is corrected until the deadline.
"""
