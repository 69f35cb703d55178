# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call"
"""Fit the cross-encoder of the free-text grader: first on entailment, then on graded answers.

    python packaging/fit_cross_encoder.py DATA WORK [--stage entailment|folds|halves|final] [--keep-marks]
        [--begin WORK...] [--rounds N] [--rate N] [--seed N] [--threads N]

DATA holds grading/*-train.jsonl and entailment/{general,science-and-answers}.jsonl. WORK is a folder for what the
stages hand on: the entailment weights, what each held-out answer got from a model that never saw its question
(scores.npz, read by fit_short_text.py), and those models (fold0.pt), to judge other things with. `halves` judges each
half of the students' answers by a model that learned from the other half, and so met the questions (halves.npz, read by
weigh_words.py). `final` fits to all answers and writes resources/models/cross_encoder.gguf, and some of its judgements
for a test; its heads (final.npz) go into short_text.json by fit_short_text.py.

With --begin a stage goes on from the mean of the weights that it left in other folders (model soups: Wortsman et al.
2022), with --rounds 0 it takes the mean as it is. What ships came so: a fit to texts with the marks between words
(--keep-marks) into A, one to texts without them into B, both from the same entailment weights; then C by
`--begin A B --rounds 1.75 --rate 6e-5 --seed 30`; then `--begin A B C C --rounds 0`.
Everything random is seeded.
"""

import argparse
import json
import os
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cross_encoder as model_of
import numpy as np
import torch
from cross_encoder import CrossEncoder, Pair, Tokens
from numpy.typing import NDArray
from rough_answers import bare, roughened
from short_text_rows import (
    HONEST,
    JUDGED,
    LEARNING_HEADS,
    SHORT,
    Rows,
    as_read,
    folds,
    halves,
    head_of,
    learning,
    lines,
    macro_f1,
    rarity,
    rows_of,
    targets_of,
)
from wrong_answers import copied, heaped, hedged, negated, opposed, swapped

from tutor.grading.text.lexicon import plainly, stem
from tutor.grading.text.nearest import nearest, told
from tutor.grading.text.tidy import ended
from tutor.grading.text.weights import CLASSES
from tutor.llm.words import words
from tutor.paths import resources

ENCODER = resources() / "models" / "all-minilm-l6-v2-q8_0.gguf"
TARGET = resources() / "models" / "cross_encoder.gguf"
SAMPLES = Path(__file__).parents[1] / "tests" / "grading" / "cross_encoder_samples.jsonl"
TARGETS = {name: frozenset(places) for name, places in {
    "correct": {0}, "incorrect": {1}, "contradictory": {2}, "not_correct": {1, 2},
}.items()}  # fmt: skip
WRONG = TARGETS["not_correct"]
SHARE_OF_IDEAS = 0.5  # of the pairs with single ideas that are learned from
SHARE_COPIED = 0.03  # of the pairs that come once more with the question for an answer
SEED, FIRST_OF_HALVES = 0, 10
_SENTENCES = re.compile(r"[.;!?] \S")  # two of them
TURNS = {"scientsbank": 2, "beetle": 2}  # how often an answer comes up in a round, where not once
HELD_BACK = 2000  # entailment pairs to look at while training


@dataclass(frozen=True)
class Course:
    """How graded answers are learned."""

    keeps_marks: bool = False  # texts are read with the marks between words
    begin: tuple[Path, ...] = ()  # folders of fits whose mean it begins with; without any, what entailment left
    rounds: float = 1.25
    rate: float = 8e-5
    seed: int = SEED


# Pairs


def entailment(path: Path) -> list[Pair]:
    """Read entailment pairs."""
    return [Pair(row["question"], row["ref"], row["ans"], TARGETS[row["target"]]) for row in lines(path)]


def graded(row: dict[str, Any]) -> Pair:
    """Make a graded answer a pair with the reference that shares most with it.

    The question is left out: with it the model judged questions that it had not met worse (area under the curve .65
    against .70 on SciEntsBank), since most entailment pairs have none.
    """
    references, answer = row["reference_answers"], row["answer"]
    reference = references[nearest([_told(one) for one in references], _told(answer))]
    return Pair("", reference, answer, targets_of(row), head_of(row))


