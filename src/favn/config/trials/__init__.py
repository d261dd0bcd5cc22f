"""Trials: promises tried in the open, each ending in one figure and the bound it must meet.

`favn trial NAME` prints one JSON line. A trial builds its own small world in a temporary folder
or a database of its own, talks to 127.0.0.1 alone, and leaves nothing behind.
"""
