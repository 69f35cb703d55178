"""Answers that a teacher has marked come with their questions, or every line that needs mending is named."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bank.test_read_pack import HEAD, question, write
from tutor.bank import bundled_packs, check_pack, read_pack
from tutor.domain.errors import PackError
from tutor.domain.grade import Verdict
from tutor.domain.question import Kind, MarkedAnswer, Pack, TextKey
from tutor.paths import resources

TEXT = "answers: [It is warm.]\nkey_ideas: [it is warm]"
PACK = (
    HEAD
    + "questions:\n"
    + question("short_text", TEXT, "one")
    + question("short_text", TEXT, "two")
    + question("true_false", "answer: true", "three")
)
HEADER = "question,answer,mark\n"
FORMAT = (resources() / "packs" / "FORMAT.md").read_text("utf-8")
CHECKED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def marked_pack(folder: Path, table: str | bytes) -> Path:
    """Write a pack with three questions and a table of marked answers; give the pack's file."""
    (folder / "tiny").mkdir(exist_ok=True)
    write(folder / "tiny", table, "marked.csv")
    return write(folder, PACK)


def marks_of(pack: Pack, place: int = 0) -> tuple[MarkedAnswer, ...]:
    key = pack.questions[place].key
    assert isinstance(key, TextKey)
    return key.marked


def read(folder: Path, table: str | bytes) -> tuple[MarkedAnswer, ...]:
    """Give the marked answers of the first question."""
    path = marked_pack(folder, table)
    assert not any(problem.is_error for problem in check_pack(path))
    return marks_of(read_pack(path))


def complaints(folder: Path, table: str | bytes) -> list[str]:
    """Give what is wrong with a table, as it is shown; reading and checking say the same."""
    path = marked_pack(folder, table)
    with pytest.raises(PackError) as caught:
        read_pack(path)
    found = check_pack(path)
    assert caught.value.problems == found and all(problem.is_error and problem.hint for problem in found)
    assert "marked.csv" in str(caught.value)
    return [str(problem) for problem in found]


RIGHT, WRONG = MarkedAnswer("Warm", Verdict.CORRECT), MarkedAnswer("Cold", Verdict.INCORRECT)


def test_marked_answers_come_with_their_questions(tmp_path: Path) -> None:
    path = marked_pack(tmp_path, HEADER + "two,A bit,partly\none,Warm,right\none,Cold,wrong\n")
    pack = read_pack(path)
    assert marks_of(pack) == (RIGHT, WRONG)
    assert marks_of(pack, 1) == (MarkedAnswer("A bit", Verdict.PARTIAL),)
    assert read_pack(path, tmp_path / "cache") == read_pack(path, tmp_path / "cache") == pack


def test_without_the_file_nothing_is_marked(tmp_path: Path) -> None:
    path = write(tmp_path, PACK)
    assert check_pack(path) == () and marks_of(read_pack(path)) == ()


def test_a_header_alone_marks_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER) == ()


def test_new_marks_are_seen_though_the_pack_is_kept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert marks_of(read_pack(marked_pack(tmp_path, HEADER + "one,Warm,right\n"), cache)) == (RIGHT,)
    assert marks_of(read_pack(marked_pack(tmp_path, HEADER + "one,Cold,wrong\n"), cache)) == (WRONG,)


@pytest.mark.parametrize(
    ("word", "mark"),
    [
        ("right", Verdict.CORRECT),
        ("correct", Verdict.CORRECT),
        (" RIGHT ", Verdict.CORRECT),
        ("partly", Verdict.PARTIAL),
        ("Partial", Verdict.PARTIAL),
        ("wrong", Verdict.INCORRECT),
        ("incorrect\t", Verdict.INCORRECT),
    ],
)
def test_marks_have_plain_names(tmp_path: Path, word: str, mark: Verdict) -> None:
    assert read(tmp_path, f"{HEADER}one,Warm,{word}\n") == (MarkedAnswer("Warm", mark),)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_header_tells_the_separator(tmp_path: Path, separator: str) -> None:
    rows = [
        ["Mark", " question ", '"name, class; group"', "ANSWER"],
        ["right", "one", "3b", "Warm"],
        ["wrong", "tiny/one", "", "Cold"],
    ]
    assert read(tmp_path, "\n".join(separator.join(row) for row in rows)) == (RIGHT, WRONG)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_any_spreadsheet_may_save_it(tmp_path: Path, end: str, encoding: str) -> None:
    rows = ['"question",answer,"mark"', 'one,"Wärm, I ""think""",right', ",,", f'one,"a{end}b","wrong"', "", ""]
    table = end.join(rows)
    assert read(tmp_path, table.encode(encoding)) == (
        MarkedAnswer('Wärm, I "think"', Verdict.CORRECT),
        MarkedAnswer("a\nb", Verdict.INCORRECT),
    )