def ideas_of(row: dict[str, Any]) -> list[Pair]:
    """Make pairs of a right or partly right answer with each single idea of its reference, said or not."""
    if targets_of(row) not in ({0}, {3}):
        return []
    return [
        Pair("", idea, row["answer"], frozenset({0} if place in row["ideas_said"] else {1, 3}), head_of(row))
        for place, idea in enumerate(row.get("ideas") or ())
    ]


def _told(text: str) -> Counter[str]:
    plain = [plainly(word.text) for word in words(text)]
    return told(plain, map(stem, plain))


def made_up(pairs: Sequence[Pair], share: float, rng: np.random.Generator) -> list[Pair]:
    """Make pairs that words alone can't tell: a reference said again, turned round, hedged, or as a heap of words."""
    more = []
    for place in rng.choice(len(pairs), int(share * len(pairs)), replace=False):
        pair = pairs[place]
        exchanged = swapped(pair.reference, rng)
        if exchanged is None:
            continue
        wrong = [exchanged, negated(pair.reference) if rng.random() < 0.5 else None]
        wrong += [heaped(pair.reference, rng) if rng.random() < 0.7 else None]
        others = [pairs[other].reference for other in rng.integers(0, len(pairs), int(rng.integers(1, 4)))]
        wrong += [hedged([pair.reference, *others], rng) if rng.random() < 0.3 else None]
        wrong += [copied(pair.question, rng) if pair.question and rng.random() < 0.3 else None]
        more += _wrong(pair, wrong)
        more.append(replace(pair, answer=_said_again(pair.reference, rng), targets=TARGETS["correct"]))
    return more


def turned(pairs: Sequence[Pair], share: float, rng: np.random.Generator) -> list[Pair]:
    """Turn some right answers round by one word, so that a judge has to read each (contrast sets: Gardner 2020)."""
    more = []
    for pair in pairs:
        if pair.targets == TARGETS["correct"] and rng.random() < share:
            more += _wrong(pair, [negated(pair.answer), opposed(pair.answer, rng)])
    return more


def _wrong(pair: Pair, answers: Sequence[str | None]) -> list[Pair]:
    return [replace(pair, answer=ended(one), targets=WRONG) for one in answers if one]


def _said_again(text: str, rng: np.random.Generator) -> str:
    if _SENTENCES.search(text) and rng.random() < 0.4:
        return ended(bare(text, rng))
    return ended(text if rng.random() < 0.2 else roughened(text, rng))


# Stages


