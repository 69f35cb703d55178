"""The cross-encoder as Tutor runs it (llama.cpp, NumPy) judges as the one that was trained (PyTorch)."""

import json
from pathlib import Path

import pytest

from tutor.domain.ports import Pair
from tutor.grading.text.weights import weights
from tutor.llm.catalogue import CROSS_ENCODER, model_file
from tutor.llm.cross_encoding import CrossEncodingModel

pytestmark = pytest.mark.model
SAMPLES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cross_encoder_samples.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_both_halves_judge_alike() -> None:
    model = CrossEncodingModel(model_file(CROSS_ENCODER), threads=1)
    pairs = [Pair(one["reference"], one["answer"]) for one in SAMPLES]
    read = [model.tokens(pair) for pair in pairs]
    made = [weights().cross.chances(vector)[0] for vector in model.encode(pairs)]
    model.close()
    assert read == [one["tokens"] for one in SAMPLES]
    apart = [abs(float(mine[0]) - one["chances"][0]) for mine, one in zip(made, SAMPLES, strict=True)]
    assert len(apart) >= 30
    assert max(apart) < 0.06
    assert sum(apart) / len(apart) < 0.015
