"""A questionnaire written elsewhere, in the open standard XLSForm: read whole, nothing written.

read(data, name)   what it would become, and by row what is left out, changes, or must be mended
"""

from favn.kit.files import LARGEST, Unreadable
from favn.surveys.imports.reading import Read, Remark, read

__all__ = ["LARGEST", "Read", "Remark", "Unreadable", "read"]