def main() -> None:
    """Fit one stage, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--stage", choices=("entailment", *STAGES))
    parser.add_argument("--keep-marks", action="store_true")
    parser.add_argument("--begin", type=Path, nargs="+", default=())
    parser.add_argument("--rounds", type=float, default=Course.rounds)
    parser.add_argument("--rate", type=float, default=Course.rate)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=2)
    wish = parser.parse_args()
    course = Course(wish.keep_marks, tuple(wish.begin), wish.rounds, wish.rate, wish.seed)
    ready(wish.threads)
    wish.work.mkdir(parents=True, exist_ok=True)
    if wish.stage in (None, "entailment"):
        learn_entailment(wish.data, wish.work)
    for name, stage in STAGES.items():
        if wish.stage in (None, name):
            stage(wish.data, wish.work, course)


def learn_entailment(data: Path, work: Path) -> None:
    """Learn what follows from what: texts about anything, then science and answers."""
    rng = np.random.default_rng(SEED)
    general = entailment(data / "entailment" / "general.jsonl")
    science = entailment(data / "entailment" / "science-and-answers.jsonl")
    tokens, model = Tokens(ENCODER), CrossEncoder(ENCODER, 1, model_of.ENTAILMENT)
    shuffled = [general[place] for place in rng.permutation(len(general))]
    kept, rest = shuffled[:HELD_BACK], shuffled[HELD_BACK:]
    science = [science[place] for place in rng.permutation(len(science))]
    kept_science, science = science[: HELD_BACK // 2], science[HELD_BACK // 2 :]
    cut = len(rest) // 2
    courses = [
        (rest[:cut] + made_up(rest[:cut], 0.05, rng), 1.5e-4),
        (rest[cut:] + made_up(rest[cut:], 0.05, rng), 1.2e-4),
        (science + rest[:8_000] + made_up(science, 0.1, rng), 8e-5),
    ]
    for number, (pairs, rate) in enumerate(courses):
        start = time.monotonic()
        model_of.train(model, tokens, pairs, epochs=1, rate=rate, seed=SEED + number)
        torch.save(model.state_dict(), work / "entailment.pt")
        shares = [f"{right_of(model, tokens, some):.3f}" for some in (kept, kept_science)]
        took = time.monotonic() - start
        print(f"course {number}: {len(pairs)} pairs, {took:.0f} s, held back: right {' and '.join(shares)}", flush=True)


def right_of(model: CrossEncoder, tokens: Tokens, pairs: Sequence[Pair]) -> float:
    """Give the share of pairs told right: correct, or not."""
    said = model_of.scores(model, tokens, pairs)[:, 0, 0] > np.log(0.5)
    return float(np.mean(said == np.array([0 in pair.targets for pair in pairs])))


def learn_folds(data: Path, work: Path, course: Course) -> None:
    """Judge the answers of some folds by a model that never saw their questions; a process and a core for each."""
    rows, _rough = learning(data, rarity(data))
    kept = [row for row, number in zip(rows, folds(rows), strict=True) if number in JUDGED]
    fold = folds(kept)
    found = np.zeros((len(kept), len(LEARNING_HEADS), len(CLASSES)), np.float32)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for number, scores in zip(JUDGED, pool.map(partial(judged, data, work, course), JUDGED), strict=True):
            here = np.flatnonzero(fold == number)
            found[here] = scores
            report(f"fold {number}", [kept[place] for place in here], scores)
    report("all judged", kept, found)
    np.savez(work / "scores.npz", ids=np.array([row["id"] for row in kept]), held_out=found)


def judged(data: Path, work: Path, course: Course, number: int) -> Any:
    """Give the class scores of one fold's answers by a model that learned from the other folds."""
    return judged_apart(data, work, f"fold{number}", folds, number, replace(course, seed=course.seed + number))


def learn_halves(data: Path, work: Path, course: Course) -> None:
    """Judge each half of the students' answers by a model that learned from the other; a core for each."""
    rows, _rough = learning(data, rarity(data))
    half = halves(rows)
    found = np.zeros((len(rows), len(LEARNING_HEADS), len(CLASSES)), np.float32)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        for number, scores in enumerate(pool.map(partial(judged_half, data, work, course), (0, 1))):
            found[half == number] = scores
    known = np.flatnonzero(half >= 0)
    report("halves", [rows[place] for place in known], found[known])
    np.savez(work / "halves.npz", ids=np.array([rows[place]["id"] for place in known]), scores=found[known])


def judged_half(data: Path, work: Path, course: Course, number: int) -> Any:
    """Give the class scores of one half of the students' answers by a model that learned from all others."""
    seed = course.seed + FIRST_OF_HALVES + number
    return judged_apart(data, work, f"half{number}", halves, number, replace(course, seed=seed))


def judged_apart(
    data: Path, work: Path, name: str, parts: Callable[[Rows], NDArray[np.int64]], number: int, course: Course
) -> Any:
    """Give the class scores of one part of the answers by a model that learned from the others; keep that model."""
    ready(threads=1)
    rows, rough = learning(data, rarity(data))
    tokens = Tokens(ENCODER, keeps_marks=course.keeps_marks)
    every = [*rows, *rough]
    others = [row for row, part in zip(every, parts(every), strict=True) if part != number]
    model = taught(work, name, tokens, others, course)
    own = [graded(row) for row, part in zip(rows, parts(rows), strict=True) if part == number]
    return model_of.scores(model, tokens, own)


def taught(work: Path, name: str, tokens: Tokens, rows: Rows, course: Course) -> CrossEncoder:
    """Give a model that learned from graded answers, and keep it by its name."""
    model = begun(work, name, course.begin)
    finish(model, tokens, rows, course)
    torch.save(model.state_dict(), work / f"{name}.pt")
    return model


