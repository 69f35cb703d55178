"""FORMAT.md, the schema and the reader say the same of a pack."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.bank.test_read_pack import HEAD, question, write
from tutor.bank import check_pack, read_pack
from tutor.domain.question import Kind
from tutor.paths import resources

PACKS = resources() / "packs"
VALIDATOR = Draft202012Validator(json.loads((PACKS / "pack.schema.json").read_text("utf-8")))
EXAMPLES = re.findall(r"```yaml\n(.*?)```", (PACKS / "FORMAT.md").read_text("utf-8"), flags=re.DOTALL)


def fits_schema(path: Path) -> bool:
    from ruamel.yaml import YAML

    loaded: Any = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    return bool(VALIDATOR.is_valid(loaded))


def as_pack(example: str) -> str:
    return example if example.startswith("tutor:") else HEAD + "questions:\n" + example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.split("\n")[0])
def test_every_example_works(tmp_path: Path, example: str) -> None:
    path = write(tmp_path, as_pack(example))
    assert check_pack(path) == ()
    assert fits_schema(path)


def test_every_kind_has_an_example(tmp_path: Path) -> None:
    shown = {read_pack(write(tmp_path, as_pack(example))).questions[0].kind for example in EXAMPLES}
    assert shown == set(Kind)


@pytest.mark.parametrize("path", sorted(PACKS.glob("*.yaml")), ids=lambda path: path.stem)
def test_bundled_packs_fit_the_schema(path: Path) -> None:
    assert fits_schema(path)


BROKEN = {
    "no answers": question("short_text", "key_ideas: [a]"),
    "no key ideas": question("short_text", "answers: [a]"),
    "too many ideas": question("short_text", "answers: [a]\nkey_ideas: [a, b, c, d, e]"),
    "an unknown name": question("exact_text", "answers: [a]\nanswer: b"),
    "a name of another kind": question("exact_text", "answers: [a]\ntolerance: 1"),
    "an unknown kind": question("essay", "answers: [a]"),
    "an empty list": question("exact_text", "answers: []"),
    "an empty value": question("exact_text", "answers: [a]\nhints:"),
    "no right option": question("choice", "options: [{text: a}, {text: b}]"),
    "two right options": question("choice", "options: [{text: a, correct: true}, {text: b, correct: true}]"),
    "one option": question("multiple_choice", "options: [{text: a, correct: true}]"),
    "a quoted truth": question("true_false", "answer: 'true'"),
    "a vague tolerance": question("numeric", "answers: [1]\ntolerance: some"),
    "an unknown form": question("expression", "answers: [x]\nform: nice"),
    "one item": question("order", "items: [a]"),
    "the same items": question("order", "items: [a, a]"),
    "half a pair": question("match", "pairs: [{left: a}, {left: b, right: c}]"),
    "no gaps": question("cloze", "explanation: none").replace("    explanation: So it is.\n", ""),
    "typos in a number": question("cloze", "gaps: [{answers: [1], numeric: true, typos: 1}]"),
    "a formula with a tolerance": question("chemistry", "answers: [H2O]\ntolerance: 1"),
    "a formula without an answer": question("chemistry", "lowest: true"),
    "a vague date": question("date", "answers: [1969]\ntolerance: some"),
    "an output without lines": question("output", "explanation: none").replace("    explanation: So it is.\n", ""),
    "a list for a text": question("exact_text", "answers: [[a]]"),
    "half a check": question("exact_text", "answers: [a]\ncheck: {prompt: b}"),
    "a bad id": question("exact_text", "answers: [a]", "Not An Id"),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_schema_and_reader_both_refuse(tmp_path: Path, broken: str) -> None:
    path = write(tmp_path, HEAD + "questions:\n" + broken)
    assert any(problem.is_error for problem in check_pack(path))
    assert not fits_schema(path)


@pytest.mark.parametrize(
    "head",
    [
        "id: a\ntitle: b\n",
        "tutor: 2\nid: a\ntitle: b\n",
        "tutor: 1\ntitle: b\n",
        "tutor: 1\nid: a\n",
        HEAD + "ages: [9]\n",
        HEAD + "ages: [one, two]\n",
        HEAD + "language: English\n",
        HEAD + "author: me\n",
        HEAD + "passages: []\n",
        HEAD + "passages: [{id: a, title: b}]\n",
    ],
)
def test_both_refuse_a_bad_head(tmp_path: Path, head: str) -> None:
    path = write(tmp_path, head + "questions:\n" + question("true_false", "answer: true"))
    assert any(problem.is_error for problem in check_pack(path))
    assert not fits_schema(path)
