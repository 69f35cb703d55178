# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call"
"""Fit the cross-encoder of the free-text grader: first on entailment, then on graded answers.

    python packaging/fit_cross_encoder.py DATA WORK [--stage entailment|folds|final] [--threads N]

DATA holds grading/*-train.jsonl and entailment/{general,science-and-answers}.jsonl. WORK is a folder for what the
stages hand on: the entailment weights, and what each held-out answer got from a model that never saw its question
(scores.npz, read by fit_short_text.py). `final` fits to all answers and writes resources/models/cross_encoder.gguf;
its head (final.npz) goes into short_text.json by fit_short_text.py. Everything random is seeded.
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import cross_encoder as model_of
import numpy as np
import torch
from cross_encoder import CrossEncoder, Pair, Tokens
from short_text_rows import Rows, folds, lines, macro_f1, rows_of, target_of

from tutor.grading.text.lexicon import FUNCTION_WORDS, stem
from tutor.llm.words import words
from tutor.paths import resources

ENCODER = resources() / "models" / "all-minilm-l6-v2-q8_0.gguf"
TARGET = resources() / "models" / "cross_encoder.gguf"
TARGETS = {"correct": 0, "incorrect": 1, "contradictory": 2, "not_correct": 3}
SHORT = ("scientsbank", "beetle")  # SAF's answers are as long as letters
SEED = 0
HELD_BACK = 2000  # entailment pairs to look at while training


# Pairs


def entailment(path: Path) -> list[Pair]:
    """Read entailment pairs."""
    return [Pair(row["question"], row["ref"], row["ans"], TARGETS[row["target"]]) for row in lines(path)]


def graded(row: dict[str, Any]) -> Pair:
    """Make a graded answer a pair with the reference that shares most with it.

    The question is left out: with it the model judged questions that it had not met worse (area under the curve .65
    against .70 on SciEntsBank), since most entailment pairs have none.
    """
    return Pair("", nearest(row["reference_answers"], row["answer"]), row["answer"], target_of(row))


def nearest(references: Sequence[str], answer: str) -> str:
    """Give the reference that shares most stems with the answer (Dice)."""
    said = _content(answer)

    def shared(reference: str) -> float:
        known = _content(reference)
        return 2 * sum((known & said).values()) / max(1, known.total() + said.total())

    return max(references, key=shared)


def _content(text: str) -> Counter[str]:
    return Counter(stem(word.text.casefold()) for word in words(text) if word.text.casefold() not in FUNCTION_WORDS)


def swapped(text: str, rng: np.random.Generator) -> str | None:
    """Exchange two words that say something, so that roles or causes are turned round; None where that says little."""
    found = [word for word in words(text) if word.text.casefold() not in FUNCTION_WORDS and len(word.text) > 2]
    if len(found) < 3:
        return None
    left, right = sorted(int(place) for place in rng.choice(len(found), 2, replace=False))
    one, two = found[left], found[right]
    between = text[one.end : two.start]
    if stem(one.text.casefold()) == stem(two.text.casefold()) or not between.strip():
        return None
    if any(mark in f" {between.casefold()} " for mark in (" and ", " or ", ",", " are ", " as ", " with ")):
        return None
    return text[: one.start] + two.text + between + one.text + text[two.end :]


def made_up(pairs: Sequence[Pair], share: float, rng: np.random.Generator) -> list[Pair]:
    """Make pairs that words alone can't tell: a reference said again, turned round, or the question as an answer."""
    more = []
    for place in rng.choice(len(pairs), int(share * len(pairs)), replace=False):
        pair = pairs[place]
        turned = swapped(pair.reference, rng)
        if turned is None:
            continue
        more.append(Pair(pair.question, pair.reference, turned, 3))
        more.append(Pair(pair.question, pair.reference, _retold(pair.reference, rng), 0))
        if pair.question and rng.random() < 0.3:
            more.append(Pair(pair.question, pair.reference, pair.question, 3))
    return more


def _retold(text: str, rng: np.random.Generator) -> str:
    """Say the same as a child types it: at times without capitals and marks, or with a letter missing or doubled."""
    if rng.random() < 0.5:
        text = text.lower().rstrip(".")
    letters = list(text)
    for _slip in range(rng.integers(0, 3)):
        place = int(rng.integers(1, max(2, len(letters) - 1)))
        if place < len(letters) and letters[place].isalpha():
            letters[place] = rng.choice(["", letters[place] * 2])
    return "".join(letters)


# Stages


