# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call"
"""Fit the weights of the free-text grader.

    python packaging/fit_short_text.py DATA WORK [--quick] [--final]

WORK is the folder that fit_cross_encoder.py filled; the texts' encodings are kept there too. DATA holds
grading/{scientsbank,beetle,saf-en}-{train,test-ua}.jsonl and entailment/*.jsonl, one JSON object a line with
`question`, `reference_answers`, `answer`, `question_id` and the labels (entailment: `ref`, `ans`, `target`). The
extra "fit" of the project installs what this needs.

Prints cross-validation over whole questions, training on one corpus and testing on another, and calibration, then
writes resources/models/short_text.json. `--final` also prints the test split: once, when nothing will be changed any
more. `--quick` only cross-validates. Everything random is seeded.
"""

import argparse
import hashlib
import json
import math
import pickle
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import short_text_net as net
from numpy.typing import NDArray
from short_text_rows import CORPORA, FOLDS, Rows, folds, lines, macro_f1, rows_of, target_of
from sklearn.ensemble import ExtraTreesClassifier

from tutor.domain.ports import Encoding
from tutor.grading.text.features import MARKS, NAMES, Comparison, compare
from tutor.grading.text.lexicon import stem
from tutor.grading.text.reading import Reading, read
from tutor.grading.text.tidy import ended
from tutor.grading.text.weights import (
    FORMAT,
    FURTHEST,
    LEAST,
    MOST_ANSWER_WORDS,
    MOST_REFERENCE_WORDS,
    NETWORK,
    Weights,
    packed,
)
from tutor.llm.encoding import EncodingModel
from tutor.llm.words import words
from tutor.paths import resources

ENCODER = resources() / "models" / "all-minilm-l6-v2-q8_0.gguf"
TARGET = resources() / "models" / "short_text.json"
SEEDS = (0, 1, 2, 3)
TREES, LEAVES, LEAST_ANSWERS, SHARE_OF_NUMBERS = 80, 256, 6, 0.4
EPOCHS, RATE = 4, 1e-3
CROSS = 0.2  # how much the cross-encoder counts beside the others
SAF_WEIGHT = 0.5  # long answers of adults: less like Tutor's
IDEA_SIGNS = {  # what may make an idea said, and which way
    "recall_new": 1, "recall_stems_new": 1, "least_new": 1, "recall_soft": 1, "letters_recall": 1, "cosine": 1,
    "cosine_beyond_question": 1, "unmatched_far": -1, "turned": -1, "numbers_missing": -1,
}  # fmt: skip
LONGEST_IDEA = 14  # words

Floats = NDArray[np.float64]


# Reading


def rarity(folder: Path) -> dict[str, float]:
    """Say how rare each stem is among texts about anything (0..1); what stands in fewer than 8 texts is left out."""
    texts = {
        row[side]
        for path in sorted((folder / "entailment").glob("*.jsonl"))
        for row in lines(path)
        for side in ("ref", "ans")
    }
    counts = Counter(one for text in sorted(texts) for one in {stem(word.text) for word in words(text)})
    rare = math.log(len(texts) / 8)
    return {one: round(math.log(len(texts) / count) / rare, 3) for one, count in counts.most_common() if count >= 8}


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
                self.reading(ended(row["answer"])),
            )
            for row in rows
        ]


# Tables


def axes_of(made: Sequence[Comparison]) -> NDArray[np.float32]:
    """Find the directions in which the words of references and answers differ most."""
    found = np.concatenate([one.vectors[:16] for each in made[::7] for one in (each.reference, each.answer)])
    _values, directions = np.linalg.eigh(found.T @ found)
    best: NDArray[np.float32] = directions[:, ::-1][:, : net.AXES].astype(np.float16).astype(np.float32)
    return best


