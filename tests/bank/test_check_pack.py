"""Whatever is wrong with a pack is said in plain words, at its place, all in one go."""

from pathlib import Path

import pytest

from tests.bank.test_read_pack import HEAD, question, write
from tutor.bank import check_pack, read_pack
from tutor.domain.errors import PackError
from tutor.domain.problem import Problem

TEXT = "answers: [warm]\nkey_ideas: [it is warm]"
OPTIONS = "options: [{text: a, correct: true}, {text: b}]"


def problems(folder: Path, text: str | bytes) -> tuple[Problem, ...]:
    return check_pack(write(folder, text))


def of_question(folder: Path, kind: str, rest: str, prompt: str = "What is it?") -> tuple[Problem, ...]:
    return problems(folder, HEAD + "questions:\n" + question(kind, rest).replace("What is it?", prompt))


@pytest.mark.parametrize(
    ("kind", "rest", "said"),
    [
        ("short_text", "answers: [warm]", "'key_ideas' is missing"),
        ("short_text", "key_ideas: [warm]", "'answers' is missing"),
        ("short_text", "answers: []\nkey_ideas: [warm]", "'answers' is empty"),
        ("short_text", "answers: [warm]\nkey_ideas: [a, b, c, d, e]", "at most 4 key ideas"),
        ("short_text", "answers: [warm]\nkey_ideas: [a, A]", "twice"),
        ("short_text", "answers: [warm]\nkey_ideas: [{text: light gives, energy}]", "'energy' is not known"),
        ("short_text", "answers: [{a: b}]\nkey_ideas: [warm]", "something else"),
        ("short_text", TEXT + "\nhint: [x]", "Did you mean 'hints'"),
        ("short_text", TEXT + "\npassage: nowhere", "There is no passage 'nowhere'"),
        ("short_text", TEXT + "\ncheck: {prompt: What?}", "'answer' is missing"),
        ("short-text", TEXT, "Did you mean 'short_text'"),
        ("exact_text", "answers: [a]\ntypos: 4", "a whole number from 0 to 1"),
        ("exact_text", "answers: [a]\ncase_matters: yes", "true or false"),
        ("choice", "options: [{text: a}, {text: b}]", "Exactly one option is right"),
        ("choice", "options: [{text: a, correct: true}, {text: b, correct: true}]", "Exactly one option is right"),
        ("choice", "options: [{text: a, correct: true}]", "two options or more"),
        ("choice", "options: [{text: a, correct: true}, {text: A}]", "say the same"),
        ("choice", "options: [{id: x, text: a, correct: true}, {id: x, text: b}]", "the same id"),
        ("choice", "options: [a, b]", "named values"),
        ("multiple_choice", "options: [{text: a}, {text: b}]", "At least one option"),
        ("true_false", "answer: maybe", "true or false"),
        ("true_false", "", "'answer' is missing"),
        ("numeric", "answers: [twelve]", "is not a number"),
        ("numeric", "answers: [12 m]", "'unit:'"),
        ("numeric", "answers: [1/0]", "is not a number"),
        ("numeric", "answers: [1]\ntolerance: a bit", "tolerance can't be read"),
        ("numeric", "answers: [1]\ntolerance: -1", "tolerance can't be read"),
        ("numeric", "answers: [1]\nunit: 5", "unit can't be read"),
        ("expression", "answers: ['2(x + 3']", "is not an expression"),
        ("expression", "answers: ['$x$']", "without dollars"),
        ("expression", "answers: [x]\nform: nice", "Write one of: expanded"),
        ("order", "items: [a]", "Two or more"),
        ("order", "items: [a, A]", "Two or more"),
        ("match", "pairs: [{left: a, right: b}]", "Two or more"),
        ("match", "pairs: [{left: a}, {left: b, right: c}]", "'right' is missing"),
        ("match", "pairs: [{left: a, right: b}, {left: c, right: d}]\ndistractors: [d]", "among the pairs"),
        ("cloze", "gaps: [{answers: [a]}]", "gaps of the text"),
        ("cloze", "gaps: [{answers: [a], numeric: true}]", "is not a number"),
        ("chemistry", "answers: [water]", "is no formula or equation"),
        ("chemistry", "answers: [Ca(OH]", "is no formula or equation"),
        ("chemistry", "answers: [Xy2]", "is no formula or equation"),
        ("chemistry", "answers: [H2 + O2]", "is no formula or equation"),
        ("chemistry", "answers: [H2 -> H2 -> H2]", "is no formula or equation"),
        ("chemistry", "answers: [Ca2+]", "Write a ^ before it"),
        ("chemistry", "answers: [SO42-]", "Write a ^ before it"),
        ("chemistry", "answers: [H2 + O2 -> H2O]", "Count O (oxygen): 2 on the left, 1 on the right"),
        ("chemistry", "answers: [Fe -> Fe^2+ + e-]", "Count the charges"),
        ("chemistry", "answers: [H2O, 2 H2 + O2 -> 2 H2O]", "some equations"),
        ("chemistry", "answers: [H2O]\nstates: true", "have no states"),
        ("chemistry", "answers: [H2O]\nlowest: true", "Only an equation"),
        ("date", "answers: [yesterday]", "is no date"),
        ("date", "answers: [01/05/2024]", "is no date"),
        ("date", "answers: [2024-13-01]", "is no date"),
        ("date", "answers: [July 1969]\ntolerance: 3", "needs a year"),
        ("date", "answers: [1969]\ntolerance: a bit", "a whole number from 0 to 1000"),
        ("output", "lines: [a]", "'answers' is missing"),
        ("output", "answers:\n  - >\n    a\n    b", "the ends of lines are lost"),
        ("essay", TEXT, "'essay' is not known"),
    ],
)
def test_each_slip_of_a_question_is_named(tmp_path: Path, kind: str, rest: str, said: str) -> None:
    found = of_question(tmp_path, kind, rest)
    assert any(said in str(problem) and problem.is_error and problem.line >= 4 for problem in found), found
    with pytest.raises(PackError, match=r"tiny\.yaml:\d+:\d+: "):
        read_pack(tmp_path / "tiny.yaml")


