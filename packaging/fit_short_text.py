# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call"
"""Fit the weights of the free-text grader.

    python packaging/fit_short_text.py DATA WORK [--quick] [--final]

WORK is the folder that fit_cross_encoder.py filled; the texts' encodings are kept there too. DATA holds
grading/{scientsbank,beetle,saf-en}-{train,test-ua}.jsonl and entailment/*.jsonl, one JSON object a line with
`question`, `reference_answers`, `answer`, `question_id` and the labels (entailment: `ref`, `ans`, `target`). The
extra "fit" of the project installs what this needs.

The answers in packaging/answers are learned from too. Prints cross-validation over whole questions and calibration,
then writes resources/models/short_text.json. `--final` also prints the test split: once, when nothing will be changed
any more. `--quick` only cross-validates. Everything random is seeded.
"""

import argparse
import hashlib
import json
import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import short_text_net as net
from numpy.typing import NDArray
from short_text_rows import (
    CORPORA,
    FOLDS,
    HONEST,
    JUDGED,
    LEARNING_HEADS,
    MISLEADING,
    Rows,
    as_read,
    folds,
    learning,
    macro_f1,
    rarity,
    rows_of,
    targets_of,
)

from tutor.domain.ports import Encoding
from tutor.grading.text.features import MARKS, NAMES, Comparison, compare
from tutor.grading.text.reading import Reading, read
from tutor.grading.text.weights import (
    CLASSES,
    FORMAT,
    HEADS,
    MOST_ANSWER_WORDS,
    MOST_REFERENCE_WORDS,
    Weights,
    columns,
    modest,
    packed,
    within,
)
from tutor.llm.encoding import EncodingModel
from tutor.paths import resources

ENCODER = resources() / "models" / "all-minilm-l6-v2-q8_0.gguf"
TARGET = resources() / "models" / "short_text.json"
SEEDS = (0, 1, 2)
EPOCHS, RATE = 12, 1e-3
STACKED = {"beetle": 0.5, "saf-en": 0.5, HONEST: 0.05}  # how much answers count when the judges are brought together
# How much answers count for the network: adults' long ones, and written ones, are less like what Tutor meets.
WEIGHT = {"saf-en": 0.5, HONEST: 0.25, MISLEADING: 0.4}

Floats = NDArray[np.float64]


# Reading


class Texts:
    """Texts as readings; encodings are kept in a file."""

    def __init__(self, rare: dict[str, float], kept: Path | None) -> None:
        self._rare, self._kept = rare, kept
        self._known: dict[str, Any] = pickle.loads(kept.read_bytes()) if kept is not None and kept.exists() else {}
        self.reading = cache(self._reading)

    def encode(self, texts: Iterable[str]) -> None:
        """Encode what is not known yet."""
        model = EncodingModel(ENCODER, threads=1)
        for text in dict.fromkeys(texts):
            if text not in self._known:
                made = model.encode([text])[0]
                self._known[text] = made.words, made.vectors.astype(np.float16), made.sentence.astype(np.float16)
        model.close()
        if self._kept is not None:
            self._kept.write_bytes(pickle.dumps(self._known))

    def _reading(self, text: str) -> Reading:
        found, vectors, sentence = self._known[text]
        return read(Encoding(text, found, vectors.astype(np.float32), sentence.astype(np.float32)), self._rare)

    def comparisons(self, rows: Rows) -> list[Comparison]:
        """Compare each answer with its references."""
        return [
            compare(
                self.reading(row["question"]),
                [self.reading(one) for one in row["reference_answers"]],
                self.reading(row["answer"]),
            )
            for row in rows
        ]


# Tables


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """What numbers and word vectors are measured by."""

    centre: NDArray[np.float16]
    spread: NDArray[np.float16]
    axes: NDArray[np.float32]  # (dimension, axes): the directions in which words differ most

    @classmethod
    def of(cls, made: Sequence[Comparison]) -> "Basis":
        """Measure the comparisons of students' answers."""
        numbers = np.array([one.numbers for one in made])
        centre, spread = numbers.mean(0).astype(np.float16), (numbers.std(0) + 1e-3).astype(np.float16)
        found = np.concatenate([one.vectors[:16] for each in made[::7] for one in (each.reference, each.answer)])
        _values, directions = np.linalg.eigh(found.T @ found)
        return cls(centre, spread, directions[:, ::-1][:, : net.AXES].astype(np.float16).astype(np.float32))