@pytest.mark.parametrize("said", ["sep=;", "SEP=;\r", '"sep=;"'])
def test_the_line_by_which_excel_names_its_separator_is_passed_over(tmp_path: Path, said: str) -> None:
    assert read(tmp_path, f"{said}\nquestion;answer;mark\none;Warm;right\none;Cold;wrong\n") == (RIGHT, WRONG)
    assert (
        "marked.csv, line 3: 'good' is not a mark."
        in complaints(tmp_path, f"{said}\nquestion;answer;mark\none;Warm;good\n")[0]
    )


def test_a_blank_line_before_it_is_counted_too(tmp_path: Path) -> None:
    found = complaints(tmp_path, "\n\nsep=;\nquestion;answer;mark\none;Warm;good\n")
    assert "marked.csv, line 5: 'good' is not a mark." in found[0]


@pytest.mark.parametrize(("mark", "warnings"), [("right", 1), ("wrong", 1), ("partly", 0)])
def test_marks_of_one_kind_alone_are_warned_of(tmp_path: Path, mark: str, warnings: int) -> None:
    rows = "".join(f"one,answer {place},{mark}\n" for place in range(3)) + "two,a,right\ntwo,b,right\n"
    found = check_pack(marked_pack(tmp_path, HEADER + rows))
    assert len(found) == warnings
    assert all(
        f"All answers to 'one' are marked {mark}." in str(one) and one.hint and not one.is_error for one in found
    )


def test_blank_rows_and_spaces_are_passed_over(tmp_path: Path) -> None:
    table = '\n,,\nquestion, answer ,mark\n\n , ,\n one , Warm , right\n,,,,\none, "Cold",wrong'
    assert read(tmp_path, table) == (RIGHT, WRONG)


def test_one_letter_in_two_ways_of_unicode_is_one(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + "one,cafe\u0301,right\none,caf\u00e9,right\n") == (
        MarkedAnswer("caf\u00e9", Verdict.CORRECT),
    )


def test_the_same_mark_twice_is_kept_once(tmp_path: Path) -> None:
    assert read(tmp_path, HEADER + "one,Warm,right\none,Cold,wrong\none, WARM ,right\n") == (RIGHT, WRONG)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "marked.csv: There is nothing in it. The first line names the columns: question, answer, mark."),
        (",,\n\n", "marked.csv: There is nothing in it."),
        ("question,answer\none,Warm\n", "marked.csv, line 1: The column 'mark' is missing."),
        ("\nquestion;mark\n", "marked.csv, line 2: The column 'answer' is missing."),
        ("id,answer,mark\none,Warm,right\n", "marked.csv, line 1: The column 'question' is missing."),
        ("question,answer,mark,Mark\n", "marked.csv, line 1: The column 'mark' stands here twice."),
        (HEADER + "one,Warm,right\ntow,a,right\n", "marked.csv, line 3: There is no question 'tow' here. Did you mean"),
        (HEADER + "x,a,right\n", "marked.csv, line 2: There is no question 'x' here. Write its id"),
        (HEADER + "other/one,a,right\n", "marked.csv, line 2: There is no question 'other/one' here."),
        (HEADER + ",a,right\n", "marked.csv, line 2: The question is missing."),
        (HEADER + "three,a,right\n", "marked.csv, line 2: 'three' is not a short_text question."),
        (HEADER + "one,a,good\n", "marked.csv, line 2: 'good' is not a mark. Write right, partly or wrong."),
        (HEADER + "one,a,unsure\n", "marked.csv, line 2: 'unsure' is not a mark."),
        (HEADER + "one,a\n", "marked.csv, line 2: The mark is missing."),
        (HEADER + "one,  ,right\n", "marked.csv, line 2: The answer is blank."),
        (HEADER + f"one,{'a' * 10_001},right\n", "marked.csv, line 2: The answer has more than ten thousand signs."),
        (HEADER + "one,sun, water,right\n", "marked.csv, line 2: This line has more columns than the first."),
        (
            HEADER + "one,It  is\twarm,right\ntwo,it is warm,wrong\none,it is WARM,wrong\n",
            "marked.csv, line 4: This answer to 'one' is marked wrong here and right on line 2.",
        ),
        (HEADER + 'one,"Warm,right\none,a,wrong\n', "marked.csv, line 2: A quotation mark is opened here and not"),
        (HEADER + 'one,"' + "a" * 200_000, "marked.csv, line 2: A quotation mark is opened here and not"),
        (HEADER + 'one,a,right\none,"Warm" it is,right\n', "marked.csv, line 3: Something stands behind a closing"),
        (HEADER + "one,a,right\r\none,a\0b,right\n", "marked.csv, line 3: There is a sign here that can't be seen."),
        ('"question', "marked.csv, line 1: A quotation mark is opened here and not"),
        (HEADER.encode() + b"one,caf\xe9,right\n", "marked.csv, line 2: The file is not saved as UTF-8."),
        (HEADER.encode("utf-16"), "marked.csv: The file is saved as UTF-16."),
        (b" " * 5_000_001, "marked.csv: The file is larger than 5 MB."),
    ],
)
def test_each_slip_is_named_with_its_line(tmp_path: Path, table: str | bytes, said: str) -> None:
    found = complaints(tmp_path, table)
    assert len(found) == 1 and found[0].startswith(said), found


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_through_line_breaks_in_answers(tmp_path: Path, end: str) -> None:
    table = (HEADER + 'one,"a\n\nb",right\none,"c\nd",well\none,e,so-so\n\none,"f\n').replace("\n", end)
    found = complaints(tmp_path, table)
    assert [re.findall(r"line (\d+)", said) for said in found] == [["5"], ["7"], ["9"]]