@pytest.mark.parametrize(
    ("prompt", "said"),
    [
        ("It costs $5.", "none closes it"),
        (r"$\frac{1}{2$ of it", "braces"),
        (r"$\left( x$ of it", r"\left"),
        ("What is $ $ here?", "empty"),
        (r'"What is $\frac{1}{2}$?"', "double quotes"),
        (r'"What is $a \neq b$?"', "double quotes"),
        ("'![a leaf](leaf.svg)'", "is missing"),
        ("'![a leaf](../leaf.svg)'", "not inside the pack's folder"),
        ("'![a leaf](/etc/leaf.svg)'", "not inside the pack's folder"),
        ("'![a leaf](https://example.org/leaf.svg)'", "not inside the pack's folder"),
        ("'![a leaf](C:\\leaf.svg)'", "not inside the pack's folder"),
        ("'![a leaf](leaf.exe)'", "is not a picture"),
        ("'<img src=x>'", "HTML"),
        ("'{{1}} is it'", "Only a cloze"),
        ("x" * 10_001, "ten thousand signs"),
    ],
)
def test_texts_are_looked_at(tmp_path: Path, prompt: str, said: str) -> None:
    found = of_question(tmp_path, "short_text", TEXT, prompt)
    assert any(said in str(problem) and problem.is_error for problem in found), found


@pytest.mark.parametrize(
    "prompt",
    [r"It costs \$5 and \$6.", r"$\frac{1}{2}$ and $\{a\}$", "'`$PATH` is it'", "|\n      A\n\n      $x$ is $$y$$"],
)
def test_good_texts_pass(tmp_path: Path, prompt: str) -> None:
    assert of_question(tmp_path, "short_text", TEXT, prompt) == ()


def test_pictures_inside_the_folder_are_fine(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "leaf.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>")
    assert of_question(tmp_path, "short_text", TEXT, "'![a leaf](leaf.svg) What is it?'") == ()
    assert "no description" in str(of_question(tmp_path, "short_text", TEXT, "'![](leaf.svg) What is it?'")[0])


@pytest.mark.parametrize(
    "inside", ["<script>1</script>", "<g onclick='a()'/>", "<image href='http://a.org/x'/>", "<!ENTITY a 'b'>"]
)
def test_a_picture_is_only_a_picture(tmp_path: Path, inside: str) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "tiny" / "leaf.svg").write_text(f"<svg>{inside}</svg>")
    assert "more than a drawing" in str(of_question(tmp_path, "short_text", TEXT, "'![leaf](leaf.svg)'")[0])


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tiny").mkdir()
    (tmp_path / "secret.svg").write_text("<svg/>")
    (tmp_path / "tiny" / "leaf.svg").symlink_to(tmp_path / "secret.svg")
    assert "not inside" in str(of_question(tmp_path, "short_text", TEXT, "'![leaf](leaf.svg)'")[0])