def table(made: Sequence[Comparison], rows: Rows, axes: Any, centre: Any, spread: Any) -> dict[str, Any]:
    """Lay comparisons out as the network reads them."""
    numbers = np.clip((np.array([one.numbers for one in made]) - centre) / spread, -FURTHEST, FURTHEST)
    left, left_marks = _padded([(one.reference, one.reference_marks) for one in made], MOST_REFERENCE_WORDS, axes)
    right, right_marks = _padded([(one.answer, one.answer_marks) for one in made], MOST_ANSWER_WORDS, axes)
    return {
        "R": left, "A": right, "r": left_marks, "a": right_marks, "X": numbers.astype(np.float32),
        "t": np.array([target_of(row) for row in rows]),
        "w": np.array([SAF_WEIGHT if row["dataset"] == "saf-en" else 1.0 for row in rows], np.float32),
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


def calibrated(odds: Floats, is_right: Any, weight: Any) -> tuple[float, float]:
    """Fit the slope and offset that turn log odds into probabilities (Platt)."""
    columns = np.stack([odds, np.ones_like(odds)], 1)
    slope, offset = logistic(columns, is_right, weight, 0.0)
    return float(slope), float(offset)


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
    for corpus in (*CORPORA, "all"):
        here = (name == corpus) | (corpus == "all")
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


class Judges:
    """Network and forest, fitted to some rows."""

    def __init__(self, data: dict[str, Any], some: NDArray[np.int64], seeds: Sequence[int] = SEEDS) -> None:
        self.members = [net.train(net.fresh(one), data, some, epochs=EPOCHS, rate=RATE, seed=one) for one in seeds]
        self.forest = ExtraTreesClassifier(
            TREES, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST_ANSWERS, max_features=SHARE_OF_NUMBERS, random_state=0
        ).fit(data["X"][some], data["t"][some] == 0, sample_weight=data["w"][some])

    def leaning(self, data: dict[str, Any], some: NDArray[np.int64]) -> Floats:
        """Give the log odds of "correct" for some rows."""
        network = np.mean([net.leaning(one, data, some) for one in self.members], axis=0)
        share = np.clip(self.forest.predict_proba(data["X"][some])[:, 1], LEAST, 1 - LEAST)
        both: Floats = NETWORK * network + (1 - NETWORK) * (np.log(share) - np.log(1 - share))
        return both

    def packed_forest(self) -> dict[str, Any]:
        """Lay the trees out as arrays: (tree, node)."""
        trees = [one.tree_ for one in self.forest.estimators_]
        most = max(tree.node_count for tree in trees)
        kinds = {"feature": np.int32, "threshold": float, "left": np.int32, "right": np.int32, "share": float}
        arrays = {name: np.zeros((len(trees), most), kind) for name, kind in kinds.items()}
        for row, tree in enumerate(trees):
            here = slice(0, tree.node_count)
            arrays["feature"][row, here] = np.maximum(tree.feature, 0)
            arrays["threshold"][row, here] = tree.threshold
            arrays["left"][row, here] = np.maximum(tree.children_left, 0)
            arrays["right"][row, here] = np.maximum(tree.children_right, 0)
            value = tree.value[:, 0, :]
            arrays["share"][row, here] = value[:, 1] / value.sum(axis=1)
        return {name: packed(array) for name, array in arrays.items()}


def main() -> None:
    """Fit, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--final", action="store_true")
    wish = parser.parse_args()
    rows = rows_of(wish.data, "train")
    tests = rows_of(wish.data, "test-ua")
    rare = rarity(wish.data)
    texts = Texts(rare, wish.work / "encodings.pickle")
    texts.encode(
        text for row in (*rows, *tests) for text in (row["question"], ended(row["answer"]), *row["reference_answers"])
    )
    made = texts.comparisons(rows)
    numbers = np.array([one.numbers for one in made])
    centre, spread = numbers.mean(0).astype(np.float16), (numbers.std(0) + 1e-3).astype(np.float16)
    axes = axes_of(made)
    data = table(made, rows, axes, centre, spread)
    is_right = data["t"] == 0
    name, fold = np.array([row["dataset"] for row in rows]), folds(rows)

    alone = np.zeros(len(rows))
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        alone[outside] = Judges(data, inside, SEEDS[:2]).leaning(data, outside)
    slope, offset = calibrated(alone, is_right, data["w"])
    report("Unseen questions: words alone", rows, chances(slope * alone + offset))
    across = cross_odds(wish.work / "scores.npz", "held_out", rows)
    report("Unseen questions: cross-encoder alone", rows, chances(platt(across, is_right, data["w"])))
    share = np.zeros(len(rows))
    for number in range(FOLDS):
        inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        found = stacked(alone[inside], across[inside], is_right[inside], data["w"][inside])
        share[outside] = chances(columns_of(alone[outside], across[outside]) @ found)
    report("Unseen questions: both", rows, share)
    young = name != "saf-en"
    thresholds(share[young], is_right[young])
    if wish.quick:
        return
    for source, goal in (("scientsbank", "beetle"), ("beetle", "scientsbank"), ("scientsbank", "saf-en")):
        inside, outside = np.flatnonzero(name == source), np.flatnonzero(name == goal)
        found = Judges(data, inside, SEEDS[:1]).leaning(data, outside)
        report(f"Trained on {source} alone", [rows[place] for place in outside], 1 / (1 + np.exp(-found)))

    everything = Judges(data, np.arange(len(rows)))
    ideas = fitted_ideas(made, rows)
    cross = {**head_of(wish.work), "stack": stacked(alone, across, is_right, data["w"])}
    print("\nstack:", cross["stack"].round(3))
    write(rare, centre, spread, axes, everything, slope, offset, ideas, cross)
    known = Weights.load(TARGET)
    apart = [
        abs(known.leaning(made[place]) - everything.leaning(data, np.array([place]))[0])
        for place in range(0, len(rows), 500)
    ]
    print(f"\nlargest difference between the two halves (log odds): {max(apart):.3f}")
    if wish.final:
        fresh = texts.comparisons(tests)
        words = np.array([known.leaning(one) for one in fresh])
        report("Test, unseen answers: words alone", tests, chances(slope * words + offset))
        across = cross_odds(wish.work / "final.npz", "scores", tests)
        report("Test, unseen answers: both", tests, chances(columns_of(words, across) @ cross["stack"]))
        saf = [place for place, row in enumerate(tests) if row["dataset"] == "saf-en"]
        both = chances(columns_of(words, across) @ cross["stack"])
        scores = [[both[place], tests[place]["score"]] for place in saf]
        print(f"correlation with SAF's scores: {np.corrcoef(np.array(scores).T)[0, 1]:.3f}")


def cross_odds(file: Path, name: str, rows: Rows) -> Floats:
    """Read the cross-encoder's log odds of "correct"."""
    data = np.load(file)
    if data["ids"].tolist() != [row["id"] for row in rows]:
        raise ValueError(f"{file.name} was made for other answers")
    share = np.clip(np.exp(data[name][:, 0].astype(np.float64)), LEAST, 1 - LEAST)
    odds: Floats = np.log(share) - np.log(1 - share)
    return odds


def head_of(work: Path) -> dict[str, Any]:
    """Read the cross-encoder's head."""
    with np.load(work / "final.npz") as data:
        return {name.replace(".", "_"): data[name] for name in data.files if name.startswith(("hidden", "head"))}


def columns_of(alone: Floats, across: Floats) -> Floats:
    """Lay both judges' log odds side by side, with a column of ones."""
    return np.stack([alone, across, np.ones_like(alone)], axis=1)


def stacked(alone: Floats, across: Floats, is_right: Any, weight: Any) -> Floats:
    """Give how much each judge counts, calibrated.

    Fitted freely, the cross-encoder would count two to three times as much: that helps on Beetle, whose questions are
    much alike, and costs on SciEntsBank, whose questions are not.
    """
    slope, offset = calibrated(alone + CROSS * across, is_right, weight)
    return np.array([slope, CROSS * slope, offset])


def platt(odds: Floats, is_right: Any, weight: Any) -> Floats:
    """Calibrate log odds."""
    slope, offset = calibrated(odds, is_right, weight)
    return slope * odds + offset


def chances(odds: Floats) -> Floats:
    """Turn log odds into probabilities."""
    share: Floats = 1 / (1 + np.exp(-odds))
    return share


def fitted_ideas(made: Sequence[Comparison], rows: Rows) -> dict[str, float]:
    """Fit what makes an idea said: only what the answer holds counts, what it says besides does not.

    Short references stand for ideas. A number whose weight comes out with the wrong sign is left out.
    """
    chosen = [
        place
        for place, row in enumerate(rows)
        if row["dataset"] != "saf-en" and len(made[place].reference.stems) <= LONGEST_IDEA
    ]
    is_right = np.array([rows[place]["label_2way"] == "correct" for place in chosen])
    counts = Counter((rows[place]["dataset"], rows[place]["label_2way"]) for place in chosen)
    weight = np.array([len(chosen) / 4 / counts[rows[place]["dataset"], rows[place]["label_2way"]] for place in chosen])
    names = list(IDEA_SIGNS)
    while True:
        columns = np.array([[*(made[place][name] for name in names), 1.0] for place in chosen])
        found = dict(zip((*names, "offset"), logistic(columns, is_right, weight, 5.0).tolist(), strict=True))
        against = [name for name in names if found[name] * IDEA_SIGNS[name] < 0]
        if not against:
            break
        names.remove(max(against, key=lambda name: abs(found[name])))
    share = 1 / (1 + np.exp(-columns @ np.array(list(found.values()))))
    print("\nideas:", {name: round(one, 2) for name, one in found.items()})
    print(f"macro-F1 on the {len(chosen)} answers they were fitted to: {macro_f1(is_right, share > 0.5):.3f}")
    return found


def write(
    rare: dict[str, float],
    centre: Any,
    spread: Any,
    axes: Any,
    judges: Judges,
    slope: float,
    offset: float,
    ideas: dict[str, float],
    cross: dict[str, Any],
) -> None:
    """Write the weights file."""
    data = {
        "format": FORMAT,
        "licence": "CC-BY-SA-4.0",
        "encoder_sha256": hashlib.sha256(ENCODER.read_bytes()).hexdigest(),
        "names": NAMES,
        "slope": round(slope, 4),
        "offset": round(offset, 4),
        "cross": {name: packed(np.asarray(one)) for name, one in cross.items()},
        "ideas": {name: round(one, 3) for name, one in ideas.items()},
        "centre": packed(centre),
        "spread": packed(spread),
        "axes": packed(axes),
        "members": [{name: packed(np.asarray(one)) for name, one in each.items()} for each in judges.members],
        "forest": judges.packed_forest(),
        "rarity": rare,
    }
    TARGET.write_text(json.dumps(data, separators=(",", ":"), ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