def table(made: Sequence[Comparison], rows: Rows, basis: Basis) -> dict[str, Any]:
    """Lay comparisons out as the network reads them."""
    axes = basis.axes
    numbers = within((np.array([one.numbers for one in made]) - basis.centre) / basis.spread)
    left, left_marks = _padded([(one.reference, one.reference_marks) for one in made], MOST_REFERENCE_WORDS, axes)
    right, right_marks = _padded([(one.answer, one.answer_marks) for one in made], MOST_ANSWER_WORDS, axes)
    return {
        "R": left, "A": right, "r": left_marks, "a": right_marks, "X": numbers,
        "t": np.array([[place in targets_of(row) for place in range(len(CLASSES))] for row in rows], np.float32),
        "h": np.array([row["dataset"] == MISLEADING for row in rows], np.int32),  # place in HEADS
        "w": np.array([WEIGHT.get(row["dataset"], 1.0) for row in rows], np.float32),
    }  # fmt: skip


def _padded(texts: Sequence[tuple[Reading, Any]], most: int, axes: Any) -> tuple[Any, Any]:
    vectors = np.zeros((len(texts), most, axes.shape[1]), np.float16)
    marks = np.zeros((len(texts), most, 1 + len(MARKS)), np.float32)
    for place, (reading, known) in enumerate(texts):
        count = min(most, len(reading.stems))
        vectors[place, :count] = reading.vectors[:count] @ axes
        marks[place, :count, 0] = 1
        marks[place, :count, 1:] = known[:count]
    return vectors, marks


# Judging


def logistic(columns: Floats, is_right: Any, weight: Any, ridge: float) -> Floats:
    """Fit a logistic regression by Newton's method."""
    found = np.zeros(columns.shape[1])
    for _turn in range(50):
        share = 1 / (1 + np.exp(-columns @ found))
        slope = columns.T @ (weight * (share - is_right)) + ridge * found
        bend = (columns * (weight * share * (1 - share))[:, None]).T @ columns + (ridge + 1e-9) * np.eye(len(found))
        found = found - np.linalg.solve(bend, slope)
    return found


def report(title: str, rows: Rows, share: Floats) -> None:
    """Print macro-F1, accuracy, calibration error and accuracy at some coverages, for each corpus."""
    is_right = np.array([row["label_2way"] == "correct" for row in rows])
    name = np.array([row["dataset"] for row in rows])
    print(f"\n{title}\n{'corpus':12} answers  macro-F1  accuracy  ECE    acc@80%  acc@60%  answered at 85 %")
    for corpus in (*CORPORA, HONEST, MISLEADING, "all"):
        here = name == corpus if corpus != "all" else np.isin(name, CORPORA)
        if not here.any():
            continue
        hit, sure = is_right[here] == (share[here] > 0.5), np.abs(share[here] - 0.5)
        ranked = np.cumsum(hit[np.argsort(-sure)]) / np.arange(1, here.sum() + 1)
        good = np.flatnonzero(ranked >= 0.85)
        print(
            f"{corpus:12} {here.sum():7}  {macro_f1(is_right[here], share[here] > 0.5):8.3f}  {hit.mean():8.3f}"
            f"  {expected_error(share[here], is_right[here]):.3f}  {ranked[int(0.8 * len(ranked)) - 1]:7.3f}"
            f"  {ranked[int(0.6 * len(ranked)) - 1]:7.3f}  {(good[-1] + 1 if len(good) else 0) / len(ranked):8.2f}"
        )


def expected_error(share: Floats, is_right: Any) -> float:
    """Measure how far probabilities lie from what happens, over ten bins (ECE)."""
    bins = np.minimum((share * 10).astype(int), 9)
    return float(
        sum(abs(share[bins == one].mean() - is_right[bins == one].mean()) * (bins == one).mean() for one in set(bins))
    )


def thresholds(share: Floats, is_right: Any) -> None:
    """Print what deciding at some thresholds would mean."""
    print("\nthresholds        decided  right of the decided   right of 'correct'  right of 'incorrect'")
    for low, high in (
        (0.15, 0.85),
        (0.2, 0.8),
        (0.25, 0.75),
        (0.3, 0.7),
        (0.35, 0.65),
        (0.4, 0.6),
        (0.25, 0.7),
        (0.3, 0.65),
    ):
        good, bad = share >= high, share <= low
        decided = good | bad
        print(
            f"{low:.2f} .. {high:.2f}      {decided.mean():6.2f}  {(is_right == good)[decided].mean():8.3f}"
            f"             {is_right[good].mean():8.3f}           {1 - is_right[bad].mean():8.3f}"
        )


