"""The fitted weights: from a comparison to the probability that an answer is correct. numpy only.

Two judges have a say. A small network reads both texts word by word: each word is set beside what it aligns with in the
other text, the words of a text are summed up by what they weigh, and the sums are judged together with the named
numbers. The other is the cross-encoder, which read both texts at once. How much each counts was fitted on questions
that neither had met (stacking: Wolpert 1992).

Both learned with several heads. Some learned from students' answers and from written ones like theirs, where shared
words mostly mean a right answer. Another learned from answers written so that shared words mislead: the
cross-encoder's is the one that doubts; the network's only helped it to learn how words lie beside one another, and is
not kept.
"""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tutor.grading.text.features import NAMES, Comparison
from tutor.paths import resources

FORMAT = 4
CLASSES = ("correct", "incorrect", "contradictory", "partial")
HEADS = ("graded", "misleading")  # students' answers; answers written to mislead who counts words
MOST_REFERENCE_WORDS = 36
MOST_ANSWER_WORDS = 40
LEAST = 0.003  # the least and (from 1) the most that one judge may say
_FURTHEST = 4.0  # spreads from the centre that a number may lie
_EXTREME, _ADDED = 1.735, 0.5  # log odds (.85) beyond which little is added: so .934 becomes .9

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What all judges come to, as probabilities (0..1)."""

    correct: float
    partial: float  # partly right; at most what `correct` leaves
    undoubted: float  # correct, as the cross-encoder judges that learned from answers that mislead


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What the cross-encoder's vector of a pair says."""

    hidden_weight: Array  # (heads, inner, width)
    hidden_bias: Array
    head_weight: Array  # (heads, classes, inner)
    head_bias: Array

    def chances(self, vector: Array) -> Array:
        """Give the probability of each class by each head: (heads, classes)."""
        hidden = np.tanh(self.hidden_weight @ vector + self.hidden_bias)
        return _softmax((self.head_weight @ hidden[:, :, None])[:, :, 0] + self.head_bias)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What was learned: how rare words are, the judges, and how much each counts."""

    encoder_sha256: str
    rarity: Mapping[str, float]
    centre: Array
    spread: Array
    axes: Array  # (dimension, axes): the directions in which words differ most
    members: tuple[Mapping[str, Array], ...]
    cross: Heads
    stack: Mapping[str, Array]  # how much each column counts: see `columns` and `judgement`

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
            cross=Heads(**{name: unpacked(array) for name, array in data["cross"].items()}),
            stack={name: unpacked(array) for name, array in data["stack"].items()},
        )

    def judge(self, comparison: Comparison, pair: Array | None = None) -> Judgement:
        """Say how probable it is that the answer is right, or partly; `pair` is what the cross-encoder made of both."""
        if not comparison.answer.stems or not comparison.reference.stems:
            return Judgement(LEAST, 0.0, LEAST)  # nothing was said, or nothing can be compared
        numbers = self.numbers(comparison)
        cross = None if pair is None else self.cross.chances(pair)
        return judgement(self.stack, self.network(comparison, numbers), cross)

    def numbers(self, comparison: Comparison) -> Array:
        """Give a comparison's numbers as the judges read them: centred, in spreads, held within bounds."""
        return within((comparison.numbers - self.centre) / self.spread)

    def network(self, comparison: Comparison, numbers: Array) -> Array:
        """Give the network's probability of each class, by its graded head: (classes)."""
        reference = comparison.reference.vectors[:MOST_REFERENCE_WORDS] @ self.axes
        answer = comparison.answer.vectors[:MOST_ANSWER_WORDS] @ self.axes
        reference_marks = comparison.reference_marks[:MOST_REFERENCE_WORDS]
        answer_marks = comparison.answer_marks[:MOST_ANSWER_WORDS]
        near = reference @ answer.T
        found = np.zeros(len(CLASSES), np.float32)
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
            hidden = np.maximum(known @ member["W2_graded"] + member["b2_graded"], 0)
            scores = hidden @ member["W3_graded"] + member["b3_graded"] + numbers @ member["Wf_graded"]
            found += np.log(_softmax(scores))
        return _softmax(found / len(self.members))


def within(numbers: NDArray[Any]) -> Array:
    """Hold numbers, in spreads from their centre, within bounds."""
    held: Array = np.clip(numbers, -_FURTHEST, _FURTHEST).astype(np.float32)
    return held


def columns(network: NDArray[Any], cross: NDArray[Any]) -> dict[str, NDArray[np.float64]]:
    """Lay out what the judges say for each question that the stack answers: (..., columns), a one at the end.

    `network` holds probabilities (..., classes), `cross` has them by head (..., heads, classes).
    """
    right, partial = CLASSES.index("correct"), CLASSES.index("partial")
    graded, misleading = (cross[..., HEADS.index(name), :] for name in ("graded", "misleading"))
    named = {
        "correct": [odds(network[..., right]), odds(graded[..., right])],
        "words": [odds(network[..., right])],
        "partial": [odds(one[..., partial] / (1 - one[..., right])) for one in (network, graded)],
        "undoubted": [odds(misleading[..., right])],
    }
    return {name: np.stack([*each, np.ones_like(each[0])], axis=-1) for name, each in named.items()}


def judgement(stack: Mapping[str, Array], network: Array, cross: Array | None) -> Judgement:
    """Bring the judges together; without a cross-encoder the network stands in for it, and nobody doubts."""
    pair = np.stack([network] * len(HEADS)) if cross is None else cross
    found = columns(network, pair)
    share = {name: chance(modest(float(found[name] @ stack[name]))) for name in found}
    correct = share["words" if cross is None else "correct"]
    return Judgement(correct, (1 - correct) * share["partial"], 0.5 if cross is None else share["undoubted"])


def modest(leaning: "NDArray[Any] | float", added: float = _ADDED) -> Any:
    """Hold log odds back where they are extreme: on new questions the surest tenth errs more often than it says.

    `added` is the share of what lies beyond that is added.
    """
    size = np.abs(leaning)
    return np.sign(leaning) * np.where(size > _EXTREME, _EXTREME + added * (size - _EXTREME), size)


@cache
def weights() -> Weights:
    """Read the weights that ship with Tutor, once."""
    return Weights.load(resources() / "models" / "short_text.json")


def odds(share: "NDArray[Any] | float") -> Any:
    """Turn probabilities into log odds; the surest are held back a little."""
    held = np.clip(np.asarray(share, np.float64), LEAST, 1 - LEAST)
    return np.log(held) - np.log(1 - held)


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


def _softmax(values: NDArray[Any]) -> Array:
    raised = np.exp(values - values.max(axis=-1, keepdims=True))
    shares: Array = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def chance(value: float) -> float:
    """Turn log odds into a probability."""
    return float(1 / (1 + np.exp(-np.clip(value, -30, 30))))