def learn_all(data: Path, work: Path, course: Course) -> None:
    """Fit to all graded answers; write the GGUF and its head."""
    known, tokens = rarity(data), Tokens(ENCODER, keeps_marks=course.keeps_marks)
    rows, rough = learning(data, known)
    model = taught(work, "final", tokens, [*rows, *rough], course)
    write(model, tokens, work, rows, as_read(rows_of(data, "test-ua"), known))


def mean_of(files: Sequence[Path]) -> dict[str, Any]:
    """Average the weights of some fits."""
    fits = [torch.load(file) for file in files]
    return {name: sum(fit[name] for fit in fits) / len(fits) for name in fits[0]}


def write(model: CrossEncoder, tokens: Tokens, work: Path, rows: Rows, tests: Rows) -> None:
    """Write the GGUF, its heads, what it says of the test split, and samples of what it says of `rows`."""
    model_of.write_gguf(model, ENCODER, TARGET)
    write_samples(model, tokens, rows)
    head: dict[str, Any] = {
        name: one.numpy() for name, one in model.state_dict().items() if name.startswith(("hidden", "head"))
    }
    found = model_of.scores(model, tokens, [graded(row) for row in tests])
    np.savez(work / "final.npz", ids=np.array([row["id"] for row in tests]), scores=found, **head)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.1f} MB, sha256 {sha256(TARGET.read_bytes()).hexdigest()}")


def write_samples(model: CrossEncoder, tokens: Tokens, rows: Rows) -> None:
    """Write what the model says of some pairs, for a test that Tutor's half says the same."""
    pairs = [graded(row) for row in rows if row["dataset"] == HONEST][:: len(rows) // 40]
    found = model_of.scores(model, tokens, pairs)[:, 0]
    lines_of = (
        {
            "reference": pair.reference,
            "answer": pair.answer,
            "tokens": tokens.of(pair),
            "chances": np.exp(one.astype(np.float64)).round(4).tolist(),
        }
        for pair, one in zip(pairs, found, strict=True)
    )
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines_of)
    SAMPLES.write_text(text, encoding="utf-8")


def ready(threads: int) -> None:
    """Set PyTorch up for this process."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)  # numbers too small to matter would take many times as long


def begun(work: Path, name: str, begin: Sequence[Path]) -> CrossEncoder:
    """Give the model as entailment left it, with heads for graded answers, or the mean of what some fits became."""
    if begin:
        model = CrossEncoder(ENCODER, len(LEARNING_HEADS), len(CLASSES))
        model.load_state_dict(mean_of([folder / f"{name}.pt" for folder in begin]))
        return model
    model = CrossEncoder(ENCODER, 1, model_of.ENTAILMENT)
    model.load_state_dict(torch.load(work / "entailment.pt"))
    return model.opened(ENCODER)


def finish(model: CrossEncoder, tokens: Tokens, rows: Rows, course: Course) -> None:
    """Learn from graded answers."""
    if not course.rounds:
        return
    rng = np.random.default_rng(course.seed)
    short = [row for row in rows if row["dataset"] in SHORT]
    pairs = [graded(row) for row in short]
    often = [pair for row, pair in zip(short, pairs, strict=True) for _turn in range(TURNS.get(row["dataset"], 1))]
    ideas = [pair for row in short for pair in ideas_of(row) if rng.random() < SHARE_OF_IDEAS]
    asked = [
        copy
        for row, pair in zip(short, pairs, strict=True)
        if rng.random() < SHARE_COPIED
        for copy in _wrong(pair, [copied(row["question"], rng)])
    ]
    learned = [*often, *ideas, *asked, *made_up(pairs, 0.1, rng), *turned(pairs, 0.2, rng)]
    model_of.train(model, tokens, learned, epochs=course.rounds, rate=course.rate, seed=course.seed)


def report(title: str, rows: Rows, found: Any) -> None:
    """Print macro-F1 for each corpus, each judged by its own head."""
    is_right = np.array([row["label_2way"] == "correct" for row in rows])
    said = found[np.arange(len(rows)), [head_of(row) for row in rows], 0] > np.log(0.5)
    name = np.array([row["dataset"] for row in rows])
    print(title, {one: round(macro_f1(is_right[name == one], said[name == one]), 3) for one in sorted(set(name))})


STAGES = {"folds": learn_folds, "halves": learn_halves, "final": learn_all}


if __name__ == "__main__":
    main()
