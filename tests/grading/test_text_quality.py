"""How good the free-text grader is, on corpora that lie beside the project (skipped where they do not)."""

import numpy as np
import pytest

from tests.data import corpus
from tests.grading.real_encoder import InProcess
from tutor.grading.text.features import compare
from tutor.grading.text.reading import read
from tutor.grading.text.weights import weights

pytestmark = pytest.mark.model
MOST = 250  # answers of a corpus: enough to see a fall, few enough to be quick


@pytest.mark.parametrize(("name", "least"), [("scientsbank-test-ua", 0.72), ("beetle-test-ua", 0.85)])
def test_macro_f1_does_not_fall(real_encoder: InProcess, name: str, least: float) -> None:
    rows = corpus(name)[:MOST]
    share = []
    for row in rows:
        texts = [row["question"], row["answer"], *row["reference_answers"]]
        question, answer, *references = (read(one, weights().rarity) for one in real_encoder.encode(texts))
        share.append(weights().judge(compare(question, references, answer)).correct)
    is_right = np.array([row["label_2way"] == "correct" for row in rows])
    assert macro_f1(is_right, np.array(share) > 0.5) >= least


def macro_f1(
    is_right: "np.ndarray[tuple[int], np.dtype[np.bool_]]", said: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
) -> float:
    found = []
    for value in (True, False):
        both = np.sum((is_right == value) & (said == value))
        found.append(2 * both / max(1, np.sum(is_right == value) + np.sum(said == value)))
    return float(np.mean(found))
