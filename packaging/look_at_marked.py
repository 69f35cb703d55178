"""Look at the marked answers of Tutor's own packs: what the free-text grader makes of each without the marks.

    python packaging/look_at_marked.py

Writes resources/models/marked_answers.jsonl, a line for each question, so that nobody's computer has to read them all.
To be run anew whenever the weights, the reading of answers, the packs' short-text questions or their marked answers
change; a test says when it was not.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from numpy.typing import NDArray

from tutor.bank import bundled_packs
from tutor.domain.ports import Encoding, Pair
from tutor.domain.question import Question, TextKey
from tutor.grading.text.marked_answers import FILE, looked_at, name_of
from tutor.llm.catalogue import CROSS_ENCODER, model_file
from tutor.llm.cross_encoding import CrossEncodingModel
from tutor.llm.encoding import EncodingModel
from tutor.paths import resources


class Encoder:
    """Both encoders in this process."""

    model_sha256, dimension = "", 384

    def __init__(self) -> None:
        self._known: dict[str, Encoding] = {}
        self._model = EncodingModel(resources() / "models" / "all-minilm-l6-v2-q8_0.gguf", threads=1)
        self._pairs = CrossEncodingModel(model_file(CROSS_ENCODER), threads=1)

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Encode each text once."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._model.encode([text])[0]
        return [self._known[text] for text in texts]

    def encode_pairs(self, pairs: Sequence[Pair]) -> NDArray[Any] | None:
        """Read pairs."""
        return self._pairs.encode(pairs)


def main() -> None:
    """Look at all of them, and write."""
    encoder = Encoder()
    with (resources() / "models" / FILE).open("w", encoding="utf-8", newline="\n") as file:
        for question in marked_questions():
            answers = [
                [";".join(sorted(look.words)), round(look.right, 2), round(look.some, 2), mark.value]
                for look, mark in looked_at(question, encoder)
            ]
            row = {"name": name_of(question), "question": question.prompt, "answers": answers}
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def marked_questions() -> Iterator[Question]:
    """Give the questions of Tutor's own packs that have marked answers."""
    for pack in bundled_packs():
        for question in pack.questions:
            if isinstance(question.key, TextKey) and question.key.marked:
                yield question


if __name__ == "__main__":
    main()
