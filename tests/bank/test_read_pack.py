"""A pack's file becomes a pack, whatever its author and editor did to it."""

from pathlib import Path

import pytest

from tutor.bank import bundled_packs, check_pack, read_pack
from tutor.domain.errors import PackError
from tutor.domain.question import (
    ChemistryKey,
    ChoiceKey,
    ClozeKey,
    DateKey,
    ExactKey,
    ExpressionKey,
    KeyIdea,
    Kind,
    MatchKey,
    NumericKey,
    OrderKey,
    OutputKey,
    Pack,
    TextKey,
)

HEAD = "tutor: 1\nid: tiny\ntitle: Tiny\n"
GOOD = """  - id: {id}
    kind: {kind}
    topic: Words
    prompt: What is it?
    explanation: So it is.
"""


def write(folder: Path, text: str | bytes, name: str = "tiny.yaml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def question(kind: str, rest: str, name: str = "one") -> str:
    return GOOD.format(id=name, kind=kind) + "".join(f"    {line}\n" for line in rest.splitlines())


def pack_of(folder: Path, *questions: str) -> Pack:
    path = write(folder, HEAD + "questions:\n" + "".join(questions))
    assert check_pack(path) == ()
    return read_pack(path)


def test_values_stay_as_they_were_typed(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, question("exact_text", "answers: [yes, 1:30, 010, 0.50, 1e3, null, ~, true, 2024-05-03]"))
    key = pack.questions[0].key
    assert isinstance(key, ExactKey)
    assert key.accepted == ("yes", "1:30", "010", "0.50", "1e3", "null", "~", "true", "2024-05-03")


def test_short_text_has_references_and_ideas(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path,
        question("short_text", "answers: [It is warm., Warm]\nkey_ideas: [it is warm, {text: b, variants: [c]}]"),
    )
    assert pack.questions[0].key == TextKey(("It is warm.", "Warm"), (KeyIdea("it is warm"), KeyIdea("b", ("c",))))
    assert pack.questions[0].id == "tiny/one"


def test_choices_know_what_is_right(tmp_path: Path) -> None:
    options = "options:\n  - {text: yes, correct: true}\n  - {id: n, text: no, feedback: Not so.}"
    pack = pack_of(tmp_path, question("choice", options), question("true_false", "answer: false", "two"))
    key, truth = pack.questions[0].key, pack.questions[1].key
    assert isinstance(key, ChoiceKey) and isinstance(truth, ChoiceKey)
    assert key.correct == {"a"} and [option.id for option in key.options] == ["a", "n"]
    assert truth.correct == {"false"}


@pytest.mark.parametrize(
    ("typed", "tolerance", "is_relative"), [("0.1", 0.1, False), ("2 %", 0.02, True), ("0", 0.0, False)]
)
def test_tolerances_are_numbers_or_shares(tmp_path: Path, typed: str, tolerance: float, is_relative: bool) -> None:
    pack = pack_of(tmp_path, question("numeric", f"answers: [3/4]\ntolerance: {typed}\nunit: m/s**2"))
    assert pack.questions[0].key == NumericKey(("3/4",), tolerance, is_relative, "m/s**2")


@pytest.mark.parametrize("number", ["12", "-3", "−3", "0.50", ".5", "0,5", "3/4", "1 1/2", "-2 3/4", "1e6", "50 %"])
def test_numbers_may_be_written_by_hand(tmp_path: Path, number: str) -> None:
    assert pack_of(tmp_path, question("numeric", f"answers: ['{number}']")).questions


def test_the_other_kinds(tmp_path: Path) -> None:
    pack = pack_of(
        tmp_path,
        question("expression", "answers: [2*x + 6]\nform: expanded", "a"),
        question("order", "items: [1, 2, 3]", "b"),
        question("match", "pairs: [{left: a, right: x}, {left: b, right: x}]\ndistractors: [y]", "c"),
        question("cloze", "gaps: [{answers: [100], numeric: true}, {answers: [ice]}]", "d").replace(
            "What is it?", "'{{1}} and {{2}}'"
        ),
    )
    algebra, order, match, cloze = (each.key for each in pack.questions)
    assert algebra == ExpressionKey(("2*x + 6",), ("x",), "expanded")
    assert isinstance(order, OrderKey) and [item.text for item in order.items] == ["1", "2", "3"]
    assert isinstance(match, MatchKey) and match.pairs == (("l1", "r1"), ("l2", "r1")) and len(match.rights) == 2
    assert cloze == ClozeKey((NumericKey(("100",)), ExactKey(("ice",))))


def test_passages_come_with_their_questions(tmp_path: Path) -> None:
    passage = "passages: [{id: p, title: A, text: Some text.}]\n"
    path = write(tmp_path, HEAD + passage + "questions:\n" + question("true_false", "answer: true\npassage: p"))
    asked = read_pack(path).questions[0]
    assert asked.passage_id == "tiny/p" and asked.passage == "Some text."


@pytest.mark.parametrize("change", ["crlf", "bom", "both", "old mac"])
def test_any_editor_may_save_it(tmp_path: Path, change: str) -> None:
    text = HEAD + "questions:\n" + question("true_false", "answer: true")
    if change in ("crlf", "both"):
        text = text.replace("\n", "\r\n")
    if change == "old mac":
        text = text.replace("\n", "\r")
    data = text.encode("utf-8-sig" if change in ("bom", "both") else "utf-8")
    assert read_pack(write(tmp_path, data)).questions[0].prompt == "What is it?"


def test_formulas_dates_and_output_have_keys_of_their_own(tmp_path: Path) -> None:
    chemistry = question("chemistry", "answers: [2 H2 + O2 -> 2 H2O]\nlowest: true", "two")
    date = question("date", "answers: [1450, 15th century]", "three")
    near = question("date", "answers: [1450]\ntolerance: 5", "four")
    printed = question("output", "answers:\n  - |\n    a\n      b  \n\n    c\n", "five")
    quoted = question("output", 'answers: "  *\\n***"', "six")
    keys = [one.key for one in pack_of(tmp_path, chemistry, date, near, printed, quoted).questions]
    assert keys == [
        ChemistryKey(("2 H2 + O2 -> 2 H2O",), lowest=True),
        DateKey(("1450", "15th century")),
        DateKey(("1450",), 5),
        OutputKey(("a\n  b  \n\nc",)),
        OutputKey(("  *\n***",)),
    ]


def test_a_kept_pack_is_the_same_pack(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "questions:\n" + question("exact_text", "answers: [é, 0.50]"))
    cache = tmp_path / "cache"
    first = read_pack(path, cache)
    kept = list(cache.glob("*.json"))
    assert len(kept) == 1
    assert read_pack(path, cache) == first == read_pack(path)
    for damage in (b"", b"[]", b"\xff", b'[1,1,"f",[[1,2]]]', b"[" * 5000):
        kept[0].write_bytes(damage)
        assert read_pack(path, cache) == first


def test_a_changed_pack_is_read_anew(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "questions:\n" + question("exact_text", "answers: [one]"))
    read_pack(path, tmp_path / "cache")
    write(tmp_path, path.read_text().replace("[one]", "[two]"))
    key = read_pack(path, tmp_path / "cache").questions[0].key
    assert isinstance(key, ExactKey) and key.accepted == ("two",)


def test_a_cache_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    path = write(tmp_path, HEAD + "questions:\n" + question("true_false", "answer: true"))
    in_the_way = write(tmp_path, "a file", "cache")
    assert read_pack(path, in_the_way).questions


@pytest.mark.parametrize("name", ["missing.yaml", "", "\0"])
def test_a_file_that_is_not_there_is_told_of(tmp_path: Path, name: str) -> None:
    for step in (read_pack, check_pack):
        with pytest.raises(PackError) as caught:
            step(tmp_path / name)
        assert caught.value.problems


def test_bundled_packs_are_without_problems(tmp_path: Path) -> None:
    from tutor.paths import resources

    packs = list(bundled_packs(tmp_path))
    assert len(packs) == len({pack.id for pack in packs})
    for file in (resources() / "packs").glob("*.yaml"):
        assert [str(problem) for problem in check_pack(file)] == []
        assert file.stem in {pack.id for pack in packs}
    assert {each.kind for pack in packs for each in pack.questions} == set(Kind)
