"""Types for ids, so that one is never taken for another."""

from typing import NewType

PackId = NewType("PackId", str)
QuestionId = NewType("QuestionId", str)  # "<pack id>/<question name>", stable over versions of a pack
PassageId = NewType("PassageId", str)  # "<pack id>/<passage name>"
StudentId = NewType("StudentId", int)
SubmissionId = NewType("SubmissionId", int)
SheetId = NewType("SheetId", int)
SittingId = NewType("SittingId", int)
