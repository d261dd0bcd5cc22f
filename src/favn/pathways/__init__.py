"""Pathways: a person beside a person, and what came of it.

One lifecycle in two vocabularies: a mentor pair and a place in the employment programme are both
wished for, matched or placed, started, met in, ended, and asked about afterwards. Everybody here is
on a named tier at most: nothing of a case or of anybody's health is known in this room.
"""