# Fitting


class Network:
    """Networks that begin differently, fitted to some rows."""

    def __init__(self, data: dict[str, Any], some: NDArray[np.int64], seeds: Sequence[int] = SEEDS) -> None:
        self.members = [net.train(net.fresh(one), data, some, epochs=EPOCHS, rate=RATE, seed=one) for one in seeds]

    def shares(self, data: dict[str, Any], some: NDArray[np.int64]) -> Floats:
        """Give their probabilities for some rows, by the graded head: (rows, classes)."""
        return together([np.log(np.maximum(net.chances(one, data, some)[:, 0], 1e-9)) for one in self.members])

    def kept(self) -> list[dict[str, Any]]:
        """Give the members without the head that only helped them to learn."""
        return [{name: one for name, one in each.items() if not name.endswith("_misleading")} for each in self.members]


def together(logs: Sequence[Floats]) -> Floats:
    """Bring members' log probabilities together (..., classes)."""
    raised = np.exp(np.mean(logs, axis=0))
    shares: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return shares


def main() -> None:
    """Fit, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--final", action="store_true")
    wish = parser.parse_args()
    rare = rarity(wish.data)
    rows, rough = learning(wish.data, rare)
    learned = [*rows, *rough]
    tests = as_read(rows_of(wish.data, "test-ua"), rare)
    texts = Texts(rare, wish.work / "encodings.pickle")
    texts.encode(
        text for row in (*learned, *tests) for text in (row["question"], row["answer"], *row["reference_answers"])
    )
    made = texts.comparisons(learned)
    basis = Basis.of([one for one, row in zip(made, rows, strict=False) if row["dataset"] in CORPORA])
    data = table(made, learned, basis)
    some = np.flatnonzero(np.isin(folds(rows), JUDGED))
    judged = [rows[place] for place in some]
    network = held_out(data, folds(learned), some)
    judges = columns(network, cross_of(wish.work / "scores.npz", "held_out", judged))
    first = {name: one[some] for name, one in data.items()}
    stack = judged_apart(judged, [made[place] for place in some], first, judges)
    if wish.quick:
        return
    everything = Network(data, np.arange(len(learned)))
    write(rare, basis, everything, heads_of(wish.work), stack)
    known = Weights.load(TARGET)
    apart = [
        np.abs(known.network(made[place], known.numbers(made[place])) - everything.shares(data, np.array([place]))[0])
        for place in range(0, len(rows), 500)
    ]
    print(f"\nlargest difference between the two halves (probability): {np.max(apart):.3f}")
    if wish.final:
        test(tests, texts.comparisons(tests), known, cross_of(wish.work / "final.npz", "scores", tests))


def test(tests: Rows, made: Sequence[Comparison], known: Weights, cross: Floats) -> None:
    """Print how the weights fare on answers that nothing was fitted to."""
    named = [known.numbers(one) for one in made]
    nothing = np.zeros(len(CLASSES), np.float32)  # for an answer without a word
    network = np.stack(
        [known.network(one, each) if one.answer.stems else nothing for one, each in zip(made, named, strict=True)]
    )
    found = columns(network, cross)
    leaning = {name: found[name] @ known.stack[name] for name in found}
    both = chances(modest(np.where([one.fits_pair for one in made], leaning["correct"], leaning["words"])))
    report("Test, unseen answers: words alone", tests, chances(modest(leaning["words"])))
    report("Test, unseen answers: all judges", tests, both)
    saf = np.array([row["dataset"] == "saf-en" for row in tests])
    scores = [row["score"] for row in tests if row["dataset"] == "saf-en"]
    marks = both + 0.5 * (1 - both) * chances(modest(leaning["partial"]))
    print(f"correlation with SAF's scores: {np.corrcoef(marks[saf], scores)[0, 1]:.3f}")


def held_out(
    data: dict[str, Any], part: NDArray[np.int64], some: NDArray[np.int64], judged: Sequence[int] = JUDGED
) -> Floats:
    """Judge some answers, those of the parts in `judged`, by a network that learned from others: (some, classes)."""
    found = np.zeros((len(some), len(CLASSES)))
    for number in judged:
        here = part[some] == number
        found[here] = Network(data, np.flatnonzero(part != number), SEEDS[:1]).shares(data, some[here])
    return found


def judged_apart(
    rows: Rows, made: Sequence[Comparison], data: dict[str, Any], judges: dict[str, Floats]
) -> dict[str, Floats]:
    """Fit how much each judge counts; print what that is worth on questions that neither judges nor fit have met."""
    is_right, is_partial = data["t"][:, 0] > 0, data["t"][:, 3] > 0
    is_graded = data["h"] == HEADS.index("graded")
    is_short = np.array([one.fits_pair for one in made])
    is_plain = data["t"].sum(axis=1) == 1  # SciEntsBank does not tell partly right from wrong
    saf_wrong = np.array([row.get("label_verification") == "incorrect" for row in rows])
    chosen = {
        "correct": (is_right, is_graded & is_short),
        "words": (is_right, is_graded),
        "partial": (is_partial, is_graded & ~is_right & (is_plain | saf_wrong)),
        "undoubted": (is_right, ~is_graded & is_short),
    }
    weight = np.array([STACKED.get(row["dataset"], 1.0) for row in rows])
    fold, fitted, found = folds(rows, byte=0), {}, {}
    for name, (goal, here) in chosen.items():
        some = judges[name]
        found[name] = np.zeros(len(rows))
        for number in range(FOLDS):
            inside, outside = (fold != number) & here, fold == number
            found[name][outside] = some[outside] @ logistic(some[inside], goal[inside], weight[inside], 0.0)
        fitted[name] = logistic(some[here], goal[here], weight[here], 0.0)
        print(name, fitted[name].round(3))
    found["correct"] = np.where(is_short, found["correct"], found["words"])
    share = {name: chances(modest(one)) for name, one in found.items()}
    graded = [row for row in rows if row["dataset"] != MISLEADING]
    for title, name in (("words alone", "words"), ("all judges", "correct")):
        report(f"Unseen questions: {title}", graded, share[name][is_graded])
    misleading = [row for row in rows if row["dataset"] == MISLEADING]
    report("Unseen questions, answers that mislead: doubt", misleading, share["undoubted"][~is_graded])
    young = np.array([row["dataset"] in ("scientsbank", "beetle") for row in rows])
    thresholds(share["correct"][young], is_right[young])
    return fitted


def cross_of(file: Path, name: str, rows: Rows) -> Floats:
    """Read the cross-encoder's probabilities: (rows, heads, classes)."""
    data = np.load(file)
    if data["ids"].tolist() != [row["id"] for row in rows]:
        raise ValueError(f"{file.name} was made for other answers")
    shares: Floats = np.exp(data[name].astype(np.float64))
    return shares[:, [LEARNING_HEADS.index(head) for head in HEADS]]


