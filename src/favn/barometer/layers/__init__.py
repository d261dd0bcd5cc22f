"""Reads one indicator in three layers, out of the same cells as its chart and its table.

    observed      what the cells say, in words; always speaks
    evidence      a word by a written rule, or why it cannot be decided
    same pace     years at the observed pace, window by window: arithmetic, not a forecast

Pure: nothing here reads the database.
"""