def test_all_slips_come_in_one_go(tmp_path: Path) -> None:
    found = complaints(tmp_path, HEADER + "tow,,good\nthree,a,right\nthree,b,wrong\ntow,c,right\n")
    assert [re.findall(r"line (\d+)", said)[0] for said in found] == ["2", "2", "2", "3"]


def test_a_hundred_answers_are_enough_for_a_question(tmp_path: Path) -> None:
    rows = [f"one,answer {place},{'right' if place else 'wrong'}\n" for place in range(103)]
    assert len(read(tmp_path, HEADER + "".join(rows[:100]) + rows[0])) == 100
    found = complaints(tmp_path, HEADER + "".join(rows))
    assert len(found) == 1
    assert found[0].startswith("marked.csv, line 102: 'one' has more than 100 marked answers.")


def test_a_slip_in_the_pack_is_mended_first(tmp_path: Path) -> None:
    path = marked_pack(tmp_path, HEADER + "x,a,right\n")
    write(tmp_path, PACK.replace("kind: true_false", "kind: essay"))
    assert [problem.line > 0 for problem in check_pack(path)] == [True]


def test_a_folder_in_its_place_is_told_of(tmp_path: Path) -> None:
    path = write(tmp_path, PACK)
    (tmp_path / "tiny" / "marked.csv").mkdir(parents=True)
    assert "marked.csv: This is not a file." in str(check_pack(path)[0])


def test_a_large_table_of_slips_is_quick_to_refuse(tmp_path: Path) -> None:
    assert len(complaints(tmp_path, HEADER + "".join(f"x{place},,\n" for place in range(300_000)))) == 200


def survive(table: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = marked_pack(Path(folder), table)
        problems = check_pack(path)
        try:
            pack = read_pack(path)
        except PackError as error:
            assert error.problems == problems and str(error)
        else:
            assert isinstance(pack, Pack) and problems == ()


PIECES = st.sampled_from(
    [*',;\t"\n\r\0 ', "one", "tiny/two", "three", "right", "partly", "\r\n", '""', "\x85", "\u2028", "\ufeff", "😀"]
)


@CHECKED
@given(st.binary(max_size=300))
def test_any_bytes(table: bytes) -> None:
    survive(table)


@CHECKED
@given(st.sampled_from(["", HEADER, HEADER.replace(",", ";"), HEADER.replace(",", "\t"), HEADER + "one,"]), st.data())
def test_any_table(head: str, data: st.DataObject) -> None:
    body = "".join(data.draw(st.lists(PIECES | st.text(max_size=6), max_size=40)))
    survive((head + body).encode("utf-8", "surrogatepass"))


def test_the_example_in_the_format_works(tmp_path: Path) -> None:
    (example,) = re.findall(r"```csv\n(.*?)```", FORMAT, flags=re.DOTALL)
    whole = re.findall(r"```yaml\n(tutor: 1.*?)```", FORMAT, flags=re.DOTALL)[0]
    (tmp_path / "my-garden").mkdir()
    write(tmp_path / "my-garden", example, "marked.csv")
    path = write(tmp_path, whole, "my-garden.yaml")
    assert check_pack(path) == ()
    assert len(marks_of(read_pack(path))) == 4


def test_bundled_questions_have_marked_answers() -> None:
    for one in (one for pack in bundled_packs() for one in pack.questions if one.kind is Kind.SHORT_TEXT):
        assert isinstance(one.key, TextKey)
        assert len(one.key.marked) >= 20, one.id
        assert {answer.mark for answer in one.key.marked} == set(Verdict) - {Verdict.UNSURE}, one.id


def test_bundled_tables_are_in_the_order_of_their_packs() -> None:
    for pack in bundled_packs():
        lines = (Path(pack.folder) / "marked.csv").read_bytes().decode().split("\n")
        named = list(dict.fromkeys(line.split(",")[0] for line in lines[1:-1]))
        assert lines[0] == "question,answer,mark" and lines[-1] == ""
        assert named == [one.id.split("/")[1] for one in pack.questions if one.kind is Kind.SHORT_TEXT]
