"""Which roles the chat model in use has earned, and the exam in which it earns them."""

import logging
from collections.abc import Callable
from datetime import datetime

from tutor.app.exam_results import ExamResult, ExamResults
from tutor.app.exam_view import ExamView
from tutor.app.exam_words import view
from tutor.app.examine import Progress, examine
from tutor.domain.errors import TutorError
from tutor.domain.ports import Cancel, Chat, Encoder
from tutor.grading.second_judge import SecondJudge
from tutor.llm.models import Models
from tutor.paths import Paths

_log = logging.getLogger(__name__)


class Roles:
    """What a chat model may do here. A model that was not examined, or with another exam, judges nothing."""

    def __init__(self, paths: Paths, models: Models) -> None:
        """Look for results beside the store."""
        self._results = ExamResults(paths)
        self._models = models

    def second_judge(self, chat: Chat | None) -> SecondJudge | None:
        """Give the model as a second judge, where it has earned that."""
        result = self._earned()
        if chat is None or result is None or not result.may_judge:
            return None
        return SecondJudge(chat, result.model_sha256, result.worth)

    def may_word(self) -> bool:
        """Tell whether the model may word reasons; one that was not examined may try, for each wording is checked."""
        result = self._earned()
        return result is None or result.may_word

    def view(self) -> ExamView:
        """Tell in words what the model in use may do."""
        try:
            return view(self._models.chat.name, self._results.result(self._models.chat_sha256))
        except TutorError as error:
            return view(self._models.chat.name, None, problem=str(error))

    def examine(
        self, encoder: Encoder, now: Callable[[], datetime], progress: Progress | None, cancel: Cancel | None
    ) -> ExamView:
        """Examine the model in use and keep what it shows."""
        result = examine(self._models.chat, encoder, now=now, progress=progress, cancel=cancel)
        self._results.keep(result)
        return view(result.model_name, result)

    def _earned(self) -> ExamResult | None:
        """Give the model's result, where it still holds."""
        try:
            result = self._results.result(self._models.chat_sha256)
        except TutorError as error:
            _log.warning("the chat model does as if it was not examined: %s", error)
            return None
        return None if result is None or result.is_stale else result