def heads_of(work: Path) -> dict[str, Any]:
    """Read the cross-encoder's heads that are kept: each part stacked over HEADS."""
    places = [LEARNING_HEADS.index(head) for head in HEADS]
    with np.load(work / "final.npz") as data:
        return {
            f"{part}_{kind}": np.stack([data[f"{part}.{place}.{kind}"] for place in places])
            for part in ("hidden", "head")
            for kind in ("weight", "bias")
        }


def chances(odds: Floats) -> Floats:
    """Turn log odds into probabilities."""
    share: Floats = 1 / (1 + np.exp(-odds))
    return share


def write(
    rare: dict[str, float], basis: Basis, network: Network, cross: dict[str, Any], stack: dict[str, Floats]
) -> None:
    """Write the weights file."""
    data = {
        "format": FORMAT,
        "licence": "CC-BY-SA-4.0",
        "encoder_sha256": hashlib.sha256(ENCODER.read_bytes()).hexdigest(),
        "names": NAMES,
        "cross": {name: packed(np.asarray(one)) for name, one in cross.items()},
        "stack": {name: packed(one) for name, one in stack.items()},
        "centre": packed(basis.centre),
        "spread": packed(basis.spread),
        "axes": packed(basis.axes),
        "members": [{name: packed(np.asarray(one)) for name, one in each.items()} for each in network.kept()],
        "rarity": rare,
    }
    TARGET.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
