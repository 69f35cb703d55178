from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tutor.domain.ids import PassageId, QuestionId, SheetId, StudentId
from tutor.domain.question import Passage
from tutor.domain.sheet import Sheet, SheetStatus, SheetText
from tutor.domain.student import Student
from tutor.guide.guide import FILTERS, gather
from tutor.guide.render import to_html, to_json, to_markdown

NOW = datetime(2026, 5, 3, 10, tzinfo=UTC)
AMINA = Student(StudentId(1), "Amina", "fox", has_pin=False, created_at=NOW)
PASSAGES = {PassageId("p/food"): Passage(PassageId("p/food"), "How plants make food", "Leaves catch sunlight.")}


def sheet(number: int = 1, **changes: object) -> Sheet:
    text = SheetText(
        topic="Plants",
        prompt="What do plants take in?",
        student_answer="oxygen",
        model_answer="Carbon dioxide",
        explanation="They give oxygen off.",
        missing=("they take in carbon dioxide",),
        passage_id=PassageId("p/food"),
        check="What gas do leaves give off?",
        check_answer="Oxygen",
    )
    made = Sheet(
        id=SheetId(number),
        student_id=AMINA.id,
        question_id=QuestionId(f"p/q{number}"),
        text=text,
        version=1,
        times_met=1,
        right_days=0,
        evidence=(),
        status=SheetStatus.ACTIVE,
        created_at=NOW,
        updated_at=NOW,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the tests name the fields


SHEETS = [
    sheet(1),
    sheet(2, right_days=3),
    sheet(3, status=SheetStatus.ARCHIVED),
    sheet(4, status=SheetStatus.QUARANTINED),
    sheet(5, text=replace(sheet().text, topic="Animals")),
]


def test_counts_tell_all_states_whatever_is_shown() -> None:
    due = {QuestionId("p/q1"): NOW - timedelta(days=1), QuestionId("p/q5"): NOW + timedelta(days=1)}
    guide = gather(AMINA, SHEETS, due, now=NOW, wanted="mastered")
    assert guide.counts == {"all": 4, "due": 1, "active": 2, "mastered": 1, "archived": 1, "held": 1}
    assert [entry.sheet.id for entry in guide.entries] == [2]


def test_topics_are_in_alphabetical_order_and_can_be_chosen() -> None:
    guide = gather(AMINA, SHEETS, {}, now=NOW)
    assert [topic.name for topic in guide.topics] == ["Animals", "Plants"]
    assert gather(AMINA, SHEETS, {}, now=NOW, topic="Animals").total == 1


def test_a_search_shows_the_nearest_first() -> None:
    guide = gather(AMINA, SHEETS, {}, now=NOW, scores={SheetId(1): 0.4, SheetId(2): 0.9})
    assert [entry.sheet.id for entry in guide.entries] == [2, 1]


def test_a_filter_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no such filter"):
        gather(AMINA, SHEETS, {}, now=NOW, wanted="lost")
    for name in FILTERS:
        gather(AMINA, SHEETS, {}, now=NOW, wanted=name)


def test_markdown_holds_every_part_of_a_sheet() -> None:
    text = to_markdown(gather(AMINA, [sheet()], {}, now=NOW), PASSAGES, NOW, UTC)
    for part in ("Amina", "## Plants", "What do plants take in?", "oxygen", "Carbon dioxide", "They give oxygen off."):
        assert part in text
    for part in ("Leaves catch sunlight.", "What gas do leaves give off?", "Met once", "2026-05-03"):
        assert part in text


def test_what_a_student_typed_is_never_markup() -> None:
    nasty = replace(sheet().text, student_answer="# Big <script>alert(1)</script> ![x](file:///etc/passwd) $x$")
    page = to_html(gather(AMINA, [sheet(text=nasty)], {}, now=NOW), PASSAGES, NOW, UTC)
    assert "<script" not in page
    assert "<img" not in page
    assert "<h1>Big" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_formulas_become_mathml_and_broken_ones_stay_readable() -> None:
    good = replace(sheet().text, prompt=r"What is $\frac{1}{2}$ of 8?", explanation=r"See $\frac{$.")
    page = to_html(gather(AMINA, [sheet(text=good)], {}, now=NOW), PASSAGES, NOW, UTC)
    assert "<mfrac>" in page
    assert "$" not in page.split("<main>")[1].replace("\\$", "")


def test_a_question_with_a_picture_is_headed_by_its_words() -> None:
    drawn = replace(sheet().text, prompt="![A food chain.](chain.svg)\n\nWhat does an arrow mean?")
    lines = to_markdown(gather(AMINA, [sheet(text=drawn)], {}, now=NOW), PASSAGES, NOW, UTC).splitlines()
    assert "### What does an arrow mean?" in lines
    assert "![A food chain.](chain.svg)" in lines


def test_an_empty_guide_says_how_it_begins() -> None:
    assert "Nothing here yet" in to_markdown(gather(AMINA, [], {}, now=NOW), {}, NOW, UTC)


def test_json_holds_every_field() -> None:
    import json

    rows = json.loads(to_json(gather(AMINA, SHEETS, {}, now=NOW), PASSAGES, NOW))["sheets"]
    assert len(rows) == 4
    assert rows[0]["model_answer"] == "Carbon dioxide"
    assert rows[0]["passage"]["title"] == "How plants make food"