def main() -> None:
    """Fit one stage, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--stage", choices=("entailment", "folds", "final"))
    parser.add_argument("--threads", type=int, default=2)
    wish = parser.parse_args()
    ready(wish.threads)
    wish.work.mkdir(parents=True, exist_ok=True)
    for name, stage in (("entailment", learn_entailment), ("folds", learn_folds), ("final", learn_all)):
        if wish.stage in (None, name):
            stage(wish.data, wish.work)


def learn_entailment(data: Path, work: Path) -> None:
    """Learn what follows from what: texts about anything, then science and answers."""
    rng = np.random.default_rng(SEED)
    general = entailment(data / "entailment" / "general.jsonl")
    science = entailment(data / "entailment" / "science-and-answers.jsonl")
    tokens, model = Tokens(ENCODER), CrossEncoder(ENCODER)
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
    said = model_of.scores(model, tokens, pairs)[:, 0] > np.log(0.5)
    return float(np.mean(said == np.array([pair.target == 0 for pair in pairs])))


def learn_folds(data: Path, work: Path) -> None:
    """Judge each graded answer by a model that never saw its question; one process and one core for each fold."""
    rows = rows_of(data, "train")
    fold = folds(rows)
    found: dict[str, Any] = {name: np.zeros((len(rows), 3), np.float32) for name in ("entailed", "held_out")}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        numbers = sorted(set(fold.tolist()))
        for number, (before, after) in zip(numbers, pool.map(partial(judged, data, work), numbers), strict=True):
            here = np.flatnonzero(fold == number)
            found["entailed"][here], found["held_out"][here] = before, after
            for title, scores in (("entailment alone", before), ("then graded answers", after)):
                report(f"fold {number}, {title}", [rows[place] for place in here], scores)
    for name, scores in found.items():
        report(f"all folds, {name}", rows, scores)
    np.savez(work / "scores.npz", ids=np.array([row["id"] for row in rows]), **found)


def judged(data: Path, work: Path, number: int) -> tuple[Any, Any]:
    """Give the class scores of one fold's answers, before and after learning from the other folds."""
    ready(threads=1)
    rows = rows_of(data, "train")
    pairs, fold, tokens = [graded(row) for row in rows], folds(rows), Tokens(ENCODER)
    is_short = np.array([row["dataset"] in SHORT for row in rows])
    inside = [pairs[place] for place in np.flatnonzero((fold != number) & is_short)]
    outside = [pairs[place] for place in np.flatnonzero(fold == number)]
    model = begun(work)
    before = model_of.scores(model, tokens, outside)
    finish(model, tokens, inside, SEED + number)
    return before, model_of.scores(model, tokens, outside)


def learn_all(data: Path, work: Path) -> None:
    """Fit to all graded answers; write the GGUF and its head."""
    pairs = [graded(row) for row in rows_of(data, "train") if row["dataset"] in SHORT]
    tokens, model = Tokens(ENCODER), begun(work)
    finish(model, tokens, pairs, SEED)
    torch.save(model.state_dict(), work / "final.pt")
    model_of.write_gguf(model, ENCODER, TARGET)
    head: dict[str, Any] = {
        name: one.numpy() for name, one in model.state_dict().items() if name.startswith(("hidden", "head"))
    }
    tests = rows_of(data, "test-ua")
    found = model_of.scores(model, tokens, [graded(row) for row in tests])
    np.savez(work / "final.npz", ids=np.array([row["id"] for row in tests]), scores=found, **head)
    print(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.1f} MB, sha256 {sha256(TARGET.read_bytes()).hexdigest()}")


def ready(threads: int) -> None:
    """Set PyTorch up for this process."""
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)  # numbers too small to matter would take many times as long


def begun(work: Path) -> CrossEncoder:
    """Give the model as entailment left it, with a fresh view of how sure to be."""
    model = CrossEncoder(ENCODER)
    model.load_state_dict(torch.load(work / "entailment.pt"))
    return model


def finish(model: CrossEncoder, tokens: Tokens, pairs: Sequence[Pair], seed: int) -> None:
    """Learn from graded answers."""
    rng = np.random.default_rng(seed)
    model_of.train(model, tokens, [*pairs, *made_up(pairs, 0.1, rng)], epochs=2, rate=8e-5, seed=seed)


def report(title: str, rows: Rows, found: Any) -> None:
    """Print macro-F1 for each corpus."""
    is_right, said = np.array([row["label_2way"] == "correct" for row in rows]), found[:, 0] > np.log(0.5)
    name = np.array([row["dataset"] for row in rows])
    print(title, {one: round(macro_f1(is_right[name == one], said[name == one]), 3) for one in sorted(set(name))})


if __name__ == "__main__":
    main()
