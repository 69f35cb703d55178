# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call"
"""Weigh the words of answers to the questions that the judges learned from: how teachers marked those that hold them.

    python packaging/weigh_words.py DATA WORK

To be run last, on the folders of fit_short_text.py. Each half of the students' answers is judged by judges that learned
from the other half: the cross-encoder's say is in WORK (fit_cross_encoder.py --stage halves), the network is fitted
here, and its say is kept there too. From how far the marks lie from that, a Gaussian process for each question learns
as it does from a teacher's marks (tutor/grading/text/marked.py); what it comes to, a pull for each word, goes into
resources/models/known_questions.jsonl. Prints what that is worth: each half by the marks on the other.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
from fit_short_text import Basis, Texts, chances, cross_of, held_out, report, table
from numpy.typing import NDArray
from short_text_rows import Rows, halves, learning, rarity

from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading.text.features import Comparison
from tutor.grading.text.marked import Look, Marks, words_of
from tutor.grading.text.marked_answers import KNOWN, name_of
from tutor.grading.text.weights import Weights, judgement, modest, odds
from tutor.paths import resources

COUNT = 0.6  # of the pull: what else the marks tell, the judges learned themselves (chosen on these halves)
_MARKS = {"correct": Verdict.CORRECT, "partially_correct_incomplete": Verdict.PARTIAL}  # all others are wrong
_LEAST = 0.03  # log odds; a word that pulls less is left out

Some = NDArray[np.int64]


def main() -> None:
    """Weigh, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("work", type=Path)
    wish = parser.parse_args()
    rare = rarity(wish.data)
    rows, rough = learning(wish.data, rare)
    texts = Texts(rare, wish.work / "encodings.pickle")
    some = np.flatnonzero(halves(rows) >= 0)
    network = network_of(wish.work / "network_halves.npz", texts, [*rows, *rough], some)
    rows = [rows[place] for place in some]
    looks = looks_of(texts, rows, network, cross_of(wish.work / "halves.npz", "scores", rows))
    judge(rows, looks)
    write(rows, looks)


def network_of(file: Path, texts: Texts, learned: Rows, some: Some) -> Any:
    """Give the network's probabilities for students' answers, each half by one that learned from the other."""
    ids = [learned[place]["id"] for place in some]
    if not file.exists():
        made = texts.comparisons(learned)
        data = table(made, learned, Basis.of([made[place] for place in some]))
        np.savez(file, ids=np.array(ids), shares=held_out(data, halves(learned), some, (0, 1)))
    kept = np.load(file)
    if kept["ids"].tolist() != ids:
        raise ValueError(f"{file.name} was made for other answers")
    return kept["shares"]


def looks_of(texts: Texts, rows: Rows, network: Any, cross: Any) -> list[Look]:
    """Give how each answer looks to those judges, brought together as the shipped ones are."""
    stack = Weights.load(resources() / "models" / "short_text.json").stack
    return [
        _look(made, stack, own, pair) for made, own, pair in zip(texts.comparisons(rows), network, cross, strict=True)
    ]


def _look(made: Comparison, stack: Any, network: Any, pair: Any) -> Look:
    judged = judgement(stack, network, pair if made.fits_pair else None)
    return Look(words_of(made.answer), odds(judged.correct), float(odds(judged.correct + judged.partial)))


def marks_of(rows: Rows) -> list[Verdict]:
    """Give the marks of students' answers."""
    names = ("label_5way", "label_verification", "label_2way")
    labels = [next(row[name] for name in names if name in row) for row in rows]
    return [_MARKS.get(label, Verdict.INCORRECT) for label in labels]


def by_question(rows: Rows) -> Iterable[list[int]]:
    """Give the places of the answers to each question."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        found[name_of(question_of(row))].append(place)
    return found.values()


def question_of(row: dict[str, Any]) -> Question:
    """Give the question that a row answers, as `tutor grade` reads it."""
    key = TextKey(tuple(row["reference_answers"]))
    return Question(QuestionId("line"), Kind.SHORT_TEXT, row["question"], key)


def judge(rows: Rows, looks: list[Look]) -> None:
    """Print how each half fares without the marks on the other and with them."""
    marks, half = marks_of(rows), halves(rows)
    after = list(looks)
    for places in by_question(rows):
        for number in (0, 1):
            inside = [place for place in places if half[place] != number]
            if inside:
                learned = Marks.of([looks[place] for place in inside], [marks[place] for place in inside], COUNT)
                for place in places:
                    if half[place] == number:
                        after[place] = learned.moved(looks[place])
    for title, some in (("without", looks), ("with", after)):
        right = np.array([look.right for look in some])
        report(f"Known questions, {title} marks", rows, chances(right if some is looks else modest(right)))


def write(rows: Rows, looks: list[Look]) -> None:
    """Write a line for each question."""
    marks, lines = marks_of(rows), []
    for places in by_question(rows):
        learned = Marks.of([looks[place] for place in places], [marks[place] for place in places], COUNT)
        lines.append(json.dumps(line_of(rows[places[0]], learned), ensure_ascii=False, separators=(",", ":")) + "\n")
    target = resources() / "models" / KNOWN
    target.write_text("".join(sorted(lines)), encoding="utf-8", newline="\n")
    print(f"{target.name}: {target.stat().st_size / 1e6:.2f} MB, {len(lines)} questions")


def line_of(row: dict[str, Any], learned: Marks) -> dict[str, Any]:
    """Give a question's line."""
    pulls = {word: learned.pulls[place].round(2).tolist() for word, place in sorted(learned.places.items())}
    return {
        "name": name_of(question_of(row)),
        "dataset": row["dataset"],
        "common": learned.common.round(3).tolist(),
        "tell_parts": learned.tell_parts,
        "pulls": {word: pull for word, pull in pulls.items() if max(map(abs, pull)) >= _LEAST},
    }


if __name__ == "__main__":
    main()