@pytest.mark.parametrize(
    ("text", "said", "place"),
    [
        ("", "The file is empty", (1, 1)),
        ("just words", "This is not a pack", (1, 1)),
        ("- a\n- b", "This is not a pack", (1, 1)),
        ("id: a\ntitle: b\nquestions: [a]", "'tutor' is missing", (1, 1)),
        ("tutor: 7\n", "newer Tutor", (1, 8)),
        ("tutor: one\n", "'tutor: 1'", (1, 8)),
        ("tutor: 1\nid: tiny\ntitle: a\n", "'questions' is missing", (1, 1)),
        ("tutor: 1\nid: Tiny One\n", "small letters", (2, 5)),
        ("tutor: 1\ntitle: a\n\tid: b\n", "tab", (3, 1)),
        ("tutor: 1\ntitle: Plants: how they grow\n", "colon", (2, 14)),
        ("tutor: 1\ntitle: 'Plants\n", "quote", (3, 1)),
        ('tutor: 1\ntitle: "\\qlants"\n', "Use single quotes", (2, 10)),
        ("tutor: 1\ntitle: @home\n", "can't begin with this sign", (2, 8)),
        ("tutor: 1\nages: [9, 13\ntitle: a\n", "between [ and ]", (3, 6)),
        ("tutor: 1\nages: [13, 9]\n", "lower one first", (2, 7)),
        ("tutor: 1\nid: &a x\n", "aliases", (2, 5)),
        ("tutor: 1\nid: *a\n", "aliases", (2, 5)),
        ("tutor: 1\nid: !!python/object:os.system x\n", "Tags", (2, 5)),
        ("tutor: 1\nid: a\nid: b\n", "stands here twice; the first is on line 2", (3, 1)),
        ("tutor: 1\n---\ntutor: 1\n", "second document", (2, 1)),
        ("tutor: 1\nlanguage: English!\n", "a code", (2, 11)),
        ("a: " + "[" * 400, "nested too deeply", (1, 16)),
    ],
)
def test_broken_files_are_explained(tmp_path: Path, text: str, said: str, place: tuple[int, int]) -> None:
    found = problems(tmp_path, text)
    assert any(said in str(each) and (each.line, each.column) == place for each in found), found


def test_other_encodings_are_explained(tmp_path: Path) -> None:
    latin = problems(tmp_path, HEAD.encode() + b"description: caf\xe9\n")
    assert "UTF-8" in latin[0].message and (latin[0].line, latin[0].column) == (4, 17)
    assert "UTF-16" in problems(tmp_path, HEAD.encode("utf-16"))[0].message


def test_a_large_file_is_declined(tmp_path: Path) -> None:
    path = write(tmp_path, b"#" * 5_000_001)
    for step in (read_pack, check_pack):
        with pytest.raises(PackError, match="5 MB"):
            step(path)


def test_all_problems_come_in_one_go(tmp_path: Path) -> None:
    text = (
        HEAD + "questions:\n" + question("numeric", "answers: [x]", "a") + question("choice", OPTIONS + "\nx: 1", "a")
    )
    found = problems(tmp_path, text)
    assert len([each for each in found if each.is_error]) == 3
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path / "tiny.yaml")
    assert caught.value.problems == tuple(each for each in found if each.is_error)
    assert list(found) == sorted(found, key=lambda each: (each.line, each.column))


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("hints: [It is Photosynthesis.]", "This hint says the answer"),
        ("hints: [a, b, c, d]", "more than three hints"),
    ],
)
def test_warnings_do_not_keep_a_pack_from_being_used(tmp_path: Path, rest: str, said: str) -> None:
    found = of_question(tmp_path, "exact_text", "answers: [photosynthesis]\n" + rest)
    assert [said in str(each) for each in found] == [True] and not found[0].is_error
    assert read_pack(tmp_path / "tiny.yaml").questions


def test_a_bare_question_gets_advice(tmp_path: Path) -> None:
    found = problems(tmp_path, HEAD + "questions:\n- {id: a, kind: exact_text, prompt: Is it blue?, answers: [blue]}\n")
    assert len(found) == 3 and not any(each.is_error for each in found)
