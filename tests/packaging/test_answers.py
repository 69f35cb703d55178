"""The answers that the grader learns from keep to their form."""

import json
from collections import Counter
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "packaging" / "answers"
FILES = sorted(FOLDER.glob("*/*.jsonl"))


def questions(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def test_there_are_files() -> None:
    assert [len([*folder.glob("*.jsonl")]) for folder in sorted(FOLDER.glob("*/"))] == [53, 8]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.stem}-{path.stem}")
def test_every_answer_is_labelled_and_said_once(path: Path) -> None:
    for row in questions(path):
        assert set(row) <= {"id", "question", "references", "ideas", "answers"}, row["id"]
        answers, ideas = row["answers"], row.get("ideas", [])
        assert isinstance(answers, list) and isinstance(ideas, list)
        texts = Counter(answer[0] for answer in answers)
        assert max(texts.values()) == 1, row["id"]
        for text, label, *said in answers:
            assert text.strip() and label in "cpxw", row["id"]
            assert bool(said) == (label == "p" and bool(ideas)), (row["id"], text)
            assert all(place in range(len(ideas)) for one in said for place in one), (row["id"], text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.stem}-{path.stem}")
def test_every_question_has_a_name_of_its_own(path: Path) -> None:
    assert max(Counter(row["id"] for row in questions(path)).values()) == 1


def test_no_question_stands_twice() -> None:
    asked = Counter((row["question"], json.dumps(row["references"])) for path in FILES for row in questions(path))
    assert max(asked.values()) == 1
