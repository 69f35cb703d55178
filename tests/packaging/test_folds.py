"""A question is always in the same fold: a judge of one fold must never have met its questions."""

import sys
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "packaging"))

from short_text_rows import CORPORA, FOLDS, HONEST, folds, halves

ROWS = st.lists(st.fixed_dictionaries({"dataset": st.sampled_from(["a", "b"]), "question": st.text(max_size=3)}))


@given(ROWS, st.data())
def test_a_part_of_the_rows_falls_into_the_same_folds(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    kept = [row for row in rows if data.draw(st.booleans())]
    found = {(row["dataset"], row["question"]): fold for row, fold in zip(rows, folds(rows), strict=True)}
    assert [found[row["dataset"], row["question"]] for row in kept] == folds(kept).tolist()


def test_all_folds_are_used() -> None:
    rows = [{"dataset": "a", "question": str(number)} for number in range(200)]
    assert set(folds(rows).tolist()) == set(range(FOLDS))


def test_each_student_s_answer_is_in_one_half_whatever_the_company_and_written_ones_in_none() -> None:
    rows = [{"dataset": CORPORA[number % 3], "id": str(number)} for number in range(200)]
    found = halves(rows)
    assert set(found.tolist()) == {0, 1} and 60 < found.sum() < 140
    assert halves(rows[50:]).tolist() == found[50:].tolist()
    assert halves([{"dataset": HONEST, "id": "1"}]).tolist() == [-1]
