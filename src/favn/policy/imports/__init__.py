"""Papers from outside Favn: last year's committee paper, read into initiatives.

    paper = read_paper(name, data)         reads; knows nothing of the plan and writes nothing
    row = keep(paper, plan, ...)           keeps it for review; the plan is untouched
    planned = dry_run(plan, lines, year)   what each line would do

A DOCX table, a PDF with text, or plain text. What the paper leaves out is said and never guessed.
"""

from favn.policy.imports.kinds import LARGEST
from favn.policy.imports.reader import read_paper
from favn.policy.imports.review import Planned, dry_run, keep, lines_of, row_of, tally
from favn.policy.imports.sentences import said
from favn.policy.imports.shapes import Doubt, Line, Note, Paper, Said, Unreadable

__all__ = [
    "LARGEST",
    "Doubt",
    "Line",
    "Note",
    "Paper",
    "Planned",
    "Said",
    "Unreadable",
    "dry_run",
    "keep",
    "lines_of",
    "read_paper",
    "row_of",
    "said",
    "tally",
]
