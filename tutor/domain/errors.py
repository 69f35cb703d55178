"""What can go wrong that the student or the computer can put right."""

from collections.abc import Sequence

from tutor.domain.problem import Problem


class TutorError(Exception):
    """Something that can be put right; `hint` says how. Shown to the reader as it is."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep what happened (`message`) and what to do about it (`hint`)."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Give both on one line."""
        return f"{self.message} {self.hint}".strip()


class ModelMissingError(TutorError):
    """A model file is not where it should be."""


class ModelBrokenError(TutorError):
    """A model file is truncated, foreign, or not the one that was expected."""


class ModelStoppedError(TutorError):
    """The model's process ended in the middle of a job; the job can be tried again."""


class CancelledError(TutorError):
    """The reader stopped the work."""


class PackError(TutorError):
    """A question pack can't be read; the message names file, line and column, `problems` holds each of them."""

    def __init__(self, message: str, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        """Keep what happened, what to do about it, and the places to mend."""
        super().__init__(message, hint)
        self.problems = tuple(problems)


class StoreDamagedError(TutorError):
    """The database file is damaged; it was left as it is."""


class StoreNewerError(TutorError):
    """The database was written by a newer Tutor."""


class StoreBusyError(TutorError):
    """Another Tutor has the database open for writing."""


class AnswerFormError(TutorError):
    """An answer can't be read in the form that its question asks for; nothing was graded."""


class NotFoundError(TutorError):
    """There is no such student, question, sheet or pack."""
