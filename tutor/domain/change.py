"""What an answer does to a sheet: a value that the store writes down in one go."""

from dataclasses import dataclass

from tutor.domain.ids import SheetId
from tutor.domain.sheet import SheetStatus, SheetText


@dataclass(frozen=True, slots=True)
class SheetChange:
    """How a sheet shall stand afterwards; student and question are those of the submission that brings it.

    `sheet_id` None is a new sheet. `text` None keeps the sheet's text and version. `times_met` and `right_days`
    are the new counts themselves, not what is added to them.
    """

    sheet_id: SheetId | None
    text: SheetText | None
    reason: str  # why the sheet was written or changed, in plain words
    status: SheetStatus = SheetStatus.ACTIVE
    times_met: int = 1
    right_days: int = 0
    adds_evidence: bool = True  # the submission is named among the sheet's evidence

    def __post_init__(self) -> None:
        """Refuse a new sheet without a text, and counts below nothing."""
        if self.sheet_id is None and self.text is None:
            raise ValueError("a new sheet needs a text")
        if self.times_met < 0 or self.right_days < 0:
            raise ValueError("a sheet is met, and answered right, zero times or more")
