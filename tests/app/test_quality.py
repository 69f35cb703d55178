import json
import math
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeEncoder
from tutor.app.charts import charts_folder, reliability, risk_coverage, write_charts
from tutor.app.labelled import Truth, read_labelled, with_marks
from tutor.app.quality import as_json, measure
from tutor.app.quality_figures import Graded, Quality, Share, quality
from tutor.domain.errors import ModelMissingError, ModelStoppedError, TutorError
from tutor.domain.grade import Grade, Verdict
from tutor.domain.ports import Encoding
from tutor.domain.question import Kind, TextKey
from tutor.grading import Tools

LINE = {"question": "Half of 5?", "reference_answers": ["2.5"], "answer": "2.5", "kind": "numeric"}
SVG = "{http://www.w3.org/2000/svg}"


def write(path: Path, *rows: object) -> Path:
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def truth_of(path: Path, **labels: object) -> Truth:
    return read_labelled(write(path, {**LINE, **labels})).answers[0].truth


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.jsonl"


@pytest.mark.parametrize(
    ("labels", "truth"),
    [
        ({"label_2way": "correct"}, Truth(is_correct=True)),
        ({"label_2way": "incorrect"}, Truth(is_correct=False)),
        ({"label_3way": "contradictory"}, Truth(is_correct=False)),
        ({"label_5way": "partially_correct_incomplete"}, Truth(is_correct=False, verdict=Verdict.PARTIAL)),
        ({"label_5way": "irrelevant", "label_2way": "incorrect"}, Truth(is_correct=False, verdict=Verdict.INCORRECT)),
        ({"label_verification": "Partially correct"}, Truth(is_correct=False, verdict=Verdict.PARTIAL)),
        ({"label_verification": "Correct", "score": 1}, Truth(True, Verdict.CORRECT, 1.0)),
        ({"score": 0.25}, Truth(score=0.25)),
        ({"label_2way": None, "score": 0}, Truth(score=0.0)),
    ],
)
def test_labels_of_every_kind_are_read(file: Path, labels: dict[str, object], truth: Truth) -> None:
    assert truth_of(file, **labels) == truth


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "not JSON"),
        ("[]", "JSON object"),
        (LINE, "no label"),
        ({**LINE, "label_2way": "right"}, "it can be correct, incorrect"),
        ({**LINE, "label_5way": ["correct"]}, "label_5way"),
        ({**LINE, "score": 1.5}, "0 to 1"),
        ({**LINE, "score": True}, "0 to 1"),
        ('{"question": "q", "reference_answers": ["1"], "answer": "1", "score": NaN}', "0 to 1"),
        ({**LINE, "score": 10**400}, "0 to 1"),
        ({"label_2way": "correct"}, "question"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(file: Path, row: object, reason: str) -> None:
    read = read_labelled(write(file, "", row, {**LINE, "label_2way": "correct"}))
    assert [one.line for one in read.answers] == [3]
    assert [one.line for one in read.bad] == [2]
    assert str(read.bad[0]).startswith(f"{file}:2: ")
    assert reason in read.bad[0].reason


def test_a_file_without_labels_says_what_is_needed(file: Path) -> None:
    with pytest.raises(TutorError, match=r"(?s)no labelled answer.*Line 1.*no label.*label_2way.*score") as caught:
        read_labelled(write(file, LINE, LINE))
    assert caught.value.hint
    with pytest.raises(TutorError, match="no labelled answer"):
        read_labelled(write(file))
    with pytest.raises(TutorError, match="can't be read"):
        read_labelled(file.with_name("missing.jsonl"))


def graded(*rows: tuple[Truth, Verdict, float], file: Path) -> list[Graded]:
    one = read_labelled(write(file, {**LINE, "label_2way": "correct"})).answers[0]
    return [
        Graded(replace(one, truth=truth, question_id=f"q{place % 2}"), Grade(verdict, p, p, "", "fake"), 10.0)
        for place, (truth, verdict, p) in enumerate(rows)
    ]


RIGHT, PART, WRONG = (Truth(v is Verdict.CORRECT, v) for v in (Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT))


@pytest.fixture
def measured(file: Path) -> Quality:
    rows = (
        (replace(RIGHT, score=1.0), Verdict.CORRECT, 0.95),
        (replace(WRONG, score=0.0), Verdict.CORRECT, 0.9),
        (replace(PART, score=0.5), Verdict.INCORRECT, 0.1),
        (replace(RIGHT, score=1.0), Verdict.UNSURE, 0.5),
        (PART, Verdict.PARTIAL, 0.3),
    )
    return quality(graded(*rows, file=file))


def test_figures_by_hand(measured: Quality) -> None:
    assert (measured.answers, measured.questions) == (5, 2)
    assert measured.two_way is not None
    assert measured.two_way.labelled_correct == Share(2, 5)
    assert measured.two_way.agreement.accuracy == pytest.approx(0.6)  # 0.5 itself is not "correct"
    assert measured.two_way.agreement.always_the_commoner == pytest.approx(0.6)
    assert measured.two_way.trust.wrong_when_sure_correct == Share(1, 2)
    assert measured.two_way.trust.wrong_when_sure_incorrect == Share(0, 1)
    assert measured.two_way.trust.brier == pytest.approx((0.05**2 + 0.9**2 + 0.1**2 + 0.5**2 + 0.3**2) / 5)
    decisions = measured.two_way.decisions
    assert (decisions.decided, decisions.right) == (Share(4, 5), Share(3, 4))
    assert (decisions.right_correct, decisions.right_incorrect) == (Share(1, 2), Share(1, 1))
    assert [round(one.right, 3) for one in measured.two_way.coverage.right_at] == [0.6, 0.75, 0.75, 0.75, 0.667]
    assert [measured.speed.verdicts_per_s, measured.speed.p50_ms] == pytest.approx([100, 10])


def test_three_verdicts_have_a_column_for_unsure(measured: Quality) -> None:
    assert measured.three_way is not None
    assert measured.three_way.matrix == ((1, 0, 0, 1), (0, 1, 1, 0), (1, 0, 0, 0))
    assert (measured.three_way.right, measured.three_way.right_of_decided) == (Share(2, 5), Share(2, 4))


def test_scores_are_compared_where_people_gave_them(measured: Quality) -> None:
    assert measured.scores is not None
    assert measured.scores.answers == 4
    assert -1 <= measured.scores.probability_r == measured.scores.score_r <= 1


def test_what_labels_do_not_tell_is_left_out(file: Path) -> None:
    only = quality(graded((Truth(is_correct=True), Verdict.CORRECT, 0.9), file=file))
    assert only.three_way is None
    assert only.scores is None
    assert quality(graded((Truth(score=1.0), Verdict.CORRECT, 0.9), file=file)).two_way is None


def test_files_are_measured_alone_and_together(tmp_path: Path) -> None:
    one = write(tmp_path / "a.jsonl", {**LINE, "label_2way": "correct"}, "bad")
    two = write(
        tmp_path / "b.jsonl", {**LINE, "answer": "3", "label_2way": "incorrect"}, {**LINE, "label_2way": "incorrect"}
    )
    ticks: list[tuple[int, int]] = []
    report = measure(
        [read_labelled(one), read_labelled(two)],
        Tools(FakeEncoder()),
        lambda done, total: ticks.append((done, total)),
    )
    assert ticks == [(1, 3), (2, 3), (3, 3)]
    assert [part.quality.answers for part in report.files] == [1, 2]
    assert report.together.two_way is not None
    assert report.together.two_way.agreement.accuracy == pytest.approx(2 / 3)
    plain = json.loads(json.dumps(as_json(report), allow_nan=False))
    assert plain["files"][0]["two_way"]["agreement"]["kappa"] is None  # one label alone: chance is full
    assert plain["errors"] == [{"file": str(one), "line": 2, "error": report.bad[0].reason}]
    assert "curve" not in json.dumps(plain)


class Faltering(FakeEncoder):
    """Fails at the texts that hold a word, so many times."""

    def __init__(self, word: str, times: int, error: type[TutorError] = ModelStoppedError) -> None:
        super().__init__()
        self._word, self._times, self._error = word, times, error

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        if self._times and any(self._word in text for text in texts):
            self._times -= 1
            raise self._error("It failed.")
        return super().encode(texts)


def in_words(question: str, said: str, label: str) -> dict[str, object]:
    return {"question": question, "reference_answers": ["heat"], "answer": said, "label_verification": label}


def test_some_labels_become_marks_and_the_other_answers_are_kept(file: Path) -> None:
    labels = ("correct", "partially_correct_incomplete", "incorrect")
    rows = [in_words("Why?", f"said {number}", labels[number % 3]) for number in range(9)]
    other = [in_words("How?", "so", "correct"), {**LINE, "label_2way": "correct"}]
    read = read_labelled(write(file, *rows, *other))
    known = with_marks(read, 4)
    asked = [one for one in known.answers if one.question.prompt == "Why?"]
    assert [one.line for one in known.answers] == sorted(one.line for one in known.answers)
    assert len(asked) == 5
    for one in asked:
        assert isinstance(one.question.key, TextKey)
        assert len(one.question.key.marked) == 4
        assert one.answer.text not in {marked.text for marked in one.question.key.marked}
        for marked in one.question.key.marked:
            right = [Verdict.CORRECT, Verdict.PARTIAL, Verdict.INCORRECT][int(marked.text.split()[1]) % 3]
            assert marked.mark is right
    assert not any(one.question.prompt == "How?" for one in known.answers)  # its only answer was marked
    assert any(one.question.kind is Kind.NUMERIC for one in known.answers)
    assert with_marks(read, 4) == known


def test_when_all_answers_are_marked_there_is_nothing_to_measure(file: Path) -> None:
    read = read_labelled(write(file, in_words("Why?", "so", "correct")))
    with pytest.raises(TutorError, match="no more than 3"):
        with_marks(read, 3)


def free_text(answer: str) -> dict[str, object]:
    return {"question": "Why?", "reference_answers": ["heat moves"], "answer": answer, "label_2way": "incorrect"}


def test_a_model_that_stopped_is_asked_once_more(file: Path) -> None:
    read = read_labelled(write(file, free_text("stones melt"), free_text("birds fly")))
    assert not measure([read], Tools(Faltering("birds", 1))).bad
    report = measure([read], Tools(Faltering("birds", 2)))
    assert [(one.line, one.reason) for one in report.bad] == [(2, "It failed.")]
    assert report.together.answers == 1


def test_what_stays_broken_ends_the_work(file: Path) -> None:
    read = read_labelled(write(file, free_text("stones melt"), free_text("birds fly")))
    with pytest.raises(ModelMissingError):
        measure([read], Tools(Faltering("birds", 1, ModelMissingError)))
    with pytest.raises(TutorError, match="No answer of"):
        measure([read_labelled(write(file, free_text("birds fly")))], Tools(Faltering("birds", 9)))


def words_of(text: str) -> list[str]:
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    return [found.text or "" for found in root.iter(f"{SVG}text")]


def test_a_reliability_diagram_holds_its_numbers_as_text(measured: Quality) -> None:
    assert measured.two_way is not None
    drawn = reliability('a <b> & "c"\x07', measured.two_way)
    words = words_of(drawn)
    assert 'a <b> & "c"' in words
    assert [word for word in words if word.isdigit()] == ["0", "1", "0", "1", "0", "1", "0", "0", "0", "2"]
    assert any(f"{measured.two_way.trust.calibration_error:.3f}" in word for word in words)
    assert {"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"} <= set(words)
    bars = [found for found in ET.fromstring(drawn).iter(f"{SVG}rect") if found.get("stroke")]
    assert len(bars) == 2  # at 0.5 all were right, at 0.9 one of two; a share of 0 has no height


def test_a_risk_coverage_curve_holds_its_numbers_as_text(measured: Quality) -> None:
    assert measured.two_way is not None
    words = words_of(risk_coverage("x" * 200, measured.two_way))
    assert [word for word in words if word in ("40.0 %", "25.0 %", "33.3 %")] == ["40.0 %", *["25.0 %"] * 3, "33.3 %"]
    assert any(f"{measured.two_way.coverage.area:.3f}" in word for word in words)
    assert all(len(word) < 80 for word in words)
    assert not math.isnan(measured.two_way.coverage.area)


def test_each_file_has_charts_of_its_own(tmp_path: Path) -> None:
    paths = [tmp_path / "one" / "same.jsonl", tmp_path / "two" / "same.jsonl"]
    for path in paths:
        path.parent.mkdir()
        write(path, {**LINE, "label_2way": "correct"})
    report = measure([read_labelled(path) for path in paths], Tools(FakeEncoder()))
    written = write_charts(report, charts_folder(tmp_path / "new" / "charts"))
    names = [f"{name}-{kind}.svg" for name in ("same", "same-2", "all") for kind in ("reliability", "coverage")]
    assert [path.name for path in written] == names
    assert all(words_of(path.read_text(encoding="utf-8")) for path in written)


def test_a_folder_that_can_not_be_made_is_a_plain_error(file: Path) -> None:
    with pytest.raises(TutorError, match="--charts"):
        charts_folder(write(file, "") / "charts")
