"""How often what is said of an idea is right, on the answers that judged_ideas.md tells of."""

import json
from pathlib import Path

import pytest

from tests.grading.real_encoder import InProcess
from tutor.grading.text.ideas import COVERED, MISSING
from tutor.grading.text.reading import Reading, read
from tutor.grading.text.said import said
from tutor.grading.text.weights import weights

pytestmark = pytest.mark.model
FOLDER = Path(__file__).parent


@pytest.mark.parametrize(("name", "least"), [("judged_ideas_dev", 0.86), ("judged_ideas", 0.84)])
def test_what_is_stated_of_ideas_is_mostly_right(real_encoder: InProcess, name: str, least: float) -> None:
    """The answer's verdict is left out of it: the grader was fitted on these answers, ideas were not."""
    stated = ideas = right = known = 0
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for idea in row["ideas"]:
            question, wanted, answer = (
                _read(real_encoder, one) for one in (row["question"], idea["text"], row["answer"])
            )
            chance = said(question, wanted, answer).probability
            is_stated = chance >= COVERED or chance < MISSING
            stated, ideas = stated + is_stated, ideas + 1
            if is_stated and idea["said"] is not None:
                known, right = known + 1, right + ((chance >= COVERED) == idea["said"])
    assert right >= least * known
    assert stated >= 0.68 * ideas


def _read(encoder: InProcess, text: str) -> Reading:
    return read(encoder.encode([text])[0], weights().rarity)
