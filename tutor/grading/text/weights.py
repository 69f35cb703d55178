"""The fitted weights: from a comparison to the probability that an answer is correct. numpy only.

Three judges have a say. A small network reads both texts word by word: each word is
set beside what it aligns with in the other text, the words of a text are summed up by what they weigh, and the sums are
judged together with the named numbers. A forest of random trees looks at the named numbers alone: it learns less, and
so forgets less of what it has not met. The third is the cross-encoder, which read both texts at once. How much each
counts was chosen on questions that none of them had met (stacking: Wolpert 1992).
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from tutor.grading.text.features import NAMES, Comparison
from tutor.paths import resources

FORMAT = 2
MOST_REFERENCE_WORDS = 36
MOST_ANSWER_WORDS = 40
LEAST = 0.003  # the least and (from 1) the most that one judge may say
NETWORK = 0.7  # how much the network counts beside the forest
FURTHEST = 4.0  # spreads from the centre that a number may lie

Array = NDArray[np.float32]


class Named(Protocol):
    """Numbers by name: a Comparison, or what `beside` gives."""

    def __getitem__(self, name: str, /) -> float:
        """Give one number."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """What the cross-encoder's vector of a pair says, and how much that counts."""

    hidden_weight: Array
    hidden_bias: Array
    head_weight: Array
    head_bias: Array
    stack: Array  # the weight of the other judges' log odds, of its own, and what is added

    def leaning(self, vector: Array) -> float:
        """Give the log odds of "correct"."""
        hidden = np.tanh(self.hidden_weight @ vector + self.hidden_bias)
        return odds(float(_softmax(self.head_weight @ hidden + self.head_bias)[0]))

    def together(self, others: float, own: float) -> float:
        """Bring the other judges' log odds together with its own; the result is calibrated."""
        return float(self.stack @ (others, own, 1.0))


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned: how rare words are, the judges, calibration, and what makes an idea said."""

    encoder_sha256: str
    rarity: Mapping[str, float]
    centre: Array
    spread: Array
    axes: Array  # (dimension, axes): the directions in which words differ most
    members: tuple[Mapping[str, Array], ...]
    forest: Mapping[str, Array]  # per tree and node: feature, threshold, left, right (0: a leaf), odds of the leaf
    cross: Head
    slope: float  # calibration without the cross-encoder
    offset: float
    ideas: Mapping[str, float]  # what makes an idea said: weights by the numbers' names, and "offset"

    @classmethod
    def load(cls, path: Path) -> "Weights":
        """Read a weights file; ValueError when it is of another format or for other numbers."""
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT or tuple(data["names"]) != NAMES:
            raise ValueError(f"{path.name} was fitted for another Tutor")
        return cls(
            encoder_sha256=data["encoder_sha256"],
            rarity=data["rarity"],
            centre=unpacked(data["centre"]),
            spread=unpacked(data["spread"]),
            axes=unpacked(data["axes"]),
            members=tuple({name: unpacked(array) for name, array in one.items()} for one in data["members"]),
            forest={name: unpacked(array) for name, array in data["forest"].items()},
            cross=Head(**{name: unpacked(array) for name, array in data["cross"].items()}),
            slope=data["slope"],
            offset=data["offset"],
            ideas=data["ideas"],
        )

    def probability(self, comparison: Comparison, pair: Array | None = None) -> float:
        """Say how probable it is (0..1) that the answer is correct; `pair` is what the cross-encoder made of both."""
        leaning = self.leaning(comparison)
        if pair is None or not comparison.answer.stems:
            return chance(self.slope * leaning + self.offset)
        return chance(self.cross.together(leaning, self.cross.leaning(pair)))

    def leaning(self, comparison: Comparison) -> float:
        """Give the log odds of "correct" before calibration, of network and forest together."""
        if not comparison.answer.stems or not comparison.reference.stems:
            return odds(0.0)  # nothing was said, or nothing can be compared
        numbers = np.clip((comparison.numbers - self.centre) / self.spread, -FURTHEST, FURTHEST).astype(np.float32)
        return NETWORK * self._network(comparison, numbers) + (1 - NETWORK) * self._trees(numbers)

    def _trees(self, numbers: Array) -> float:
        feature, threshold, left, right, share = (
            self.forest[name] for name in ("feature", "threshold", "left", "right", "share")
        )
        trees = np.arange(len(feature))
        node = np.zeros(len(feature), np.int32)
        while True:
            following = np.where(
                numbers[feature[trees, node]] <= threshold[trees, node], left[trees, node], right[trees, node]
            )
            if not following.any():
                return odds(float(share[trees, node].mean()))
            node = np.where(following > 0, following, node)

    def _network(self, comparison: Comparison, numbers: Array) -> float:
        reference = comparison.reference.vectors[:MOST_REFERENCE_WORDS] @ self.axes
        answer = comparison.answer.vectors[:MOST_ANSWER_WORDS] @ self.axes
        reference_marks = comparison.reference_marks[:MOST_REFERENCE_WORDS]
        answer_marks = comparison.answer_marks[:MOST_ANSWER_WORDS]
        near = reference @ answer.T
        found = 0.0
        for member in self.members:
            left = np.tanh(4 * reference @ member["P"])
            right = np.tanh(4 * answer @ member["P"])
            known = np.concatenate(
                [
                    _summed(member, left, right, reference_marks, near),
                    _summed(member, right, left, answer_marks, near.T),
                    numbers,
                ]
            )
            hidden = np.maximum(known @ member["W2"] + member["b2"], 0)
            chances = _softmax(hidden @ member["W3"] + member["b3"] + numbers @ member["Wf"])
            found += odds(float(chances[0]))
        return found / len(self.members)

    def said(self, numbers: Named) -> float:
        """Say how probable it is (0..1) that an answer says one idea, by the numbers of the two."""
        weighed = (weight * numbers[name] for name, weight in self.ideas.items() if name != "offset")
        return chance(sum(weighed) + self.ideas["offset"])


@cache
def weights() -> Weights:
    """Read the weights that ship with Tutor, once."""
    return Weights.load(resources() / "models" / "short_text.json")


def odds(share: float) -> float:
    """Turn a probability into log odds; the surest are held back a little."""
    held = min(max(share, LEAST), 1 - LEAST)
    return float(np.log(held) - np.log(1 - held))


def packed(array: NDArray[Any]) -> dict[str, Any]:
    """Write an array as JSON's types: whole numbers as they are (up to 65535), others with three digits."""
    kind = np.dtype("<u2") if np.issubdtype(array.dtype, np.integer) else np.dtype("<f2")
    small = np.ascontiguousarray(array, kind)
    return {"shape": list(small.shape), kind.str: base64.b64encode(small.tobytes()).decode("ascii")}


def unpacked(data: Mapping[str, Any]) -> NDArray[Any]:
    """Read an array that `packed` wrote."""
    kind = "<u2" if "<u2" in data else "<f2"
    raw = np.frombuffer(base64.b64decode(data[kind]), kind).reshape(data["shape"])
    return raw.astype(np.int32 if kind == "<u2" else np.float32)


def _summed(member: Mapping[str, Array], own: Array, other: Array, marks: Array, near: Array) -> Array:
    """Sum up one text: each word beside what it aligns with in the other."""
    aligned = _softmax(near * member["tau"]) @ other
    beside = np.concatenate([own, aligned, np.abs(own - aligned), own * aligned, marks], axis=1)
    seen = np.maximum(beside @ member["W1"] + member["b1"], 0)
    attention = _softmax(seen @ member["v"] + 2 * marks[:, 0])
    return np.concatenate([attention @ seen, seen.max(axis=0)])


def _softmax(values: Array) -> Array:
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Array = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def chance(value: float) -> float:
    """Turn log odds into a probability."""
    return float(1 / (1 + np.exp(-np.clip(value, -30, 30))))
