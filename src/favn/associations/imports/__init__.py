"""A messy list of associations: its columns told by their headings, its lines read, doubts found.

read(data)              the whole list as lines with faults; writes nothing
whole(name, …, sheet)   the same with its doubts: whom each line may be, in the directory or above
"""

from favn.associations.imports.columns import Line, Sheet, read
from favn.associations.imports.doubts import doubted, whole
from favn.kit.files import LARGEST, Unreadable

__all__ = ["LARGEST", "Line", "Sheet", "Unreadable", "doubted", "read", "whole"]
